"""Decide about a closing, step by step: lead confirms, officer verifies, director approves; any refuses."""

from datetime import datetime

from django.db import transaction

from jiannuo.core.workdays import day_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.actions.close_task import close_task, reopen_task, stop_closing
from jiannuo.supervision.actions.closing_steps import (
    let_sheets_follow,
    locked_closing,
    recorded,
)
from jiannuo.supervision.actions.telling import tell_closing
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Closing, ClosingState
from jiannuo.supervision.queries.answering import answering_for
from jiannuo.supervision.queries.closings import UNDER_WAY, place_of


class WordsMissingError(SupervisionRefusedError):
    """This step needs words."""


def require_confirming(actor: Actor, closing: Closing) -> None:
    """Raise NotAllowedError unless the actor speaks for the lead; for the office where nobody leads now."""
    lead = answering_for(closing.task).lead
    if lead is None:
        require(actor, Act.REVIEW, place_of(closing))
    else:
        require(actor, Act.REPORT, Subject(organisations=frozenset({lead})))


def confirm_closing(actor: Actor, closing: Closing, *, now: datetime) -> None:
    """Confirm another organisation's application as the task's lead. Raises MovedOnError."""
    require_confirming(actor, closing)
    with transaction.atomic():
        found = locked_closing(closing, ClosingState.APPLIED)
        found.state = ClosingState.CONFIRMED
        found.confirmed_by, found.confirmed_at = actor.name, now
        found.save()
        recorded(actor, "closing.confirm", found)


def verify_closing(actor: Actor, closing: Closing, verification: str, *, now: datetime) -> None:
    """Verify: say what was looked at. Raises WordsMissingError, MovedOnError."""
    require(actor, Act.REVIEW, place_of(closing))
    if not verification:
        raise WordsMissingError("请写明核实的情况：看了哪些材料，去没去现场，和目标对照结果如何。")
    with transaction.atomic():
        found = locked_closing(closing, ClosingState.CONFIRMED)
        found.state = ClosingState.VERIFIED
        found.verification = verification
        found.verified_by, found.verified_at = actor.name, now
        found.save()
        recorded(actor, "closing.verify", found, {"verification": verification})


def approve_closing(actor: Actor, closing: Closing, *, now: datetime) -> None:
    """Approve: the task is struck off, and no new report asks about it. Raises MovedOnError."""
    require(actor, Act.APPROVE, place_of(closing))
    with transaction.atomic():
        found = locked_closing(closing, ClosingState.VERIFIED)
        found.state = ClosingState.APPROVED
        found.approved_by, found.approved_at = actor.name, now
        found.save()
        concerned = (found.organisation_id, *answering_for(found.task).all)
        finished = day_words(found.finished_on, year=True) if found.finished_on else ""
        said = {"organisation": found.organisation.name, "finished_on": finished}
        close_task(actor, found.task, said)
        recorded(actor, "closing.approve", found)
        let_sheets_follow(actor, found)
        why = "已批准销号，以后各期不用再报。"
        tell_closing(found, concerned, now, key="approved", title="任务已销号", why=why)


def refuse_closing(actor: Actor, closing: Closing, reason: str, *, now: datetime) -> None:
    """Refuse at whichever step it is; the task goes on. Raises WordsMissingError, MovedOnError."""
    step = ClosingState(closing.state)
    if step == ClosingState.APPLIED:
        require_confirming(actor, closing)
    elif step == ClosingState.CONFIRMED:
        require(actor, Act.REVIEW, place_of(closing))
    else:
        require(actor, Act.APPROVE, place_of(closing))
    if not reason:
        raise WordsMissingError("请写明理由：还差什么，补什么材料。")
    with transaction.atomic():
        # Whatever is over already answers as the last step would: it is not there any more.
        found = locked_closing(closing, step if step in UNDER_WAY else ClosingState.VERIFIED)
        found.state = ClosingState.REFUSED
        found.refused_at_step, found.refused_by, found.refusal = step.value, actor.name, reason
        found.save()
        stop_closing(actor, found.task, {"word": "未予销号", "reason": reason})
        recorded(actor, "closing.refuse", found, {"reason": reason, "step": str(step.label)})
        tell_closing(
            found,
            (found.organisation_id,),
            now,
            key="refused",
            title="销号申请未通过",
            why=f"未予销号，任务继续推进。理由：{reason}",
        )


def reopen_closing(actor: Actor, closing: Closing, reason: str, *, now: datetime) -> None:
    """Take a closed task up again, because a later look (回头看) found it undone; the closing stays.

    Raises WordsMissingError, MovedOnError.
    """
    require(actor, Act.APPROVE, place_of(closing))
    if not reason:
        raise WordsMissingError("请写明理由：回头看发现了什么。")
    with transaction.atomic():
        found = locked_closing(closing, ClosingState.APPROVED)
        found.state = ClosingState.REOPENED
        found.reopened_by, found.reopened_at, found.reopening = actor.name, now, reason
        found.save()
        reopen_task(actor, found.task, reason)
        recorded(actor, "closing.reopen", found, {"reason": reason})
        let_sheets_follow(actor, found)
        concerned = (found.organisation_id, *answering_for(found.task).all)
        why = f"回头看后重新办理，从下一期起继续报送。理由：{reason}"
        tell_closing(found, concerned, now, key="reopened", title="已销号任务重新办理", why=why)
