"""Month plans: 1月，…；2-3月，… under their months."""

import re
from dataclasses import dataclass
from itertools import pairwise

from jiannuo.core.mapping.periods import number_of

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_ENTRY = re.compile(
    rf"(?:(?<=^)|(?<=[\n。；;]))[ \t\u3000\xa0]*"
    rf"(?P<first>{_MONTH})(?:月(?:份)?)?(?:\s*[-—–－~～至到、]\s*(?P<last>{_MONTH}))?月(?:份)?\s*[，,：:]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is planned for a month ("5") or some months ("7-8"), and where its text stands."""

    key: str
    first: int
    span: tuple[int, int]


def month_entries(text: str) -> tuple[Entry, ...]:
    """Find the entries of a plan in the order of the text."""
    found = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in found[1:]), len(text)] if found else []
    return tuple(
        Entry(_key(entry), number_of(entry["first"]), (entry.end(), end))
        for entry, end in zip(found, ends, strict=True)
    )


def is_single_plan(text: str, entries: tuple[Entry, ...]) -> bool:
    """Say whether the entries are one plan: from the cell's beginning, each month once, in order."""
    if not entries:
        return False
    before = _ENTRY.search(text)
    starts = before is not None and not text[: before.start()].strip()
    months = [entry.first for entry in entries]
    return starts and all(a < b for a, b in pairwise(months))


def _key(entry: re.Match[str]) -> str:
    first = number_of(entry["first"])
    return f"{first}-{number_of(entry['last'])}" if entry["last"] else str(first)
