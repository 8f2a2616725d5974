"""One file's way in, from a command: received, read and confirmed at once."""

from collections.abc import Iterator

from jiannuo.cli.refusal import Refusal, complain
from jiannuo.directory.actor import machine
from jiannuo.directory.models import Place
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.changes import SetFact
from jiannuo.intake.errors import NothingToConfirmError, PlanExistsError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.outcomes import KnownAlready, Received, Refused


def take_in(
    place: Place, name: str, content: bytes, *, year: int | None = None, title: str | None = None
) -> Upload:
    """Take a file in for a place and confirm it; `year` and `title` overrule the document's own.

    Doubts stay open: they are asked on the tasks' pages. Raises Refusal (a sentence) where the file
    is refused, known already, unreadable, or lacks what the ledger needs.
    """
    upload = _read(place, name, content)
    if upload.state == State.UNPACKED:
        raise Refusal(f"“{upload.name}”是压缩包，请解压后逐份导入。")
    return _confirmed(upload, year, title)


def take_all_in(
    place: Place, name: str, content: bytes, *, year: int | None = None, title: str | None = None
) -> Iterator[Upload | Refusal]:
    """Take a file in like `take_in`, an archive's files one by one; yield what came of each."""
    try:
        upload = _read(place, name, content)
    except Refusal as refusal:
        yield refusal
        return
    if upload.state != State.UNPACKED:
        yield _attempted(upload, year, title)
        return
    complain(f"{name}：{upload.message}")
    for member in upload.members.order_by("pk"):
        understand(member.pk)
        member.refresh_from_db()
        yield _attempted(member, year, title)


def _read(place: Place, name: str, content: bytes) -> Upload:
    actor = machine()
    match receive(actor, place, name=name, content=content):
        case Refused(sentence=sentence):
            raise Refusal(sentence)
        case KnownAlready(upload=upload):
            raise Refusal(
                f"这份文件{upload.created_at:%Y年%-m月%-d日}已经交来过（{upload.get_state_display()}）。"
            )
        case Received(upload=upload):
            understand(upload.pk, actor)
    upload.refresh_from_db()
    return upload


def _attempted(upload: Upload, year: int | None, title: str | None) -> Upload | Refusal:
    try:
        return _confirmed(upload, year, title)
    except Refusal as refusal:
        return Refusal(f"{upload.name}：{refusal.message}") if upload.archive_id else refusal


def _confirmed(upload: Upload, year: int | None, title: str | None) -> Upload:
    actor = machine()
    if upload.state != State.READ:
        raise Refusal(upload.message)
    for fact, value in (("year", year), ("title", title)):
        if value is not None:
            correct(actor, upload, SetFact(name=fact, value=value))
    try:
        return confirm(actor, upload)
    except (NothingToConfirmError, PlanExistsError) as error:
        raise Refusal(f"{error}文件已收下，请在浏览器的“导入”页中处理。") from error
