"""Change one's own password; obligatory where somebody else has set it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiannuo.desk.gate.account import own_user
from jiannuo.desk.gate.new_password import NewPasswordForm
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.change_password import change_password
from jiannuo.directory.passwords import expires_at
from jiannuo.directory.sessions import same_session


class PasswordForm(NewPasswordForm):
    """The present password and the new one, twice."""

    present = forms.CharField(
        label="现在的口令",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("present", "new", "again")

    def clean_present(self) -> str:
        """Refuse a wrong present password."""
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError("现在的口令不对。")
        return present


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Show the form, or change the password and stay logged in here, nowhere else."""
    user = own_user(request)
    due = expires_at(user)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(visitor(request), user, form.cleaned_data["new"])
        with same_session(request):
            update_session_auth_hash(request, user)
        messages.success(request, "口令已换好。")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {
        "form": form,
        "forced": user.must_change_password,
        "overdue": due is not None and due <= timezone.now(),
        "none": not user.has_usable_password(),
    }
    return page(request, "desk/gate/password.html", context)
