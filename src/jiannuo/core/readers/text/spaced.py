"""Tables whose columns are only parted by runs of spaces, as copied out of PDF files.

Nothing marks the cells but the gaps; so a table is only taken for one if several lines running have
the same number of three or more cells, and none of them is a line of prose or of a form.
"""

import re

from jiannuo.core.readers.text.lines import Field, Line

_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
_LONGEST_NAME = 20


def starts_here(lines: list[Line], at: int) -> bool:
    """Say whether such a table begins: a line of short names, then lines with as many cells."""
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


def read(lines: list[Line], at: int) -> tuple[list[list[Field]], int]:
    """Read the table that begins at line index `at`; return its rows and the index behind it."""
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


def _cells(line: Line) -> list[str]:
    return [cell for cell in _GAP.split(line.text.strip()) if cell]


def _is_no_name(cell: str) -> bool:
    return len(cell) > _LONGEST_NAME or cell.endswith(("：", ":")) or "。" in cell
