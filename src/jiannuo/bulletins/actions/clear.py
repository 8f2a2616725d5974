"""Decide whether a bulletin may be made public (公开属性审查): 公开, 内部 or 工作秘密, with the law's ground."""

from datetime import datetime
from typing import Final

from django.db import transaction

from jiannuo.bulletins.actions.steps import about, locked, subject_of
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState, Ground, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record

REVIEWABLE: Final = (
    BulletinState.CHECKING,
    BulletinState.SIGNING,
    BulletinState.SIGNED,
    BulletinState.NUMBERED,
    BulletinState.ISSUED,
)
"""From the check on: before that, the words still change every hour."""
_FIELDS: Final = (
    "openness",
    "openness_ground",
    "openness_reason",
    "openness_by",
    "openness_at",
    "openness_revision",
)


def clear(
    actor: Actor,
    bulletin: Bulletin,
    openness: Openness,
    *,
    ground: Ground | None = None,
    reason: str = "",
    now: datetime,
) -> Bulletin:
    """Keep what the reviewer decides about the words as they stand; deciding anew is an act of its own.

    What isn't made public needs an article (政府信息公开条例, art. 14 to 16) and a reason in words.
    Raises BulletinRefusedError.
    """
    require(actor, Act.CLEAR, subject_of(bulletin))
    said = reason.strip()
    if openness == Openness.UNDECIDED:
        raise BulletinRefusedError("请选择公开、内部或工作秘密。")
    if openness != Openness.PUBLIC and (ground is None or not said):
        raise BulletinRefusedError(
            f"定为“{openness.label}”的，请选择《政府信息公开条例》的条款，并写明理由。"
        )
    with transaction.atomic():
        found = locked(bulletin, *REVIEWABLE)
        before = Openness(found.openness)
        found.openness = openness
        found.openness_ground = "" if openness == Openness.PUBLIC or ground is None else ground
        found.openness_reason = said
        found.openness_by, found.openness_at = actor.name, now
        found.openness_revision = found.revision
        found.save(update_fields=_FIELDS)
        record(
            actor.author,
            "bulletin.clear",
            about(found),
            {
                "before": before.label,
                "after": openness.label,
                "ground": found.openness_ground,
                "reason": said,
            },
        )
    return found


def drop_review(bulletin: Bulletin) -> None:
    """Make the openness undecided again, under the bulletin's lock; the trail keeps what was decided."""
    bulletin.openness = Openness.UNDECIDED
    bulletin.openness_ground = bulletin.openness_reason = bulletin.openness_by = ""
    bulletin.openness_at = bulletin.openness_revision = None
    bulletin.save(update_fields=_FIELDS)


def drop_review_if_changed(bulletin: Bulletin) -> None:
    """Do so where the words have changed since they were reviewed."""
    if bulletin.openness_revision not in (None, bulletin.revision):
        drop_review(bulletin)
