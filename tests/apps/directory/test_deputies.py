"""Deputies during a leave, and people who serve in several places at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiannuo.directory.actions.appoint_deputy import appoint_deputy, end_deputation
from jiannuo.directory.actions.describe_organisation import add_alias
from jiannuo.directory.actions.disable_user import disable_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actions.withdraw_grant import withdraw_grant
from jiannuo.directory.actor import Actor, actor_of, machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Deputation, Grant, Role, User
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.history.models import Entry
from jiannuo.ledger.queries.visible import subject_of, tasks_visible_to
from tests.personae import County, user_with

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def deputy(county: County) -> User:
    """Return somebody of another organisation, who reads tasks 2 and 3."""
    user = user_with(Role.CLERK, organisation=county.finance)
    user.name = "张三"
    user.save()
    return user


@pytest.fixture
def holder(county: County, head: Actor) -> User:
    user = User.objects.get(pk=head.user)
    user.name = "李四"
    user.save()
    return user


def appointed(holder: User, deputy: User, **days: Any) -> Deputation:
    given = {"begins": TODAY, "ends": TODAY + DAY, "today": TODAY, "reason": "出差", **days}
    return appoint_deputy(actor_of(holder), Grant.objects.get(user=holder), deputy, **given)


def key(user: User) -> str:
    return next(one.key for one in actor_of(user).standings if one.deputises)


def test_a_deputy_acts_with_the_grant_and_is_recorded_as_such(
    county: County, holder: User, deputy: User
) -> None:
    appointed(holder, deputy)
    actor = actor_of(deputy, key(deputy))
    assert actor.name == "张三代李四"
    assert actor.user == deputy.pk
    assert set(tasks_visible_to(actor).values_list("number", flat=True)) == {"1", "2"}
    assert may(actor, Act.SIGN, subject_of(county.tasks[0]))


def test_without_choosing_it_a_deputy_is_only_themselves(holder: User, deputy: User) -> None:
    appointed(holder, deputy)
    actor = actor_of(deputy)
    assert actor.name == "张三"
    assert set(tasks_visible_to(actor).values_list("number", flat=True)) == {"2", "3"}


def test_what_a_deputy_does_is_recorded_under_both_names(
    county: County, officer: Actor, deputy: User
) -> None:
    away = User.objects.get(pk=officer.user)
    away.name = "李四"
    away.save()
    appointed(away, deputy)
    add_alias(actor_of(deputy, key(deputy)), county.housing, "住建")
    entry = Entry.objects.get(action="organisation.alias")
    assert (entry.actor, entry.actor_name) == (f"user:{deputy.pk}", "张三代李四")


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(-2, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 2, False)],
)
def test_a_deputation_holds_on_its_days_both_included(
    holder: User, deputy: User, *, begins: int, ends: int, holds: bool
) -> None:
    days = {"begins": TODAY + begins * DAY, "ends": TODAY + ends * DAY}
    appointed(holder, deputy, today=date(2020, 1, 1), **days)
    assert any(one.deputises for one in actor_of(deputy).standings) is holds


def test_a_standing_that_is_over_counts_as_none(holder: User, deputy: User) -> None:
    made = appointed(holder, deputy)
    chosen = key(deputy)
    end_deputation(actor_of(holder), made)
    assert actor_of(deputy, chosen).name == "张三"


@pytest.mark.parametrize("how", ["withdrawn", "disabled"])
def test_a_deputation_ends_with_what_it_rests_on(holder: User, deputy: User, how: str) -> None:
    appointed(holder, deputy)
    if how == "withdrawn":
        withdraw_grant(machine(), Grant.objects.get(user=holder))
    else:
        disable_user(machine(), holder)
    assert actor_of(deputy).standings == ()


def test_a_deputy_cannot_pass_the_role_on(holder: User, deputy: User, county: County) -> None:
    appointed(holder, deputy)
    third = user_with(Role.CLERK, organisation=county.finance)
    with pytest.raises(NotAllowedError):
        appoint_deputy(
            actor_of(deputy, key(deputy)),
            Grant.objects.get(user=holder),
            third,
            begins=TODAY,
            ends=TODAY,
            today=TODAY,
        )


def test_a_security_administrator_appoints_for_who_cannot(
    holder: User, deputy: User, security_admin: Actor, officer: Actor
) -> None:
    grant = Grant.objects.get(user=holder)
    days = {"begins": TODAY, "ends": TODAY, "today": TODAY}
    with pytest.raises(NotAllowedError):
        appoint_deputy(officer, grant, deputy, **days)
    appoint_deputy(security_admin, grant, deputy, **days)


def test_administrators_neither_have_deputies_nor_are_any(
    holder: User, deputy: User, security_admin: Actor, system_admin: Actor
) -> None:
    with pytest.raises(NotFittingError, match="不设代理"):
        appointed(User.objects.get(pk=system_admin.user), deputy)
    with pytest.raises(NotFittingError, match="不代理他人"):
        appointed(holder, User.objects.get(pk=security_admin.user))


def test_days_that_make_no_sense_are_refused(holder: User, deputy: User) -> None:
    with pytest.raises(NotFittingError, match="早于开始"):
        appointed(holder, deputy, ends=TODAY - DAY)
    with pytest.raises(NotFittingError, match="已经过去"):
        appointed(holder, deputy, begins=TODAY - 3 * DAY, ends=TODAY - DAY)


def test_somebody_of_two_organisations_sees_both_or_one(county: County, deputy: User) -> None:
    grant_role(machine(), deputy, Role.CLERK, organisation=county.housing)
    both = actor_of(deputy)
    assert set(tasks_visible_to(both).values_list("number", flat=True)) == {"1", "2", "3"}
    assert [one.label for one in both.standings] == ["区财政局单位填报人", "区住建局单位填报人"]
    one = actor_of(deputy, both.standings[1].key)
    assert one.name == "张三"
    assert set(tasks_visible_to(one).values_list("number", flat=True)) == {"1", "2"}


def test_reading_an_actor_takes_few_queries(
    county: County, holder: User, deputy: User, django_assert_max_num_queries: Any
) -> None:
    appointed(holder, deputy)
    for user in (holder, deputy):
        with django_assert_max_num_queries(3):
            actor_of(user)
