"""What comes before every page: a new password or second factor that is due, a login that ended."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from jiannuo.desk.gate.entering import FACTORED, PROVIDED
from jiannuo.desk.visitors import visitor
from jiannuo.directory.models import User
from jiannuo.directory.passwords import expires_at
from jiannuo.directory.second_factor import is_required

_OPEN: Final = ("desk:password", "desk:second_factor", "desk:sign_out")


class DueFirst:
    """Middleware: what is due at the gate comes before every page.

    Somebody whose password others know or that has expired can only change it, or leave; somebody
    whose role demands a second factor can only bind one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send somebody for whom something is due to its form."""
        due = _due(request)
        if due and request.path not in {reverse(name) for name in _OPEN}:
            return _sent(request, redirect(due))
        return _sent(request, self.get_response(request))


def _due(request: HttpRequest) -> str:
    """Return the name of the form that comes first; empty where nothing is due."""
    user = request.user
    if not isinstance(user, User):
        return ""
    session = request.session
    if not session.get(PROVIDED):
        expiry = expires_at(user)
        if user.must_change_password or (expiry is not None and expiry <= timezone.now()):
            return "desk:password"
    if settings.JIANNUO_SECOND_FACTOR_ROLES and not session.get(FACTORED):
        roles = frozenset(one.held.role for one in visitor(request).standings)
        if is_required(roles | visitor(request).roles):
            return "desk:second_factor"
    return ""


def _sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let htmx follow a redirect as a whole page: a login form is no part of a ledger.

    After logging in the visitor stands again on the page that they were reading.
    """
    htmx = getattr(request, "htmx", None)
    if not htmx or not isinstance(response, HttpResponseRedirect):
        return response
    if response.url.startswith(settings.LOGIN_URL):
        back = urlencode({"next": htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{settings.LOGIN_URL}?{back}")
    return HttpResponseClientRedirect(response.url)
