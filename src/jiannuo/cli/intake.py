"""One file's way in, from a command: received, read and confirmed at once."""

from jiannuo.cli.refusal import Refusal
from jiannuo.directory.actor import machine
from jiannuo.directory.models import Place
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.changes import SetFact
from jiannuo.intake.errors import NothingToConfirmError, PlanExistsError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.outcomes import KnownAlready, NotRead, Received, Refused


def take_in(
    place: Place, name: str, content: bytes, *, year: int | None = None, title: str | None = None
) -> Upload:
    """Take a file in for a place and confirm it; `year` and `title` overrule the document's own.

    Doubts stay open: they are asked on the tasks' pages. Raises Refusal (a sentence) where the file
    is refused, known already, unreadable, or lacks what the ledger needs.
    """
    actor = machine()
    match receive(actor, place, name=name, content=content):
        case Refused(sentence=sentence):
            raise Refusal(sentence)
        case KnownAlready(upload=upload):
            raise Refusal(
                f"这份文件{upload.created_at:%Y年%-m月%-d日}已经交来过（{upload.get_state_display()}）。"
            )
        case NotRead(upload=upload):
            raise Refusal(upload.message)
        case Received(upload=upload):
            understand(upload.pk, actor)
    upload.refresh_from_db()
    if upload.state != State.READ:
        raise Refusal(upload.message)
    for fact, value in (("year", year), ("title", title)):
        if value is not None:
            correct(actor, upload, SetFact(name=fact, value=value))
    try:
        return confirm(actor, upload)
    except (NothingToConfirmError, PlanExistsError) as error:
        raise Refusal(f"{error}文件已收下，请在浏览器的“导入”页中处理。") from error
