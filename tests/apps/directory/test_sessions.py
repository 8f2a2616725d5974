"""Sessions end; failures to log in lock the name at that address; pages are guarded by headers."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from jiannuo.directory import sessions
from jiannuo.directory.addresses import client_address
from jiannuo.directory.jobs import clear_sessions
from jiannuo.directory.models import User
from jiannuo.history.models import Entry
from tests.personae import PASSWORD, user_with

pytestmark = pytest.mark.django_db


def asked(client: Client, user: User | None = None) -> HttpRequest:
    """Return a request with the client's session, having passed the session limits."""
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = user or get_user(request)
    sessions.SessionLimits(lambda _request: HttpResponse())(request)
    request.session.save()
    return request


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    class Clock:
        now = 1_700_000_000

        def time(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock.time)
    return clock


def test_a_session_in_use_goes_on(client: Client, clock: Any) -> None:
    client.force_login(user_with(None))
    for _ in range(5):
        assert asked(client).user.is_authenticated
        clock.now += configured.JIANNUO_SESSION_IDLE - 1


def test_an_idle_session_ends(client: Client, clock: Any) -> None:
    client.force_login(user_with(None))
    asked(client)
    clock.now += configured.JIANNUO_SESSION_IDLE + 61
    assert not asked(client).user.is_authenticated


def test_a_session_ends_in_any_case_after_some_hours(client: Client, clock: Any) -> None:
    client.force_login(user_with(None))
    asked(client)
    for _ in range(0, configured.JIANNUO_SESSION_LENGTH, 1200):
        clock.now += 1200
        asked(client)
    clock.now += 1200
    assert not asked(client).user.is_authenticated


def test_reading_pages_writes_the_session_at_most_once_a_minute(client: Client, clock: Any) -> None:
    client.force_login(user_with(None))
    asked(client)
    clock.now += 30
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = get_user(request)
    sessions.SessionLimits(lambda _request: HttpResponse())(request)
    assert not request.session.modified


def log_in(client: Client, username: str, password: str, address: str = "10.0.0.1") -> int:
    answer = client.post(
        "/login/", {"username": username, "password": password}, REMOTE_ADDR=address
    )
    return answer.status_code


def test_five_failures_lock_the_name_at_that_address_only(client: Client) -> None:
    user, other = user_with(None), user_with(None)
    for _ in range(5):
        log_in(client, user.username, "falsch-Falsch-1")
    assert log_in(client, user.username, PASSWORD) == 429
    assert log_in(client, other.username, PASSWORD) == 302
    assert log_in(Client(), user.username, PASSWORD, address="10.0.0.2") == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.8", "1.1.1.1"),
        (2, "10.0.0.8", "10.0.0.9"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_is_believed(
    settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.JIANNUO_TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")
    assert client_address(request) == address


def test_every_page_is_behind_the_login_and_guarded_by_headers(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")
    page = client.get("/login/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_a_lockout_stands_in_the_trail_once(client: Client) -> None:
    user = user_with(None)
    for _ in range(8):
        log_in(client, user.username, "falsch-Falsch-1")
    for _ in range(5):
        log_in(client, "niemand", "falsch-Falsch-1")
    locked = Entry.objects.filter(action="user.lock").order_by("sequence")
    assert [(one.subject_label, one.subject_id) for one in locked] == [
        (user.username, user.pk),
        ("niemand", 0),
    ]
    assert '"address":"10.0.0.1"' in locked[0].payload


def test_expired_sessions_are_cleared_away(client: Client) -> None:
    client.force_login(user_with(None))
    clear_sessions()
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    clear_sessions()
    assert not Session.objects.exists()
