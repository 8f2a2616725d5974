"""The figures of GB/T 9704-2012 (党政机关公文格式), in millimetres unless named otherwise.

Chapter and clause stand behind each. Points are 1/72 inch; 25.4 mm are 72 points.
"""

from typing import Final

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
"""5.1: A4."""
HEAD: Final = 37.0
"""5.2.1: 天头, from the paper's edge to the type area (±1)."""
BINDING: Final = 28.0
"""5.2.1: 订口, the margin on the binding side (±1)."""
TYPE_WIDTH: Final = 156.0
TYPE_HEIGHT: Final = 225.0
"""5.2.1: 版心, the type area."""
FORE_EDGE: Final = PAGE_WIDTH - BINDING - TYPE_WIDTH
FOOT: Final = PAGE_HEIGHT - HEAD - TYPE_HEIGHT
LINES: Final = 22
CHARACTERS: Final = 28
"""5.2.3: lines a page, characters a line, which fill the type area."""

POINT: Final = 25.4 / 72
LINE_PITCH: Final = TYPE_HEIGHT / LINES / POINT
"""Points from line to line: about 28.99."""
CHARACTER_PITCH: Final = TYPE_WIDTH / CHARACTERS / POINT
"""Points from character to character: about 15.79."""

TITLE_SIZE: Final = 22.0
"""7.3.1: 2号."""
BODY_SIZE: Final = 16.0
"""5.2.2: 3号."""
SMALL_SIZE: Final = 14.0
"""7.4, 7.5: 4号, of the page number and the imprint (版记)."""
TABLE_SIZE: Final = 10.5
"""House style of offices, not of the standard: 五号 in tables set across the page."""
TABLE_TITLE_SIZE: Final = 18.0
TABLE_PITCH: Final = 15.0
CELL_TOP: Final = 2.0
CELL_SIDE: Final = 4.25
"""Points in tables, fixed so that a Word file and a PDF break their pages at nearly the same rows."""

MARK_TOP: Final = 35.0
"""7.2.4: from the upper edge of the type area to the upper edge of the 发文机关标志."""
LETTER_MARK_TOP: Final = 30.0
"""10.1: a letter's 发文机关标志, from the upper edge of the paper."""
MARK_SIZE: Final = 62.0
"""Points, at most; the standard leaves the size to the office ("醒目、美观、庄重")."""
RULE_BELOW_NUMBER: Final = 4.0
"""7.2.7: the red rule, as wide as the type area, this far below the number."""
LETTER_RULE: Final = 170.0
LETTER_RULE_FROM_MARK: Final = 4.0
LETTER_RULE_FROM_FOOT: Final = 20.0
"""10.1: the letter's double rules: width, distance from the name, distance from the paper's foot."""
PAGE_NUMBER_BELOW: Final = 7.0
"""7.5: the page number's dashes, this far below the type area."""
IMPRINT_THICK: Final = 0.35
IMPRINT_THIN: Final = 0.25
"""7.4.1: rules of the imprint (版记)."""


def points(millimetres: float) -> float:
    """Return a length in points."""
    return millimetres / POINT


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's measure."""
    return round(millimetres / POINT * 20)


def mark_size(mark: str) -> float:
    """Return the size in points at which the 发文机关标志 fits into one line of the type area."""
    room = points(TYPE_WIDTH - 4)
    return min(MARK_SIZE, room / max(len(mark), 1))
