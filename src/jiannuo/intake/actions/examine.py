"""Look at a file that has just come: it is kept, taken apart, or sent away without a trace.

The order of things matters where a process may die between them. What is kept is stored before its
bytes leave the antechamber; what is refused is written down as refused before they do, and if the
process dies then, they are strays, which the next sweep erases.
"""

from typing import Any

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.documents.actions.keep_file import keep_attachment
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.receive import marked_sentence, receive, record_marked
from jiannuo.intake.antechamber import let_go, name, waiting_bytes
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import Refused
from jiannuo.intake.reading.sandbox import (
    Archive,
    Marked,
    Read,
    ReadingFailedError,
    Unread,
    examine,
    unpack,
)
from jiannuo.intake.turns import Turn, give_back, mine

ERASED_NAME = "（已拒收的文件）"


def examine_arrival(actor: Actor, turn: Turn) -> dict[str, Any] | None:
    """Look at a file in the antechamber; return the reader's document if it is to be understood.

    None says that the way ends here: the upload tells why. Raises TurnLostError, and
    ReadingFailedError where the reader itself failed (the file is kept then).
    """
    if turn.antechamber != name():
        give_back(turn)
        return None
    content = waiting_bytes(turn.arrival)
    if content is None:
        _lost(actor, turn)
        return None
    try:
        found = examine(content, turn.name, turn.beat)
    except ReadingFailedError:
        _keep(actor, turn, content, raw=None)
        raise
    match found:
        case Read(content=read):
            raw: dict[str, Any] = read["raw"]
            return raw if _keep(actor, turn, content, raw=raw) else None
        case Marked(level=level):
            _refuse_marked(actor, turn, level)
        case Unread(sentence=sentence, kept=True):
            _keep(actor, turn, content, raw=None, unread=sentence)
        case Unread(sentence=sentence):
            _refuse(actor, turn, sentence)
        case Archive():
            _take_apart(actor, turn, content)
    return None


def _keep(
    actor: Actor, turn: Turn, content: bytes, *, raw: dict[str, Any] | None, unread: str = ""
) -> bool:
    """Store the file, with what the reader found or why it found nothing; False if the turn is lost."""
    with transaction.atomic():
        upload = mine(turn)
        if upload is None:
            return False
        upload.file, _ = keep_attachment(
            actor,
            upload.place,
            name=upload.name,
            content=content,
            kind=raw["format"] if raw else "",
            added_by=upload.by_name,
        )
        upload.arrival = upload.antechamber = ""
        if unread:
            upload.state, upload.progress, upload.message = State.UNREADABLE, 0, unread
        upload.save()
        if raw:
            Reading.objects.update_or_create(upload=upload, defaults={"raw": raw})
        record(
            actor.author,
            "upload.receive",
            Recorded("upload", upload.pk, upload.name),
            {
                "file": upload.file.sha256,
                "place": upload.place.full_name,
                "by": upload.by_name,
                "readable": raw is not None,
            },
        )
    let_go(turn.arrival)
    return True


def _refuse_marked(actor: Actor, turn: Turn, level: str) -> None:
    """Send a marked file away: neither its name nor its hash stays."""
    with transaction.atomic():
        upload = mine(turn)
        if upload is None:
            return
        record_marked(actor, upload.place, level, upload.size)
        _close(upload, State.REFUSED, f"文件{marked_sentence(level)}", name=ERASED_NAME)
    let_go(turn.arrival)


def _refuse(actor: Actor, turn: Turn, sentence: str) -> None:
    with transaction.atomic():
        upload = mine(turn)
        if upload is None:
            return
        _close(upload, State.REFUSED, sentence)
        record(
            actor.author,
            "upload.refuse",
            Recorded("upload", upload.pk, upload.name),
            {"why": sentence},
        )
    let_go(turn.arrival)


def _lost(actor: Actor, turn: Turn) -> None:
    sentence = (
        f"“{turn.name}”还没检查完，服务器重新启动过，文件没有保存下来。请重新上传一次，很抱歉。"
    )
    _refuse(actor, turn, sentence)


def _take_apart(actor: Actor, turn: Turn, content: bytes) -> None:
    """Make each file of an archive an upload of its own; the archive itself is not kept."""
    found = unpack(content, turn.name, turn.beat)
    if isinstance(found, Unread):
        _refuse(actor, turn, found.sentence)
        return
    with transaction.atomic():
        upload = mine(turn)
        if upload is None:
            return
        left = list(found.left_out)
        outcomes = [
            receive(actor, upload.place, name=one.name, content=one.content, archive=upload)
            for one in found.files
        ]
        left += [one.sentence.removesuffix("。") for one in outcomes if isinstance(one, Refused)]
        taken = len(outcomes) - sum(isinstance(one, Refused) for one in outcomes)
        said = f"压缩包里有 {taken} 份文件，已逐份读取。"
        if left:
            said += f"没有读取的：{'；'.join(left)}。"
        _close(upload, State.UNPACKED, said)
        record(
            actor.author,
            "upload.unpack",
            Recorded("upload", upload.pk, upload.name),
            {"files": taken, "left_out": left},
        )
    let_go(turn.arrival)


def _close(upload: Upload, state: State, message: str, *, name: str = "") -> None:
    """End an upload of which nothing is kept; the same bytes may come again."""
    upload.state, upload.progress, upload.message = state, 0, message
    upload.name = name or upload.name
    upload.sha256 = upload.arrival = upload.antechamber = ""
    upload.save()
