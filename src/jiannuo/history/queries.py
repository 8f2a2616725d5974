"""Reading the trail, and proving that nobody rewrote it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiannuo.history.chain import Link
from jiannuo.history.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry as pages show it."""

    sequence: int
    at: datetime
    actor_name: str
    action: str
    subject_label: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the whole chain found.

    `broken_at` is the sequence number of the first link that does not hold, with `why` in Chinese;
    None if all hold. `checked` counts the links that hold; `head` is the last one's hash, the one
    value worth keeping outside this machine.
    """

    checked: int
    head: str
    broken_at: int | None = None
    why: str = ""


def about(subject_type: str, subject_id: int, limit: int = 200) -> list[Happening]:
    """Return what happened to one subject, newest first."""
    return [_happening(entry) for entry in Entry.objects.about(subject_type, subject_id)[:limit]]


def latest(limit: int = 200) -> list[Happening]:
    """Return what happened last, newest first."""
    return [_happening(entry) for entry in Entry.objects.order_by("-sequence")[:limit]]


def head_hash() -> str:
    """Return the last link's hash, empty before the first act: it changes with every act."""
    return Head.objects.filter(pk=1).values_list("hash", flat=True).first() or ""


def verify() -> Verification:
    """Recompute every link from the first on, and compare the last with the head.

    Memory stays flat however long the chain is.
    """
    previous, sequence = "", 0
    for entry in _entries():
        why = _broken(entry, sequence + 1, previous)
        if why:
            return Verification(sequence, previous, entry.sequence, why)
        previous, sequence = entry.hash, entry.sequence
    head = Head.objects.filter(pk=1).first()
    at_head = (head.sequence, head.hash) if head else (0, "")
    if at_head != (sequence, previous):
        why = f"链首记为第 {at_head[0]} 条，实际最后一条是第 {sequence} 条：有记录被删除或添加。"
        return Verification(sequence, previous, sequence + 1, why)
    return Verification(sequence, previous)


def verify_about(subject_type: str, subject_id: int) -> Verification:
    """Recompute the links about one subject and their joints to the links before them.

    Enough to tell on a page whether this subject's trail was touched; that no link is missing
    elsewhere only `verify` tells. `head` is the subject's last hash. Two queries.
    """
    own = list(Entry.objects.about(subject_type, subject_id).order_by("sequence"))
    before = dict(
        Entry.objects.filter(sequence__in=[entry.sequence - 1 for entry in own])
        .order_by()
        .values_list("sequence", "hash")
    )
    head = ""
    for checked, entry in enumerate(own):
        why = _broken(entry, entry.sequence, before.get(entry.sequence - 1, ""))
        if why:
            return Verification(checked, head, entry.sequence, why)
        head = entry.hash
    return Verification(len(own), head)


def _happening(entry: Entry) -> Happening:
    return Happening(
        entry.sequence,
        entry.at,
        entry.actor_name,
        entry.action,
        entry.subject_label,
        json.loads(entry.payload),
    )


def _entries() -> Iterator[Entry]:
    return Entry.objects.order_by("sequence").iterator(chunk_size=2000)


def _broken(entry: Entry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return f"第 {expected} 条记录缺失，其后是第 {entry.sequence} 条。"
    if entry.previous_hash != previous:
        return f"第 {expected} 条记录与前一条不相接。"
    link = Link(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        actor_name=entry.actor_name,
        action=entry.action,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        subject_label=entry.subject_label,
        payload=entry.payload,
        previous_hash=entry.previous_hash,
    )
    if link.digest() != entry.hash:
        return f"第 {expected} 条记录的内容被改动过。"
    return ""
