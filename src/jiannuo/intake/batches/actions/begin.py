"""Begin a batch: say how many files will come."""

from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.batches.models import Batch

MOST_FILES: Final = 5000


class TooManyFilesError(Exception):
    """More files than a batch may have, or none."""

    def __init__(self, files: int) -> None:
        super().__init__(
            f"一批最多 {MOST_FILES} 份文件，这次是 {files} 份。请分几批上传。"
            if files
            else "没有选择文件。"
        )


def begin_batch(actor: Actor, place: Place, files: int) -> Batch:
    """Return a new batch for a place. Raises NotAllowedError, TooManyFilesError."""
    require(actor, Act.IMPORT, Subject(place=place.pk))
    if not 0 < files <= MOST_FILES:
        raise TooManyFilesError(files)
    with transaction.atomic():
        batch = Batch.objects.create(
            place=place, by_id=actor.user, by_name=actor.name, expected=files
        )
        record(
            actor.author,
            "batch.begin",
            Recorded("batch", batch.pk, str(batch)),
            {"files": files, "place": place.full_name},
        )
    return batch
