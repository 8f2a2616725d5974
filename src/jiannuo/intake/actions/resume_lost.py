"""Give back the turns of workers that died: nothing stays “reading” for ever."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.understand import READER
from jiannuo.intake.antechamber import let_go
from jiannuo.intake.models import State, Upload

LOST_AFTER: Final = timedelta(seconds=15)
"""A living worker shows itself every two seconds; a busy database may hold it up for a while."""
MOST_ATTEMPTS: Final = 3


def resume_lost() -> int:
    """Put uploads whose worker died back into the queue; return how many.

    One that has cost three workers their life is set aside as unreadable.
    """
    lost = Upload.objects.filter(
        state=State.READING, beat_at__lt=timezone.now() - LOST_AFTER
    ).values_list("pk", flat=True)
    return sum(_resume(pk) for pk in list(lost))


def _resume(pk: int) -> bool:
    with transaction.atomic():
        upload = (
            Upload.objects.select_for_update()
            .filter(pk=pk, state=State.READING, beat_at__lt=timezone.now() - LOST_AFTER)
            .first()
        )
        if upload is None:
            return False
        again, arrival = upload.attempt < MOST_ATTEMPTS, upload.arrival
        upload.job, upload.progress, upload.expected_at = "", 0, None
        if again:
            upload.state, upload.message = State.WAITING, "读取中断过，已重新排队"
        else:
            _set_aside(upload)
        upload.save()
        record(
            READER.author,
            "upload.resume" if again else "upload.fail",
            Recorded("upload", upload.pk, upload.name),
            {"attempt": upload.attempt},
        )
    if not again:
        let_go(arrival)
    return again


def _set_aside(upload: Upload) -> None:
    """Give up: what was never looked into to its end is not kept either."""
    begin = f"读取“{upload.name}”时后台程序中断了 {MOST_ATTEMPTS} 次。"
    if upload.arrival:
        upload.state = State.REFUSED
        upload.sha256 = upload.arrival = upload.antechamber = ""
        upload.message = (
            f"{begin}文件没有保存，请告诉系统管理员查明原因，或用 Office、WPS 另存后再上传。"
        )
    else:
        upload.state = State.UNREADABLE
        upload.message = f"{begin}文件已保留，请告诉系统管理员，查明原因后点“再试一次”。"
