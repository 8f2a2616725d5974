"""Reading the trail, and proving that nobody rewrote it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jiannuo.history.chain import Link
from jiannuo.history.heads import WrittenHead
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


def latest(limit: int = 200, *, before: int | None = None, text: str = "") -> list[Happening]:
    """Return what happened last, newest first: before an entry's number, if one is given.

    With a text only what somebody of that name did, or what was done to something of that name.
    """
    found = Entry.objects.order_by("-sequence")
    if before is not None:
        found = found.filter(sequence__lt=before)
    if text:
        found = found.filter(Q(actor_name__icontains=text) | Q(subject_label__icontains=text))
    return [_happening(entry) for entry in found[:limit]]


def head_hash() -> str:
    """Return the last link's hash, empty before the first act: it changes with every act."""
    return Head.objects.filter(pk=1).values_list("hash", flat=True).first() or ""


def verify(written: Iterable[WrittenHead] = ()) -> Verification:
    """Recompute every link from the first on, and compare the last with the head.

    Heads that were written down elsewhere before must stand where they stood: else somebody rewrote
    the whole chain from an earlier link on. Memory stays flat however long the chain is.
    """
    expected = {head.sequence: head for head in written if head.sequence is not None}
    anywhere = {head.hash for head in written if head.sequence is None}
    previous, sequence = "", 0
    for entry in _entries():
        why = _broken(entry, sequence + 1, previous) or _rewritten(entry, expected)
        if why:
            return Verification(sequence, previous, entry.sequence, why)
        previous, sequence = entry.hash, entry.sequence
        anywhere.discard(entry.hash)
    beyond = max((number for number in expected if number > sequence), default=None)
    if beyond is not None:
        why = f"抄存过第 {beyond} 条的链值，现在只有 {sequence} 条：后面的记录被删除过。"
        return Verification(sequence, previous, sequence + 1, why)
    if anywhere:
        why = f"抄存的链值 {min(anywhere)} 不在链上：留痕被整体改写过，或抄存有误。"
        return Verification(sequence, previous, sequence + 1, why)
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


def _rewritten(entry: Entry, expected: Mapping[int, WrittenHead]) -> str:
    head = expected.get(entry.sequence)
    if head is None or head.hash == entry.hash:
        return ""
    when = timezone.localtime(head.at).strftime("%Y年%-m月%-d日") if head.at else "以前"
    return (
        f"第 {entry.sequence} 条的链值与{when}抄存的不同：在那以后，这一条或更早的记录被改写过，"
        "其后的链值也重算过。"
    )


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
