"""Remember what was said of a place's tables; what is said of the same thing later holds instead."""

import hashlib
import json
from typing import Any

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.models import Upload
from jiannuo.intake.profiles.learning import answers_in, names_in
from jiannuo.intake.profiles.models import Kind, Remembered
from jiannuo.intake.queries.reading import machine_document, standing_corrections

Json = dict[str, Any]

_IDENTITY = {
    Kind.LAYOUT: ("headers",),
    Kind.NAME: ("written",),
    Kind.ANSWER: ("field", "why", "reading", "of"),
}
"""What an entry is known by."""


def remember(actor: Actor, place: Place, kind: Kind, content: Json) -> Remembered:
    """Keep an entry (as a mapping profile writes it) for a place; return it."""
    require(actor, Act.IMPORT, Subject(place=place.pk))
    with transaction.atomic():
        key = key_of(kind, content)
        entry = Remembered.objects.filter(place=place, kind=kind, key=key).first()
        if entry is None:
            entry = Remembered(place=place, kind=kind, key=key)
        elif entry.content == content and entry.forgotten_at is None:
            return entry
        entry.content, entry.by_name, entry.forgotten_at = content, actor.name, None
        entry.save()
        record(
            actor.author,
            "mapping.remember",
            Recorded("mapping", entry.pk, entry.get_kind_display()),
            {"place": place.pk, "kind": kind.value, "content": content},
        )
    return entry


def learn(actor: Actor, upload: Upload) -> int:
    """Remember what the corrections of a reading say about the next one; return how many things."""
    document = machine_document(upload)
    changes = [one.change for one in standing_corrections(upload)]
    found = [
        *((Kind.ANSWER, content) for content in answers_in(document, changes)),
        *((Kind.NAME, content) for content in names_in(document, changes)),
    ]
    for kind, content in found:
        remember(actor, upload.place, kind, content)
    return len(found)


def key_of(kind: Kind, content: Json) -> str:
    """Return what an entry is known by, however long it is."""
    identity = [content.get(name) for name in _IDENTITY[kind]]
    written = json.dumps(identity, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
