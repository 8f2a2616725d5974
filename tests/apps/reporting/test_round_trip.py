"""Whatever a canonical row says survives the database: an export says what the import said."""

from dataclasses import fields, replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.core.records import (
    ROW_FIELDS,
    TEXT_FIELDS,
    Column,
    Document,
    Item,
    Period,
    PeriodKind,
    Row,
    SkippedRow,
    Table,
    Unit,
)
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import PlaceLevel
from jiannuo.reporting.queries.documents import document
from tests.personae import MAY, County, imported

_numbers = count()

EVIDENCE = {"citations", "marks", "raw_cells", "doubts", "warnings"}
"""What the import keeps beside the ledger, and an export need not repeat."""

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
maybe = st.none() | texts
units = st.builds(
    Unit, name=texts, lead=st.none() | st.booleans(), role=st.sampled_from(("责任", "牵头")) | texts
)
items = st.builds(
    Item,
    field=st.sampled_from(ROW_FIELDS[:-1]),
    text=texts,
    marker=maybe,
    name=maybe,
    units=st.lists(texts, max_size=2).map(tuple),
)
rows = st.builds(
    Row,
    **dict.fromkeys(TEXT_FIELDS, maybe),
    quarter_targets=st.dictionaries(st.sampled_from("1234"), texts, max_size=4),
    month_plan=st.dictionaries(st.sampled_from(("1", "2", "7-8", "12")), texts, max_size=4),
    leaders=st.lists(texts, max_size=3).map(tuple),
    units=st.lists(units, max_size=3).map(tuple),
    items=st.lists(items, max_size=4).map(tuple),
)
periods = st.sampled_from(
    (None, Period(PeriodKind.MONTH, 5), Period(PeriodKind.QUARTER, 2), Period(PeriodKind.YEAR, 1))
)


def test_the_strategy_knows_every_field_of_a_row() -> None:
    assert {field.name for field in fields(Row)} == {*ROW_FIELDS, *EVIDENCE}


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(rows=st.lists(rows, min_size=1, max_size=3), period=periods)
def test_any_row_comes_back_as_it_was(rows: list[Row], period: Period | None) -> None:
    columns = (Column(header="序号", field="number"),)
    table = Table(caption="附件1", columns=columns, rows=tuple(rows))
    given_document = Document(source=f"{next(_numbers)}.txt", period=period, tables=(table,))
    place = create_place(machine(), name=f"第{next(_numbers)}县", level=PlaceLevel.COUNTY)
    plan = imported(place, given_document)[0].task.plan_id
    assert document(machine(), plan).tables == given_document.tables


def test_the_documents_own_words_and_columns_come_back(county: County, officer: Actor) -> None:
    found = document(officer, county.plan.pk)
    assert replace(found, tables=()) == replace(MAY, tables=())
    assert [table.columns for table in found.tables] == [table.columns for table in MAY.tables]
    assert [bare(row) for row in found.rows()] == [bare(row) for row in MAY.rows()]


def test_forms_without_rows_and_skipped_rows_come_back(county: County) -> None:
    form = Table(
        caption="附件4",
        columns=(Column(header="完成情况", field="progress"),),
        rows=(),
        form_fields=("填报单位：",),
        skipped_rows=(SkippedRow(why="空行", count=3, cells=("", "")),),
    )
    both = replace(MAY, source="b.txt", tables=(*MAY.tables, form))
    plan = imported(county.place, both)[0].task.plan_id
    assert document(machine(), plan).tables[1] == form


def test_pledges_become_a_plan_of_their_own(county: County) -> None:
    pledges = replace(MAY.tables[0], caption="附件2 2023年为民办10件实事责任分解表")
    first = replace(MAY.tables[0], caption="附件1 2023年重点工作责任分解表")
    rows = imported(county.place, replace(MAY, source="c.txt", tables=(first, pledges)))
    report, own = rows[0].task.plan, rows[-1].task.plan
    assert (report.kind, own.kind) == ("report", "pledges")
    assert (report.title, own.title) == (first.caption, pledges.caption)
    assert [t.caption for t in document(machine(), own.pk).tables] == [pledges.caption]


def bare(row: Row) -> Row:
    return replace(row, citations={}, marks={}, raw_cells=(), doubts=(), warnings=())
