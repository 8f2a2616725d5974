"""What the steps of a closing share: the lock on one that must stand in a certain state, and its entry.

Recorded about the closing; that the task waits, is closed or goes on is recorded about the task
(`ledger.actions.close_task`), without anybody's evidence.
"""

from collections.abc import Mapping
from typing import Any

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.models import ReportingRound
from jiannuo.supervision.errors import MovedOnError
from jiannuo.supervision.models import Closing, ClosingState


def locked_closing(closing: Closing, *states: ClosingState) -> Closing:
    """Return the closing as it stands now, locked. Raises MovedOnError if it is in no such state."""
    found = (
        Closing.objects.select_for_update(of=("self",))
        .select_related("task__plan__place", "organisation")
        .get(pk=closing.pk)
    )
    if found.state not in states:
        raise MovedOnError(str(found.get_state_display()))
    return found


def recorded(
    actor: Actor, action: str, closing: Closing, said: Mapping[str, Any] | None = None
) -> None:
    """Write a step into the trail."""
    about = About("closing", closing.pk, str(closing.task))
    payload = {"task": closing.task_id, "organisation": closing.organisation.name, **(said or {})}
    record_all(actor.author, [Recorded(action, about, payload)])


def let_sheets_follow(actor: Actor, closing: Closing) -> None:
    """Let open rounds ask about the task no more, or again; what somebody has written stays."""
    plan = closing.task.plan_id
    for one in ReportingRound.objects.filter(plans=plan, closed_at=None):
        complete_sheets(actor, one)
