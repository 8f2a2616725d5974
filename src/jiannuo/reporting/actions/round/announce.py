"""Announce a round: from now on its deadline is never brought forward."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.actions.telling import tell_opened
from jiannuo.reporting.models import ReportingRound


def announce_round(actor: Actor, one: ReportingRound, *, at: datetime) -> None:
    """Announce a round and tell its organisations; one announced already stays as it is."""
    require_rounds(actor, one.place_id)
    with transaction.atomic():
        locked = ReportingRound.objects.select_for_update().get(pk=one.pk)
        if locked.announced_at is None:
            one.announced_at = at
            one.save(update_fields=["announced_at"])
            recorded(
                actor, "round.announce", one, {"due_at": one.due_at.isoformat(), "why": one.due_why}
            )
            tell_opened(one, at)
