"""Verify what an organisation answered (核实): the matter is settled, more is asked, or the next letter."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.core.workdays import day_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.supervision.actions.draft_letter import Terms, draft_letter
from jiannuo.supervision.actions.telling import tell_letter
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.letters import NEXT, subject_of_letter


class VerificationMissingError(SupervisionRefusedError):
    """Whoever verifies says what was found."""

    def __init__(self) -> None:
        super().__init__("请写明核实的情况：看了什么材料，和台账对照结果如何。")


class NothingFollowsError(SupervisionRefusedError):
    """After a talk this office has no further letter."""

    def __init__(self) -> None:
        super().__init__(
            "约谈之后本系统没有更进一步的函。追究责任的建议须经本级政府或者政府行政首长批准，"
            "交由有权机关处理（《政府督查工作条例》第二十一条）。"
        )


def resolve(actor: Actor, letter: Letter, verification: str, *, now: datetime) -> None:
    """Settle the matter of an answered letter. Raises VerificationMissingError, MovedOnError."""
    require(actor, Act.REVIEW, subject_of_letter(letter))
    with transaction.atomic():
        found = _verified(actor, letter, verification, now, LetterState.ANSWERED)
        found.state = LetterState.RESOLVED
        found.save()
        recorded(actor, "letter.resolve", found, {"verification": verification})
        tell_letter(
            found,
            now,
            key="resolved",
            title=f"{found.get_kind_display()}已解除",
            text=f"《{found}》（{found.number}）反馈情况已核实，予以解除。",
        )


def ask_more(
    actor: Actor, letter: Letter, verification: str, due_on: date | None, *, now: datetime
) -> None:
    """Ask the organisation to complete its answer by another day; the first one stays in the trail.

    Raises VerificationMissingError, MovedOnError.
    """
    require(actor, Act.REVIEW, subject_of_letter(letter))
    if letter.kind == LetterKind.TALK:
        raise SupervisionRefusedError("约谈记录有误的，请作废后重新通知。")
    with transaction.atomic():
        found = _verified(actor, letter, verification, now, LetterState.ANSWERED)
        found.state = LetterState.SENT
        found.reply_due_on = due_on or found.reply_due_on
        found.save()
        by = f"，请于{day_words(found.reply_due_on)}前补充" if found.reply_due_on else ""
        recorded(
            actor,
            "letter.ask_more",
            found,
            {"verification": verification, "due_on": str(found.reply_due_on or "")},
        )
        tell_letter(
            found,
            now,
            key=f"more:{now.isoformat()}",
            title=f"{found.get_kind_display()}的反馈需要补充",
            text=f"《{found}》的反馈需要补充：{verification}{by}。",
        )


def escalate(
    actor: Actor, letter: Letter, verification: str, terms: Terms, *, now: datetime
) -> Letter:
    """Draft the next letter, with the history filled in; return it.

    For an answer that did not hold, or none by the day. Raises NothingFollowsError, MovedOnError and
    what `draft_letter` raises.
    """
    require(actor, Act.COMPOSE, subject_of_letter(letter))
    kind = NEXT.get(LetterKind(letter.kind))
    if kind is None:
        raise NothingFollowsError
    with transaction.atomic():
        found = locked_letter(letter, LetterState.SENT, LetterState.ANSWERED)
        if found.state == LetterState.SENT:
            _require_overdue(found, timezone.localtime(now).date())
        else:
            found = _verified(actor, letter, verification, now, LetterState.ANSWERED)
        found.state = LetterState.ESCALATED
        found.save()
        recorded(actor, "letter.escalate", found, {"verification": verification})
        return draft_letter(
            actor,
            found.organisation,
            kind,
            list(found.tasks.values_list("pk", flat=True)),
            terms,
            now=now,
            follows=found,
        )


def _require_overdue(letter: Letter, today: date) -> None:
    if letter.reply_due_on is not None and letter.reply_due_on >= today:
        raise SupervisionRefusedError(
            f"还没有到反馈期限（{day_words(letter.reply_due_on)}），到期没有反馈的再升级。"
        )


def _verified(
    actor: Actor, letter: Letter, verification: str, now: datetime, *states: LetterState
) -> Letter:
    if not verification:
        raise VerificationMissingError
    found = locked_letter(letter, *states)
    found.verification, found.verified_by, found.verified_at = verification, actor.name, now
    return found
