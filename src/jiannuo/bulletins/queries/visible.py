"""The one door to bulletins: which of them an actor may read."""

from typing import Final

from django.db.models import Q, QuerySet

from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Role
from jiannuo.directory.models.people import (
    OF_A_LEADER,
    OF_A_PLACE,
    OF_AN_ORGANISATION,
    READING_A_PLACE,
)

READERS: Final = frozenset((*OF_A_PLACE, *OF_AN_ORGANISATION, *OF_A_LEADER))
"""The roles that may read bulletins at all; administrators see no ledger and none of its bulletins."""
_PUBLISHED = (BulletinState.ISSUED, BulletinState.WITHDRAWN)


def bulletins_visible_to(actor: Actor) -> QuerySet[Bulletin]:
    """Return the bulletins that an actor may read.

    Officers, directors and observers read all of their places; a secrecy reviewer those that have
    left the drafter's hands; a place's organisations and leaders what was issued (withdrawn later
    or not), unless it is a work secret (保守国家秘密法, art. 64). Others read none.
    """
    rows = Bulletin.objects.all()
    if actor.machine:
        return rows
    whole = {held.place for held in actor.held if held.role in READING_A_PLACE}
    clearing = {held.place for held in actor.held if held.role == Role.REVIEWER}
    named = {held.place for held in actor.held if held.role in (*OF_AN_ORGANISATION, *OF_A_LEADER)}
    reach = Q()
    if whole:
        reach |= Q(place__in=whole)
    if clearing:
        reach |= Q(place__in=clearing) & ~Q(state=BulletinState.DRAFT)
    if named:
        read = Q(place__in=named, state__in=_PUBLISHED)
        reach |= read & ~Q(openness=Openness.WORK_SECRET)
    return rows.filter(reach) if reach else rows.none()
