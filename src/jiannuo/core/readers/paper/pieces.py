"""The part of a table that stands on one page: its cells with the lines of text in them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiannuo.core.readers.paper.grid import Grid, Place, grid_of
from jiannuo.core.readers.paper.lines import Line, lines_of
from jiannuo.core.readers.paper.rules import frames, joined
from jiannuo.core.readers.paper.sheet import Box, Glyph, Sheet

MOST_RULES = 4_000
"""A page with more of them is a drawing, and a table in it not worth the time to find it."""
_INSIDE = 1.0
_SAME_PITCH = 1.1


@dataclass(slots=True)
class PieceCell:
    """A cell of a piece: its rows [top, bottom) in the piece, its box on the page, its lines.

    `room` are the limits of its text left and right, where they are known better than by the box.
    """

    top: int
    bottom: int
    box: Box
    lines: tuple[Line, ...]
    room: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """What stands in it, line by line."""
        return "\n".join(line.text.strip() for line in self.lines)


@dataclass(slots=True)
class Piece:
    """A table as far as one page holds it; `edges` are its columns' edges from left to right.

    `open_top` and `open_bottom`: the page break cut a row without drawing a rule. `columns` are
    where the texts of each column stand, in a table whose columns are told by that only.
    """

    page: int
    box: Box
    edges: tuple[float, ...]
    height: int
    cells: list[PieceCell] = field(default_factory=list)
    open_top: bool = False
    open_bottom: bool = False
    columns: tuple[tuple[float, float], ...] = ()

    @property
    def ruled(self) -> bool:
        """Whether rules part its columns."""
        return not self.columns


def ruled_pieces(sheet: Sheet) -> tuple[list[Piece], list[Glyph]]:
    """Find the ruled tables of a page; also returns the glyphs that stand outside them."""
    if len(sheet.rules) > MOST_RULES:
        return [], list(sheet.glyphs)
    found = [grid_of(frame) for frame in frames(joined(sheet.rules))]
    tables = [grid for grid in found if len(grid.cells) > 1]
    outer = [grid for grid in tables if not any(_inside(grid, other) for other in tables)]
    pieces: list[Piece] = []
    rest = list(sheet.glyphs)
    for grid in outer:
        own, rest = _parted(rest, grid)
        if sum(1 for glyphs in own.values() if glyphs) == 0:
            continue
        piece = _piece(sheet.number, grid, own)
        rest = _with_overflow(piece, rest)
        pieces.append(piece)
    return pieces, rest


def _inside(grid: Grid, other: Grid) -> bool:
    """Say whether a table stands inside a cell of another."""
    if grid is other:
        return False
    left, right = grid.across[0] + _INSIDE, grid.across[-1] - _INSIDE
    top, bottom = grid.down[0] + _INSIDE, grid.down[-1] - _INSIDE
    return any(
        box.holds(left, top) and box.holds(right, bottom) for box in map(other.box, other.cells)
    )


def _parted(glyphs: Iterable[Glyph], grid: Grid) -> tuple[dict[Place, list[Glyph]], list[Glyph]]:
    """Give each glyph to the cell that its centre lies in, or to the rest."""
    cell_at = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.top, cell.bottom)
        for column in range(cell.left, cell.right)
    }
    own: dict[Place, list[Glyph]] = {cell: [] for cell in grid.cells}
    rest = []
    for glyph in glyphs:
        x, y = glyph.middle
        cell = cell_at.get((bisect_right(grid.down, y) - 1, bisect_right(grid.across, x) - 1))
        if cell is None:
            rest.append(glyph)
        else:
            own[cell].append(glyph)
    return own, rest


def _piece(page: int, grid: Grid, own: dict[Place, list[Glyph]]) -> Piece:
    return Piece(
        page=page,
        box=Box(grid.across[0], grid.down[0], grid.across[-1], grid.down[-1]),
        edges=grid.across,
        height=len(grid.down) - 1,
        cells=[
            PieceCell(cell.top, cell.bottom, grid.box(cell), lines_of(glyphs, page))
            for cell, glyphs in own.items()
        ],
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def _with_overflow(piece: Piece, rest: list[Glyph]) -> list[Glyph]:
    """Give the lines that run out of a merged cell over the table's last rule back to the cell.

    Where a page break cuts a merged cell, its text may need more room than its rows on the page.
    Returns the glyphs that remain.
    """
    for cell in piece.cells:
        if cell.bottom < piece.height or cell.bottom - cell.top < 2 or len(cell.lines) < 2:  # noqa: PLR2004 - a merged cell with a distance between lines
            continue
        pitch = cell.lines[-1].middle - cell.lines[-2].middle
        below = [glyph for glyph in rest if cell.box.left < glyph.middle[0] < cell.box.right]
        for line in lines_of(below, piece.page):
            last = cell.lines[-1]
            inside = cell.box.left <= line.box.left and line.box.right <= cell.box.right
            step = line.middle - last.middle
            if inside and 0 < step <= _SAME_PITCH * pitch and abs(line.size - last.size) < 1:
                cell.lines = (*cell.lines, line)
                own = set(map(id, line.glyphs))
                rest = [glyph for glyph in rest if id(glyph) not in own]
    return rest


def padding_of(pieces: Sequence[Piece]) -> float:
    """Measure how far a table keeps its text from its rules: the least distance but for outliers."""
    gaps = sorted(
        gap
        for piece in pieces
        for cell in piece.cells
        for line in cell.lines
        for gap in (line.box.left - cell.box.left, cell.box.right - line.box.right)
    )
    return max(gaps[len(gaps) // 20], 0.0) if gaps else 0.0
