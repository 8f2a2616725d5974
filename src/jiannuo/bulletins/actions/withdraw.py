"""Withdraw an issued bulletin (撤回): it stays readable, with the reason on its head."""

from datetime import datetime

from django.db import transaction

from jiannuo.bulletins.actions.steps import about, keep_version, locked, subject_of, word_of
from jiannuo.bulletins.actions.telling import tell_withdrawn
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def withdraw(actor: Actor, bulletin: Bulletin, why: str, *, now: datetime) -> Bulletin:
    """Mark an issued bulletin as withdrawn; nothing of it is changed or taken away.

    The director does this, as nobody else could have issued it. Raises BulletinRefusedError.
    """
    require(actor, Act.APPROVE, subject_of(bulletin))
    said = word_of(why, "请写明撤回的理由，它会显示在通报上。")
    with transaction.atomic():
        found = locked(bulletin, BulletinState.ISSUED)
        found.state = BulletinState.WITHDRAWN
        found.withdrawn_at, found.withdrawn_why = now, said
        found.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
        keep_version(found, BulletinState.WITHDRAWN, actor, now=now, note=said)
        told = tell_withdrawn(found, now)
        record(
            actor.author,
            "bulletin.withdraw",
            about(found),
            {"number": found.number, "reason": said, "told": told},
        )
    return found
