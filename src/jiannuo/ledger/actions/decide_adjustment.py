"""The director decides about a change that was asked for; what is approved is done at once."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.issue_tasks import hand_out
from jiannuo.ledger.actions.reassign import Wanted, in_words, reassign
from jiannuo.ledger.actions.write_targets import Grounds, TargetName, write_annual, write_targets
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import (
    Adjustment,
    AdjustmentKind,
    AssignmentRole,
    Decision,
    Task,
    TaskState,
)
from jiannuo.ledger.queries.visible import subject_of


class DecidedAlreadyError(NotPossibleError):
    """Somebody decided before."""

    def __init__(self, decision: str, who: str) -> None:
        super().__init__(f"这项调整已由{who}审批：{decision}。")


class StandsOtherwiseError(NotPossibleError):
    """What is to be changed was changed after the change was asked for."""

    def __init__(self, now: str) -> None:
        super().__init__(f"提出调整之后，这一项已改为“{now}”。请退回，让对方重新提出。")


class RefusalWordsMissingError(NotPossibleError):
    """A refusal needs its reason."""

    def __init__(self) -> None:
        super().__init__("不同意，请写明理由。")


def refuse_adjustment(actor: Actor, adjustment: Adjustment, answer: str, *, now: datetime) -> None:
    """Refuse: nothing changes. Raises DecidedAlreadyError, RefusalWordsMissingError."""
    require(actor, Act.APPROVE, subject_of(adjustment.task))
    if not answer:
        raise RefusalWordsMissingError
    with transaction.atomic():
        locked = _locked(adjustment)
        _decide(locked, actor, Decision.REFUSED, answer, now)
        record(
            actor.author,
            "task.refuse_adjustment",
            About("task", locked.task_id, str(locked.task)),
            {
                "what": str(locked.get_kind_display()),
                "before": locked.before,
                "after": locked.after,
                "reason": answer,
            },
        )


def grant_adjustment(
    actor: Actor, adjustment: Adjustment, answer: str = "", *, now: datetime
) -> Adjustment:
    """Approve a change and make it; return it as decided.

    Raises DecidedAlreadyError, StandsOtherwiseError, and what `reassign` raises.
    """
    require(actor, Act.APPROVE, subject_of(adjustment.task))
    with transaction.atomic():
        locked = _locked(adjustment)
        _decide(locked, actor, Decision.GRANTED, answer, now)
        task = Task.objects.select_for_update().select_related("plan").get(pk=locked.task_id)
        _do(task, locked)
        action = {
            AdjustmentKind.TARGET: "target.adjust",
            AdjustmentKind.ASSIGNMENT: "task.reassign",
            AdjustmentKind.STATE: "task.change_state",
        }[AdjustmentKind(locked.kind)]
        record(
            actor.author,
            action,
            About("task", task.pk, str(task)),
            {
                "before": locked.before,
                "after": locked.after,
                "reason": locked.reason,
                "approver": actor.name,
                "document": locked.document,
                "field": locked.field,
                "target": locked.target_id,
                "period": _period(locked),
                "asked_by": locked.asked_by,
            },
        )
    return locked


def _locked(adjustment: Adjustment) -> Adjustment:
    locked = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if locked.decision != Decision.OPEN:
        raise DecidedAlreadyError(locked.get_decision_display(), locked.decided_by)
    return locked


def _decide(
    locked: Adjustment, actor: Actor, decision: Decision, answer: str, now: datetime
) -> None:
    locked.decision, locked.answer = decision, answer
    locked.decided_by, locked.decided_at = actor.name, now
    locked.save()


def _do(task: Task, asked: Adjustment) -> None:
    wanted = asked.wanted
    match AdjustmentKind(asked.kind):
        case AdjustmentKind.TARGET:
            _change_target(task, asked)
        case AdjustmentKind.ASSIGNMENT:
            _expect(asked.before, in_words(task))
            reassign(
                task,
                [
                    Wanted(
                        organisation=one["organisation"],
                        role=AssignmentRole(one["role"]),
                        lead=one["lead"],
                    )
                    for one in wanted["assignments"]
                ],
            )
            for issue in task.issues.all():
                hand_out(issue)
        case AdjustmentKind.STATE:
            _expect(wanted["from"], task.state)
            task.state = TaskState(wanted["state"])
            task.save(update_fields=["state"])


def _change_target(task: Task, asked: Adjustment) -> None:
    text = asked.wanted["text"]
    grounds = Grounds(
        reason=asked.reason,
        approver=asked.decided_by,
        at=asked.decided_at or asked.asked_at,
        document=asked.document,
    )
    if asked.target is not None:
        target = asked.target
        _expect(asked.before, target.text)
        name = TargetName(target.kind, target.period_kind, target.period_index, target.key)
        write_targets(task, {name: text}, grounds)
    else:
        _expect(asked.before, getattr(task, asked.field))
        write_annual(task, asked.field, text, grounds)


def _expect(asked_when: str, now: str) -> None:
    if asked_when != now:
        raise StandsOtherwiseError(now)


def _period(asked: Adjustment) -> str:
    if asked.target is None:
        return ""
    return f"{asked.target.period_kind}-{asked.target.period_index}"
