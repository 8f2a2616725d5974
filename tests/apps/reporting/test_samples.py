"""The five sample documents, read as they are, survive the ledger row for row."""

from dataclasses import replace
from pathlib import Path

import pytest

import jiannuo
from jiannuo.core.records import Document, Row
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actor import machine
from jiannuo.directory.models import PlaceLevel
from jiannuo.history.queries import verify
from jiannuo.ledger.models import Plan, PlanKind
from jiannuo.ledger.search import search
from jiannuo.reporting.queries.documents import document
from jiannuo.reporting.queries.grid import GridRow, ledger_page
from tests.personae import imported

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("*.txt"))

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name[:3])
def sample(request: pytest.FixtureRequest) -> Document:
    found: Document = jiannuo.read(request.param)
    return found


def taken_in(sample: Document) -> list[Plan]:
    place = create_place(machine(), name=sample.source, level=PlaceLevel.COUNTY)
    rows = imported(place, sample)
    return list(dict.fromkeys(one.task.plan for one in rows))


def test_every_row_comes_back(sample: Document, home: Path) -> None:
    plans = taken_in(sample)
    exported = [row for plan in plans for row in document(machine(), plan.pk).rows()]
    assert [bare(row) for row in exported] == [bare(row) for row in sample.rows()]


def test_every_table_comes_back_with_its_columns(sample: Document, home: Path) -> None:
    tables = [t for plan in taken_in(sample) for t in document(machine(), plan.pk).tables]
    columns = {table.caption: table.columns for table in tables}
    assert columns == {table.caption: table.columns for table in sample.tables}


def test_the_trail_holds(sample: Document, home: Path) -> None:
    taken_in(sample)
    assert verify().broken_at is None


def test_the_bulletin_on_may_in_the_grid(home: Path) -> None:
    [bulletin] = [path for path in SAMPLES if path.name.startswith("004")]
    [plan] = taken_in(jiannuo.read(bulletin))
    page = ledger_page(machine(), plan.pk)
    assert (plan.year, plan.kind, page.span.label) == (2023, PlanKind.REPORT, "5月")
    tallies = {tally.value: tally.tasks for tally in page.tallies}
    assert (tallies["met"], tallies["partly"], tallies["missed"]) == (106, 15, 3)
    assert page.total == len(page.rows) == 124
    found = search(machine(), "供热", limit=100).hits
    assert {hit.number for hit in found} == {
        row.number
        for row in page.rows
        if any(
            "供热" in text
            for text in (row.annual_target, row.period_target, row.progress, *_names(row))
        )
    }


def test_the_notice_gives_a_plan_of_tasks_and_one_of_pledges(home: Path) -> None:
    [notice] = [path for path in SAMPLES if path.name.startswith("003")]
    plans = taken_in(jiannuo.read(notice))
    assert [(plan.kind, plan.tasks.count()) for plan in plans] == [("report", 87), ("pledges", 22)]


def _names(row: GridRow) -> list[str]:
    return [unit.name for unit in row.units]


def bare(row: Row) -> Row:
    return replace(row, citations={}, marks={}, raw_cells=(), doubts=(), warnings=())
