"""What was to be reached beside what was done, piece by piece.

Targets and reports enumerate the same sub-projects, by name (齐鲁石化乙烯项目：…) or by marker
(1. … 2. …). Pieces are paired by name; where neither side names anything, by marker. A piece without
a partner stands alone: an empty place beside a target is what a reader should see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.records import Item


@dataclass(frozen=True, slots=True)
class Pair:
    """A sub-project's target beside its progress; empty where one side is silent about it."""

    name: str
    target: str
    progress: str


def pair(targets: Sequence[Item], progress: Sequence[Item]) -> tuple[Pair, ...]:
    """Return the pairs in the targets' order, then what was reported beside the targets."""
    if not targets and not progress:
        return ()
    by_name = any(item.name for item in (*targets, *progress))
    reported: dict[str, list[Item]] = {}
    for item in progress:
        reported.setdefault(_key(item, by_name=by_name), []).append(item)
    pairs = []
    for item in targets:
        answers = reported.pop(_key(item, by_name=by_name), [])
        pairs.append(Pair(_label(item), item.text, "\n".join(answer.text for answer in answers)))
    left = [item for items in reported.values() for item in items]
    return (*pairs, *(Pair(_label(item), "", item.text) for item in left))


def _key(item: Item, *, by_name: bool) -> str:
    key = item.name if by_name else item.marker
    return (key or f"?{id(item)}").strip()


def _label(item: Item) -> str:
    return item.name or (
        f"第{item.marker}项" if item.marker and item.marker.isdecimal() else item.marker or ""
    )
