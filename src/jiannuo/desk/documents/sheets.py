"""A source table as a page draws it: numbered rows, the cited cell with its cited words apart."""

from dataclasses import dataclass, replace
from typing import Final

from jiannuo.desk.marking import Piece, marked
from jiannuo.documents.queries.source_tables import SourceCell, SourceTable

_LONGEST: Final = 36
"""Characters of a neighbouring cell in an excerpt: enough to recognise it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell as drawn; `pieces` are its text with the cited words marked."""

    pieces: tuple[Piece, ...]
    row_span: int
    column_span: int
    cited: bool
    bold: bool
    near: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number as people count."""

    number: int
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a source table."""

    rows: tuple[SheetRow, ...]


def sheet_of(table: SourceTable, *, shorten: bool = False) -> Sheet:
    """Return a table as drawn; `shorten` cuts the cells beside the cited row."""
    rows = []
    for offset, cells in enumerate(table.rows):
        number = table.first_row + offset
        near = not any(cell.cited for cell in cells)
        rows.append(
            SheetRow(number, tuple(_cell(cell, near=near, shorten=shorten) for cell in cells))
        )
    return Sheet(tuple(rows))


def titled(sheet: Sheet, head: Sheet | None) -> Sheet:
    """Put the table's head row above an excerpt that doesn't hold it."""
    return replace(sheet, rows=(*head.rows, *sheet.rows)) if head else sheet


def _cell(cell: SourceCell, *, near: bool, shorten: bool) -> SheetCell:
    text = cell.text
    if shorten and not cell.cited and len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return SheetCell(
        pieces=marked(text, [cell.span] if cell.span else []),
        row_span=cell.row_span,
        column_span=cell.column_span,
        cited=cell.cited,
        bold=cell.bold,
        near=near and shorten,
    )
