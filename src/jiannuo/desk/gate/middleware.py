"""What must happen before anything else: a new password where one is due, a login where one ended."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from jiannuo.directory.models import User

_OPEN: Final = ("desk:password", "desk:sign_out")


class PasswordFirst:
    """Middleware: somebody with a password that others know can only change it, or leave."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send somebody with a password of others to the form that changes it."""
        user = request.user
        if (
            isinstance(user, User)
            and user.must_change_password
            and request.path not in {reverse(name) for name in _OPEN}
        ):
            return _sent(request, redirect("desk:password"))
        return _sent(request, self.get_response(request))


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
