"""Change a round's deadline: put off by a person, or counted anew when a notice has come."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.actions.telling import tell_moved
from jiannuo.reporting.deadlines import due_by, due_day, due_words
from jiannuo.reporting.models import DueBasis, ReportingRound
from jiannuo.reporting.queries.submissions import span_of_round


def set_deadline(actor: Actor, one: ReportingRound, due_at: datetime, *, reason: str) -> None:
    """Set another deadline. Raises RoundRefusedError where it was announced and would come earlier."""
    require_rounds(actor, one.place_id)
    if not reason.strip():
        raise RoundRefusedError("请写明调整截止时间的理由，各单位会看到。")
    with transaction.atomic():
        locked = ReportingRound.objects.select_for_update().get(pk=one.pk)
        _still_open(locked)
        if locked.announced_at and due_at < locked.due_at:
            raise RoundRefusedError(f"已经通知{due_words(locked.due_at)}截止，只能推后，不能提前。")
        why = f"督查室调整，{reason.strip()}；原为{due_words(locked.due_at)}"
        _change(actor, locked, due_at, why, DueBasis.FIXED, reason=reason.strip())
    one.refresh_from_db()


def recount_deadline(actor: Actor, one: ReportingRound) -> bool:
    """Count the deadline anew by the round's rule; say whether it or what it rests on changed.

    A deadline that a person set stays; one that was announced is never brought forward.
    """
    require_rounds(actor, one.place_id)
    if one.rule is None or one.closed_at or one.due_basis == DueBasis.FIXED:
        return False
    announced = due_day(one.due_at) if one.announced_at else None
    due = due_by(one.rule, one.year, span_of_round(one), announced=announced)
    if (due.at, due.basis, due.why) == (one.due_at, one.due_basis, one.due_why):
        return False
    with transaction.atomic():
        _change(actor, one, due.at, due.why, due.basis)
    return True


def _change(
    actor: Actor,
    one: ReportingRound,
    due_at: datetime,
    why: str,
    basis: DueBasis,
    *,
    reason: str = "",
) -> None:
    before = one.due_at
    one.due_at, one.due_why, one.due_basis = due_at, why, basis
    one.save(update_fields=["due_at", "due_why", "due_basis"])
    # More time that was granted is worth nothing once everybody has as much.
    one.submissions.filter(due_at__lte=due_at).update(due_at=None)
    recorded(
        actor,
        "round.deadline",
        one,
        {
            "before": due_words(before, year=True),
            "after": due_words(due_at, year=True),
            "why": why,
            "reason": reason,
        },
    )
    if one.announced_at and due_at != before:
        tell_moved(one, now(one.place))


def _still_open(one: ReportingRound) -> None:
    if one.closed_at is not None:
        raise RoundRefusedError("本轮已锁定。需要改动时，请先说明理由重新开放。")
