"""Which rows of a later document are about which tasks of a ledger. Pure.

Numbers alone don't tell (lists are renumbered), texts alone neither (they are reworded): equal text
decides first, then an equal number with a similar text. A task is taken by one row at most; what
remains is said, never guessed.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

SIMILAR: Final = 0.6
"""Share of characters in common from which on two wordings of one number are the same promise."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row or a task by what identifies it; `key` is whatever the caller knows it by."""

    key: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Which row is about which task, and what found no counterpart (keys)."""

    pairs: tuple[tuple[int, int], ...]
    rows_alone: tuple[int, ...]
    tasks_alone: tuple[int, ...]


def match(rows: Sequence[Named], tasks: Sequence[Named]) -> Matched:
    """Match rows to tasks; a text or number that stands more than once is matched in order."""
    left = {task.key: task for task in tasks}
    pairs: dict[int, int] = {}
    by_text: dict[tuple[str, str], list[int]] = {}
    for task in tasks:
        by_text.setdefault((_bare(task.number), _bare(task.text)), []).append(task.key)
        by_text.setdefault(("", _bare(task.text)), []).append(task.key)
    for with_number in (True, False):
        for row in rows:
            if row.key in pairs or not _bare(row.text):
                continue
            candidates = by_text.get(
                (_bare(row.number) if with_number else "", _bare(row.text)), ()
            )
            free = next((one for one in candidates if one in left), None)
            if free is not None:
                pairs[row.key] = free
                del left[free]
    _by_number(rows, left, pairs)
    return Matched(
        pairs=tuple(pairs.items()),
        rows_alone=tuple(row.key for row in rows if row.key not in pairs),
        tasks_alone=tuple(left),
    )


def _by_number(rows: Iterable[Named], left: dict[int, Named], pairs: dict[int, int]) -> None:
    numbered: dict[str, list[int]] = {}
    for key, task in left.items():
        numbered.setdefault(_bare(task.number), []).append(key)
    for row in rows:
        number = _bare(row.number)
        if row.key in pairs or not number:
            continue
        alike = [
            (_likeness(row.text, left[key].text), key)
            for key in numbered.get(number, ())
            if key in left
        ]
        likeness, best = max(alike, default=(0.0, -1))
        if likeness >= SIMILAR:
            pairs[row.key] = best
            del left[best]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio()


def _bare(text: str) -> str:
    """Return letters and digits only: spaces and punctuation differ between formats of one text."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
