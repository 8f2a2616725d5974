"""Set an upload aside: it doesn't go into the ledger."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.antechamber import let_go
from jiannuo.intake.models import OPEN, Reading, State, Upload


def discard(actor: Actor, upload: Upload) -> Upload:
    """Discard an open upload.

    A file that was kept stays, so that it can be read again later; one that nobody has looked into yet
    is gone.
    """
    with transaction.atomic():
        held = hold(actor, upload, *OPEN)
        arrival, held.arrival, held.antechamber = held.arrival, "", ""
        held.state, held.progress, held.message = State.DISCARDED, 0, ""
        held.save()
        Reading.objects.filter(upload=held).delete()
        record(actor.author, "upload.discard", Recorded("upload", held.pk, held.name))
    let_go(arrival)
    return held
