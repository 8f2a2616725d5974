"""Read a file a second time: one that couldn't be read, or one that was read differently before."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import OPEN, Reading, State, Upload


def read_again(actor: Actor, upload: Upload) -> Upload:
    """Put the upload's file back into the queue; return the upload that will hold the result.

    An open upload is read anew itself, and the corrections made to its reading are undone, because
    they spoke of that reading. A confirmed or discarded one stays as it is: the file gets a new
    upload (the one that is already open for it, if there is one). Raises NotReadyError where the file
    was not kept.
    """
    with transaction.atomic():
        require(actor, Act.IMPORT, Subject(place=upload.place_id))
        if upload.file_id is None:
            raise NotReadyError(f"“{upload.name}”没有保存下来，不能再读。请重新上传。")
        if upload.state in {State.CONFIRMED, State.DISCARDED}:
            again = _new_upload(actor, upload)
        else:
            again = hold(actor, upload, State.READ, State.UNREADABLE)
            _forget_reading(actor, again)
        record(actor.author, "upload.read_again", Recorded("upload", again.pk, again.name))
    return again


def _forget_reading(actor: Actor, upload: Upload) -> None:
    upload.corrections.filter(undone_at=None).update(undone_at=timezone.now(), undone_by=actor.name)
    Reading.objects.filter(upload=upload).delete()
    upload.state, upload.job, upload.attempt = State.WAITING, "", 0
    upload.progress, upload.rows, upload.doubts, upload.message = 0, 0, 0, ""
    upload.expected_at = None
    upload.save()


def _new_upload(actor: Actor, upload: Upload) -> Upload:
    open_one = Upload.objects.filter(file=upload.file_id, state__in=OPEN).first()
    if open_one is not None:
        return open_one
    try:
        with transaction.atomic():
            return Upload.objects.create(
                place_id=upload.place_id,
                file_id=upload.file_id,
                sha256=upload.sha256,
                size=upload.size,
                archive_id=upload.archive_id,
                name=upload.name,
                pasted=upload.pasted,
                by_id=actor.user,
                by_name=actor.name,
            )
    except IntegrityError as error:
        raise NotReadyError(f"“{upload.name}”正由别人重新读取。请刷新导入页后再看。") from error
