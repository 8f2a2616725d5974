"""From the cells of a sheet to paragraphs and tables.

A sheet has one grid for everything: the title in a merged row, a line 填报单位：… under it, the
table, and 填报人：… at its foot. This takes them apart again: what stands alone above or below the
cells that form columns is a paragraph; what blank rows separate are several tables, unless the
rows after the gap plainly go on with the same one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from jiannuo.core.tables import Block, Cell, Citation, Mark, Paragraph, Table

SCATTERED = 2_000_000
"""Grid positions; a table so large with hardly a cell in it is no table (see `is_scattered`)."""

_ORDINAL = re.compile(r"[（(]?[0-9一二三四五六七八九十百]{1,4}[）).、]?(?:[.-][0-9]{1,3})*")
_FORM_LINE = re.compile(r"\s*[（(]?[\u4e00-\u9fff（）()/、 \u3000]{2,14}[：:](?s:.{0,60})")
_NOTE = re.compile(r"\s*[（(]?(?:备注|说明|注)[：:0-9]")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: rows [row, bottom), columns [column, right) of the sheet, from 0.

    Cells without text matter only where they are merged: they then say how far nothing reaches.
    """

    row: int
    column: int
    bottom: int
    right: int
    text: str
    marks: tuple[Mark, ...] = ()


Line = list[SheetCell]


class SheetReader:
    """Turns the cells of one or several sheets into blocks, numbering the tables."""

    def __init__(self) -> None:
        self._tables = 0

    def blocks(self, cells: Sequence[SheetCell], sheet: str | None = None) -> Iterator[Block]:
        """Yield a sheet's blocks from top to bottom; cells are cited by the sheet's row and column."""
        blanks = [cell for cell in cells if not cell.text]
        for band in _bands(_lines(cells)):
            first, last = _body(band)
            for line in band[:first]:
                yield _paragraph(line, sheet)
            if first < last:
                self._tables += 1
                yield _table(band[first:last], blanks, sheet, self._tables)
            for line in band[last:]:
                yield _paragraph(line, sheet)


def is_scattered(cells: Sequence[SheetCell]) -> bool:
    """Whether so few cells are spread so far that laying out their grid would be madness."""
    filled = [cell for cell in cells if cell.text]
    rows = len({cell.row for cell in filled})
    columns = len(_columns(filled)) if filled else 0
    return rows * columns > max(SCATTERED, 100 * len(filled))


def _lines(cells: Sequence[SheetCell]) -> list[Line]:
    by_row: dict[int, Line] = {}
    for cell in cells:
        if cell.text:
            by_row.setdefault(cell.row, []).append(cell)
    return [sorted(by_row[row], key=lambda cell: cell.column) for row in sorted(by_row)]


def _bands(lines: list[Line]) -> Iterator[list[Line]]:
    """Part the lines at blank rows, but not where a merged cell or the same table goes on."""
    band: list[Line] = []
    reach = 0
    for line in lines:
        row = line[0].row
        if band and row > reach and not _goes_on(band, line):
            yield band
            band = []
        band.append(line)
        reach = max(reach, *(cell.bottom for cell in line), row + 1)
    if band:
        yield band


def _goes_on(band: list[Line], line: Line) -> bool:
    """Whether a line after a gap is another row of the table above it."""
    if len(line) < 2 or len(band[-1]) < 2:  # noqa: PLR2004 - a lone cell is a caption or a note
        return False
    left = min(cell.column for cell in band[-1])
    if line[0].column > left:
        return True
    return bool(_ORDINAL.fullmatch(line[0].text) and _ORDINAL.fullmatch(band[-1][0].text))


def _body(band: list[Line]) -> tuple[int, int]:
    """Find the lines [first, last) that form the band's table."""
    first, last = 0, len(band)
    while first < last and (len(band[first]) == 1 or _is_form_line(band[first])):
        first += 1
    while last > first and _is_foot(band[last - 1], band[first:last]):
        last -= 1
    return first, last


def _is_form_line(line: Line) -> bool:
    """Say whether a line holds a form's blanks (填报单位：… 填报时间：…) and nothing else."""
    return len(line) <= 4 and all(_FORM_LINE.fullmatch(cell.text) for cell in line)  # noqa: PLR2004


def _is_foot(line: Line, body: list[Line]) -> bool:
    if _is_form_line(line):
        return True
    if len(line) > 1:
        return False
    width = max(cell.right for cells in body for cell in cells) - body[0][0].column
    alone = line[0]
    return bool(_NOTE.match(alone.text)) or (alone.right - alone.column) * 2 > width > 1


def _paragraph(line: Line, sheet: str | None) -> Paragraph:
    """Make a paragraph of a line; several cells stand apart by two wide spaces."""
    first = line[0]
    citation = Citation(sheet=sheet, row=first.row + 1, column=first.column + 1)
    text = "\u3000\u3000".join(cell.text for cell in line)
    return Paragraph(text=text, citation=citation, marks=first.marks)


def _table(lines: list[Line], blanks: list[SheetCell], sheet: str | None, number: int) -> Table:
    """Lay the lines out as a grid without the rows and columns in which nothing stands."""
    filled = [cell for line in lines for cell in line]
    rows = [line[0].row for line in lines]
    row_of = {row: place for place, row in enumerate(rows)}
    columns = _columns(filled)
    column_of = {column: place for place, column in enumerate(columns)}
    laid: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    for cell in [*filled, *blanks]:
        if cell.row not in row_of or cell.column not in column_of:
            continue
        top, left = row_of[cell.row], column_of[cell.column]
        height = max(bisect_left(rows, cell.bottom) - top, 1)
        width = max(bisect_left(columns, cell.right) - left, 1)
        if height * width > 1:
            taken.update(product(range(top, top + height), range(left, left + width)))
        elif not cell.text:
            continue
        laid[top, left] = Cell(
            text=cell.text, row=top, column=left, row_span=height, column_span=width, marks=cell.marks,
            citation=Citation(sheet=sheet, table=number, row=cell.row + 1, column=cell.column + 1),
        )  # fmt: skip
    for (row, top), (column, left) in product(row_of.items(), column_of.items()):
        if (top, left) not in laid and (top, left) not in taken:
            laid[top, left] = Cell(
                text="", row=top, column=left,
                citation=Citation(sheet=sheet, table=number, row=row + 1, column=column + 1),
            )  # fmt: skip
    return Table(
        cells=tuple(laid[place] for place in sorted(laid)),
        citation=Citation(sheet=sheet, table=number),
    )


def _columns(cells: Sequence[SheetCell]) -> list[int]:
    """List the columns in which a cell stands, or that a cell spans within the table's width."""
    standing = {cell.column for cell in cells}
    last = max(standing)
    for cell in cells:
        if cell.right - cell.column > 1:
            standing.update(range(cell.column, min(cell.right, last + 1)))
    return sorted(standing)
