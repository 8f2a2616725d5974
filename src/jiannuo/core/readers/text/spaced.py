"""Tables whose columns are only parted by runs of spaces, as copied out of PDF files.

Nothing marks the cells but the gaps. Where every line has the same number of cells, the gaps tell
the columns; where places are empty, the columns are told by where cells begin when the text is set
in type of one width (a Chinese character takes two places). Either way a table is only taken for
one if several lines running agree, and none of its names is prose or a line of a form.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from jiannuo.core.readers.text.lines import Field, Line

_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_WIDE_GAP = re.compile(r"[ \u3000\xa0]{2,}")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
_LONGEST_NAME = 20
_LONGEST_ALONE = 40
_NEAR = 1
"""Places by which a cell may begin beside its column: half a Chinese character."""
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with the place where it begins, in widths of a Latin letter."""

    text: str
    begins: int


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A run of lines whose cells begin at common places."""

    columns: tuple[int, ...]
    end: int
    wide: frozenset[str]


def starts_here(lines: list[Line], at: int) -> bool:
    """Say whether such a table begins: a line of short names, then lines with as many cells."""
    return _even(lines, at) or _aligned(lines, at) is not None


def read(lines: list[Line], at: int) -> tuple[list[list[Field]], int]:
    """Read the table that begins at line index `at`; return its rows and the index behind it."""
    if aligned := _aligned(lines, at):
        return _read_aligned(lines, at, aligned), aligned.end
    width = len(_cells(lines[at]))
    rows: list[list[Field]] = []
    place = at
    while place < len(lines):
        cells = _cells(lines[place])
        if not lines[place].blank:
            if len(cells) != width:
                break
            rows.append([Field(cell, lines[place].number) for cell in cells])
        place += 1
    return rows, place


def _even(lines: list[Line], at: int) -> bool:
    first = _cells(lines[at])
    if len(first) < _FEWEST_CELLS or any(_is_no_name(cell) for cell in first):
        return False
    rows = 0
    for line in lines[at : at + 2 * _FEWEST_ROWS]:
        if line.blank:
            continue
        if len(_cells(line)) != len(first):
            return False
        rows += 1
        if rows == _FEWEST_ROWS:
            return True
    return False


def _aligned(lines: list[Line], at: int) -> _Aligned | None:
    """Find the columns of the lines from `at` on; None where they have none in common."""
    first = _cells(lines[at])
    if len(first) < _FEWEST_CELLS - 1 or any(_is_no_name(cell) for cell in first):
        return None
    end = at
    while end < len(lines) and not lines[end].blank and "\t" not in lines[end].text:
        cells = _cells(lines[end])
        if len(cells) == 1 and (len(cells[0]) > _LONGEST_ALONE or "。" in cells[0]):
            break
        end += 1
    if end - at < _FEWEST_ROWS:
        return None
    found = [_columns(lines[at:end], wide) for wide in (frozenset("WFA"), frozenset("WF"))]
    share, columns, wide = max(found, key=lambda one: one[0])
    if share < _MOST or len(columns) < _FEWEST_CELLS:
        return None
    return _Aligned(columns, end, wide)


def _columns(
    lines: Sequence[Line], wide: frozenset[str]
) -> tuple[float, tuple[int, ...], frozenset[str]]:
    """Return how many cells begin where others do, where that is, and which characters are wide."""
    placed = [_placed(line, wide) for line in lines]
    begins = Counter(cell.begins for cells in placed if len(cells) > 1 for cell in cells)
    columns: list[int] = []
    for place in sorted(begins):
        shared = sum(begins[place + off] for off in range(-_NEAR, _NEAR + 1))
        if shared > 1 and (not columns or place - columns[-1] > _NEAR):
            columns.append(place)
    whole = sum(begins.values())
    kept = sum(times for place, times in begins.items() if _column_at(columns, place) is not None)
    return (kept / whole if whole else 0.0), tuple(columns), wide


def _column_at(columns: Sequence[int], place: int) -> int | None:
    return next((n for n, begins in enumerate(columns) if abs(begins - place) <= _NEAR), None)


def _read_aligned(lines: list[Line], at: int, aligned: _Aligned) -> list[list[Field]]:
    """Lay cells over the columns; a gap within a cell (张  健) begins none."""
    rows = []
    for line in lines[at : aligned.end]:
        texts = [""] * len(aligned.columns)
        last = 0
        for cell in _placed(line, aligned.wide):
            column = _column_at(aligned.columns, cell.begins)
            if column is None:
                texts[last] = f"{texts[last]}  {cell.text}" if texts[last] else cell.text
            else:
                texts[column], last = cell.text, column
        rows.append([Field(text, line.number) for text in texts])
    return rows


def _placed(line: Line, wide: frozenset[str]) -> list[_Placed]:
    cells: list[_Placed] = []
    width, place = 0, 0
    for gap in [*_WIDE_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if line.text[place:end].strip():
            cells.append(_Placed(line.text[place:end].strip(), width))
        width += _width(line.text[place : gap.end() if gap else end], wide)
        place = gap.end() if gap else end
    return cells


def _width(text: str, wide: frozenset[str]) -> int:
    return sum(2 if east_asian_width(one) in wide else 1 for one in text)


def _cells(line: Line) -> list[str]:
    return [cell for cell in _GAP.split(line.text.strip()) if cell]


def _is_no_name(cell: str) -> bool:
    return len(cell) > _LONGEST_NAME or cell.endswith(("：", ":")) or "。" in cell
