"""Take a file in: its bytes wait in memory until they have been looked at."""

import hashlib
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.antechamber import AntechamberFullError, let_go, place_bytes
from jiannuo.intake.antechamber import name as antechamber_name
from jiannuo.intake.models import OPEN, Upload
from jiannuo.intake.names import clean_name
from jiannuo.intake.outcomes import KnownAlready, Outcome, Received, Refused
from jiannuo.intake.queries.known import known_upload
from jiannuo.intake.secrecy import level_in, plain_level_in

PASTED_NAME: Final = "粘贴的文字.txt"
_PURGED: Final = (
    "这份文件因涉密已从本系统清除，不得再次上传，没有接收。"
    "请立即停止在非涉密设备上处理这份文件，并报告本单位保密工作机构（保密办）。"
)
UNEXAMINED: Final = "还没有检查的文件"
"""What the trail calls a file before it was looked at: its name may tell what must not be told."""


def receive(
    actor: Actor,
    place: Place,
    *,
    name: str,
    content: bytes,
    pasted: bool = False,
    archive: Upload | None = None,
) -> Outcome:
    """Take a file (or pasted text, encoded) in for a place and say at once what came of that.

    Nothing is stored yet: what is marked as a state secret must not be, and to see that may take
    minutes. The bytes wait in memory (`antechamber`) until a worker has read them
    (`actions.understand`). What is marked in plain sight is refused here; of that only the trail
    tells, without name or content. `archive` is the upload in which the file came packed.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    shown = clean_name(name)
    refusal = _refusal_of_size(shown, content)
    if refusal:
        return Refused(shown, refusal)
    level = level_in([name]) or plain_level_in(content)
    if level:
        record_marked(actor, place, level, len(content))
        return Refused(shown, marked_sentence(level))
    sha256 = hashlib.sha256(content).hexdigest()
    if SourceFile.objects.filter(sha256=sha256, purged_at__isnull=False).exists():
        return Refused(shown, _PURGED)
    earlier = known_upload(place, sha256)
    if earlier is not None:
        return KnownAlready(earlier)
    try:
        token = place_bytes(content)
    except AntechamberFullError as error:
        return Refused(shown, str(error))
    upload = Upload(
        place=place,
        name=shown,
        sha256=sha256,
        size=len(content),
        arrival=token,
        antechamber=antechamber_name(),
        archive=archive,
        pasted=pasted,
        by_id=actor.user if archive is None else archive.by_id,
        by_name=actor.name if archive is None else archive.by_name,
    )
    return _announced(actor, upload)


def _announced(actor: Actor, upload: Upload) -> Outcome:
    try:
        with transaction.atomic():
            upload.save()
            record(
                actor.author,
                "upload.arrive",
                Recorded("upload", upload.pk, UNEXAMINED),
                {"size": upload.size, "place": upload.place.full_name},
            )
    except IntegrityError:
        # Somebody handed over the same bytes at the same moment.
        let_go(upload.arrival)
        same = Upload.objects.filter(place=upload.place, sha256=upload.sha256, state__in=OPEN)
        return KnownAlready(same.get())
    return Received(upload)


def marked_sentence(level: str) -> str:
    """Say that a marked file was refused, and what its owner has to do now."""
    return (
        f"有“{level}”密级标志，本系统不得存储、处理国家秘密，文件没有保存。"
        "请立即停止在非涉密设备上处理这份文件，并报告本单位保密工作机构（保密办）。"
    )


def record_marked(actor: Actor, place: Place, level: str, size: int) -> None:
    """Tell the trail that a marked file was refused, and nothing of its name or content."""
    record(
        actor.author,
        "upload.refuse_marked",
        Recorded("place", place.pk, place.full_name),
        {"level": level, "size": size},
    )


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
