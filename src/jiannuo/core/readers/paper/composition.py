"""From sheets to a document's blocks: tables over all their pages, paragraphs between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiannuo.core.readers.grid import Placed as PlacedCell
from jiannuo.core.readers.grid import to_table
from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.readers.paper.continuation import (
    Whole,
    WholeTable,
    goes_on_below,
    whole_table,
)
from jiannuo.core.readers.paper.furniture import Page, furniture_of
from jiannuo.core.readers.paper.lines import Line, lines_of
from jiannuo.core.readers.paper.pieces import Piece, padding_of, ruled_pieces
from jiannuo.core.readers.paper.prose import limits_of, paragraphs, pitch_of
from jiannuo.core.readers.paper.sheet import Sheet
from jiannuo.core.readers.paper.unruled import unruled_pieces
from jiannuo.core.readers.paper.wrapping import write
from jiannuo.core.tables import Block, Citation, MarkKind, Paragraph, Table

_TWENTIETHS = 20
"""Of a point: the unit of `readers.grid`."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Blocks in reading order, and what surrounds the pages."""

    blocks: tuple[Block, ...]
    furniture: tuple[Paragraph, ...]


@dataclass(slots=True)
class _Flow:
    """What stands on the pages, in reading order: lines, and pieces of tables."""

    items: list[Line | Piece] = field(default_factory=list)
    furniture: list[Paragraph] = field(default_factory=list)


def compose(sheets: Sequence[Sheet]) -> Composition:
    """Read pages as one document."""
    flow = _flow(sheets)
    lines = [item for item in flow.items if isinstance(item, Line)]
    pieces = [item for item in flow.items if isinstance(item, Piece)]
    width = max((sheet.width for sheet in sheets), default=0.0)
    limits = limits_of(lines, ((piece.box.left, piece.box.right) for piece in pieces), width)
    pitch = pitch_of(lines)
    blocks: list[Block] = []
    tables = count = 0
    for run in _runs(flow.items):
        if isinstance(run[0], Piece):
            own = [piece for piece in run if isinstance(piece, Piece)]
            whole = whole_table(own, padding_of(own))
            flow.furniture.extend(_repeats(whole))
            table = _table(whole, tables + 1)
            if table is not None:
                tables += 1
                blocks.append(table)
            continue
        for gathered in paragraphs([line for line in run if isinstance(line, Line)], limits, pitch):
            content = MarkedText()
            write(gathered, content)
            text, marks = content.finish()
            count += 1
            place = Citation(page=gathered[0].line.page, paragraph=count)
            blocks.append(Paragraph(text=text, citation=place, marks=marks))
    return Composition(tuple(blocks), tuple(flow.furniture))


def _flow(sheets: Sequence[Sheet]) -> _Flow:
    """Part every page into tables, lines and furniture."""
    flow = _Flow()
    pages: list[tuple[Page, list[Piece]]] = []
    for sheet in sheets:
        pieces, rest = ruled_pieces(sheet)
        lines: Sequence[Line] = lines_of(rest, sheet.number)
        free, lines = unruled_pieces(lines, sheet.rules)
        pieces.extend(free)
        top = min((piece.box.top for piece in pieces), default=sheet.height)
        bottom = max((piece.box.bottom for piece in pieces), default=0.0)
        pages.append((Page(sheet, tuple(lines), top, bottom), pieces))
    aside = furniture_of([page for page, _ in pages], _body_size(pages))
    for page, pieces in pages:
        number = page.sheet.number
        flow.furniture.extend(_furniture(number, text) for text in page.sheet.aside)
        flow.furniture.extend(
            _furniture(number, line.text.strip()) for line in page.lines if line in aside
        )
        read: list[Line | Piece] = [line for line in page.lines if line not in aside]
        flow.items.extend(sorted((*read, *pieces), key=_place))
    return flow


def _place(item: Line | Piece) -> tuple[float, float]:
    """Order what stands on a page: from top to bottom, then from left to right."""
    return (item.box.top, item.box.left)


def _furniture(page: int, text: str) -> Paragraph:
    return Paragraph(text=text, citation=Citation(page=page))


def _body_size(pages: Iterable[tuple[Page, list[Piece]]]) -> float:
    """Find the usual size of the document's type."""
    sizes = sorted(
        line.size
        for page, pieces in pages
        for line in (*page.lines, *(line for p in pieces for c in p.cells for line in c.lines))
    )
    return sizes[len(sizes) // 2] if sizes else 0.0


def _runs(items: Sequence[Line | Piece]) -> Iterable[list[Line | Piece]]:
    """Part the flow into runs: lines of prose, or the pieces of one table."""
    run: list[Line | Piece] = []
    for item in items:
        if run and not _same_run(run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _same_run(above: Line | Piece, below: Line | Piece) -> bool:
    if isinstance(above, Piece) and isinstance(below, Piece):
        return above.page < below.page and goes_on_below(above, below)
    return isinstance(above, Line) and isinstance(below, Line)


def _table(whole: WholeTable, number: int) -> Table | None:
    """Make the table of its cells, each cited by the page that it begins on."""
    placed = []
    for cell in sorted(whole.cells, key=lambda cell: (cell.top, cell.left)):
        content = MarkedText()
        write(cell.lines, content, _doubt(cell))
        page = cell.parts[0].page
        placed.append(PlacedCell(cell.top, cell.left, cell.bottom, cell.right, content, page))
    widths = [round(width * _TWENTIETHS) for width in whole.widths]
    return to_table(placed, number, widths)


def _doubt(cell: Whole) -> Look:
    return () if cell.sureness >= 1.0 else [(MarkKind.JOINED, f"{cell.sureness:.2f}")]


def _repeats(whole: WholeTable) -> Iterable[Paragraph]:
    return (_furniture(page, words) for page, words in whole.repeated)
