"""Many organisations in the same second: nobody's words are lost, none stand twice, no lock is forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from jiannuo.directory.actor import machine
from jiannuo.directory.models import Organisation
from jiannuo.history.queries import verify
from jiannuo.ledger.models import Assignment
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import LineVersion, Report, Submission
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
STREETS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: list[Callable[[], None]]) -> None:
    """Do all of it in threads of their own."""

    def one(do: Callable[[], None]) -> None:
        try:
            do()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        list(pool.map(one, work))


@pytest.fixture
def streets(transactional_db: None, county: County) -> list[Submission]:
    """Return the written sheets of six streets that answer for one task."""
    task = county.tasks[3]
    task.assignments.all().delete()
    for number in range(STREETS):
        street = Organisation.objects.create(
            place=county.place, name=f"第{number}街道", kind="street", sort_key=f"s{number}"
        )
        Assignment.objects.create(task=task, organisation=street, role="responsible", written="x")
    june = a_round(county, 6, needs_signature=False)
    sheets = [
        sheet_of(june, street)
        for street in Organisation.objects.filter(name__startswith="第").order_by("sort_key")
    ]
    for number, sheet in enumerate(sheets):
        draft = Draft(progress=f"建成{number}处。", claim="met")
        save_line(machine(), line_of(sheet, "4"), draft, revision=0, now=NOW)
    return sheets


def test_all_that_answer_for_one_task_stand_in_its_report(
    county: County, streets: list[Submission]
) -> None:
    at_once([lambda sheet=sheet: submit(machine(), sheet, now=NOW) for sheet in streets])
    report = Report.objects.get(task=county.tasks[3], period_index=6)
    assert report.progress.split("\n") == [
        f"第{number}街道：建成{number}处。" for number in range(STREETS)
    ]
    assert verify().broken_at is None


def test_one_sheet_pressed_twice_is_handed_in_once(streets: list[Submission]) -> None:
    refused: list[LockedError] = []

    def press() -> None:
        try:
            submit(machine(), Submission.objects.get(pk=streets[0].pk), now=NOW)
        except LockedError as error:
            refused.append(error)

    at_once([press] * 4)
    assert len(refused) == 3
    assert LineVersion.objects.filter(line__submission=streets[0]).count() == 1
