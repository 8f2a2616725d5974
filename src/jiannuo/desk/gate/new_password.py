"""The fields in which somebody chooses a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from jiannuo.directory.models import User
from jiannuo.directory.passwords import rule


class NewPasswordForm(forms.Form):
    """A new password of one's own, twice, checked against the rules."""

    new = forms.CharField(
        label="新口令",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新口令",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = rule()

    def clean_new(self) -> str:
        """Refuse a weak password."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Refuse a repetition that differs."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", "两遍不一样，请重新输入。")
        return given
