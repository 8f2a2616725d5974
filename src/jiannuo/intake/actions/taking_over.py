"""What confirming has in common, whether a plan is made or joined: ready, stored, closed."""

from collections.abc import Mapping
from typing import Any

from jiannuo.core.records import Document
from jiannuo.directory.actor import Actor
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.documents.codec import raw_from_json
from jiannuo.documents.models import Parse
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.correcting import Edited
from jiannuo.intake.errors import NothingToConfirmError
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.profiles.actions.remember import learn
from jiannuo.intake.queries.reading import edited_document
from jiannuo.intake.readiness import obstacles


def ready(upload: Upload) -> Edited:
    """Return the reading as corrected. Raises NothingToConfirmError while something is missing."""
    edited = edited_document(upload)
    missing = obstacles(edited)
    if missing:
        raise NothingToConfirmError(missing[0].sentence)
    return edited


def stored(actor: Actor, upload: Upload, document: Document) -> Parse:
    """Store the confirmed document beside what the reader saw; the ledger's values cite it."""
    raw = raw_from_json(upload.reading.raw)
    if upload.file is None:
        raise NothingToConfirmError(f"“{upload.name}”没有保存下来。请重新上传。")
    return store_parse(actor, upload.file, raw=raw, document=document)


def close(
    actor: Actor, upload: Upload, parse: Parse, action: str, payload: Mapping[str, Any]
) -> None:
    """Write down that the upload is in the ledger; `payload` names its ``plans``."""
    upload.state, upload.parse, upload.message = State.CONFIRMED, parse, ""
    upload.save()
    upload.plans.set(payload["plans"])
    learn(actor, upload)
    Reading.objects.filter(upload=upload).delete()
    record(
        actor.author,
        action,
        Recorded("upload", upload.pk, upload.name),
        {
            "parse": parse.pk,
            "corrections": upload.corrections.filter(undone_at=None).count(),
            "open_doubts": upload.doubts,
            **payload,
        },
    )
