"""The second factor at login: bound by a QR code drawn here, asked for after the password."""

import re
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from jiannuo.directory.actions.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    use_second_factor,
)
from jiannuo.directory.actor import Actor, actor_of
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import RecoveryCode, Role, SecondFactor, User
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.directory.second_factor import SecretKeyChangedError, reveal
from jiannuo.history.models import Entry
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import PASSWORD, user_with

NOW = timezone.now()
BIND = "/account/second-factor/"


def code_of(user: User, at: datetime = NOW) -> str:
    secret = reveal(SecondFactor.objects.get(user=user).secret)
    return pyotp.TOTP(secret).at(int(at.timestamp()))


@pytest.fixture
def user(officer: Actor) -> User:
    return User.objects.get(pk=officer.user)


@pytest.fixture
def codes(user: User) -> tuple[str, ...]:
    """Bind an authenticator some minutes ago, and return the recovery codes."""
    actor, then = actor_of(user), NOW - timedelta(minutes=5)
    begin_second_factor(actor, user)
    return confirm_second_factor(actor, user, code_of(user, then), now=then)


def password_step(client: Client, user: User) -> str:
    answer = client.post("/login/", {"username": user.username, "password": PASSWORD})
    return str(answer["Location"])


def test_an_authenticator_is_bound_with_a_picture_drawn_here(
    visit: Visit, officer: Actor, user: User
) -> None:
    client = visit(officer)
    shown = client.get(BIND).content.decode()
    assert "<svg" in shown
    assert "http" not in shown[shown.index("<svg") : shown.index("</svg>")]
    secret = reveal(SecondFactor.objects.get(user=user).secret)
    assert " ".join(re.findall("....", secret)) in shown
    assert client.get(BIND).content.decode().count(secret[:4]), "reloading shows the same code"
    wrong = client.post(BIND, {"code": "000000"}).content.decode()
    assert "动态口令不对" in wrong
    bound = Page(client.post(BIND, {"code": code_of(user, timezone.now())}).content)
    assert len(bound.texts("//ol[@class='codes']/li")) == 10
    assert client.get(BIND)["Location"] == "/account/"


def test_the_code_is_asked_for_after_the_password(
    client: Client, user: User, codes: tuple[str, ...]
) -> None:
    assert password_step(client, user) == "/login/code/"
    assert client.get("/").status_code == 302, "the password alone opens nothing"
    wrong = client.post("/login/code/", {"code": "000000"})
    assert "动态口令不对" in wrong.content.decode()
    right = code_of(user, timezone.now())
    assert client.post("/login/code/", {"code": f"{right[:3]} {right[3:]}"})["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_without_the_password_nobody_is_asked_for_a_code(client: Client) -> None:
    assert client.get("/login/code/")["Location"] == "/login/"


def test_a_code_is_good_once(user: User, codes: tuple[str, ...]) -> None:
    code = code_of(user)
    assert use_second_factor(user, code, now=NOW)
    assert not use_second_factor(user, code, now=NOW)


@pytest.mark.parametrize(("off", "good"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_one_step(
    user: User, codes: tuple[str, ...], *, off: int, good: bool
) -> None:
    code = code_of(user, NOW + timedelta(seconds=off))
    assert use_second_factor(user, code, now=NOW) is good


def test_a_recovery_code_stands_in_once(client: Client, user: User, codes: tuple[str, ...]) -> None:
    password_step(client, user)
    assert client.post("/login/code/", {"code": codes[0].lower()})["Location"] == "/"
    assert not use_second_factor(user, codes[0], now=NOW)
    entry = Entry.objects.get(action="user.recover")
    assert '"left":9' in entry.payload


def test_wrong_codes_lock_like_wrong_passwords(
    client: Client, user: User, codes: tuple[str, ...]
) -> None:
    password_step(client, user)
    answers = [client.post("/login/code/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    assert client.post("/login/code/", {"code": code_of(user, timezone.now())}).status_code == 429
    assert (
        client.post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 429
    )


def test_right_passwords_in_between_do_not_reset_the_count(
    client: Client, user: User, codes: tuple[str, ...]
) -> None:
    statuses = []
    for _ in range(5):
        password_step(client, user)
        statuses.append(client.post("/login/code/", {"code": "000000"}).status_code)
    assert statuses[-1] == 429


def test_a_role_that_needs_it_binds_one_before_anything_else(
    visit: Visit, officer: Actor, user: User, settings: Any
) -> None:
    settings.JIANNUO_SECOND_FACTOR_ROLES = ["officer"]
    client = visit(officer)
    assert client.get("/search/")["Location"] == BIND
    assert "您的角色登录时须用动态口令" in client.get(BIND).content.decode()
    client.post(BIND, {"code": code_of(user, timezone.now())})
    assert client.get("/search/").status_code == 200
    assert visit(officer).get("/search/")["Location"] == BIND, "another session shows its own code"


def test_other_roles_are_not_bothered(visit: Visit, clerk: Actor, settings: Any) -> None:
    settings.JIANNUO_SECOND_FACTOR_ROLES = ["officer"]
    assert visit(clerk).get("/search/").status_code == 200


def test_only_a_right_code_undoes_the_binding(
    visit: Visit, officer: Actor, user: User, codes: tuple[str, ...]
) -> None:
    client = visit(officer)
    address = "/account/second-factor/remove/"
    assert "没有解除" in client.post(address, {"code": "1"}, follow=True).content.decode()
    client.post(address, {"code": code_of(user, timezone.now())})
    assert not SecondFactor.objects.filter(user=user).exists()
    assert not RecoveryCode.objects.filter(user=user).exists()


def test_the_security_administrator_undoes_it_for_who_lost_it_and_the_system_one_cannot(
    user: User, codes: tuple[str, ...], security_admin: Actor, system_admin: Actor
) -> None:
    with pytest.raises(NotAllowedError):
        remove_second_factor(system_admin, user)
    remove_second_factor(security_admin, user)
    assert not SecondFactor.objects.filter(user=user).exists()


def test_nobody_undoes_an_administrators(security_admin: Actor) -> None:
    other = user_with(Role.SECURITY_ADMIN)
    with pytest.raises(NotFittingError):
        remove_second_factor(security_admin, other)


def test_the_secret_is_encrypted_with_a_key_outside_the_database(
    user: User, codes: tuple[str, ...], settings: Any
) -> None:
    factor = SecondFactor.objects.get(user=user)
    assert reveal(factor.secret) not in factor.secret
    assert all(
        code.replace("-", "") not in one.digest
        for one in RecoveryCode.objects.all()
        for code in codes
    )
    settings.SECRET_KEY = "another" * 9
    with pytest.raises(SecretKeyChangedError, match="重新绑定"):
        reveal(factor.secret)
