"""Numbers that open a heading or an enumerated piece, and how deep each kind stands.

The order 一、（一）1.（1） is the official one for documents (GB/T 9704); 一是, ① and —— enumerate
below all of them.
"""

import re
from dataclasses import dataclass
from typing import Final

_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_MARKERS: Final = re.compile(
    rf"\s*(?:(?P<top>第{_NUMERAL}部分[：:、\s]?|{_NUMERAL}、\s*)"
    rf"|(?P<second>[（(]{_NUMERAL}[）)]、?\s*)"
    r"|(?P<third>\d{1,2}[.．、](?!\d)\s*)"
    r"|(?P<fourth>[（(]\d{1,2}[）)]\s*|\d{1,2}[）)]\s*)"
    rf"|(?P<listed>{_NUMERAL}[是要](?!否)|第{_NUMERAL}[，,]|[①-⑳❶-❿⑴-⒇]\s*)"
    r"|(?P<dashed>—{1,2}\s*|[●•◆■▪○◇□]\s*))"
)
_LEVELS: Final = {"top": 1, "second": 2, "third": 3, "fourth": 4, "listed": 5, "dashed": 6}
PART_HEADING: Final = 0
"""The level of a heading that opens a part of the report, whatever its number."""
LISTED: Final = _LEVELS["listed"]
"""The first level of numbers that only enumerate and head nothing below them."""
_EDGES: Final = " \t\u3000。；;：:，,、"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at a line's beginning: its level and where it ends."""

    level: int
    end: int


def marker_of(text: str, start: int = 0) -> Marker | None:
    """Read the number that a text has at `start`; None if it has none."""
    found = _MARKERS.match(text, start)
    if found is None or found.lastgroup is None:
        return None
    return Marker(_LEVELS[found.lastgroup], found.end())


def heading_text(text: str) -> str:
    """Take a heading without its number and the stop behind it."""
    found = marker_of(text)
    return text[found.end if found else 0 :].strip(_EDGES)
