"""Word tables flattened to text: every cell on a line of its own.

Copying a Word table into plain text by way of some programs gives one line per cell, each
beginning with a tab; a cell's further lines have no tab, a blank line ends the row, joined cells
are missing and cells covered by a vertical merge are empty. So the table has no grid of its own:
the rows are `ragged`, and which column a cell belongs to is understood later.
"""

import re
from collections import Counter

from jiannuo.core.readers.text.lines import BLANK, Field, Line

_CELL = re.compile(r"[ \u3000\xa0]*\t[^\t]*\t?$")
_AFTERWORD = re.compile(
    r"\s*(?:附\s*件|附\s*表|表\s*\d|注\s*[：:]|备注\s*[：:]|说明\s*[：:]|填报|填表|制表|审核人|联系电话|"
    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)"
)
_LONGEST_HEADING = 40
_GAP = 2  # blank lines that end a table


def starts_here(lines: list[Line], at: int) -> bool:
    """Say whether a flattened table begins: a first row of two or more short cells.

    Paragraphs indented with a tab look alike; but their texts are long, or end as sentences do.
    """
    if not _CELL.match(lines[at].text):
        return False
    cells = 0
    for line in lines[at : at + 60]:
        if line.blank and not line.text.startswith("\t"):
            following = _next_seen(lines, line.number)
            if following is not None and _CELL.match(following.text):
                break
            continue
        if "\t" in line.text.strip(BLANK):
            return False
        if len(line.text.strip()) > _LONGEST_HEADING or line.text.rstrip().endswith("。"):
            return False
        cells += line.text.lstrip(" \u3000").startswith("\t")
    return cells > 1


def read(lines: list[Line], at: int) -> tuple[list[list[Field]], int]:
    """Read the table that begins at line index `at`; return its rows and the index behind it."""
    reading = _Reading()
    place = at
    while place < len(lines):
        line = lines[place]
        if line.blank and not line.text.startswith("\t"):
            gap = _gap(lines, place)
            if not reading.goes_on(lines, place + gap, gap):
                break
            place += gap
            continue
        if not reading.take(line):
            break
        place += 1
    return reading.finish(), place


class _Reading:
    """Rows read so far, and the row and the cell being read."""

    def __init__(self) -> None:
        self.rows: list[list[Field]] = []
        self.row: list[Field] = []
        self.widths: Counter[int] = Counter()

    def take(self, line: Line) -> bool:
        """Take a line that is not blank; False if it cannot belong to the table."""
        before, tab, text = line.text.partition("\t")
        if not tab:
            last = self.row[-1]
            self.row[-1] = Field(f"{last.text}\n{line.text}" if last.text else line.text, last.line)
            return True
        if before.strip():
            return False
        if before and self._full():
            # A row that no blank line parts from the one above: what stands before the tab is
            # its first cell, a number that the copying program lost.
            self.end_row()
            self.row.append(Field("", line.number))
        self.row.append(Field(text.rstrip("\t"), line.number))
        return True

    def _full(self) -> bool:
        return bool(self.row) and self.widths[len(self.row)] > 0

    def goes_on(self, lines: list[Line], place: int, gap: int) -> bool:
        """Decide what a gap of blank lines means: True if the table goes on behind it."""
        if place >= len(lines):
            return False
        following = lines[place].text
        if _CELL.match(following):
            self.end_row()
            return True
        if "\t" in following or not self.row:
            return False
        complete = self._full() or not self.widths
        if gap >= _GAP:
            inside = not complete
        else:
            afterword = _AFTERWORD.match(following) or not _cell_follows(lines, place)
            inside = not (complete and afterword)
        if inside:
            last = self.row[-1]
            self.row[-1] = Field(last.text + "\n" * gap if last.text else "", last.line)
        return inside

    def end_row(self) -> None:
        if self.row:
            self.rows.append(self.row)
            self.widths[len(self.row)] += 1
            self.row = []

    def finish(self) -> list[list[Field]]:
        self.end_row()
        return self.rows


def _gap(lines: list[Line], place: int) -> int:
    """Count the blank lines from `place` on; an empty cell is no blank line."""
    end = place
    while end < len(lines) and lines[end].blank and not lines[end].text.startswith("\t"):
        end += 1
    return end - place


def _next_seen(lines: list[Line], place: int) -> Line | None:
    end = place + _gap(lines, place)
    return lines[end] if end < len(lines) else None


def _cell_follows(lines: list[Line], place: int) -> bool:
    """Say whether, past the paragraph at `place`, the next thing is a cell again."""
    while place < len(lines) and not lines[place].blank and "\t" not in lines[place].text:
        place += 1
    place += _gap(lines, place)
    return place < len(lines) and bool(_CELL.match(lines[place].text))
