"""Users, their passwords, and the roles that they are given."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings

from jiannuo.config import settings as product
from jiannuo.directory.actions.change_password import change_password
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import RolesExcludeError, grant_role
from jiannuo.directory.actions.withdraw_grant import withdraw_grant
from jiannuo.directory.actor import STRANGER, Actor, actor_of, machine
from jiannuo.directory.models import Grant, Role, User
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from tests.personae import County, user_with


def test_a_system_administrator_adds_users_who_must_change_their_password(
    system_admin: Actor,
) -> None:
    user = create_user(system_admin, username="lisi", name="李四", password="Chun-feng-27")
    assert user.must_change_password
    assert user.check_password("Chun-feng-27")
    assert actor_of(user).held == ()
    entry = Entry.objects.get(action="user.create", subject_id=user.pk)
    assert entry.actor == system_admin.id
    assert "Chun-feng-27" not in entry.payload


def test_others_add_no_users(officer: Actor, security_admin: Actor) -> None:
    for actor in (officer, security_admin):
        with pytest.raises(NotAllowedError):
            create_user(actor, username="lisi", name="李四", password="Chun-feng-27")
    assert not User.objects.filter(username="lisi").exists()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Ab1-", "至少 8 个字符，现在只有 4 个"),
        ("qiutianhenliang", "至少三类"),
        ("Zhengfu-2023", "容易被猜到的“zhengfu”"),
        ("Lisi-lisi-99", "容易被猜到的“lisi”"),
        ("Password123", "常见"),
    ],
)
@pytest.mark.django_db
def test_weak_passwords_are_refused(password: str, why: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        create_user(machine(), username="lisi", name="李四", password=password)
    assert why in "".join(refusal.value.messages)


@pytest.mark.django_db
def test_one_changes_ones_own_password() -> None:
    user = user_with(None)
    change_password(actor_of(user), user, "Xia-yu-2046")
    user.refresh_from_db()
    assert user.check_password("Xia-yu-2046")
    assert not user.must_change_password


def test_a_password_that_another_sets_must_be_changed(system_admin: Actor) -> None:
    user = user_with(None)
    change_password(system_admin, user, "Xia-yu-2046")
    assert user.must_change_password


def test_nobody_else_sets_a_password(officer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        change_password(officer, user_with(None), "Xia-yu-2046")


@pytest.mark.django_db
def test_a_login_name_is_found_whatever_its_case() -> None:
    user = create_user(machine(), username="LiSi", name="李四", password="Chun-feng-27")
    assert User.objects.get_by_natural_key("lisi") == user


@pytest.mark.parametrize("second", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
@pytest.mark.django_db
def test_the_three_administrators_exclude_one_another(second: Role) -> None:
    user = user_with(Role.SYSTEM_ADMIN)
    with pytest.raises(RolesExcludeError, match="不得由同一人担任"):
        grant_role(machine(), user, second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role=second)


def test_only_a_security_administrator_grants_roles(
    county: County, system_admin: Actor, security_admin: Actor, director: Actor
) -> None:
    user = user_with(None)
    for actor in (system_admin, director):
        with pytest.raises(NotAllowedError):
            grant_role(actor, user, Role.OFFICER, place=county.place)
    grant_role(security_admin, user, Role.OFFICER, place=county.place)
    assert actor_of(user).places == {county.place.pk}


def test_a_withdrawn_grant_gives_nothing_and_stays_on_record(
    county: County, security_admin: Actor
) -> None:
    user = user_with(None)
    grant = grant_role(security_admin, user, Role.CLERK, organisation=county.housing)
    withdraw_grant(security_admin, grant)
    assert actor_of(user).held == ()
    assert Grant.objects.filter(pk=grant.pk, active=False).exists()
    assert Entry.objects.filter(action="grant.withdraw", subject_id=user.pk).exists()


def test_the_same_grant_is_not_given_twice(county: County) -> None:
    user = user_with(None)
    first = grant_role(machine(), user, Role.CLERK, organisation=county.housing)
    assert grant_role(machine(), user, Role.CLERK, organisation=county.housing) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user=user, role=Role.CLERK, place=county.place, organisation=county.housing
        )


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER])
def test_the_database_refuses_a_role_without_its_reach(county: County, role: Role) -> None:
    user = user_with(None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role=role)


@pytest.mark.django_db
def test_a_disabled_user_is_a_stranger() -> None:
    user = user_with(Role.SYSTEM_ADMIN)
    user.is_active = False
    assert actor_of(user) == STRANGER


def test_the_product_stores_passwords_with_argon2() -> None:
    user = User(username="lisi")
    with override_settings(PASSWORD_HASHERS=product.PASSWORD_HASHERS):
        user.set_password("Chun-feng-27")
        assert user.password.startswith("argon2$argon2id$")
        assert user.check_password("Chun-feng-27")
