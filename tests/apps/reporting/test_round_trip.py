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
from jiannuo.ledger.actions.add_targets import add_targets
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.import_reports import import_reports
from jiannuo.reporting.models import PeriodDocument
from jiannuo.reporting.queries.documents import document
from jiannuo.reporting.queries.grid import ledger_page
from tests.personae import MAY, County, imported, parsed

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


JUNE = replace(
    MAY,
    source="june.txt",
    title="6月份完成情况通报表",
    period=Period(PeriodKind.MONTH, 6),
    tables=(
        Table(columns=(Column(header="填表说明", field=None),), rows=()),
        Table(
            columns=(
                Column(header="序号", field="number"),
                Column(header="6月份目标任务", field="period_target"),
                Column(header="进展", field="progress"),
            ),
            rows=(
                Row(
                    number="1",
                    period_target="完成供热管网改造8公里。",
                    progress="完成8公里。",
                    items=(Item(field="progress", text="完成8公里。"),),
                ),
            ),
        ),
    ),
)


def joined(county: County) -> None:
    """Let June's document, whose table stands elsewhere, join the county's plan."""
    [source] = parsed(county.place, JUNE).rows.all()
    rows = [ImportedRow(county.tasks[0], next(JUNE.rows()), source)]
    add_targets(machine(), rows=rows, period=JUNE.period, place=county.place)
    import_reports(machine(), document=JUNE, rows=rows, place=county.place)


def test_a_later_period_comes_back_in_its_own_columns(county: County, officer: Actor) -> None:
    joined(county)
    june = document(officer, county.plan.pk)
    assert june.period == Period(PeriodKind.MONTH, 6)
    assert june.tables[0].columns == JUNE.tables[1].columns
    first, *others = june.rows()
    assert (first.period_target, first.progress) == ("完成供热管网改造8公里。", "完成8公里。")
    assert first.items == (Item(field="progress", text="完成8公里。"),)
    assert first.annual_target == MAY.tables[0].rows[0].annual_target
    assert [(row.number, row.period_target, row.progress) for row in others] == [
        ("2", None, None),
        ("3", None, None),
        ("4", None, None),
    ]


def test_the_earlier_period_stays_as_it_was(county: County, officer: Actor) -> None:
    joined(county)
    may = document(officer, county.plan.pk, span=Span("month", 5))
    assert [bare(row) for row in may.rows()] == [bare(row) for row in MAY.rows()]
    assert may.tables[0].columns == MAY.tables[0].columns


def test_the_grid_shows_the_latest_period_and_offers_the_others(
    county: County, officer: Actor
) -> None:
    joined(county)
    page = ledger_page(officer, county.plan.pk)
    assert [span.label for span in page.spans] == ["5月", "6月"]
    assert (page.span.label, page.rows[0].progress) == ("6月", "完成8公里。")
    may = ledger_page(officer, county.plan.pk, span=Span("month", 5))
    assert may.rows[0].progress.startswith("供热管网改造完成5.2公里")


def test_before_any_report_the_plans_own_period_is_shown(county: County) -> None:
    row = Row(number="1", annual_target="全年", period_target="五月")
    unreported = replace(MAY, source="m.txt", tables=(replace(MAY.tables[0], rows=(row,)),))
    plan = imported(county.place, unreported)[0].task.plan_id
    assert ledger_page(machine(), plan).rows[0].period_target == "五月"
    assert next(document(machine(), plan).rows()).period_target == "五月"


def test_tasks_that_no_document_laid_out_are_exported_under_the_fields_names(
    county: County, officer: Actor
) -> None:
    Plan.objects.filter(pk=county.plan.pk).update(head={}, tables=[])
    PeriodDocument.objects.all().delete()
    found = document(officer, county.plan.pk)
    [table] = found.tables
    assert (found.title, found.year) == (county.plan.title, 2023)
    assert [column.header for column in table.columns][:3] == ["序号", "类别", "年度目标"]
    assert [row.number for row in table.rows] == ["1", "2", "3", "4"]


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
