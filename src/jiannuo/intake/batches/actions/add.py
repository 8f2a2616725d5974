"""Take one file of a batch in."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.batches.models import Batch, BatchFile
from jiannuo.intake.outcomes import KnownAlready, Outcome, Refused


def add_to_batch(actor: Actor, batch: Batch, order: int, *, name: str, content: bytes) -> BatchFile:
    """Take a file in as `intake.actions.receive` does, and note what came of it.

    The same number again (a sender who got no answer) or the same bytes again count once.
    """
    return note_in_batch(
        actor, batch, order, receive(actor, batch.place, name=name, content=content)
    )


def note_in_batch(actor: Actor, batch: Batch, order: int, outcome: Outcome) -> BatchFile:
    """Note what came of a file of a batch; return what is noted."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        upload = None if isinstance(outcome, Refused) else outcome.upload
        there = held.files.filter(order=order).first()
        if there is None and upload is not None:
            there = held.files.filter(upload=upload).first()
        if there is not None:
            return there
        noted = BatchFile.objects.create(
            batch=held,
            order=order,
            upload=upload,
            known=isinstance(outcome, KnownAlready),
            sentence=outcome.sentence if isinstance(outcome, Refused) else "",
        )
        record(
            actor.author,
            "batch.add",
            Recorded("batch", held.pk, str(held)),
            {"order": order, "upload": upload.pk if upload else None},
        )
    return noted
