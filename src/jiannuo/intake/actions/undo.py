"""Take a correction back."""

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.correct import count
from jiannuo.intake.actions.held import hold
from jiannuo.intake.changes import AddRow
from jiannuo.intake.correcting import Edited
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import Correction, State, Upload
from jiannuo.intake.queries.reading import edited_document


def undo(actor: Actor, upload: Upload, correction: int | None = None) -> tuple[Correction, Edited]:
    """Undo a correction (by id), or the last one that holds; return it and the reading as it is now.

    It stays on record as undone.
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        holding = held.corrections.filter(undone_at=None)
        if correction is not None:
            holding = holding.filter(pk=correction)
        last = holding.last()
        if last is None:
            raise NotReadyError("没有可以撤销的更正，可能已经撤销过了。请刷新页面后再看。")
        last.undone_at, last.undone_by = timezone.now(), actor.name
        last.save()
        if isinstance(last.change, AddRow):
            _undo_about(actor, held, last.change)
        edited = edited_document(held)
        count(held, edited)
        record(
            actor.author,
            "upload.undo",
            Recorded("upload", held.pk, held.name),
            {"correction": last.pk, **last.content},
        )
    return last, edited


def _undo_about(actor: Actor, upload: Upload, added: AddRow) -> None:
    """Undo what was changed in an added row too: without the row it has no place."""
    about = [
        one.pk
        for one in upload.corrections.filter(undone_at=None)
        if (one.content.get("table"), one.content.get("row")) == (added.table, added.row)
    ]
    upload.corrections.filter(pk__in=about).update(undone_at=timezone.now(), undone_by=actor.name)
