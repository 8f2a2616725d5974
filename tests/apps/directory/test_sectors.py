"""Who has charge of what on which day, and what a successor sees."""

from datetime import date

import pytest

from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector, end_tenure
from jiannuo.directory.actions.describe_leader import create_leader, describe_leader
from jiannuo.directory.actions.merge_organisation import merge_organisation
from jiannuo.directory.actions.succeed_leader import succeed_leader
from jiannuo.directory.actor import Actor, actor_of
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Leader, Role, Sector, Tenure
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.directory.queries.sectors import in_charge, tenures_of
from jiannuo.ledger.queries.visible import tasks_visible_to
from tests.personae import County, user_with

JANUARY, MAY, JUNE = date(2023, 1, 5), date(2023, 5, 31), date(2023, 6, 1)


@pytest.fixture
def other(county: County) -> Leader:
    return Leader.objects.get(name="孙立")


@pytest.fixture
def building(county: County, officer: Actor) -> Sector:
    """Return a sector with 区住建局 that 周明远 has had since January."""
    sector = describe_sector(officer, county.place, name="城市更新", organisations=[county.housing])
    assign_sector(officer, sector, county.leader, begins=JANUARY)
    return sector


def names(county: County, day: date, **of_task: object) -> list[str]:
    return [one.name for one in in_charge(county.place.pk, day, **of_task)]  # type: ignore[arg-type]


def test_a_sector_that_changes_hands_keeps_its_past(
    county: County, officer: Actor, building: Sector, other: Leader
) -> None:
    assign_sector(officer, building, other, begins=JUNE, document="分工通知")
    first, second = Tenure.objects.all()
    assert (first.leader, first.begins, first.ends) == (county.leader, JANUARY, MAY)
    assert (second.leader, second.begins, second.ends) == (other, JUNE, None)
    assert [one.sector.name for one in tenures_of(county.leader)] == ["城市更新"]


@pytest.mark.parametrize(
    ("day", "who"),
    [(date(2023, 1, 4), []), (JANUARY, ["周明远"]), (MAY, ["周明远"]), (JUNE, ["孙立"])],
)
@pytest.mark.parametrize("how", ["organisation", "category", "named"])
def test_who_answers_for_a_task_on_a_day(
    county: County,
    officer: Actor,
    building: Sector,
    other: Leader,
    *,
    day: date,
    who: list[str],
    how: str,
) -> None:
    assign_sector(officer, building, other, begins=JUNE)
    of_task = {
        "organisation": {"organisations": [county.housing.pk]},
        "category": {"sector": "城市更新"},
        "named": {"leaders": [county.leader.pk], "organisations": [county.housing.pk]},
    }[how]
    assert names(county, day, **of_task) == who


def test_a_named_leader_who_never_had_the_sector_is_not_overruled_by_it(
    county: County, building: Sector, other: Leader
) -> None:
    assert names(county, JUNE, leaders=[other.pk], organisations=[county.housing.pk]) == []


def test_an_organisation_merged_since_still_leads_to_its_sector(
    county: County, officer: Actor, building: Sector
) -> None:
    merge_organisation(officer, county.housing, county.finance, on=JUNE, today=JUNE)
    assert names(county, JUNE, organisations=[county.finance.pk]) == ["周明远"]


def test_two_never_have_a_sector_at_the_same_time(
    county: County, officer: Actor, building: Sector, other: Leader
) -> None:
    with pytest.raises(NotFittingError, match="须从更晚的日期开始"):
        assign_sector(officer, building, other, begins=JANUARY)
    end_tenure(officer, Tenure.objects.get(), ends=MAY)
    with pytest.raises(NotFittingError, match="不能重叠"):
        assign_sector(officer, building, other, begins=MAY)
    assign_sector(officer, building, other, begins=JUNE)


def test_the_past_before_it_can_be_filled_in(
    county: County, officer: Actor, building: Sector, other: Leader
) -> None:
    begins = date(2022, 1, 1)
    with pytest.raises(NotFittingError):
        assign_sector(officer, building, other, begins=begins, ends=JANUARY)
    assign_sector(officer, building, other, begins=begins, ends=date(2023, 1, 4))
    assert names(county, date(2022, 6, 1), sector="城市更新") == ["孙立"]
    assert names(county, JUNE, sector="城市更新") == ["周明远"]


def test_a_successor_takes_over_everything_and_sees_the_predecessors_tasks(
    county: County, officer: Actor, building: Sector
) -> None:
    heir = create_leader(officer, county.place, name="吴新", title="副区长")
    succeed_leader(officer, county.leader, heir, on=JUNE, today=JUNE)
    assert names(county, MAY, sector="城市更新") == ["周明远"]
    assert names(county, JUNE, sector="城市更新") == ["吴新"]
    seen = tasks_visible_to(actor_of(user_with(Role.LEADER, leader=heir)))
    assert set(seen.values_list("number", flat=True)) == {"1", "3"}
    secretary = actor_of(user_with(Role.SECRETARY, leader=heir))
    assert tasks_visible_to(secretary).count() == 2


def test_nobody_succeeds_one_who_has_left(county: County, officer: Actor, other: Leader) -> None:
    heir = create_leader(officer, county.place, name="吴新")
    succeed_leader(officer, county.leader, heir, on=JUNE, today=JUNE)
    county.leader.refresh_from_db()
    with pytest.raises(NotFittingError, match="已由“吴新”接任"):
        succeed_leader(officer, other, county.leader, on=JUNE, today=JUNE)
    with pytest.raises(NotFittingError, match="还没有到"):
        succeed_leader(officer, other, heir, on=date(2023, 7, 1), today=JUNE)


def test_leaders_are_registered_by_the_office_alone(county: County, clerk: Actor) -> None:
    with pytest.raises(NotAllowedError):
        create_leader(clerk, county.place, name="吴新")
    with pytest.raises(NotAllowedError):
        describe_leader(clerk, county.leader, title="区长")
