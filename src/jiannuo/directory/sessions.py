"""Logged-in sessions end: after an idle spell, and in any case after some hours."""

from collections.abc import Callable
from time import time
from typing import Final

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse

_BEGUN: Final = "session_begun"
_SEEN: Final = "session_seen"
_PRECISION: Final = 60
"""Seconds: a session is stamped at most once a minute, so that reading pages costs no write."""


class SessionLimits:
    """Middleware: logs a user out whose session is idle for too long, or too old.

    GB/T 22239-2019 §8.1.4.1 asks for the first; the second bounds what a stolen cookie is worth.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as a stranger's if its session has ended."""
        if request.user.is_authenticated:
            now = int(time())
            begun = request.session.setdefault(_BEGUN, now)
            seen = request.session.setdefault(_SEEN, now)
            idle, age = now - seen, now - begun
            if idle > settings.JIANNUO_SESSION_IDLE or age > settings.JIANNUO_SESSION_LENGTH:
                auth.logout(request)
            elif idle >= _PRECISION:
                request.session[_SEEN] = now
        return self.get_response(request)
