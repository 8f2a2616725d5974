"""Users, their passwords, and the roles that they are given."""

from typing import Any

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
from jiannuo.directory.passwords import expires_at
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from tests.personae import PASSWORD, County, user_with


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
        ("P@ssw0rd-2023", "常见"),
        ("Qwertyuiop!1", "常见"),
        ("Qwer1234!", "常见"),
        ("1qaz@WSX3edc", "常见"),
        ("Qinghe-2023", "容易被猜到的“qinghe”"),
    ],
)
@pytest.mark.django_db
def test_weak_passwords_are_refused(password: str, why: str, settings: Any) -> None:
    settings.JIANNUO_PASSWORD_WORDS = ["qinghe"]
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


def test_nobody_sets_the_password_of_another(system_admin: Actor, officer: Actor) -> None:
    for actor in (officer, system_admin):
        with pytest.raises(NotAllowedError):
            change_password(actor, user_with(None), "Xia-yu-2046")


@pytest.mark.django_db
def test_the_last_five_passwords_do_not_come_back() -> None:
    user = user_with(None)
    actor = actor_of(user)
    passwords = [PASSWORD, *(f"Xia-yu-204{n}" for n in range(5))]
    for new in passwords[1:]:
        change_password(actor, user, new)
    for old in passwords[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            change_password(actor, user, old)
    change_password(actor, user, passwords[0])
    assert user.former_passwords.count() == 4


@pytest.mark.django_db
def test_the_asvs_profile_asks_for_length_and_nothing_else(settings: Any) -> None:
    settings.JIANNUO_PASSWORD_PROFILE = "asvs"
    user = user_with_password("qiu tian hen liang wan shang")
    change_password(actor_of(user), user, "dong tian bu leng ye shang")
    change_password(actor_of(user), user, "qiu tian hen liang wan shang")
    with pytest.raises(ValidationError, match="至少 15 个字符"):
        change_password(actor_of(user), user, "Xia-yu-2046")
    assert expires_at(user) is None


@pytest.mark.django_db
def test_a_password_expires_after_ninety_days(settings: Any) -> None:
    user = user_with(None)
    assert user.password_changed_at is not None
    due = expires_at(user)
    assert due is not None
    assert (due - user.password_changed_at).days == 90
    settings.JIANNUO_DEMO = True
    assert expires_at(user) is None


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
        assert user.password.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")
        assert user.check_password("Chun-feng-27")


def user_with_password(password: str) -> User:
    return create_user(machine(), username="lisi", name="李四", password=password)
