"""Where a header says that bold type marks the lead, bold type marks the lead, and reads back."""

from dataclasses import replace

import pytest

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document, Row, Unit
from jiannuo.core.rendering import render
from tests.core.rendering.comparing import SAMPLES

NOTICE = next(path for path in SAMPLES if path.name.startswith("003"))


def with_first_unit_leading(document: Document) -> Document:
    """Give the notice as it was before the plain text lost its bold type: each first unit leads."""

    def led(row: Row) -> Row:
        units = tuple(replace(unit, lead=place == 0) for place, unit in enumerate(row.units))
        return replace(row, units=units)

    first, *others = document.tables
    return replace(document, tables=(replace(first, rows=tuple(map(led, first.rows))), *others))


def leads(document: Document) -> list[list[tuple[str, bool | None]]]:
    return [[(unit.name, unit.lead) for unit in row.units] for row in document.tables[0].rows]


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_the_notice_with_bold_leads_reads_back_with_its_leads(form: str) -> None:
    document = with_first_unit_leading(jiannuo.read(NOTICE))
    again = read_bytes(render(document, form), f"立项通知.{form}")
    assert leads(again) == leads(document)
    assert {lead for row in leads(again) for _, lead in row} == {True, False}


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_without_bold_type_nobody_is_said_to_lead(form: str) -> None:
    again = read_bytes(render(jiannuo.read(NOTICE), form), f"立项通知.{form}")
    assert {lead for row in leads(again) for _, lead in row} == {None}


def test_a_unit_in_the_middle_may_lead() -> None:
    document = jiannuo.read(NOTICE)
    first, *others = document.tables
    units = (
        Unit(name="区财政局", lead=False),
        Unit(name="区商务局", lead=True),
        Unit(name="区民政局", lead=False),
    )
    rows = (replace(first.rows[0], units=units, raw_cells=()), *first.rows[1:])
    changed = replace(document, tables=(replace(first, rows=rows), *others))
    again = read_bytes(render(changed, "docx"), "立项通知.docx")
    assert leads(again)[0] == [("区财政局", False), ("区商务局", True), ("区民政局", False)]
