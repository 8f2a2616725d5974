"""Take the last step back."""

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.decomposition.actions.held import hold_draft, keep
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.models import DraftStep
from jiannuo.intake.decomposition.queries import values_of
from jiannuo.intake.decomposition.stepping import taken_back
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import Upload


def undo_step(actor: Actor, upload: Upload) -> tuple[DraftStep, Draft, Draft]:
    """Undo the last step that holds, whoever made it; return it and the draft before and after."""
    with transaction.atomic():
        stored = hold_draft(actor, upload)
        last = stored.steps.filter(undone_at=None).last()
        if last is None:
            raise NotReadyError("没有可以撤销的步骤。")
        before = values_of(stored)
        after = taken_back(before, last.before)
        keep(stored, after)
        last.undone_at, last.undone_by = timezone.now(), actor.name
        last.save(update_fields=["undone_at", "undone_by"])
        record(
            actor.author,
            "decomposition.undo",
            Recorded("upload", upload.pk, upload.name),
            {"step": last.pk, "verb": last.verb, "words": last.words},
        )
    return last, before, after
