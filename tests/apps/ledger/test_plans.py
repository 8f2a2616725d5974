"""Plans by place, each with the tasks that one may see; periods by their names."""

from dataclasses import replace

import pytest

from jiannuo.core.records import Period, PeriodKind
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import PlaceLevel
from jiannuo.ledger.periods import Span, span_from_key, span_of
from jiannuo.ledger.queries.plans import plans_by_place
from tests.personae import MAY, County, imported


def test_each_sees_the_plans_of_their_tasks(
    county: County, officer: Actor, street_clerk: Actor, foreign_officer: Actor
) -> None:
    other = create_place(machine(), name="平安县", level=PlaceLevel.COUNTY)
    imported(other, replace(MAY, source="b.txt"))
    assert {
        place.name: [line.tasks for line in place.plans] for place in plans_by_place(machine())
    } == {"东川市清河区": [4], "平安县": [4]}
    assert [(p.name, p.plans[0].tasks) for p in plans_by_place(officer)] == [("东川市清河区", 4)]
    assert [p.plans[0].tasks for p in plans_by_place(street_clerk)] == [1]
    assert plans_by_place(foreign_officer) == ()


@pytest.mark.parametrize(
    ("span", "label", "key", "last_month", "quarter"),
    [
        (Span("month", 5), "5月", "month-5", 5, 2),
        (Span("quarter", 2), "二季度", "quarter-2", 6, 2),
        (Span("half", 1), "上半年", "half-1", 6, 2),
        (Span("half", 2), "下半年", "half-2", 12, 4),
        (Span("year", 1), "全年", "year-1", 12, 4),
        (Span(), "", "", 0, 0),
    ],
)
def test_a_period_by_its_names(
    span: Span, label: str, key: str, last_month: int, quarter: int
) -> None:
    assert (span.label, span.key, span.last_month, span.quarter) == (
        label,
        key,
        last_month,
        quarter,
    )
    assert not span.kind or span_from_key(key) == span


@pytest.mark.parametrize(
    "key", ["month-13", "month-0", "quarter-5", "week-3", "month-", "", "month-五"]
)
def test_an_address_that_names_no_period(key: str) -> None:
    assert span_from_key(key) is None


def test_a_documents_period() -> None:
    assert span_of(Period(PeriodKind.QUARTER, 3)) == Span("quarter", 3)
    assert span_of(None) == Span()
