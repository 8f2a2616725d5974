"""A cited cell among its neighbours, as the source shows it."""

from dataclasses import dataclass

from jiannuo.core.tables import Cell, Citation, Table
from jiannuo.documents.codec import table_from_json
from jiannuo.documents.models import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell for a page: where it begins in the grid, how far it spans, and whether it is cited."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    cited: bool
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A window on a source table: rows of cells that begin there, numbered as people count."""

    caption: str | None
    first_row: int
    height: int
    width: int
    rows: tuple[tuple[SourceCell, ...], ...]


def source_table(parse: Parse, citation: Citation, *, around: int = 2) -> SourceTable | None:
    """Return the cited cell's row with `around` rows before and after it, and the head row.

    None where the citation names no table (a paragraph, a line of text).
    """
    if citation.table is None:
        return None
    table = _table(parse, citation.table)
    if table is None:
        return None
    at = (citation.row or 1) - 1
    first, last = max(0, at - around), min(table.height, at + around + 1)
    return SourceTable(
        caption=table.caption,
        first_row=first + 1,
        height=table.height,
        width=table.width,
        rows=tuple(
            tuple(
                _cell(cell, citation, first, last)
                for cell in table.cells
                if max(cell.row, first) == row and cell.row + cell.row_span > first
            )
            for row in range(first, last)
        ),
    )


def _table(parse: Parse, number: int) -> Table | None:
    blocks = [block for block in parse.raw["blocks"] if "cells" in block]
    return table_from_json(blocks[number - 1]) if 0 < number <= len(blocks) else None


def _cell(cell: Cell, citation: Citation, first: int, last: int) -> SourceCell:
    begins, ends = max(cell.row, first), min(cell.row + cell.row_span, last)
    cited = (cell.citation.row, cell.citation.column) == (citation.row, citation.column)
    return SourceCell(
        text=cell.text,
        row=begins,
        column=cell.column,
        row_span=ends - begins,
        column_span=cell.column_span,
        cited=cited,
        span=citation.span if cited else None,
    )
