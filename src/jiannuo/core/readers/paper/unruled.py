"""Tables without rules: columns told by the white between them, rows by the white above them.

Such a table begins with a line of several texts standing apart, and goes on as long as the lines
below leave the same white strips free from top to bottom. Level rules that cross it part its rows;
where there are none, wider white does, and where all lines are evenly spaced, each line with a text
in the first column begins a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiannuo.core.readers.paper.lines import Line
from jiannuo.core.readers.paper.pieces import Piece, PieceCell
from jiannuo.core.readers.paper.sheet import Box, Glyph, Rule

_APART = 0.55
"""Type sizes: texts of one line that stand farther apart than this may be of two columns."""
_GUTTER = 0.6
"""Type sizes: the least width of the white strip between two columns."""
_HEADER_LINES = 2
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_FEWEST_ROWS_OF_PAIRS = 4
_WIDER = 1.25
"""White above a row is wider by this than the white between the lines of a cell."""
_CROSSES = 0.6
_SEVERAL = 0.25
"""The part of a table's lines with texts in more than one column: long texts run on alone."""

_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the page, in the texts that stand apart in it."""

    line: Line
    texts: tuple[Line, ...]

    @property
    def spans(self) -> list[_Span]:
        return [(text.box.left, text.box.right) for text in self.texts]


def unruled_pieces(lines: Sequence[Line], rules: Iterable[Rule]) -> tuple[list[Piece], list[Line]]:
    """Find the tables in a page's lines (top to bottom); also returns the lines outside them."""
    level = sorted((rule for rule in rules if not rule.upright), key=lambda rule: rule.at)
    rows = [_Row(line, tuple(_texts(line))) for line in lines if not line.glyphs[0].turn]
    pieces: list[Piece] = []
    rest = [line for line in lines if line.glyphs[0].turn]
    start = 0
    while start < len(rows):
        end, columns = _extent(rows, start)
        if _is_table(rows[start:end], columns):
            pieces.append(_piece(rows[start:end], columns, level))
            start = end
        else:
            rest.append(rows[start].line)
            start += 1
    rest.sort(key=lambda line: (line.box.top, line.box.left))
    return pieces, rest


def _texts(line: Line) -> Iterable[Line]:
    """Part a line where its texts stand apart."""
    own: list[Glyph] = []
    last: Glyph | None = None
    for glyph in line.glyphs:
        if not glyph.text.isspace():
            if last is not None and glyph.left - last.right > _APART * line.size:
                yield Line(line.page, tuple(own))
                own = []
            last = glyph
        own.append(glyph)
    yield Line(line.page, tuple(own))


def _extent(rows: Sequence[_Row], start: int) -> tuple[int, list[_Span]]:
    """Follow the lines from `start` on as long as they keep to columns; also returns these.

    Names of groups of columns may stand across the white strips in the first lines.
    """
    best: tuple[int, list[_Span]] = (start + 1, [])
    if len(rows[start].texts) < 2:  # noqa: PLR2004 - a table begins with several names
        return best
    for header in range(_HEADER_LINES + 1):
        end, columns = _followed(rows, start, header)
        if len(columns) > len(best[1]) and end - start > header:
            best = (end, columns)
    return best


def _followed(rows: Sequence[_Row], start: int, header: int) -> tuple[int, list[_Span]]:
    columns: list[_Span] = []
    end = start
    for end in range(start, len(rows)):
        row = rows[end]
        if end > start and _far_below(rows[end - 1].line, row.line):
            return end, columns
        if end < start + header:
            continue
        merged = _merged([*columns, *row.spans], _GUTTER * row.line.size)
        if columns and len(merged) < len(columns):
            return end, columns
        columns = merged
    return end + 1, columns


def _far_below(above: Line, below: Line) -> bool:
    """Say whether so much white stands between two lines that something else begins."""
    return below.box.top - above.box.bottom > 4 * max(above.size, below.size)


def _merged(spans: Iterable[_Span], gutter: float) -> list[_Span]:
    """Join spans that overlap or leave less than a gutter between them."""
    merged: list[_Span] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < gutter:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _is_table(rows: Sequence[_Row], columns: Sequence[_Span]) -> bool:
    """Say whether lines in columns are a table: enough of both, and more than one text in most."""
    least = _FEWEST_ROWS if len(columns) >= _FEWEST_COLUMNS else _FEWEST_ROWS_OF_PAIRS
    if len(columns) < _FEWEST_COLUMNS - 1 or len(rows) < least:
        return False
    several = sum(len(row.texts) > 1 for row in rows)
    if len(columns) < _FEWEST_COLUMNS:
        # Prose in two columns looks the same, but its lines are full on both sides.
        full = sum(
            text.box.right - text.box.left > 0.85 * (right - left)
            for row in rows
            for text in row.texts
            for left, right in columns
            if left <= text.box.left <= right
        )
        texts = sum(len(row.texts) for row in rows)
        return several >= 0.8 * len(rows) and full < 0.6 * texts
    return several >= max(_SEVERAL * len(rows), _FEWEST_ROWS)


def _piece(rows: Sequence[_Row], columns: Sequence[_Span], level: Sequence[Rule]) -> Piece:
    edges = _edges(columns)
    top = min(row.line.box.top for row in rows)
    bottom = max(row.line.box.bottom for row in rows)
    width = edges[-1] - edges[0]
    crossing = [
        rule.at
        for rule in level
        if top < rule.at < bottom
        and min(rule.end, edges[-1]) - max(rule.start, edges[0]) >= _CROSSES * width
    ]
    starts = _starts_by_rules(rows, crossing) if crossing else _starts(rows, edges)
    starts = sorted({*starts, *_below_groups(rows, edges)})
    cells: list[PieceCell] = []
    for number, (first, after) in enumerate(pairwise([*starts, len(rows)])):
        cells.extend(_cells(rows[first:after], edges, columns, number))
    box = Box(edges[0], top, edges[-1], bottom)
    return Piece(
        page=rows[0].line.page,
        box=box,
        edges=edges,
        height=len(starts),
        cells=cells,
        columns=tuple(columns),
    )


def _edges(columns: Sequence[_Span]) -> tuple[float, ...]:
    """Put an edge in the middle of each white strip."""
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    return (columns[0][0], *between, columns[-1][1])


def _starts_by_rules(rows: Sequence[_Row], crossing: Sequence[float]) -> list[int]:
    """Begin a row below each level rule."""
    starts = [0]
    for number, (above, below) in enumerate(pairwise(rows), start=1):
        if any(above.line.middle < at <= below.line.middle for at in crossing):
            starts.append(number)
    return starts


def _starts(rows: Sequence[_Row], edges: Sequence[float]) -> list[int]:
    """Begin a row where the white is wider, or where the first column has a text."""
    gaps = [
        max(below.line.box.top - above.line.box.bottom, 0.0) + 0.5
        for above, below in pairwise(rows)
    ]
    if not gaps:
        return [0]
    narrow = sorted(gaps)[len(gaps) // 10]
    wide = [number for number, gap in enumerate(gaps, start=1) if gap >= narrow * _WIDER + 1.0]
    named = [
        number
        for number, row in enumerate(rows)
        if number and row.texts[0].box.left < edges[1] and row.texts[0].box.right <= edges[1] + 1.0
    ]
    if len(wide) >= max(len(named) // 2, 1):
        return [0, *wide]
    return [0, *named]


def _below_groups(rows: Sequence[_Row], edges: Sequence[float]) -> list[int]:
    """Begin a row below the names of groups of columns: what is named under them is another."""
    return [
        number
        for number, (above, below) in enumerate(pairwise(rows[: _HEADER_LINES + 1]), start=1)
        if len(below.texts) > 1
        and any(
            _column(edges, text.box.left) < _column(edges, text.box.right) for text in above.texts
        )
    ]


def _cells(
    rows: Sequence[_Row], edges: Sequence[float], columns: Sequence[_Span], number: int
) -> Iterable[PieceCell]:
    """Gather the texts of a row's lines into its cells; a text across an edge spans columns."""
    texts = [text for row in rows for text in row.texts]
    reach = [(_column(edges, text.box.left), _column(edges, text.box.right)) for text in texts]
    joined = {place for first, last in reach for place in range(first, last)}
    first = 0
    for last in range(len(columns)):
        if last in joined:
            continue
        own = [text for text, (left, _) in zip(texts, reach, strict=True) if first <= left <= last]
        box = Box(
            columns[first][0], rows[0].line.box.top, columns[last][1], rows[-1].line.box.bottom
        )
        edge = Box(edges[first], box.top, edges[last + 1], box.bottom)
        yield PieceCell(number, number + 1, edge, tuple(own), room=(box.left, box.right))
        first = last + 1


def _column(edges: Sequence[float], x: float) -> int:
    inner = [edge for edge in edges[1:-1] if edge < x]
    return len(inner)
