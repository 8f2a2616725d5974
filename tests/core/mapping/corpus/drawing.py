"""A sheet of paper: lines and grids with joined cells, before any format, and the rows it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]
"""What a row says: canonical fields; `units` are pairs (name, lead), `leaders` names."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: texts by row and column, and joined cells as (row, column, height, width).

    Only the top left place of a joined cell holds text. `bold` are the runs of a cell that are
    bold: (row, column) → parts of its text.
    """

    texts: Sequence[Sequence[str]]
    joined: Sequence[tuple[int, int, int, int]] = ()
    bold: Mapping[tuple[int, int], Sequence[str]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(len(row) for row in self.texts)

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Return height and width of the cell that begins at a place; (0, 0) if one covers it."""
        for top, left, height, width in self.joined:
            if (row, column) == (top, left):
                return height, width
            if top <= row < top + height and left <= column < left + width:
                return 0, 0
        return 1, 1


Block = str | Grid


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document: its blocks in order, and the rows that should come back.

    `fields` are those that the layout can say; a row must have no other, and every one of them.
    """

    blocks: tuple[Block, ...]
    rows: tuple[Fields, ...]
    period: tuple[str, int] | None = None

    def grids(self) -> Iterator[Grid]:
        """Yield the tables."""
        return (block for block in self.blocks if isinstance(block, Grid))
