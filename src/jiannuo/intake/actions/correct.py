"""Change one thing in a reading: a field, a fact about the document, a row, a doubt, a stray text."""

from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.changes import Change, change_to_json
from jiannuo.intake.correcting import Edited, edit
from jiannuo.intake.models import Correction, State, Upload
from jiannuo.intake.queries.reading import machine_document, standing_corrections
from jiannuo.intake.wording import standing

_LONGEST_BEFORE: Final = 2000


def correct(actor: Actor, upload: Upload, change: Change) -> Correction:
    """Make a change; who made it, when, and what stood there before are kept.

    Raises ChangeDoesNotFitError (a sentence for the person) and leaves everything as it was, if the
    document has no such place or the value cannot be.
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        document = machine_document(held)
        changes = [one.change for one in standing_corrections(held)]
        after = edit(document, [*changes, change])
        before = standing(edit(document, changes), change)
        correction = Correction.objects.create(
            upload=held,
            content=change_to_json(change),
            before=before[:_LONGEST_BEFORE],
            by_name=actor.name,
        )
        count(held, after)
        record(
            actor.author,
            "upload.correct",
            Recorded("upload", held.pk, held.name),
            {"correction": correction.pk, "before": correction.before, **correction.content},
        )
    return correction


def count(upload: Upload, edited: Edited) -> None:
    """Keep the numbers that lists of uploads show."""
    upload.rows = sum(1 for _ in edited.kept())
    upload.doubts = edited.doubts()
    upload.save(update_fields=["rows", "doubts", "changed_at"])
