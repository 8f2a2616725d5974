"""A merged cell (类别) that goes on over a page break is told again on the next page.

Offices repeat it, so that no page shows rows without their category (seed 003 does). Which rows begin
which page the PDF's own setting tells; for a Word file, which is broken into pages only when it is
opened, it is reckoned from the fixed pitch of its tables.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from jiannuo.core.rendering.grid import Grid, GridCell
from jiannuo.core.rendering.official import measures as m

_BORDER = 0.5
"""Points of a row's upper rule."""


def told_again(grid: Grid, starts: Collection[int]) -> Grid:
    """Cut the merged cells at the rows that begin a page, their text told in each part."""
    cells: list[GridCell] = []
    for cell in grid.cells:
        start, end = cell.row, cell.row + cell.row_span
        if cell.row >= grid.header_rows:
            for row in range(cell.row + 1, end):
                if row in starts:
                    cells.append(replace(cell, row=start, row_span=row - start))
                    start = row
        cells.append(replace(cell, row=start, row_span=end - start))
    return replace(grid, cells=tuple(cells))


def first_rows(pages: Mapping[int, float]) -> frozenset[int]:
    """Return the rows that begin a page (or half of it), given where each row begins."""
    return frozenset(row for row, page in pages.items() if pages.get(row - 1, page) != page)


def half_pages_of_rows(
    grid: Grid, width: float, room: float, first_room: float
) -> dict[int, float]:
    """Reckon on which page each row begins, counted from 0 by halves; all in points.

    The reckoning drifts by a row or two over many pages, as no two programs break lines alike. By
    halves, because a cell that is told again in the middle of a page too stands on every page all
    the same. `room` is the height of a page, `first_room` what the lines above the table leave of the first.
    Rows break over pages; the head is repeated on each.
    """
    heights = _heights(grid, width)
    head = sum(heights[: grid.header_rows])
    pages: dict[int, float] = {}
    page, used, there = 0, head, first_room
    for row in range(grid.header_rows, grid.height):
        if used + m.TABLE_PITCH + 2 * m.CELL_TOP > there:
            page, used, there = page + 1, head, room
        pages[row] = page + (0.5 if used > there / 2 else 0.0)
        used += heights[row]
        while used > there:
            page, used, there = page + 1, used - there + head, room
    return pages


def _heights(grid: Grid, width: float) -> list[float]:
    lines = [1] * grid.height
    spanning: list[tuple[GridCell, int]] = []
    for cell in grid.cells:
        share = sum(grid.shares[cell.column : cell.column + cell.column_span])
        needed = _lines(cell.text, share * width - 2 * m.CELL_SIDE)
        if cell.row_span > 1:
            spanning.append((cell, needed))
        else:
            lines[cell.row] = max(lines[cell.row], needed)
    for cell, needed in spanning:
        last = cell.row + cell.row_span
        lines[last - 1] += max(needed - sum(lines[cell.row : last]), 0)
    return [count * m.TABLE_PITCH + 2 * m.CELL_TOP + _BORDER for count in lines]


def _lines(text: str, width: float) -> int:
    """Count a text's lines: a Chinese character is as wide as high, a digit half of it."""
    return sum(max(1, -int(-_length(line) // width)) for line in text.split("\n"))


def _length(line: str) -> float:
    return sum(_widths(line))


def _widths(line: str) -> Iterator[float]:
    return (m.TABLE_SIZE / 2 if character.isascii() else m.TABLE_SIZE for character in line)
