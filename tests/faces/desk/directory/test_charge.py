"""Who answers for a task on a day, by the leaders' sectors."""

from datetime import date

from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader
from jiannuo.ledger.queries.charge import charge_of
from tests.faces.desk.conftest import Visit
from tests.personae import County

JANUARY, MAY, JUNE = date(2023, 1, 5), date(2023, 5, 31), date(2023, 6, 1)


def names(task: int, day: date) -> list[str]:
    return [one.name for one in charge_of(task, day)]


def test_a_sector_that_changes_hands_takes_its_tasks_along(county: County, officer: Actor) -> None:
    first = county.tasks[0].pk  # 周明远 is over it, 区住建局 answers
    assert names(first, MAY) == []
    sector = describe_sector(officer, county.place, name="城建", organisations=[county.housing])
    assign_sector(officer, sector, county.leader, begins=JANUARY)
    assign_sector(officer, sector, Leader.objects.get(name="孙立"), begins=JUNE)
    assert names(first, MAY) == ["周明远"]
    assert names(first, JUNE) == ["孙立"]


def test_a_supporting_organisation_brings_no_leader_of_its_own(
    county: County, officer: Actor
) -> None:
    sector = describe_sector(officer, county.place, name="财税", organisations=[county.finance])
    assign_sector(officer, sector, county.leader, begins=JANUARY)
    assert names(county.tasks[1].pk, JUNE) == []  # 区财政局 supports it


def test_the_tasks_page_says_who_answers_now(county: County, officer: Actor, visit: Visit) -> None:
    sector = describe_sector(officer, county.place, name="城建", organisations=[county.housing])
    assign_sector(officer, sector, county.leader, begins=JANUARY)
    page = visit(officer).get(f"/tasks/{county.tasks[0].pk}/").content.decode()
    assert "分管</small>" not in page, "the same one says nothing new"
    assign_sector(officer, sector, Leader.objects.get(name="孙立"), begins=JUNE)
    page = visit(officer).get(f"/tasks/{county.tasks[0].pk}/").content.decode()
    assert "按分工现由孙立（城建）分管" in page
