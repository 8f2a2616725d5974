"""Ask for a change that needs approval: of a target, the organisations or the state of a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.reassign import Wanted, in_words, wanted_in_words
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Adjustment, AdjustmentKind, Decision, Target, Task, TaskState
from jiannuo.ledger.queries.visible import subject_of

ADJUSTABLE: Final = (
    "annual_target",
    "indicator",
    "target_value",
    "subproject",
    "task",
    "deadline",
)
"""The fields of a task that say what is to be reached, or by when."""

STATES: Final = (
    TaskState.RUNNING,
    TaskState.ADJUSTED,
    TaskState.PAUSED,
    TaskState.POSTPONED,
    TaskState.ENDED,
)
"""The states that a decision may set: the side exits, and the way back."""


class ReasonMissingError(NotPossibleError):
    """A change by decision needs its reason."""

    def __init__(self) -> None:
        super().__init__("请写明调整的理由。没有理由，不能报批。")


class NothingChangesError(NotPossibleError):
    """What is asked for is what stands there."""

    def __init__(self) -> None:
        super().__init__("调整后和现在一样，不需要报批。")


class AskedAlreadyError(NotPossibleError):
    """The same change is asked for already and waits for its decision."""

    def __init__(self, who: str) -> None:
        super().__init__(f"这一项的调整已由{who}提出，正在等审批。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why, and by which document."""

    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: AdjustmentKind
    before: str
    after: str
    wanted: Mapping[str, Any]
    field: str = ""
    target: Target | None = None


def ask_for_text(
    actor: Actor, task: Task, spot: Target | str, text: str, grounds: Grounds, *, now: datetime
) -> Adjustment:
    """Ask for another target: of a period (a `Target`) or of the year (a field of the task).

    Raises ReasonMissingError, NothingChangesError, AskedAlreadyError, and ValueError for a field that
    is no target.
    """
    if isinstance(spot, Target):
        asked = _Asked(
            AdjustmentKind.TARGET, spot.text, text, {"text": text}, field=spot.kind, target=spot
        )
    elif spot in ADJUSTABLE:
        asked = _Asked(AdjustmentKind.TARGET, getattr(task, spot), text, {"text": text}, field=spot)
    else:
        raise ValueError(spot)
    return _ask(actor, task, asked, grounds, now)


def ask_for_organisations(
    actor: Actor, task: Task, wanted: Sequence[Wanted], grounds: Grounds, *, now: datetime
) -> Adjustment:
    """Ask for other organisations. Raises what `ask_for_text` raises."""
    written = [
        {"organisation": one.organisation, "role": str(one.role), "lead": one.lead}
        for one in wanted
    ]
    asked = _Asked(
        AdjustmentKind.ASSIGNMENT,
        in_words(task),
        wanted_in_words(wanted),
        {"assignments": written},
    )
    return _ask(actor, task, asked, grounds, now)


def ask_for_state(
    actor: Actor, task: Task, state: TaskState, grounds: Grounds, *, now: datetime
) -> Adjustment:
    """Ask that the task is adjusted, paused, postponed, ended, or taken up again.

    Raises what `ask_for_text` raises.
    """
    if state not in STATES:
        raise ValueError(state)
    asked = _Asked(
        AdjustmentKind.STATE,
        str(task.get_state_display()),
        str(state.label),
        {"state": str(state), "from": task.state},
    )
    return _ask(actor, task, asked, grounds, now)


def _ask(actor: Actor, task: Task, asked: _Asked, grounds: Grounds, now: datetime) -> Adjustment:
    asking = _asking(actor, task)
    if not grounds.reason:
        raise ReasonMissingError
    if not asked.after or asked.before == asked.after:
        raise NothingChangesError
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=task.pk)
        waiting = Adjustment.objects.filter(
            task=task,
            kind=asked.kind,
            field=asked.field,
            target=asked.target,
            decision=Decision.OPEN,
        ).first()
        if waiting is not None:
            raise AskedAlreadyError(waiting.asked_by)
        adjustment = Adjustment.objects.create(
            task=task,
            kind=asked.kind,
            field=asked.field,
            target=asked.target,
            before=asked.before,
            after=asked.after,
            wanted=dict(asked.wanted),
            reason=grounds.reason,
            document=grounds.document,
            organisation=asking,
            asked_by=actor.name,
            asked_at=now,
        )
        said = {
            "what": str(asked.kind.label),
            "before": asked.before,
            "after": asked.after,
            "reason": grounds.reason,
            "document": grounds.document,
            "organisation": asking.name if asking else "",
        }
        record(actor.author, "task.ask_adjustment", About("task", task.pk, str(task)), said)
    return adjustment


def _asking(actor: Actor, task: Task) -> Organisation | None:
    """Return the organisation for which the actor asks; None for the office. Raises NotAllowedError."""
    if may(actor, Act.ISSUE, Subject(place=task.plan.place_id)):
        return None
    subject = subject_of(task)
    if not may(actor, Act.FILE_PLAN, subject):
        raise NotAllowedError(Act.FILE_PLAN)
    own = actor.organisations & subject.organisations
    return Organisation.objects.filter(pk__in=own).order_by("kind", "sort_key").first()
