"""Tables that go on over page breaks: one table again, its cut rows and merged cells whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from jiannuo.core.readers.paper.page_breaks import SURE, Column, Meeting, verdict
from jiannuo.core.readers.paper.pieces import Piece, PieceCell
from jiannuo.core.readers.paper.wrapping import Placed

_SAME_WIDTH = 0.03
_SAME_EDGE = 5.0
_COMMON_EDGES = 0.7
_DEEPEST_HEADER = 4
_LONGEST_NAME = 20
_ALIKE = 0.6
"""Two names of a column of this likeness are the same, one of them misread."""


@dataclass(slots=True)
class Part:
    """What one page shows of a cell: lines with the room that they were set in."""

    page: int
    lines: tuple[Placed, ...]


@dataclass(slots=True)
class Whole:
    """A cell of the whole table: rows [top, bottom), columns [left, right), and its parts.

    `sureness` is how sure it is that the parts belong together, or that this one begins a row.
    """

    top: int
    left: int
    bottom: int
    right: int
    parts: list[Part]
    sureness: float = 1.0

    @property
    def lines(self) -> list[Placed]:
        """The lines of all parts."""
        return [placed for part in self.parts for placed in part.lines]

    @property
    def text(self) -> str:
        """The words, without any white space."""
        return "".join("".join(placed.line.text.split()) for placed in self.lines)


@dataclass(slots=True)
class WholeTable:
    """A table over all its pages; `widths` are those of its columns, in points.

    `repeated` are the header rows that later pages repeat: page and words.
    """

    page: int
    widths: tuple[float, ...]
    cells: list[Whole] = field(default_factory=list)
    height: int = 0
    repeated: list[tuple[int, str]] = field(default_factory=list)


def goes_on_below(above: Piece, below: Piece) -> bool:
    """Say whether two pieces may be one table: the same width, and mostly the same columns."""
    width, other = above.box.width, below.box.width
    if above.ruled is not below.ruled:
        return False
    if not above.ruled:
        return _same_columns(above.columns, below.columns)
    if abs(width - other) > _SAME_WIDTH * max(width, other):
        return False
    upper = _inner_edges(above, width)
    lower = _inner_edges(below, width)
    fewer, more = sorted((upper, lower), key=len)
    if not fewer:
        return len(more) == 0
    common = sum(any(abs(edge - one) <= _SAME_EDGE for one in more) for edge in fewer)
    return common >= _COMMON_EDGES * len(fewer)


def _same_columns(
    upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]
) -> bool:
    """Say whether the texts of two unruled pieces stand in the same columns."""
    if len(upper) != len(lower):
        return False
    return all(
        left < other_right and other_left < right
        for (left, right), (other_left, other_right) in zip(upper, lower, strict=True)
    ) and all(
        max(before[1], other[1]) < min(after[0], later[0])
        for (before, after), (other, later) in zip(pairwise(upper), pairwise(lower), strict=True)
    )


def _inner_edges(piece: Piece, width: float) -> list[float]:
    """Measure the edges between columns from the table's left side, in the scale of `width`."""
    scale = width / piece.box.width if piece.box.width else 1.0
    return [(edge - piece.box.left) * scale for edge in piece.edges[1:-1]]


def whole_table(pieces: Sequence[Piece], padding: float) -> WholeTable:
    """Join the pieces of one table."""
    edges = _common_edges(pieces)
    widths = tuple(right - left for left, right in pairwise(edges))
    table = WholeTable(page=pieces[0].page, widths=widths)
    for number, piece in enumerate(pieces):
        cells = _placed_cells(piece, edges, padding)
        if number == 0:
            table.cells, table.height = cells, piece.height
        else:
            opened = pieces[number - 1].open_bottom or piece.open_top
            _append(table, cells, piece, opened=opened)
    return table


def _common_edges(pieces: Sequence[Piece]) -> list[float]:
    """Find the columns of the whole document: a page may lack a rule, all of them do not."""
    width = pieces[0].box.width
    if not pieces[0].ruled:
        return [edge - pieces[0].box.left for edge in pieces[0].edges]
    places = sorted(
        place for piece in pieces for place in (0.0, *_inner_edges(piece, width), width)
    )
    groups: list[list[float]] = []
    for place in places:
        if (
            groups
            and place - groups[-1][-1] <= _SAME_EDGE / 2
            and place - groups[-1][0] <= _SAME_EDGE
        ):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _placed_cells(piece: Piece, edges: Sequence[float], padding: float) -> list[Whole]:
    scale = edges[-1] / piece.box.width

    def column(x: float) -> int:
        if not piece.ruled:
            return piece.edges.index(x)
        place = (x - piece.box.left) * scale
        return min(range(len(edges)), key=lambda n: abs(edges[n] - place))

    cells = []
    for cell in piece.cells:
        left, right = column(cell.box.left), column(cell.box.right)
        part = Part(piece.page, _set_lines(cell, padding))
        cells.append(Whole(cell.top, left, cell.bottom, max(right, left + 1), [part]))
    return cells


def _set_lines(cell: PieceCell, padding: float) -> tuple[Placed, ...]:
    """Give each line the room of its cell, along the direction that it runs."""
    box = cell.box
    limits = {0: (box.left, box.right), 90: (box.top, box.bottom), 180: (-box.right, -box.left)}
    placed = []
    for line in cell.lines:
        left, right = limits.get(line.glyphs[0].turn, (-box.bottom, -box.top))
        room = cell.room or (left + padding, right - padding)
        placed.append(Placed(line, *room))
    return tuple(placed)


def _append(table: WholeTable, cells: list[Whole], piece: Piece, *, opened: bool) -> None:
    """Add a further page's cells below those of the table."""
    header = _repeated_header(table.cells, cells)
    if header:
        words = " ".join(cell.text for cell in cells if cell.top < header and cell.text)
        table.repeated.append((piece.page, words))
    height = piece.height - header
    below = [
        replace(cell, top=max(cell.top - header, 0), bottom=cell.bottom - header)
        for cell in cells
        if cell.bottom > header
    ]
    if height == 0:
        return
    last = {(cell.left, cell.right): cell for cell in table.cells if cell.bottom == table.height}
    judged = _judge(table, last, below)
    cut = opened or judged > 0
    sureness = 1.0 if opened or abs(judged) >= SURE else 0.5 + abs(judged) / SURE / 2
    shift = table.height - 1 if cut else table.height
    fresh = []
    for cell in below:
        upper = _above(last, cell, cut=cut) if cell.top == 0 else None
        cell.top, cell.bottom = cell.top + shift, cell.bottom + shift
        if upper is not None and (cut or _is_merged(table, upper, cell)):
            _join(upper, cell, sureness if cut else 1.0)
        else:
            cell.sureness = sureness if cell.top == shift else 1.0
            fresh.append(cell)
    table.cells.extend(fresh)
    table.height = shift + height


def _above(last: dict[tuple[int, int], Whole], cell: Whole, *, cut: bool) -> Whole | None:
    """Find the cell above: in the same columns, or in a cut row the one with most in common."""
    exact = last.get((cell.left, cell.right))
    if exact is not None or not cut or not last:
        return exact
    return max(last.values(), key=lambda one: min(one.right, cell.right) - max(one.left, cell.left))


def _repeated_header(table: Sequence[Whole], cells: Sequence[Whole]) -> int:
    """Count the first rows of a page that repeat the first rows of the table."""
    rows = 0
    while rows < _DEEPEST_HEADER and _same_row(table, cells, rows):
        rows += 1
    reached = {cell.bottom for cell in cells if cell.top < rows}
    # A name that covers two rows of the header is repeated with both of them or not at all.
    return rows if not reached or max(reached) <= rows else 0


def _same_row(table: Sequence[Whole], cells: Sequence[Whole], row: int) -> bool:
    """Say whether two rows say the same; characters that were recognised may be so wrongly."""
    upper, lower = (
        sorted((cell for cell in one if cell.top == row), key=lambda cell: cell.left)
        for one in (table, cells)
    )
    if not any(cell.text for cell in upper) or len(upper) != len(lower):
        return False
    pairs = list(zip(upper, lower, strict=True))
    if any(above.left != below.left or above.right != below.right for above, below in pairs):
        return False
    if all(above.text == below.text for above, below in pairs):
        return True
    vague = any(placed.line.recognised for cell in (*upper, *lower) for placed in cell.lines)
    return vague and all(_is_same_name(above.text, below.text) for above, below in pairs)


def _is_same_name(above: str, below: str) -> bool:
    """Say whether two short texts are one name of a column, perhaps misread; figures never are."""
    if above == below:
        return True
    if max(len(above), len(below)) > _LONGEST_NAME or above.isdecimal() or below.isdecimal():
        return False
    return SequenceMatcher(None, above, below, autojunk=False).ratio() >= _ALIKE


def _judge(table: WholeTable, last: dict[tuple[int, int], Whole], below: Iterable[Whole]) -> float:
    meetings = []
    strangers = 0
    for cell in below:
        if cell.top > 0:
            continue
        upper = last.get((cell.left, cell.right))
        if upper is None:
            strangers += bool(cell.text)
            continue
        meetings.append(
            Meeting(
                column=_column(table, cell.left),
                above=upper.lines,
                below=cell.lines,
                spans=cell.bottom > 1,
            )
        )
    return verdict(meetings) - 2.0 * strangers


def _column(table: WholeTable, left: int) -> Column:
    """Sum up what the rows so far tell about a column; the first row is taken for the header."""
    cells = [cell for cell in table.cells if cell.left == left and cell.top > 0]
    texts = [cell.text for cell in cells]
    filled = sum(bool(text) for text in texts) / len(texts) if texts else 0.0
    numbers = [text for text in texts if text.isdecimal()]
    return Column(
        filled=filled,
        counted=len(numbers) * 2 > len([text for text in texts if text]),
        merged=any(cell.bottom - cell.top > 1 for cell in cells),
    )


def _is_merged(table: WholeTable, upper: Whole, lower: Whole) -> bool:
    """Say whether a cell that spans rows goes on in the new row below the break.

    One of its parts is empty (or both have the same words), and the column knows merged cells but no
    empty ones: elsewhere an empty place is an answer of its own.
    """
    both_span = upper.bottom - upper.top > 1 and lower.bottom - lower.top > 1
    if upper.text and lower.text:
        spans = upper.bottom - upper.top > 1 or lower.bottom - lower.top > 1
        return spans and lower.text == upper.text
    if not (upper.text or lower.text) or both_span:
        return both_span
    own = [cell for cell in table.cells if cell.left == upper.left and cell.top > 0]
    empty = any(not cell.text for cell in own if cell is not upper)
    spans = any(cell.bottom - cell.top > 1 for cell in (*own, lower))
    return spans and not empty


def _join(upper: Whole, lower: Whole, sureness: float) -> None:
    upper.bottom = max(upper.bottom, lower.bottom)
    if lower.text and lower.text != upper.text:
        upper.parts.extend(lower.parts)
        upper.sureness = min(upper.sureness, sureness)
