"""Send a bulletin on: the draft to be checked (核稿), the checked one to be signed (送签)."""

from datetime import datetime

from django.db import transaction

from jiannuo.bulletins.actions.clear import drop_review_if_changed
from jiannuo.bulletins.actions.steps import about, keep_version, locked, require_seen, subject_of
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.queries.hands import others_to_check, writers_of
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def send_on(actor: Actor, bulletin: Bulletin, *, now: datetime) -> Bulletin:
    """Send a draft on to be checked; whoever sends on what came up by itself is its drafter.

    Raises BulletinRefusedError: without title or text, or no draft any more.
    """
    require(actor, Act.COMPOSE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.DRAFT)
        if not str(found.content.get("title", "")).strip():
            raise BulletinRefusedError("通报还没有标题，请先写好标题再送核稿。")
        if not any(str(one.get("text", "")).strip() for one in found.content.get("blocks", ())):
            raise BulletinRefusedError("通报还没有正文，请先写好正文再送核稿。")
        if found.by_schedule or not found.drafted_by:
            found.drafted_by = actor.name
        found.state, found.sent_back = BulletinState.CHECKING, ""
        found.save(update_fields=["state", "sent_back", "drafted_by"])
        keep_version(found, BulletinState.DRAFT, actor, now=now)
        record(actor.author, "bulletin.send_on", about(found), {"title": str(found)})
    return found


def pass_on(
    actor: Actor, bulletin: Bulletin, *, seen: int | None = None, now: datetime
) -> Bulletin:
    """Pass a checked bulletin on to be signed. The checker is nobody who wrote the draft.

    Where a place has nobody else, its only officer checks their own draft; version and trail say
    so. Raises BulletinRefusedError.
    """
    require(actor, Act.COMPOSE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.CHECKING)
        require_seen(found, seen)
        own = actor.id in writers_of(found)
        if others := others_to_check(actor, found):
            raise BulletinRefusedError(
                f"核稿人不能是拟稿人。请{'、'.join(others[:3])}核稿，或请别人修改后由您核稿。"
            )
        drop_review_if_changed(found)
        found.state, found.checked_by = BulletinState.SIGNING, actor.name
        found.save(update_fields=["state", "checked_by"])
        note = "本地没有其他人可以核稿，由拟稿人自行核稿" if own else ""
        keep_version(found, BulletinState.CHECKING, actor, now=now, note=note)
        record(actor.author, "bulletin.check", about(found), {"alone": own})
    return found
