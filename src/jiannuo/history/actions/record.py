"""Append entries to the trail, inside the transaction of the act that they witness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from jiannuo.history.chain import Link, canonical
from jiannuo.history.models import Entry, Head

_LABEL_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Author:
    """Who acted: a lasting identifier and the name of that day."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What was acted upon: the model's name in lower case, its id, and what people call it."""

    type: str
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be recorded; `payload` holds what changed, as JSON values."""

    action: str
    subject: Subject
    payload: Mapping[str, Any] = field(default_factory=dict)


def record(
    author: Author, action: str, subject: Subject, payload: Mapping[str, Any] | None = None
) -> Entry:
    """Append one entry and return it."""
    return record_all(author, [Act(action, subject, payload or {})])[0]


def record_all(author: Author, acts: Sequence[Act]) -> list[Entry]:
    """Append entries for several acts of one author, in order, and return them.

    The head's row is locked until the surrounding transaction ends: acts of others wait, so the
    chain cannot fork and no act is ever committed without its entry.
    """
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        at = timezone.now()
        entries: list[Entry] = []
        sequence, previous = head.sequence, head.hash
        for act in acts:
            sequence += 1
            link = Link(
                sequence=sequence,
                at=at,
                actor=author.id,
                actor_name=author.name,
                action=act.action,
                subject_type=act.subject.type,
                subject_id=act.subject.id,
                subject_label=act.subject.label[:_LABEL_LENGTH],
                payload=canonical(act.payload),
                previous_hash=previous,
            )
            previous = link.digest()
            entries.append(_entry(link, previous))
        Entry.objects.bulk_create(entries)
        head.sequence, head.hash = sequence, previous
        head.save(update_fields=["sequence", "hash"])
    return entries


def _entry(link: Link, digest: str) -> Entry:
    return Entry(
        sequence=link.sequence,
        at=link.at,
        actor=link.actor,
        actor_name=link.actor_name,
        action=link.action,
        subject_type=link.subject_type,
        subject_id=link.subject_id,
        subject_label=link.subject_label,
        payload=link.payload,
        previous_hash=link.previous_hash,
        hash=digest,
    )
