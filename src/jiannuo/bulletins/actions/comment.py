"""Remarks on a bulletin while it is being made, and settling them."""

from datetime import datetime
from typing import Final

from django.db import transaction

from jiannuo.bulletins.actions.steps import about, locked, subject_of, word_of
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState, Comment
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.history.actions.record import record

OPEN_TO_COMMENT: Final = (BulletinState.DRAFT, BulletinState.CHECKING, BulletinState.SIGNING)
"""Until it is signed; afterwards a remark is a correction."""


def may_comment(actor: Actor, bulletin: Bulletin) -> bool:
    """Say whether the actor works on bulletins of that place: writes, signs or reviews them."""
    return any(may(actor, act, subject_of(bulletin)) for act in (Act.COMPOSE, Act.CLEAR))


def comment(
    actor: Actor, bulletin: Bulletin, text: str, *, block: str = "", now: datetime
) -> Comment:
    """Keep a remark on a block (with the words as they stood), or on the whole where `block` is empty.

    Raises BulletinRefusedError for an empty remark, an unknown block, or a signed bulletin.
    """
    if not may_comment(actor, bulletin):
        raise NotAllowedError(Act.COMPOSE)
    said = word_of(text, "请写下意见。")
    with transaction.atomic():
        found = locked(bulletin, *OPEN_TO_COMMENT)
        made = Comment.objects.create(
            bulletin=found,
            block=block,
            quote=_quote(found, block),
            text=said,
            by_name=actor.name,
            at=now,
        )
        record(
            actor.author,
            "bulletin.comment",
            about(found),
            {"comment": made.pk, "quote": made.quote, "text": said},
        )
    return made


def settle_comment(actor: Actor, remark: Comment, *, now: datetime) -> Comment:
    """Say that a remark was dealt with. Raises BulletinRefusedError where somebody did before."""
    bulletin = remark.bulletin
    if not may_comment(actor, bulletin):
        raise NotAllowedError(Act.COMPOSE)
    with transaction.atomic():
        locked(bulletin, *OPEN_TO_COMMENT)
        found = Comment.objects.select_for_update().get(pk=remark.pk)
        if found.settled_at is not None:
            raise BulletinRefusedError(f"这条意见{found.settled_by}已经处理。")
        found.settled_by, found.settled_at = actor.name, now
        found.save(update_fields=["settled_by", "settled_at"])
        record(
            actor.author,
            "bulletin.settle_comment",
            about(bulletin),
            {"comment": found.pk, "text": found.text, "by": found.by_name},
        )
    return found


def _quote(bulletin: Bulletin, block: str) -> str:
    if not block:
        return ""
    for one in bulletin.content.get("blocks", ()):
        if one.get("id") == block:
            return str(one.get("text", ""))
    raise BulletinRefusedError("这一段已经不在稿子里，请刷新页面，对现在的段落提意见。")
