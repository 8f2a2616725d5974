"""Sign a bulletin (签发): from here on its words are frozen."""

from datetime import datetime

from django.db import transaction

from jiannuo.bulletins.actions.clear import drop_review_if_changed
from jiannuo.bulletins.actions.steps import about, keep_version, locked, require_seen, subject_of
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.queries.hands import others_to_sign, writers_of
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def sign(actor: Actor, bulletin: Bulletin, *, seen: int | None = None, now: datetime) -> Bulletin:
    """Sign a bulletin that was checked. Open comments don't keep anybody from signing.

    A director who wrote it signs only where there is no other director, and that is recorded.
    Raises BulletinRefusedError.
    """
    require(actor, Act.APPROVE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.SIGNING)
        require_seen(found, seen)
        own = actor.id in writers_of(found)
        if others := others_to_sign(actor, found):
            raise BulletinRefusedError(f"签发人不能是拟稿人。请{'、'.join(others[:3])}签发。")
        drop_review_if_changed(found)
        open_comments = found.comments.filter(settled_at=None).count()
        found.state, found.signed_by, found.signed_at = BulletinState.SIGNED, actor.name, now
        found.save(update_fields=["state", "signed_by", "signed_at"])
        note = "本地没有其他人可以签发，由拟稿人自行签发" if own else ""
        keep_version(found, BulletinState.SIGNED, actor, now=now, note=note)
        record(
            actor.author,
            "bulletin.sign",
            about(found),
            {"alone": own, "open_comments": open_comments},
        )
    return found
