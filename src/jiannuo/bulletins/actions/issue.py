"""Issue a numbered bulletin (印发): the organisations concerned learn of it, and the public's clock starts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.bulletins.actions.steps import (
    about,
    keep_version,
    locked,
    require_as_signed,
    subject_of,
)
from jiannuo.bulletins.actions.telling import tell_issued
from jiannuo.bulletins.deadline import public_deadline
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.words import quoted
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def issue(actor: Actor, bulletin: Bulletin, *, now: datetime) -> Bulletin:
    """Issue a bulletin on the day of `now`; from here on it is only corrected or withdrawn in public.

    Raises BulletinRefusedError, also where the one that it corrects was withdrawn meanwhile.
    """
    require(actor, Act.COMPOSE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.NUMBERED)
        require_as_signed(found)
        if found.corrects is not None and found.corrects.state != BulletinState.ISSUED:
            raise BulletinRefusedError(
                f"要更正的{quoted(found.corrects)}已经撤回，不再需要更正。请另行拟稿。"
            )
        found.issued_on = timezone.localtime(now).date()
        due = public_deadline(found.place, found.issued_on)
        found.public_due_on = due.date
        found.state = BulletinState.ISSUED
        found.save(update_fields=["issued_on", "public_due_on", "state"])
        keep_version(found, BulletinState.ISSUED, actor, now=now)
        told = tell_issued(found, now)
        record(
            actor.author,
            "bulletin.issue",
            about(found),
            {
                "number": found.number,
                "on": found.issued_on.isoformat(),
                "public_due_on": due.date.isoformat(),
                "why": due.why,
                "told": told,
            },
        )
    return found
