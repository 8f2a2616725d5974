"""Take in a file that is only to be kept beside something: evidence, the scan of a signed page.

Looked at in memory first, like every upload: what it is (by its bytes, never by its name), how large,
and whether it is marked as a state secret.
"""

from importlib.util import find_spec
from typing import Final

from django.conf import settings

from jiannuo.core.readers import Unreadable
from jiannuo.core.readers.sniffing import sniff
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.documents.actions.keep_file import keep_attachment
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.receive import too_large
from jiannuo.intake.names import clean_name
from jiannuo.intake.reading.sandbox import Marked, ReadingFailedError, examine
from jiannuo.intake.secrecy import level_in, level_in_bytes

_PICTURES: Final = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
_PACKAGES: Final = ("docx", "xlsx")
_MACROS: Final = b"vbaProject.bin"
KINDS: Final = ("pdf", "png", "jpeg", *_PACKAGES)
"""What may be attached, as browsers and office programs open it without running anything."""
_LARGEST: Final = 20 * 1024**2


class AttachmentRefusedError(Exception):
    """The file was not taken; the sentence says why and what to do."""


def receive_attachment(actor: Actor, place: Place, *, name: str, content: bytes) -> SourceFile:
    """Check and keep a file. The caller has asked permission for what it is attached to.

    Raises AttachmentRefusedError. Of a file marked as a state secret only the trail tells that one
    was refused, without name or content.
    """
    shown = clean_name(name)
    if not content.strip():
        raise AttachmentRefusedError(f"“{shown}”是空的，请检查是否选错了文件。")
    if len(content) > min(_LARGEST, settings.JIANNUO_UPLOAD_BYTES):
        raise AttachmentRefusedError(_too_large(shown))
    kind = _kind(content, shown)
    level = level_in([shown]) or level_in_bytes(content) or _level_inside(kind, content, shown)
    if level:
        record(
            actor.author,
            "upload.refuse_marked",
            Recorded("place", place.pk, place.full_name),
            {"level": level, "size": len(content)},
        )
        raise AttachmentRefusedError(
            f"文件有“{level}”密级标志，本系统不得存储、处理国家秘密，没有收下。"
            "请立即停止在非涉密设备上处理这份文件，并报告本单位保密工作机构。"
        )
    return keep_attachment(actor, place, name=shown, content=content, kind=kind)[0]


def _too_large(name: str) -> str:
    if settings.JIANNUO_UPLOAD_BYTES < _LARGEST:
        return too_large(name)
    return f"“{name}”超过 {_LARGEST // 1024**2} MB，没有收下。请压缩图片或只留有关的几页后再上传。"


def _kind(content: bytes, name: str) -> str:
    picture = next((kind for start, kind in _PICTURES if content.startswith(start)), "")
    if picture:
        return picture
    try:
        kind = sniff(content, name)
    except Unreadable:
        kind = ""
    if kind not in KINDS or (kind in _PACKAGES and _MACROS in content):
        raise AttachmentRefusedError(
            f"“{name}”不是可以附的文件。可以附 PDF、JPG 或 PNG 图片、不带宏的 docx 和 xlsx；"
            "其他格式请另存为 PDF 后再上传。"
        )
    return kind


def _level_inside(kind: str, content: bytes, name: str) -> str | None:
    """Look for a mark in what only a reader sees: a PDF's text, and a picture's where scans are read.

    The parts of an Office package lie open to `level_in_bytes`.
    """
    if kind in _PACKAGES or (kind != "pdf" and find_spec("rapidocr") is None):
        return None
    try:
        found = examine(content, name)
    except ReadingFailedError as error:
        raise AttachmentRefusedError(
            f"“{name}”读不出来，无法检查有没有密级标志，没有收下。请另存为 PDF 或图片后再上传。"
        ) from error
    return found.level if isinstance(found, Marked) else None
