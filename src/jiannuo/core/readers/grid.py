"""From rows of spanning cells to a grid without needless columns.

Word and web pages place a cell by how many grid columns it spans, and the grid has a column for
every edge that any row ever had: a header that somebody dragged two millimetres to the right
makes two columns out of one. People see columns, not edges; so edges that nobody can tell apart
become one, and columns in which no cell begins disappear.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiannuo.core.readers.marked import MarkedText
from jiannuo.core.tables import Cell, Citation, Table

SAME_EDGE = 170
"""Twentieths of a point (3 mm): no column that holds a character is narrower."""


@dataclass(slots=True)
class Placed:
    """A cell as the source places it: grid columns [left, right), rows [top, bottom).

    `page` is the page that it begins on, where the source has pages.
    """

    top: int
    left: int
    bottom: int
    right: int
    content: MarkedText = field(default_factory=MarkedText)
    page: int | None = None


def to_table(placed: Sequence[Placed], number: int, widths: Sequence[int] = ()) -> Table | None:
    """Make the `number`-th table of a document from its cells; None if they hold no text.

    `widths` are the grid columns' widths in twentieths of a point, as far as the source tells.
    """
    column_of = _columns(placed, widths)
    cells = []
    for cell in placed:
        text, marks = cell.content.finish()
        row, column = cell.top, column_of[cell.left]
        cells.append(
            Cell(
                text=text,
                row=row,
                column=column,
                row_span=cell.bottom - cell.top,
                column_span=max(column_of[cell.right] - column, 1),
                marks=marks,
                citation=Citation(page=cell.page, table=number, row=row + 1, column=column + 1),
            )
        )
    if not any(cell.text for cell in cells):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(cells=tuple(cells), citation=Citation(table=number))


def _columns(placed: Sequence[Placed], widths: Sequence[int]) -> dict[int, int]:
    """Give each edge that the cells use its column, from left to right, equal ones alike."""
    edges = sorted({edge for cell in placed for edge in (cell.left, cell.right)})
    spans = {(cell.left, cell.right) for cell in placed}
    position = _positions(edges, widths)
    number_of: dict[int, int] = {}
    group: list[int] = []
    number = -1
    for edge in edges:
        apart = not group or position[edge] - position[group[0]] > SAME_EDGE
        if apart or any((earlier, edge) in spans for earlier in group):
            number += 1
            group = []
        group.append(edge)
        number_of[edge] = number
    return number_of


def _positions(edges: Iterable[int], widths: Sequence[int]) -> dict[int, int]:
    """Place each edge on the page; an unknown width counts as a whole column."""
    unknown = SAME_EDGE + 1
    position, place = {}, 0
    wanted = set(edges)
    for edge in range(max(wanted, default=0) + 1):
        if edge in wanted:
            position[edge] = place
        width = widths[edge] if edge < len(widths) else 0
        place += width if width > 0 else unknown
    return position
