"""Read and understand an upload: the machine's part of the way in.

It may be started twice and may die at any moment. A worker takes a turn (`intake.turns`), shows that
it lives, and what it found counts only if the turn is still its own; the reading and the new state
are written in one transaction. A turn whose worker died is given back by `resume_lost`.
"""

import logging
from typing import Any, Final

from django.db import transaction

from jiannuo.core.records import from_json
from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.store import FileMissingError, content_of
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.examine import examine_arrival
from jiannuo.intake.decomposition.queries import reads_as_report
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.profiles.queries import with_profile
from jiannuo.intake.reading.sandbox import (
    Marked,
    Read,
    ReadingFailedError,
    Result,
    Unread,
    examine,
    understand_raw,
)
from jiannuo.intake.turns import Turn, TurnLostError, mine, take_turn

logger = logging.getLogger(__name__)

READER: Final = machine("读取程序")


def understand(upload_id: int, actor: Actor = READER) -> None:
    """Read a waiting upload and store what was understood; does nothing if it isn't waiting."""
    turn = take_turn(upload_id)
    if turn is None:
        return
    try:
        raw = _raw(actor, turn)
        if isinstance(raw, dict):
            asked = with_profile(raw, Upload.objects.get(pk=turn.upload).place)
            _finish(actor, turn, raw, understand_raw(asked, turn.name, turn.beat))
        elif raw is not None:
            _finish(actor, turn, {}, raw)
    except TurnLostError:
        logger.info("upload %s was taken away while it was being read", upload_id)
    except FileMissingError as error:
        _give_up(actor, turn, str(error))
    except ReadingFailedError as error:
        logger.exception("reading upload %s failed:\n%s", upload_id, error.traceback)
        _give_up(actor, turn, str(error))


def _raw(actor: Actor, turn: Turn) -> dict[str, Any] | Result | None:
    """Return the reader's document; what it found before is not read again.

    A `Result` says why a kept file gives none; None that the upload's way has ended.
    """
    if turn.arrival:
        return examine_arrival(actor, turn)
    known = Reading.objects.filter(upload=turn.upload).values_list("raw", flat=True).first()
    if known is not None:
        return dict(known)
    found = examine(content_of(turn.sha256), turn.name, turn.beat)
    if not isinstance(found, Read):
        return found
    raw: dict[str, Any] = found.content["raw"]
    return raw


def _finish(actor: Actor, turn: Turn, raw: dict[str, Any], found: Result) -> None:
    match found:
        case Read(content=content):
            _store(actor, turn, raw, content["document"])
        case Unread(sentence=sentence):
            _give_up(actor, turn, sentence)
        case Marked(level=level):
            _give_up(
                actor,
                turn,
                f"文件中有“{level}”密级标志，不予读取。请报告本单位保密工作机构，并请安全管理员清除原件。",
            )
        case _:
            _give_up(
                actor, turn, f"“{turn.name}”是压缩包，请重新上传一次，系统会逐份读取其中的文件。"
            )


def _store(actor: Actor, turn: Turn, raw: dict[str, Any], written: dict[str, Any]) -> None:
    document = from_json(written)
    rows = sum(1 for _ in document.rows())
    with transaction.atomic():
        upload = mine(turn)
        if upload is None:
            return
        Reading.objects.update_or_create(upload=upload, defaults={"raw": raw, "document": written})
        if upload.file is not None:
            upload.file.format = raw["format"]
            upload.file.save(update_fields=["format"])
        upload.state, upload.progress = State.READ, 100
        upload.rows = rows
        upload.doubts = sum(len(row.doubts) for row in document.rows())
        upload.message = "" if rows else _without_rows(raw)
        upload.save()
        record(
            actor.author,
            "upload.read",
            Recorded("upload", upload.pk, upload.name),
            {"rows": rows, "doubts": upload.doubts, "attempt": turn.attempt},
        )


def _without_rows(raw: dict[str, Any]) -> str:
    if reads_as_report(raw):
        return "像是政府工作报告全文，打开后可以分解立项。"
    return "没有认出任务行，请看看原文和没有归栏的文字。"


def _give_up(actor: Actor, turn: Turn, sentence: str) -> None:
    with transaction.atomic():
        upload = mine(turn)
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
