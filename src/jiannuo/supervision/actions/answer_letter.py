"""Answer a letter (反馈): the organisation says what it found, what it did, by when it will be done."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import SourceFile
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterKind, LetterState


class AnswerMissingError(SupervisionRefusedError):
    """An answer needs words."""

    def __init__(self) -> None:
        super().__init__("请写明反馈的内容：原因、已采取的措施、下一步安排和完成时间。")


class AnsweredByTalkError(SupervisionRefusedError):
    """A notice of a talk is answered by coming."""

    def __init__(self) -> None:
        super().__init__("约谈通知不用书面反馈，约谈后由督查室登记约谈记录。")


def require_answerable(actor: Actor, letter: Letter) -> None:
    """Raise unless this actor may answer this letter: NotAllowedError, AnsweredByTalkError."""
    require(actor, Act.REPORT, Subject(organisations=frozenset({letter.organisation_id})))
    if letter.kind == LetterKind.TALK:
        raise AnsweredByTalkError


def answer_letter(
    actor: Actor, letter: Letter, text: str, file: SourceFile | None = None, *, now: datetime
) -> Letter:
    """Keep the organisation's answer. Raises AnswerMissingError, AnsweredByTalkError, MovedOnError."""
    require_answerable(actor, letter)
    if not text:
        raise AnswerMissingError
    with transaction.atomic():
        found = locked_letter(letter, LetterState.SENT)
        found.state = LetterState.ANSWERED
        found.reply, found.replied_by, found.replied_at = text, actor.name, now
        found.reply_file = file or found.reply_file
        found.save()
        said = {"reply": text, "file": file.name if file else ""}
        recorded(actor, "letter.answer", found, said)
    return found
