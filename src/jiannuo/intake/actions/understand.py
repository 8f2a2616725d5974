"""Understand an upload, reading it anew where need be: the machine's part of the way in.

It may be started twice and may die at any moment. A worker takes a turn (`attempt`), shows that it
lives (`beat_at`), and what it found counts only if the turn is still its own; the reading and the
new state are written in one transaction. A turn whose worker died is given back by `resume_lost`.
"""

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from jiannuo.core.records import from_json
from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import FileMissingError, content_of
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.reading.sandbox import (
    Marked,
    Read,
    ReadingFailedError,
    Result,
    Unread,
    examine,
    understand_raw,
)

logger = logging.getLogger(__name__)

READER: Final = machine("读取程序")
_STAGES: Final = {
    "reading": (5, 45, "正在读取文件"),
    "understanding": (50, 45, "正在辨认表头和各栏内容"),
}
"""Where each stage begins on the way to 100, how long it is, and its words."""


class _TurnLostError(Exception):
    """Somebody discarded the upload, or another worker has taken it over."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One worker's turn at an upload."""

    upload: int
    attempt: int
    name: str
    sha256: str

    def beat(self, stage: str, share: float) -> None:
        """Show that this worker lives and how far it is."""
        begins, length, message = _STAGES[stage]
        progress = begins + round(length * share)
        mine = Upload.objects.filter(pk=self.upload, attempt=self.attempt, state=State.READING)
        if not mine.update(beat_at=timezone.now(), progress=progress, message=message):
            raise _TurnLostError


def understand(upload_id: int, actor: Actor = READER) -> None:
    """Read a waiting upload and store what was understood; does nothing if it isn't waiting."""
    turn = _take_turn(upload_id)
    if turn is None:
        return
    try:
        found = _read(turn)
    except _TurnLostError:
        logger.info("upload %s was taken away while it was being read", upload_id)
    except FileMissingError as error:
        _give_up(actor, turn, str(error))
    except ReadingFailedError as error:
        logger.exception("reading upload %s failed:\n%s", upload_id, error.traceback)
        _give_up(actor, turn, str(error))
    else:
        match found:
            case Read(content=content):
                _store(actor, turn, content)
            case Unread(sentence=sentence):
                _give_up(actor, turn, sentence)
            case Marked(level=level):
                _give_up(
                    actor,
                    turn,
                    f"文件中有“{level}”密级标志，不予读取。请报告本单位保密工作机构，并请系统管理员删除原件。",
                )


def _read(turn: _Turn) -> Result:
    """Return both documents; what the reader found when the file came in is not read again."""
    raw = Reading.objects.filter(upload=turn.upload).values_list("raw", flat=True).first()
    if raw is None:
        examined = examine(content_of(turn.sha256), turn.name, turn.beat)
        if not isinstance(examined, Read):
            return examined
        raw = examined.content["raw"]
    understood = understand_raw(raw, turn.name, turn.beat)
    if isinstance(understood, Read):
        return Read({"raw": raw, **understood.content})
    return understood


def _take_turn(upload_id: int) -> _Turn | None:
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
        if upload is None or upload.state != State.WAITING:
            return None
        upload.state = State.READING
        upload.attempt += 1
        upload.beat_at = timezone.now()
        upload.progress, upload.message = 5, "开始读取"
        upload.save()
        return _Turn(upload.pk, upload.attempt, upload.name, upload.file.sha256)


def _store(actor: Actor, turn: _Turn, content: dict[str, Any]) -> None:
    document = from_json(content["document"])
    rows = sum(1 for _ in document.rows())
    with transaction.atomic():
        upload = _mine(turn)
        if upload is None:
            return
        Reading.objects.update_or_create(
            upload=upload, defaults={"raw": content["raw"], "document": content["document"]}
        )
        SourceFile.objects.filter(pk=upload.file_id).update(format=content["raw"]["format"])
        upload.state, upload.progress = State.READ, 100
        upload.rows = rows
        upload.doubts = sum(len(row.doubts) for row in document.rows())
        upload.message = "" if rows else "没有认出任务行，请看看原文和没有归栏的文字。"
        upload.save()
        record(
            actor.author,
            "upload.read",
            Recorded("upload", upload.pk, upload.name),
            {"rows": rows, "doubts": upload.doubts, "attempt": turn.attempt},
        )


def _give_up(actor: Actor, turn: _Turn, sentence: str) -> None:
    with transaction.atomic():
        upload = _mine(turn)
        if upload is None:
            return
        upload.state, upload.progress, upload.message = State.UNREADABLE, 0, sentence
        upload.save()
        record(
            actor.author,
            "upload.fail",
            Recorded("upload", upload.pk, upload.name),
            {"why": sentence, "attempt": turn.attempt},
        )


def _mine(turn: _Turn) -> Upload | None:
    return (
        Upload.objects.select_for_update()
        .filter(pk=turn.upload, attempt=turn.attempt, state=State.READING)
        .first()
    )
