"""Close a round (锁定), and open it again with a reason."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.models import ReportingRound


def close_round(actor: Actor, one: ReportingRound, *, at: datetime) -> None:
    """Lock a round: what it holds is changed by corrections only. Raises before its deadline."""
    require_rounds(actor, one.place_id)
    if at < one.due_at:
        raise RoundRefusedError("还没有到截止时间，不能锁定。")
    with transaction.atomic():
        locked = ReportingRound.objects.select_for_update().get(pk=one.pk)
        if locked.closed_at is None:
            one.closed_at = at
            one.save(update_fields=["closed_at"])
            states = one.submissions.values_list("state", flat=True)
            counted = {state: list(states).count(state) for state in sorted(set(states))}
            recorded(actor, "round.close", one, {"states": counted})


def reopen_round(actor: Actor, one: ReportingRound, *, reason: str) -> None:
    """Open a locked round again, with a reason that stays in the trail."""
    require_rounds(actor, one.place_id)
    if not reason.strip():
        raise RoundRefusedError("请写明重新开放的理由。")
    with transaction.atomic():
        locked = ReportingRound.objects.select_for_update().get(pk=one.pk)
        if locked.closed_at is not None:
            one.closed_at = None
            one.save(update_fields=["closed_at"])
            recorded(actor, "round.reopen", one, {"reason": reason.strip()})
