"""Invitations: a code that lets its user, and nobody else, set a password once."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.disable_user import disable_user
from jiannuo.directory.actions.invite_user import accept_invitation, invite_user, invited
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Invitation, Role, User
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from tests.personae import user_with

NOW = timezone.now()
PASSWORD = "Chun-feng-27"


@pytest.fixture
def user(db: None) -> User:
    return create_user(machine(), username="zhaoming", name="赵明")


def code_for(user: User, now: datetime = NOW) -> str:
    return invite_user(machine(), user, now=now)


def test_a_new_user_cannot_log_in_before_setting_a_password(user: User) -> None:
    assert not user.has_usable_password()
    assert accept_invitation(code_for(user), PASSWORD, now=NOW) == user
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not user.must_change_password


def test_a_code_is_good_once(user: User) -> None:
    code = code_for(user)
    accept_invitation(code, PASSWORD, now=NOW)
    assert invited(code, now=NOW) is None
    with pytest.raises(NotFittingError, match="已用过"):
        accept_invitation(code, "Xia-yu-2046", now=NOW)


def test_a_code_expires(user: User) -> None:
    code = code_for(user)
    assert invited(code, now=NOW + timedelta(days=7, seconds=-1)) == user
    assert invited(code, now=NOW + timedelta(days=7, seconds=1)) is None


def test_a_new_code_ends_the_one_before(user: User) -> None:
    first = code_for(user)
    second = code_for(user, NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=2)
    assert invited(first, now=later) is None
    assert invited(second, now=later) == user


def test_a_code_is_read_whatever_its_case_and_dashes(user: User) -> None:
    code = code_for(user)
    assert invited(code.lower().replace("-", " "), now=NOW) == user


def test_a_disabled_account_is_not_let_in_by_its_code(user: User) -> None:
    code = code_for(user)
    disable_user(machine(), user)
    assert invited(code, now=NOW) is None
    with pytest.raises(NotFittingError, match="请先启用"):
        code_for(user)


def test_a_weak_password_uses_no_code_up(user: User) -> None:
    code = code_for(user)
    with pytest.raises(ValidationError):
        accept_invitation(code, "12345678", now=NOW)
    assert invited(code, now=NOW) == user


def test_neither_code_nor_password_stands_in_the_database_or_the_trail(user: User) -> None:
    code = code_for(user)
    kept = Invitation.objects.get()
    assert code.replace("-", "") not in kept.digest
    for entry in Entry.objects.all():
        assert code not in entry.payload


def test_only_who_looks_after_accounts_invites(
    officer: Actor, security_admin: Actor, user: User
) -> None:
    for actor in (officer, security_admin):
        with pytest.raises(NotAllowedError):
            invite_user(actor, user, now=NOW)


def test_the_machine_alone_invites_an_administrator(system_admin: Actor) -> None:
    other = user_with(Role.SECURITY_ADMIN)
    with pytest.raises(NotFittingError, match="jiannuo invite"):
        invite_user(system_admin, other, now=NOW)
    assert invited(code_for(other), now=NOW) == other
