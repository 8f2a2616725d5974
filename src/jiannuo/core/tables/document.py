"""Paragraphs and tables as they stand in the source file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from jiannuo.core.tables.citation import Citation


class MarkKind(StrEnum):
    """What a run of characters carries beside its text.

    The last two say how sure a reader is, as a number from 0 to 1 in the mark's `value`: of the
    characters themselves (UNSURE: they were recognised in a picture), or of their belonging
    together (JOINED: the parts of a cell that a page break cut).
    """

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRUCK = "struck"
    COLOUR = "colour"
    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"
    UNSURE = "unsure"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked run: the half-open character range [start, end) of a cell's or paragraph's text."""

    kind: MarkKind
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with its text (lines parted by a newline) and its grid position, counted from 0."""

    text: str
    row: int
    column: int
    citation: Citation
    row_span: int = 1
    column_span: int = 1
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph outside tables."""

    text: str
    citation: Citation
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """Cells in reading order; a merged cell stands once, at its top left position.

    `ragged` says that the source has no grid of its own (plain text, one cell per line), so that
    rows may hold fewer or more cells than the table has columns and columns are only positions
    in the row. `caption` is the text that the source itself ties to the table.
    """

    cells: tuple[Cell, ...]
    citation: Citation
    caption: str | None = None
    ragged: bool = False

    @cached_property
    def height(self) -> int:
        """Number of grid rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """Number of grid columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @cached_property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Rows × columns; a position covered by a merged cell holds that cell, a missing one None."""
        places: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    places[row][column] = cell
        return tuple(tuple(row) for row in places)


Block = Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class RawDocument:
    """A file as a reader found it: blocks in reading order.

    `furniture` holds what surrounds every page (headers, footers, page numbers); `warnings` are
    Chinese sentences about what the reader could not take over, each saying what and where.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    furniture: tuple[Paragraph, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def tables(self) -> Iterator[Table]:
        """Yield the tables in reading order; the n-th is cited as ``table=n``."""
        return (block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs outside tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
