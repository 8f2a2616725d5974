"""Users: the list, a new one, an account closed, roles given and taken, deputies."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.directory.grants import GrantForm
from jiannuo.desk.directory.invitations import slips
from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.gate.account import DeputyForm, appointed
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.describe_user import describe_user
from jiannuo.directory.actions.disable_user import OwnAccountError, disable_user
from jiannuo.directory.actions.grant_role import RolesExcludeError, grant_role
from jiannuo.directory.actions.second_factor import remove_second_factor
from jiannuo.directory.actions.withdraw_grant import withdraw_grant
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Grant, User
from jiannuo.directory.permissions import Act, may
from jiannuo.directory.queries.access import deputations_of
from jiannuo.directory.queries.accounts import account, accounts


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
    telephone = forms.CharField(label="电话", max_length=40, required=False)


class DescriptionForm(forms.Form):
    """A user's name and telephone."""

    name = forms.CharField(label="姓名", max_length=60)
    telephone = forms.CharField(label="电话", max_length=40, required=False)


@require_http_methods(["GET", "POST"])
def users(request: HttpRequest) -> HttpResponse:
    """List the users, or add one and show the slip with the code for the first password."""
    actor = visitor(request)
    text = request.GET.get("text", "").strip()
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_user(actor, **form.cleaned_data)
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            return slips(request, [made])
    context: dict[str, Any] = {
        "tabs": tabs(actor),
        "form": form,
        "text": text,
        "may_edit": may(actor, Act.EDIT_USERS),
        "accounts": accounts(actor, text),
    }
    context["waiting"] = sum(one.active and not one.entered for one in context["accounts"])
    return page(request, "desk/directory/users.html", context)


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user: int) -> HttpResponse:
    """Show a user with what may be done about the account, or take over their name and telephone."""
    form = DescriptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = get_object_or_404(User, pk=user)
        describe_user(visitor(request), found, **form.cleaned_data)
        messages.success(request, "已更新。")
        return redirect("desk:user", user)
    return _user(request, user, {"form": form} if request.method == "POST" else {})


@require_POST
def unbind_user(request: HttpRequest, user: int) -> HttpResponse:
    """Undo a user's second factor, for who lost the telephone."""
    found = get_object_or_404(User, pk=user)
    return _done(
        request, user, "动态口令已解除。", lambda: remove_second_factor(visitor(request), found)
    )


@require_POST
def appoint_user(request: HttpRequest, user: int) -> HttpResponse:
    """Let somebody act for a user, on the word of a security administrator."""
    found = get_object_or_404(User, pk=user)
    form = DeputyForm(found, request.POST)
    if appointed(request, form):
        return redirect("desk:user", user)
    return _user(request, user, {"deputy_form": form})


@require_POST
def disable(request: HttpRequest, user: int) -> HttpResponse:
    """Close an account, or open it again."""
    found = get_object_or_404(User, pk=user)
    done = f"{found}的账号已{'停用' if found.is_active else '启用'}。"
    return _done(
        request, user, done, lambda: disable_user(visitor(request), found, disabled=found.is_active)
    )


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
            form.add_error("role", str(error))
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"已授予{found}新的角色。")
            return redirect("desk:user", user)
    return _user(request, user, {"grant_form": form})


@require_POST
def withdraw(request: HttpRequest, user: int, grant: int) -> HttpResponse:
    """Take a role from a user."""
    found = get_object_or_404(Grant, pk=grant, user=user, active=True)
    return _done(request, user, "角色已收回。", lambda: withdraw_grant(visitor(request), found))


def _done(request: HttpRequest, user: int, done: str, act: Callable[[], object]) -> HttpResponse:
    """Do what was asked for, say so or why not, and show the user again."""
    try:
        act()
    except (NotFittingError, OwnAccountError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("desk:user", user)


def _user(request: HttpRequest, user: int, more: dict[str, Any]) -> HttpResponse:
    actor = visitor(request)
    try:
        found, shown = account(actor, user)
    except User.DoesNotExist as error:
        raise Http404 from error
    known = {"name": found.name, "telephone": found.telephone}
    context = {
        "tabs": tabs(actor),
        "account": shown,
        "may_edit": may(actor, Act.EDIT_USERS),
        "may_grant": may(actor, Act.EDIT_GRANTS),
        "form": DescriptionForm(initial=known),
        "grant_form": GrantForm(),
        "deputations": deputations_of(found),
        "deputy_form": DeputyForm(found),
        "own": actor.user == user,
        **more,
    }
    return page(request, "desk/directory/user.html", context)
