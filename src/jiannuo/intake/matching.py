"""Which rows of a later document are about which tasks of a ledger. Pure.

Numbers alone don't tell (lists are renumbered), texts alone neither (they are reworded): what a
person said decides first, then equal text, then an equal number with a similar text, then a text so
similar to one task's, and so unlike all others', that nobody would ask. What is less clear is asked,
with the tasks that it might be; a task is taken by one row at most. What remains is said, never guessed.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

SIMILAR: Final = 0.6
"""Share of characters in common from which on two wordings of one number are the same promise."""
SURE: Final = 0.8
"""The share from which on a text alone tells, under whatever number."""
APART: Final = 0.15
"""How much less alike the next task must be for that."""
ASKED: Final = 0.45
"""The share from which on a person is asked whether it is this task."""
MOST_ASKED: Final = 3
_MOST_COMPARED: Final = 40_000
"""Pairs of texts that are compared at most; in a list so unlike the ledger's nobody finds anything."""
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Named:
    """A row or a task by what identifies it; `key` is whatever the caller knows it by."""

    key: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Which row is about which task, and what found no counterpart (keys).

    `unclear` names, for some of the rows alone, the tasks that they might be about, likeliest first.
    """

    pairs: tuple[tuple[int, int], ...]
    rows_alone: tuple[int, ...]
    tasks_alone: tuple[int, ...]
    unclear: tuple[tuple[int, tuple[int, ...]], ...] = ()


def match(
    rows: Sequence[Named], tasks: Sequence[Named], said: Mapping[int, int] | None = None
) -> Matched:
    """Match rows to tasks; a text or number that stands more than once is matched in order.

    `said` are the pairs that a person named (row to task); one about no task here says nothing.
    """
    left = {task.key: task for task in tasks}
    pairs: dict[int, int] = {}
    for row in rows:
        task = (said or {}).get(row.key)
        if task is not None and task in left:
            pairs[row.key] = task
            del left[task]
    _by_text(rows, tasks, left, pairs)
    _by_number(rows, left, pairs)
    unclear = _by_likeness(rows, left, pairs)
    return Matched(
        pairs=tuple(pairs.items()),
        rows_alone=tuple(row.key for row in rows if row.key not in pairs),
        tasks_alone=tuple(left),
        unclear=unclear,
    )


def _by_text(
    rows: Sequence[Named], tasks: Sequence[Named], left: dict[int, Named], pairs: dict[int, int]
) -> None:
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


def _by_number(rows: Iterable[Named], left: dict[int, Named], pairs: dict[int, int]) -> None:
    numbered: dict[str, list[int]] = {}
    for key, task in left.items():
        numbered.setdefault(_bare(task.number), []).append(key)
    for row in rows:
        number = _bare(row.number)
        if row.key in pairs or not number:
            continue
        alike = [
            (_likeness(_bare(row.text), _bare(left[key].text)), key)
            for key in numbered.get(number, ())
            if key in left
        ]
        likeness, best = max(alike, default=(0.0, -1))
        if likeness >= SIMILAR:
            pairs[row.key] = best
            del left[best]


def _by_likeness(
    rows: Sequence[Named], left: dict[int, Named], pairs: dict[int, int]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Match what is left by text alone where that is sure; return what has to be asked."""
    alone = [row for row in rows if row.key not in pairs and _bare(row.text)]
    if len(alone) * len(left) > _MOST_COMPARED:
        return ()
    texts = {key: _bare(task.text) for key, task in left.items()}
    alike = {row.key: _most_alike(_bare(row.text), texts) for row in alone}
    for key, found in sorted(alike.items(), key=lambda one: -_best(one[1])):
        free = [(likeness, task) for likeness, task in found if task in left]
        next_best = free[1][0] if len(free) > 1 else 0.0
        if free and free[0][0] >= SURE and free[0][0] - next_best >= APART:
            pairs[key] = free[0][1]
            del left[free[0][1]]
    asked = (
        (row.key, tuple(task for _, task in alike[row.key] if task in left)[:MOST_ASKED])
        for row in alone
        if row.key not in pairs
    )
    return tuple((key, tasks) for key, tasks in asked if tasks)


def _best(found: Sequence[tuple[float, int]]) -> float:
    return found[0][0] if found else 0.0


def _most_alike(text: str, texts: Mapping[int, str]) -> list[tuple[float, int]]:
    """Return the tasks whose texts are alike, likeliest first."""
    found = [(_likeness(text, other), key) for key, other in texts.items()]
    return sorted((one for one in found if one[0] >= ASKED), key=lambda one: (-one[0], one[1]))


def _likeness(one: str, other: str) -> float:
    """Say how alike two bare texts are; 0 for what is surely below `ASKED`."""
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < ASKED or matcher.quick_ratio() < ASKED:
        return 0.0
    return matcher.ratio()


def _bare(text: str) -> str:
    """Return letters and digits only: spaces and punctuation differ between formats of one text."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
