"""Register the signed record of a talk (约谈记录) with what was promised in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.supervision.actions.telling import tell_letter
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Commitment, Letter, LetterKind, LetterState, TalkRecord
from jiannuo.supervision.queries.letters import subject_of_letter


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, and by when."""

    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What the record says; `signed_by` names who signed for the organisation."""

    held_at: datetime
    where: str
    present: str
    said: str
    signed_by: str
    promises: Sequence[Promise]
    file: SourceFile | None = None


class TalkIncompleteError(SupervisionRefusedError):
    """The record lacks something that makes it one."""


def record_talk(actor: Actor, letter: Letter, talk: Talk, *, now: datetime) -> TalkRecord:
    """Register a talk's record. Raises TalkIncompleteError, MovedOnError."""
    require(actor, Act.COMPOSE, subject_of_letter(letter))
    _require_whole(letter, talk, now)
    with transaction.atomic():
        found = locked_letter(letter, LetterState.SENT)
        record = TalkRecord.objects.create(
            letter=found,
            held_at=talk.held_at,
            where=talk.where,
            present=talk.present,
            said=talk.said,
            signed_by=talk.signed_by,
            file=talk.file,
            recorded_by=actor.name,
            recorded_at=now,
        )
        Commitment.objects.bulk_create(
            Commitment(record=record, order=at, text=one.text, due_on=one.due_on)
            for at, one in enumerate(talk.promises, start=1)
        )
        found.state = LetterState.ANSWERED
        found.reply, found.replied_by, found.replied_at = talk.said, talk.signed_by, talk.held_at
        found.save()
        promised = [f"{one.text}（{one.due_on or '未定时限'}）" for one in talk.promises]
        recorded(actor, "letter.record_talk", found, {"promises": promised})
        tell_letter(
            found,
            now,
            key="recorded",
            title="约谈记录已登记",
            text=f"《{found}》的约谈记录已登记，承诺{len(promised)}项，请按时限落实。",
        )
    return record


def _require_whole(letter: Letter, talk: Talk, now: datetime) -> None:
    if letter.kind != LetterKind.TALK:
        raise TalkIncompleteError("只有约谈通知才登记约谈记录。")
    if not (talk.where and talk.present and talk.said and talk.signed_by):
        raise TalkIncompleteError("请写全约谈地点、参加人员、约谈情况和签字确认人。")
    if not talk.promises:
        raise TalkIncompleteError("请至少登记一项承诺：做什么，什么时间完成。")
    if talk.held_at > now:
        raise TalkIncompleteError("约谈时间在现在以后。约谈后再登记记录。")
