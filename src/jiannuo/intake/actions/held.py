"""An upload held for a change: locked, in a state that allows it, by somebody who may."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import State, Upload


def hold(actor: Actor, upload: Upload, *states: State) -> Upload:
    """Lock and return the upload as it is now. Call it inside a transaction.

    Raises NotAllowedError, or NotReadyError where it is in none of these states.
    """
    require(actor, Act.IMPORT, Subject(place=upload.place_id))
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state not in states:
        raise NotReadyError(
            f"“{held.name}”现在是“{held.get_state_display()}”，不能这样操作。请刷新页面后再看。"
        )
    return held
