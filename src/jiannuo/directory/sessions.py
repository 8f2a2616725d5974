"""Logged-in sessions: they end after an idle spell and in any case after some hours, and are listed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import time
from typing import Final

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from jiannuo.directory.actions.sign_in import carry_session, see_session, sign_out
from jiannuo.directory.addresses import client_address
from jiannuo.directory.models import User

_BEGUN: Final = "session_begun"
_SEEN: Final = "session_seen"
_PRECISION: Final = 60
"""Seconds: a session is stamped at most once a minute, so that reading pages costs no write."""


class SessionLimits:
    """Middleware: logs a user out whose session is idle for too long, or too old.

    GB/T 22239-2019 §8.1.4.1 asks for the first; the second bounds what a stolen cookie is worth.
    The session's row in the user's own list is kept along with its stamp.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as a stranger's if its session has ended."""
        if isinstance(request.user, User):
            now = int(time())
            new = _BEGUN not in request.session
            begun = request.session.setdefault(_BEGUN, now)
            seen = request.session.setdefault(_SEEN, now)
            idle, age = now - seen, now - begun
            if idle > settings.JIANNUO_SESSION_IDLE or age > settings.JIANNUO_SESSION_LENGTH:
                leave(request)
            elif new or idle >= _PRECISION:
                request.session[_SEEN] = now
                _keep(request, request.user, now)
        return self.get_response(request)


def leave(request: HttpRequest) -> None:
    """Log the visitor out, and mark the session as ended in their list."""
    if request.session.session_key:
        sign_out(request.session.session_key, now=_moment(int(time())))
    auth.logout(request)


@contextmanager
def same_session(request: HttpRequest) -> Iterator[None]:
    """Carry the session's row along while its key changes: a new key is no new login."""
    before = request.session.session_key
    yield
    if before and (after := request.session.session_key):
        carry_session(before, after)


def _keep(request: HttpRequest, user: User, now: int) -> None:
    see_session(
        user,
        _key(request.session),
        address=client_address(request),
        device=request.headers.get("User-Agent", ""),
        now=_moment(now),
    )


def _key(session: SessionBase) -> str:
    if not session.session_key:
        session.save()
    return str(session.session_key)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
