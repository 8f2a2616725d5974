"""Which column each cell belongs to: grids as they are, and rows of tables without a grid.

A Word table flattened to text keeps the order of its cells but not their places. A row with as many
cells as the table has columns is clear. A shorter one has joined cells: a header is laid over the
columns so that names and contents fit, a data row over the header's own joints if it has as many
cells as the header, else where kinds of content fit best.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.contents import Contents, Kind, kind_of
from jiannuo.core.mapping.fitness import fits
from jiannuo.core.mapping.wording import tight
from jiannuo.core.tables import Cell, Table

_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row: for each column the cell that stands there or covers it.

    `own` are the cells that begin in this row, as they stand; `overflow` those beyond the last
    column; `guessed` says that the columns of a shorter row are a judgement.
    """

    row: int
    places: tuple[Cell | None, ...]
    own: tuple[Cell, ...]
    overflow: tuple[Cell, ...] = ()
    guessed: bool = False

    def text(self, column: int) -> str:
        """Return the text in a column; a cell that covers it counts."""
        cell = self.places[column]
        return cell.text if cell else ""

    def begins(self, column: int) -> bool:
        """Say whether a cell of this row itself begins in the column."""
        cell = self.places[column]
        if cell is None or cell.row != self.row:
            return False
        return column == 0 or self.places[column - 1] is not cell

    @property
    def blank(self) -> bool:
        """Say whether nothing stands in the row."""
        return not any(cell.text.strip() for cell in self.own)


def align(table: Table) -> tuple[GridLine, ...]:
    """Lay a table's cells over its columns."""
    if table.ragged:
        return _align_ragged(table)
    own: dict[int, list[Cell]] = {}
    for cell in table.cells:
        own.setdefault(cell.row, []).append(cell)
    return tuple(
        GridLine(row, places, tuple(own.get(row, ()))) for row, places in enumerate(table.grid)
    )


def _align_ragged(table: Table) -> tuple[GridLine, ...]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    width = _width(rows)
    full = [cells for cells in rows.values() if len(cells) == width]
    header_count = next(
        (n for n, row in enumerate(rows) if row >= _HEADER_ROWS or len(rows[row]) == width), 0
    )
    profiles = [
        Contents(cells[column].text for cells in full[1 if header_count == 0 else 0 :])
        for column in range(width)
    ]
    joints: dict[int, list[int]] = {}
    lines = []
    for number, (row, cells) in enumerate(rows.items()):
        if number < header_count and len(cells) < width:
            spans = _lay_header(cells, width, profiles, _second_line(rows, number, width))
            joints[len(cells)] = spans
            lines.append(_line(row, cells, spans))
        else:
            lines.append(_data_line(row, cells, width, profiles, joints))
    return tuple(lines)


def _width(rows: dict[int, list[Cell]]) -> int:
    """Take the largest number of cells that more than one row has."""
    tally = Counter(len(cells) for cells in rows.values())
    common = [width for width, times in tally.items() if times > 1]
    return max(common or tally, default=0)


def _second_line(rows: dict[int, list[Cell]], number: int, width: int) -> list[Cell] | None:
    """Return the next row if it is a header's second line: full width, no number, partly empty."""
    following = rows.get(number + 1)
    if following is None or len(following) != width or following[0].text.strip():
        return None
    blank = sum(not cell.text.strip() for cell in following)
    return following if 0 < blank < width else None


def _data_line(
    row: int,
    cells: list[Cell],
    width: int,
    profiles: Sequence[Contents],
    joints: dict[int, list[int]],
) -> GridLine:
    if len(cells) == width:
        return _line(row, cells, [1] * width)
    if len(cells) > width:
        kept, more = cells[:width], tuple(cell for cell in cells[width:] if cell.text.strip())
        line = _line(row, kept, [1] * width)
        return GridLine(row, line.places, tuple(cells), more, guessed=bool(more))
    if len(cells) in joints:
        return _line(row, cells, joints[len(cells)])

    def fit(cell: int, column: int, joined: int) -> float:
        kind = kind_of(cells[cell].text)
        if kind is Kind.BLANK:
            return 0.5 - 0.2 * (joined - 1)
        spread = max(profiles[place].share(kind) for place in range(column, column + joined))
        return spread - 0.1 * (joined - 1)

    line = _line(row, cells, _lay(len(cells), width, fit))
    return GridLine(row, line.places, line.own, guessed=True)


def _lay_header(
    cells: list[Cell], width: int, profiles: Sequence[Contents], second: list[Cell] | None
) -> list[int]:
    def fit(cell: int, column: int, joined: int) -> float:
        if second is not None:
            return _fit_over(second[column : column + joined])
        covered = profiles[column : column + joined]
        return sum(fits(cells[cell].text, profile) for profile in covered) - 0.01 * (joined - 1)

    return _lay(len(cells), width, fit)


def _fit_over(below: Sequence[Cell]) -> float:
    """Tell how well a cell of the first line fits over these of the second.

    A group stands over names that are all filled, none of them twice: 目标 | 完成 | 目标 | 完成 are two
    groups. A single name stands over an empty place.
    """
    names = [tight(cell.text) for cell in below]
    if len(names) == 1:
        return 0.0 if names[0] else 1.0
    if not all(names):
        return 0.0
    return len(names) - 0.5 * (len(names) - len(set(names)))


def _lay(count: int, width: int, fit: Callable[[int, int, int], float]) -> list[int]:
    """Give each of `count` cells a number of columns, together `width`, so that the fit is best."""
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [])}]
    for cell in range(count):
        reached: dict[int, tuple[float, list[int]]] = {}
        left = count - cell - 1
        for column, (score, spans) in best[-1].items():
            for joined in range(1, width - column - left + 1):
                total = score + fit(cell, column, joined)
                if column + joined not in reached or total > reached[column + joined][0]:
                    reached[column + joined] = (total, [*spans, joined])
        best.append(reached)
    return best[-1][width][1]


def _line(row: int, cells: list[Cell], spans: list[int]) -> GridLine:
    places: list[Cell | None] = []
    for cell, joined in zip(cells, spans, strict=True):
        places.extend([cell] * joined)
    return GridLine(row, tuple(places), tuple(cells))
