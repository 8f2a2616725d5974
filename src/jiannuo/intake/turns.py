"""A worker's turn at an upload: taken, shown to be alive, with the time that is left.

A worker may be started twice and may die at any moment. What it writes counts only as long as the
turn (`Upload.attempt`) is its own.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from jiannuo.intake.models import State, Upload
from jiannuo.intake.reading.sandbox import Progress

_STAGES: Final = {
    "reading": (5, 75, "正在读取文件"),
    "converting": (5, 10, "正在用 LibreOffice 转换旧格式"),
    "understanding": (82, 15, "正在辨认表头和各栏内容"),
}
"""Where each stage begins on the way to 100, how long it is, and its words."""
_PAGES_BEFORE_A_GUESS: Final = 2


class TurnLostError(Exception):
    """Somebody discarded the upload, or another worker has taken it over."""


@dataclass(slots=True)
class Pace:
    """How fast pages are read, and so how much longer it will take."""

    of: int = 0
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

    def left(self, progress: Progress) -> timedelta | None:
        """Return the time that is left; None while there is nothing to guess from."""
        if progress.of != self.of or progress.done < self.done:
            self.of, self.begun = progress.of, time.monotonic()
            self.done = progress.done
            return None
        came = progress.done - self.done
        if came < _PAGES_BEFORE_A_GUESS:
            return None
        seconds = (time.monotonic() - self.begun) / came * (progress.of - progress.done)
        return timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Turn:
    """One worker's turn at an upload, and what it has to read."""

    upload: int
    attempt: int
    name: str
    sha256: str
    arrival: str
    antechamber: str
    pace: Pace = field(default_factory=Pace)

    def beat(self, progress: Progress) -> None:
        """Show that this worker lives and how far it is. Raises TurnLostError."""
        begins, length, message = _STAGES[progress.stage]
        if progress.of > 1:
            page = min(progress.done + 1, progress.of)
            message = f"正在读取第 {page} 页，共 {progress.of} 页"
        now = timezone.now()
        left = self.pace.left(progress) if progress.of else None
        mine = Upload.objects.filter(pk=self.upload, attempt=self.attempt, state=State.READING)
        came = mine.update(
            beat_at=now,
            progress=begins + round(length * progress.share),
            message=message,
            expected_at=now + left if left is not None else None,
        )
        if not came:
            raise TurnLostError


def take_turn(upload_id: int) -> Turn | None:
    """Take the turn at a waiting upload; None where it isn't waiting (any more)."""
    with transaction.atomic():
        upload = (
            Upload.objects.select_for_update(of=("self",))
            .select_related("file")
            .filter(pk=upload_id)
            .first()
        )
        if upload is None or upload.state != State.WAITING:
            return None
        upload.state = State.READING
        upload.attempt += 1
        upload.beat_at, upload.expected_at = timezone.now(), None
        upload.progress, upload.message = 5, "开始读取"
        upload.save()
        sha256 = upload.file.sha256 if upload.file else upload.sha256
        return Turn(
            upload.pk, upload.attempt, upload.name, sha256, upload.arrival, upload.antechamber
        )


def give_back(turn: Turn) -> None:
    """Give a turn back untouched, for a worker that can see the bytes."""
    Upload.objects.filter(pk=turn.upload, attempt=turn.attempt, state=State.READING).update(
        state=State.WAITING, job="", attempt=turn.attempt - 1, progress=0, message=""
    )


def mine(turn: Turn) -> Upload | None:
    """Lock and return the turn's upload, if the turn is still this worker's. Inside a transaction."""
    return (
        Upload.objects.select_for_update()
        .filter(pk=turn.upload, attempt=turn.attempt, state=State.READING)
        .first()
    )
