"""The grid's rows as markup: two lines a cell that say enough to decide whether to open the row.

This is the one place of the desk that writes markup in Python. A plan of 124 tasks has more than a
thousand cells, and a template that decides and escapes cell by cell takes longer than everything
else of the page together (`benchmarks/ledger.py`). Every text passes through `_escaped`.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape as _escaped
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from jiannuo.desk.ledger.columns import Column
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.facts import UnitFact
from jiannuo.reporting.queries.grid import GridRow

NAMELESS: Final = "（无文字）"
_CLAIMS: Final = {claim.value: str(claim.label) for claim in Claim}

_Cell = Callable[[GridRow], str]
"""Writes what stands inside one cell of a row."""


class RowWriter:
    """Writes rows with certain columns.

    `further` holds fields that a `GridRow` hasn't, and `machine` the mark and word of the machine's
    reading, both by task.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        further: Mapping[int, Mapping[str, str]],
        below: str,
        machine: Mapping[int, tuple[str, str]],
    ) -> None:
        self._machine = machine
        self._further = further
        self._below = _escaped(below)
        self._cells = [
            (f'<td data-l="{_escaped(column.label)}">', self._cell_of(column)) for column in columns
        ]
        self._units_written: dict[tuple[UnitFact, ...], str] = {}
        self._leaders_written: dict[tuple[str, ...], str] = {}

    def write(self, rows: Sequence[GridRow], opened: int = 0, below_opened: str = "") -> SafeString:
        """Return the rows; below the opened one stands `below_opened` (markup of a template)."""
        written = [
            self._row(row, opened=row.id == opened) + (below_opened if row.id == opened else "")
            for row in rows
        ]
        return mark_safe("\n".join(written))  # noqa: S308  every text in it was escaped

    def _row(self, row: GridRow, *, opened: bool) -> str:
        css, expanded = (' class="on"', "true") if opened else ("", "false")
        cells = "".join([f"{begin}{cell(row)}</td>" for begin, cell in self._cells])
        name = _escaped(row.subproject or row.task or row.annual_target or NAMELESS)
        return (
            f'<tr id="t{row.id}"{css}><td class="f1">{_escaped(row.number)}</td>'
            f'<th scope="row" class="f2"><a class="cl" href="{self._below}{row.id}/" '
            f'aria-expanded="{expanded}">{name}</a></th>{cells}</tr>'
        )

    def _cell_of(self, column: Column) -> _Cell:
        match column.field:
            case "status":
                return _status
            case "doubts":
                return _doubts
            case "machine":
                return self._reading
            case "leaders":
                return self._leaders
            case "units" if column.role:
                return lambda row: _units_of_role(row.units, column.role)
            case "units":
                return self._units
            case "task":
                # A task without sub-projects stands in the frozen column already.
                return lambda row: _text(row.task if row.subproject else "")
            case field if field in GridRow._fields and not field.startswith("progress"):
                return lambda row: _text(getattr(row, field))
            case field:
                return lambda row: _text(self._text_of(row, field, column.spare))

    def _reading(self, row: GridRow) -> str:
        mark, word = self._machine.get(row.id, ("", ""))
        return (
            f'<span class="fd {mark}"><svg class="m c-{mark}" aria-hidden="true">'
            f'<use href="#{mark}"/></svg><span class="cl">{_escaped(word)}</span></span>'
            if mark
            else ""
        )

    def _text_of(self, row: GridRow, field: str, spare: str) -> str:
        texts = self._further.get(row.id)
        if texts is None:
            return str(getattr(row, field, ""))
        return texts.get(field) or texts.get(spare) or str(getattr(row, field, ""))

    def _units(self, row: GridRow) -> str:
        known = self._units_written.get(row.units)
        if known is None:
            known = self._units_written[row.units] = _units(row.units)
        return known

    def _leaders(self, row: GridRow) -> str:
        known = self._leaders_written.get(row.leaders)
        if known is None:
            known = self._leaders_written[row.leaders] = _leaders(row.leaders)
        return known


def _text(text: str) -> str:
    return f'<div class="cl">{_escaped(text)}</div>' if text else ""


def _marked(mark: str, text: str) -> str:
    return (
        f'<span class="st plain {mark}"><svg class="m" aria-hidden="true"><use href="#{mark}"/></svg>'
        f"{_escaped(text)}</span>"
    )


def _status(row: GridRow) -> str:
    if not row.claim:
        return _text(row.status)
    return _marked(mark_of(row.claim), row.status or _CLAIMS[row.claim])


def _doubts(row: GridRow) -> str:
    return _marked("question", f"{row.doubts}处") if row.doubts else ""


def _leaders(leaders: Sequence[str]) -> str:
    if not leaders:
        return ""
    note = f"<small>等{len(leaders)}人</small>" if len(leaders) > 1 else ""
    return _text(leaders[0]) + note


def _units(units: Sequence[UnitFact]) -> str:
    """Name the lead and count the others; say where nobody is named lead."""
    leads = [unit.written for unit in units if unit.lead]
    others = len(units) - len(leads)
    if leads:
        note = "牵头" if len(leads) == 1 else f"牵头{len(leads)}家"
        more = f"，另{others}家" if others else ""
        return f"{_text('、'.join(leads))}<small>{note}{more}</small>"
    if len(units) > 1:
        note = f'<small class="doubt">{len(units)}家，牵头未注明</small>'
        return _text(units[0].written) + note
    return _text(units[0].written) if units else ""


def _units_of_role(units: Sequence[UnitFact], role: str) -> str:
    """Name the organisations whose role's word stands in the column's header."""
    return _text("、".join(unit.written for unit in units if unit.word and unit.word in role))
