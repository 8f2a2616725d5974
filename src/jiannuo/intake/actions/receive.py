"""Take a file in: looked at in memory first, kept only if it may be."""

import hashlib
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.models import OPEN, Reading, State, Upload
from jiannuo.intake.names import clean_name
from jiannuo.intake.outcomes import KnownAlready, NotRead, Outcome, Received, Refused
from jiannuo.intake.queries.known import known_upload
from jiannuo.intake.reading.sandbox import Marked, Read, ReadingFailedError, Unread, examine

PASTED_NAME: Final = "粘贴的文字.txt"
_MARKED: Final = (
    "有“{level}”密级标志，本系统不得存储、处理国家秘密，文件没有保存。"
    "请立即停止在非涉密设备上处理这份文件，并报告本单位保密工作机构（保密办）。"
)


def receive(
    actor: Actor, place: Place, *, name: str, content: bytes, pasted: bool = False
) -> Outcome:
    """Take a file (or pasted text, encoded) in for a place and say what came of it.

    It is read in memory before anything is stored, because what is marked as a state secret must
    not be; of that only the trail tells, without name or content. What the reader found is kept with
    the file, to be understood in the background. What cannot be read is kept for a second try.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    shown = clean_name(name)
    refusal = _refusal_of_size(shown, content)
    if refusal:
        return Refused(shown, refusal)
    earlier = known_upload(place, _hash(content))
    if earlier is not None:
        return KnownAlready(earlier)
    try:
        found = examine(content, shown)
    except ReadingFailedError as error:
        return _keep(actor, place, shown, content, pasted=pasted, unread=str(error))
    match found:
        case Marked(level=level):
            _record_refusal(actor, place, level, len(content))
            return Refused(shown, _MARKED.format(level=level))
        case Unread(sentence=sentence):
            return _keep(actor, place, shown, content, pasted=pasted, unread=sentence)
        case Read(content=read):
            return _keep(actor, place, shown, content, pasted=pasted, raw=read["raw"])


def _refusal_of_size(name: str, content: bytes) -> str | None:
    if not content.strip():
        return f"“{name}”是空的，里面没有任何内容。请检查是否选错文件，或未保存就上传了。"
    largest = settings.JIANNUO_UPLOAD_BYTES
    if len(content) > largest:
        return too_large(name)
    return None


def too_large(name: str) -> str:
    """Say that a file is over the limit, and what to do."""
    largest = settings.JIANNUO_UPLOAD_BYTES // 1024**2
    return f"“{name}”超过 {largest} MB 的上限，没有接收。请拆成几个文件，或去掉其中的图片后再上传。"


def _keep(
    actor: Actor,
    place: Place,
    name: str,
    content: bytes,
    *,
    pasted: bool,
    raw: dict[str, Any] | None = None,
    unread: str = "",
) -> Outcome:
    try:
        with transaction.atomic():
            kind = raw["format"] if raw else ""
            file, _ = keep_file(actor, place, name=name, content=content, kind=kind)
            upload = Upload.objects.create(
                place=place,
                file=file,
                name=name,
                pasted=pasted,
                by_id=actor.user,
                by_name=actor.name,
                state=State.UNREADABLE if unread else State.WAITING,
                message=unread,
            )
            if raw:
                Reading.objects.create(upload=upload, raw=raw)
            record(
                actor.author,
                "upload.receive",
                Recorded("upload", upload.pk, name),
                {"file": file.sha256, "place": place.full_name, "readable": not unread},
            )
    except IntegrityError:
        # Somebody handed over the same bytes at the same moment.
        same = Upload.objects.filter(place=place, file__sha256=_hash(content), state__in=OPEN)
        return KnownAlready(same.get())
    return NotRead(upload) if unread else Received(upload)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _record_refusal(actor: Actor, place: Place, level: str, size: int) -> None:
    record(
        actor.author,
        "upload.refuse_marked",
        Recorded("place", place.pk, place.full_name),
        {"level": level, "size": size},
    )
