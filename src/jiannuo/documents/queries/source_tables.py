"""A source table as pages show it: whole, or a cited cell among its neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiannuo.core.tables import Cell, Citation, Table
from jiannuo.documents.codec import table_from_json
from jiannuo.documents.models import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell for a page: where it begins in the grid (from 0), how far it spans, whether it is cited.

    `span` is the half-open range of cited characters, None for the whole cell.
    """

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    cited: bool
    bold: bool = False
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """Consecutive rows of a source table.

    `number` is the table's number in its document and `first_row` the first row's number, both as
    people count; `rows` hold the cells that begin in each row (a cell merged from above begins in
    the first row shown).
    """

    number: int
    caption: str | None
    first_row: int
    height: int
    width: int
    rows: tuple[tuple[SourceCell, ...], ...]


def source_table(parse: Parse, citation: Citation, *, around: int = 2) -> SourceTable | None:
    """Return the cited row with `around` rows before and after it.

    None where the citation names no table that the parse has (a paragraph, a line of text).
    """
    number = citation.table or 1
    table = _table(parse, number)
    if table is None or citation.row is None:
        return None
    at = citation.row - 1
    return _window(table, number, range(max(0, at - around), at + around + 1), citation)


def whole_table(parse: Parse, number: int, citation: Citation | None = None) -> SourceTable | None:
    """Return a table of the source as a whole; None if the parse has no such table."""
    table = _table(parse, number)
    if table is None:
        return None
    return _window(table, number, range(table.height), citation or Citation())


def table_count(parse: Parse) -> int:
    """Return how many tables the source has."""
    return sum("cells" in block for block in parse.raw["blocks"])


def _table(parse: Parse, number: int) -> Table | None:
    blocks = [block for block in parse.raw["blocks"] if "cells" in block]
    return table_from_json(blocks[number - 1]) if 0 < number <= len(blocks) else None


def _window(table: Table, number: int, wanted: range, citation: Citation) -> SourceTable:
    shown = range(wanted.start, min(wanted.stop, table.height))
    rows: dict[int, list[SourceCell]] = {row: [] for row in shown}
    for cell in _overlapping(table.cells, shown):
        rows[max(cell.row, shown.start)].append(_cell(cell, citation, shown))
    return SourceTable(
        number=number,
        caption=table.caption,
        first_row=shown.start + 1,
        height=table.height,
        width=table.width,
        rows=tuple(tuple(sorted(cells, key=lambda cell: cell.column)) for cells in rows.values()),
    )


def _overlapping(cells: Iterable[Cell], shown: range) -> Iterable[Cell]:
    return (
        cell for cell in cells if cell.row < shown.stop and cell.row + cell.row_span > shown.start
    )


def _cell(cell: Cell, citation: Citation, shown: range) -> SourceCell:
    begins, ends = max(cell.row, shown.start), min(cell.row + cell.row_span, shown.stop)
    cited = (cell.row + 1, cell.column + 1) == (citation.row, citation.column)
    return SourceCell(
        text=cell.text,
        row=begins,
        column=cell.column,
        row_span=ends - begins,
        column_span=cell.column_span,
        cited=cited,
        bold=any(mark.kind == "bold" for mark in cell.marks),
        span=citation.span if cited else None,
    )
