"""Change something in a reading: a field, a fact about the document, a row, a doubt, a stray text."""

from collections.abc import Callable, Iterable
from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.intake.actions.held import hold
from jiannuo.intake.changes import Change, change_to_json
from jiannuo.intake.correcting import Edited, changed
from jiannuo.intake.models import Correction, State, Upload
from jiannuo.intake.queries.reading import edited_document
from jiannuo.intake.wording import standing

_LONGEST_BEFORE: Final = 2000


def correct(actor: Actor, upload: Upload, *changes: Change) -> Edited:
    """Make changes; return the reading as it is now. All of them or none.

    Who made each, when, and what stood there before are kept. Raises ChangeDoesNotFitError (a
    sentence for the person) if the document has no such place or a value cannot be.
    """
    return correct_as_it_stands(actor, upload, lambda _edited: changes)


def correct_as_it_stands(
    actor: Actor, upload: Upload, changes_to: Callable[[Edited], Iterable[Change]]
) -> Edited:
    """Make the changes that `changes_to` derives from the reading as it stands now, nobody between.

    ("区教体局 leads" is such a change: it depends on who is named in the row.)
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        edited = edited_document(held)
        made: list[Correction] = []
        for change in changes_to(edited):
            after = changed(edited, change)
            before = standing(edited, change)[:_LONGEST_BEFORE]
            content = change_to_json(change)
            correction = Correction(upload=held, content=content, before=before, by_name=actor.name)
            correction.save()
            made.append(correction)
            edited = after
        if made:
            count(held, edited)
        record_all(
            actor.author,
            [
                Recorded(
                    "upload.correct",
                    About("upload", held.pk, held.name),
                    {"correction": one.pk, "before": one.before, **one.content},
                )
                for one in made
            ],
        )
    return edited


def count(upload: Upload, edited: Edited) -> None:
    """Keep the numbers that lists of uploads show."""
    upload.rows = sum(1 for _ in edited.kept())
    upload.doubts = edited.doubts()
    upload.save(update_fields=["rows", "doubts", "changed_at"])
