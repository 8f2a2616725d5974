"""Set an upload aside: it doesn't go into the ledger."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.models import OPEN, Reading, State, Upload


def discard(actor: Actor, upload: Upload) -> Upload:
    """Discard an open upload. The file itself is kept, so that it can be read again later."""
    with transaction.atomic():
        held = hold(actor, upload, *OPEN)
        held.state, held.progress, held.message = State.DISCARDED, 0, ""
        held.save()
        Reading.objects.filter(upload=held).delete()
        record(actor.author, "upload.discard", Recorded("upload", held.pk, held.name))
    return held
