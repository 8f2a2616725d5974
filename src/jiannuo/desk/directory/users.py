"""Users: the list, a new one, a forgotten password, an account closed, roles given and taken."""

import secrets
import string
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.directory.grants import GrantForm
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.change_password import change_password
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.disable_user import OwnAccountError, disable_user
from jiannuo.directory.actions.grant_role import RolesExcludeError, grant_role
from jiannuo.directory.actions.withdraw_grant import withdraw_grant
from jiannuo.directory.models import Grant, User
from jiannuo.directory.permissions import Act, may
from jiannuo.directory.queries.accounts import account, accounts

_PIECES: Final = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
_CONFUSED: Final = frozenset("0O1lI")


class NewUserForm(forms.Form):
    """Who the new user is."""

    username = forms.CharField(
        label="用户名",
        max_length=60,
        help_text="登录时用，建议用姓名全拼，重名的加数字。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label="姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_username(self) -> str:
        """Refuse a name that somebody has, whatever its case."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("这个用户名已经有人用了，请换一个。")
        return username


@require_http_methods(["GET", "POST"])
def users(request: HttpRequest) -> HttpResponse:
    """List the users, or add one and show the password that is good for the first login."""
    actor = visitor(request)
    text = request.GET.get("text", "").strip()
    form = NewUserForm(request.POST or None)
    context: dict[str, Any] = {
        "tabs": tabs(actor),
        "form": form,
        "text": text,
        "may_edit": may(actor, Act.EDIT_USERS),
    }
    if request.method == "POST" and form.is_valid():
        password = one_time_password()
        user = create_user(actor, password=password, **form.cleaned_data)
        context |= {"issued": user, "password": password, "form": NewUserForm()}
    context["accounts"] = accounts(actor, text)
    return page(request, "desk/directory/users.html", context)


@require_http_methods(["GET"])
def user(request: HttpRequest, user: int) -> HttpResponse:
    """Show a user with what may be done about the account."""
    return _user(request, user, {})


@require_POST
def reset(request: HttpRequest, user: int) -> HttpResponse:
    """Give a user a password that is good for one login, and show it once."""
    found = get_object_or_404(User, pk=user)
    password = one_time_password()
    change_password(visitor(request), found, password)
    return _user(request, user, {"password": password})


@require_POST
def disable(request: HttpRequest, user: int) -> HttpResponse:
    """Close an account, or open it again."""
    found = get_object_or_404(User, pk=user)
    try:
        disable_user(visitor(request), found, disabled=found.is_active)
    except OwnAccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{found}的账号已{'启用' if found.is_active else '停用'}。")
    return redirect("desk:user", user)


@require_POST
def grant(request: HttpRequest, user: int) -> HttpResponse:
    """Give a user a role."""
    actor = visitor(request)
    found = get_object_or_404(User, pk=user)
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            grant_role(actor, found, **form.reach())
        except RolesExcludeError as error:
            form.add_error("role", ValidationError(str(error)))
        else:
            messages.success(request, f"已授予{found}新的角色。")
            return redirect("desk:user", user)
    return _user(request, user, {"grant_form": form})


@require_POST
def withdraw(request: HttpRequest, user: int, grant: int) -> HttpResponse:
    """Take a role from a user."""
    found = get_object_or_404(Grant, pk=grant, user=user, active=True)
    withdraw_grant(visitor(request), found)
    messages.success(request, "角色已收回。")
    return redirect("desk:user", user)


def one_time_password() -> str:
    """Make a password that can be read over the telephone: no letters that look alike."""
    kinds = ["".join(c for c in piece if c not in _CONFUSED) for piece in _PIECES]
    letters = [secrets.choice(kinds[at % 3]) for at in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))


def _user(request: HttpRequest, user: int, more: dict[str, Any]) -> HttpResponse:
    actor = visitor(request)
    try:
        _, shown = account(actor, user)
    except User.DoesNotExist as error:
        raise Http404 from error
    context = {
        "tabs": tabs(actor),
        "account": shown,
        "may_edit": may(actor, Act.EDIT_USERS),
        "may_grant": may(actor, Act.EDIT_GRANTS),
        "grant_form": GrantForm(),
        "own": actor.user == user,
        **more,
    }
    return page(request, "desk/directory/user.html", context)
