"""How high a worksheet's rows must be for their text to show.

A spreadsheet program fits a row to its text only where it feels like it: never for merged cells,
and not in every program that prints. So the heights are estimated here and written down.
"""

from collections.abc import Sequence

from jiannuo.core.rendering.grid import Grid, GridCell

LINE = 14.0
"""Points of a line of 10.5-point text."""
_SIZE, _LEADING = 10.5, 1.35
PADDING = 4.0
HIGHEST = 409.0
"""Points; Excel shows no higher row. A longer text is all there, but has to be opened to be read."""
_HAN = 2.05
"""Widths of a digit that a Chinese character takes; a column's width is counted in digits."""
_LATIN = 1.1


def row_heights(grid: Grid, widths: Sequence[float]) -> list[float]:
    """Estimate the rows' heights in points for columns of the given widths."""
    lines = [1] * grid.height
    tall: list[tuple[GridCell, int]] = []
    for cell in grid.cells:
        needed = _lines(cell.text, sum(widths[cell.column : cell.column + cell.column_span]) - 1)
        if cell.row_span > 1:
            tall.append((cell, needed))
        else:
            lines[cell.row] = max(lines[cell.row], needed)
    for cell, needed in tall:
        last = cell.row + cell.row_span
        missing = needed - sum(lines[cell.row : last])
        if missing > 0:
            lines[last - 1] += missing
    return [min(count * LINE + PADDING, HIGHEST) for count in lines]


def line_height(text: str, width: float, size: float) -> float:
    """Estimate the height of a row that holds one text of `size` points over `width` digits."""
    lines = _lines(text, width * _SIZE / size)
    return min(lines * size * _LEADING + 2 * PADDING, HIGHEST)


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes, broken at `width` digits."""
    count = 0
    for line in text.split("\n"):
        length = sum(_LATIN if character.isascii() else _HAN for character in line)
        count += max(1, -int(-length // max(width, _HAN)))
    return count
