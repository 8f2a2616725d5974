"""Send a bulletin back to the draft (退回), with a word on what is to change; or drop a draft (作废)."""

from datetime import datetime

from django.db import transaction

from jiannuo.bulletins.actions.clear import drop_review
from jiannuo.bulletins.actions.steps import about, keep_version, locked, subject_of, word_of
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def send_back(actor: Actor, bulletin: Bulletin, word: str, *, now: datetime) -> Bulletin:
    """Send a bulletin back: the checker while it is checked, the director while it waits for a signature.

    What the openness review said falls with it, for it spoke of these words. Raises
    BulletinRefusedError without a word, or once it is signed.
    """
    with transaction.atomic():
        found = locked(bulletin, BulletinState.CHECKING, BulletinState.SIGNING)
        step = BulletinState(found.state)
        act = Act.APPROVE if step == BulletinState.SIGNING else Act.COMPOSE
        require(actor, act, subject_of(found))
        said = word_of(word, "请写明退回意见：哪里要改、怎么改。")
        keep_version(found, step, actor, now=now, note=f"退回：{said}")
        drop_review(found)
        found.state, found.sent_back, found.checked_by = BulletinState.DRAFT, said, ""
        found.save(update_fields=["state", "sent_back", "checked_by"])
        record(
            actor.author, "bulletin.send_back", about(found), {"step": step.label, "reason": said}
        )
    return found


def discard(actor: Actor, bulletin: Bulletin, why: str = "", *, now: datetime) -> Bulletin:
    """Drop a draft for good; it stays in the list of what was dropped, and doesn't come up again."""
    require(actor, Act.COMPOSE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.DRAFT)
        keep_version(found, BulletinState.DISCARDED, actor, now=now, note=why.strip())
        found.state = BulletinState.DISCARDED
        found.save(update_fields=["state"])
        record(actor.author, "bulletin.discard", about(found), {"reason": why.strip()})
    return found
