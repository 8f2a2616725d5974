"""What happens between a right password and the first page: the second factor, and the login itself."""

from dataclasses import dataclass
from time import time
from typing import Any, Final

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiannuo.desk.errors import locked_out
from jiannuo.directory.actions.sign_in import note_lockout
from jiannuo.directory.addresses import client_address
from jiannuo.directory.models import User
from jiannuo.directory.passwords import WARNED, expires_at
from jiannuo.directory.second_factor import confirmed_factor

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
FACTORED: Final = "second_factor"
"""Set in a session whose user has shown a second factor."""
PROVIDED: Final = "by_provider"
"""Set in a session that a provider's word began: its user's password is no business of ours."""
_PENDING: Final = "pending"
_PATIENCE: Final = 300
"""Seconds between the password and the code."""


def proceed(
    request: HttpRequest, user: User, target: str, *, provided: bool = False
) -> HttpResponse:
    """Ask for the second factor where the user has one; otherwise log in."""
    if confirmed_factor(user):
        request.session.cycle_key()  # who knew the key before the password knows it no more
        request.session[_PENDING] = {
            "user": user.pk,
            "at": int(time()),
            "target": target,
            "provided": provided,
        }
        return redirect("desk:code")
    return enter(request, user, target, provided=provided)


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who has given a right password and not yet a code."""

    user: User
    target: str
    provided: bool


def pending(request: HttpRequest) -> Pending | None:
    """Return who has given a right password a short while ago."""
    kept: dict[str, Any] | None = request.session.get(_PENDING)
    if kept is None or time() - kept["at"] > _PATIENCE:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    return Pending(user, kept["target"], kept["provided"]) if user else None


def enter(
    request: HttpRequest,
    user: User,
    target: str,
    *,
    provided: bool = False,
    factored: bool = False,
) -> HttpResponse:
    """Log in, keep what the session should know of it, and go where the visitor wanted to go."""
    request.session.pop(_PENDING, None)
    login(request, user, backend=BACKEND)
    request.session[PROVIDED], request.session[FACTORED] = provided, factored
    if not provided:
        _warn_of_expiry(request, user)
    return redirect(target)


def is_locked(request: HttpRequest, username: str) -> bool:
    """Say whether this name is locked at this address after too many failures."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def failed(request: HttpRequest, user: User) -> HttpResponse | None:
    """Count a wrong code like a wrong password; return the refusal where that was one too many."""
    user_login_failed.send(
        sender=__name__, credentials={"username": user.username}, request=request
    )
    if not is_locked(request, user.username):
        return None
    note_lockout(user.username, address=client_address(request))
    return locked_out(request)


def _warn_of_expiry(request: HttpRequest, user: User) -> None:
    due = expires_at(user)
    if due is None or user.must_change_password:
        return
    days = (due - timezone.now()).days
    if 0 <= days <= WARNED:
        messages.warning(request, f"口令还有 {days} 天到期。点右上角您的姓名，可以现在就换。")
