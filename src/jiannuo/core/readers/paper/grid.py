"""A frame of rules read as a grid of cells, merged ones included.

Every rule's place is an edge of the grid; two neighbouring places of the grid are one cell where no
rule stands between them. So a merged cell needs no guess, and a missing rule costs one wall, not
the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiannuo.core.readers.paper.rules import REACH, Frame
from jiannuo.core.readers.paper.sheet import Box, Rule

_SAME_EDGE = 3.5
"""Points: closer edges are the two lines of a double border, or one drawn carelessly."""
_WALL = 0.5
"""The part of a side that a rule must cover to be a wall."""
_OPEN = 2 * REACH


class Place(NamedTuple):
    """A cell of the grid: rows [top, bottom), columns [left, right), counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges from left to right and from top to bottom, and the cells between them.

    `open_top` and `open_bottom` say that uprights run on past the first or last level rule, as
    they do where a page break cuts a row.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[Place, ...]
    open_top: bool = False
    open_bottom: bool = False

    def box(self, cell: Place) -> Box:
        """Give the room of a cell on the page."""
        return Box(
            self.across[cell.left],
            self.down[cell.top],
            self.across[cell.right],
            self.down[cell.bottom],
        )


def grid_of(frame: Frame) -> Grid:
    """Read a frame as a grid."""
    box = frame.box
    across = _edges(rule.at for rule in frame.upright)
    down = _edges(rule.at for rule in frame.level)
    open_top, open_bottom = down[0] - box.top > _OPEN, box.bottom - down[-1] > _OPEN
    across = _with_ends(across, box.left, box.right)
    down = _with_ends(down, box.top, box.bottom)
    return Grid(across, down, tuple(_cells(frame, across, down)), open_top, open_bottom)


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _SAME_EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(sum(group) / len(group) for group in groups)


def _with_ends(edges: tuple[float, ...], first: float, last: float) -> tuple[float, ...]:
    """Close a side that has no rule: tables of statistics are often open left and right."""
    before = (first,) if edges[0] - first > _OPEN else ()
    after = (last,) if last - edges[-1] > _OPEN else ()
    return (*before, *edges, *after)


def _cells(frame: Frame, across: Sequence[float], down: Sequence[float]) -> Iterable[Place]:
    """Gather the places between which no wall stands into cells."""
    rows, columns = len(down) - 1, len(across) - 1
    right_wall = _walls(frame.upright, across, down)
    lower_wall = _walls(frame.level, down, across)
    owner = list(range(rows * columns))

    def root(place: int) -> int:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in right_wall:
                owner[root(here + 1)] = root(here)
            if row + 1 < rows and (row + 1, column) not in lower_wall:
                owner[root(here + columns)] = root(here)
    areas: dict[int, list[tuple[int, int]]] = {}
    for place in range(rows * columns):
        areas.setdefault(root(place), []).append(divmod(place, columns))
    for area in areas.values():
        yield from _rectangles(area)


def _walls(
    rules: Sequence[Rule], edges: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Name the walls: (edge, section between two edges of the other direction)."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = min(range(len(edges)), key=lambda n: abs(edges[n] - rule.at))
        for section in range(len(along) - 1):
            common = min(rule.end, along[section + 1]) - max(rule.start, along[section])
            if common > 0:
                covered[edge, section] = covered.get((edge, section), 0.0) + common
    return {
        (edge, section)
        for (edge, section), length in covered.items()
        if length >= _WALL * (along[section + 1] - along[section])
    }


def _rectangles(area: Sequence[tuple[int, int]]) -> Iterable[Place]:
    """Give an area as one cell if it is a rectangle, else row by row: cells have four corners."""
    rows, columns = [row for row, _ in area], [column for _, column in area]
    whole = Place(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    if len(area) == (whole.bottom - whole.top) * (whole.right - whole.left):
        yield whole
        return
    run: list[tuple[int, int]] = []
    for row, column in sorted(area):
        if run and run[-1] != (row, column - 1):
            yield Place(run[0][0], run[0][1], run[0][0] + 1, run[-1][1] + 1)
            run = []
        run.append((row, column))
    yield Place(run[0][0], run[0][1], run[0][0] + 1, run[-1][1] + 1)
