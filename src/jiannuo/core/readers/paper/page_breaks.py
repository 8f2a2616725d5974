"""Whether a page break cut a row in two: judged by how the cells end above and begin below it.

No rule tells: a cut row's last page ends with a rule like any other. But a sentence that breaks off
in a full line goes on below, an item 2 follows an item 1, and a place that every row fills is empty
in the second half of a row. Each cell that has something to say adds to the verdict.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jiannuo.core.readers.paper.wrapping import Placed, goes_on, is_item

_ITEM_NUMBER = re.compile(
    r"[（(]?(\d{1,2})[）).．、]|([①-⑳])|([一二三四五六七八九十]{1,3})[、是）)]"
)
_STOPPED = re.compile(r"[。；;！!？?]\s*$")
_NUMBER = re.compile(r"\d{1,4}")
_NUMERALS = "一二三四五六七八九十"

_ALWAYS = 0.9
"""The part of its rows from which on a column counts as always filled."""
SURE = 1.5
"""The least verdict, for or against a cut, that needs no question."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the rows of a table tell about one column.

    `filled` is the share of rows with text, `counted` that they hold a running number, `merged`
    that cells of the column span rows.
    """

    filled: float
    counted: bool
    merged: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A cell above a page break and the one below it in the same column."""

    column: Column
    above: Sequence[Placed]
    below: Sequence[Placed]
    spans: bool = False
    """Whether the cell below covers several rows, so that its emptiness says nothing."""


def verdict(meetings: Iterable[Meeting]) -> float:
    """Weigh whether one row stands above and below a page break: positive if so."""
    return sum(_weight(meeting) for meeting in meetings)


def _weight(meeting: Meeting) -> float:
    above, below = meeting.above, meeting.below
    if meeting.column.counted:
        return _weight_of_number(meeting)
    if above and below:
        return _weight_of_text(above, below)
    if above and meeting.column.filled >= _ALWAYS and not meeting.spans:
        return 0.5 if meeting.column.merged else 1.5
    return -1.5 if below else 0.0


def _weight_of_number(meeting: Meeting) -> float:
    if meeting.below and _NUMBER.fullmatch(meeting.below[0].line.text.strip()):
        return -4.0
    if meeting.below or meeting.spans or meeting.column.filled < _ALWAYS:
        return 0.0
    return 0.5 if meeting.column.merged else 3.0


def _weight_of_text(above: Sequence[Placed], below: Sequence[Placed]) -> float:
    first, last = below[0].line.text, above[-1].line.text
    begun = _item_number(first) if is_item(first) else None
    if begun is not None:
        before = [
            number
            for placed in above
            if is_item(placed.line.text) and (number := _item_number(placed.line.text))
        ]
        if before and begun == before[-1] + 1:
            return 3.0
        return -3.0 if begun == 1 else 0.0
    if goes_on(above[-1], below[0]):
        return 2.0
    return -1.0 if _STOPPED.search(last) else -0.5


def _item_number(text: str) -> int | None:
    """Read the number of an item's marker."""
    found = _ITEM_NUMBER.match(text.strip())
    if not found:
        return None
    digits, circled, numeral = found.groups()
    if digits:
        return int(digits)
    if circled:
        return ord(circled) - ord("①") + 1
    return _NUMERALS.index(numeral) + 1 if numeral in _NUMERALS else None
