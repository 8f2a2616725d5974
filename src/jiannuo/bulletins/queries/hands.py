"""Whose hands a bulletin has been in, and who else in its place could take the next step."""

from typing import Final

from jiannuo.bulletins.models import Bulletin
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Grant
from jiannuo.directory.permissions import ACTS, Act
from jiannuo.history.models import Entry

SENT_ON: Final = "bulletin.send_on"
WRITING: Final = frozenset(
    {
        "bulletin.draft",
        "bulletin.edit",
        "bulletin.take_over",
        "bulletin.recompute",
        "bulletin.correct",
        SENT_ON,
    }
)
"""The acts that make somebody an author of the draft."""


def writers_of(bulletin: Bulletin) -> frozenset[str]:
    """Return the actors' ids who wrote the draft, up to its last being sent on to be checked.

    Read from the trail, which knows people by their accounts: two may have the same name, and a
    deputy acts in another's. What a checker corrects while checking makes no author of them.
    """
    entries = Entry.objects.about("bulletin", bulletin.pk)
    sent_on = entries.filter(action=SENT_ON).first()
    if sent_on is not None:
        entries = entries.filter(sequence__lte=sent_on.sequence)
    return frozenset(entries.filter(action__in=WRITING).values_list("actor", flat=True))


def holders_of(act: Act, place: int) -> dict[str, str]:
    """Return everybody whose role in a place has this act: actor's id -> name."""
    roles = [role for role, acts in ACTS.items() if act in acts]
    grants = Grant.objects.filter(
        place=place, role__in=roles, active=True, user__is_active=True
    ).select_related("user")
    return {f"user:{grant.user_id}": str(grant.user) for grant in grants}


def others_to_check(actor: Actor, bulletin: Bulletin) -> list[str]:
    """Return the names of those who must check in the actor's stead, who wrote it; empty: nobody must."""
    return _others(Act.COMPOSE, actor, bulletin)


def others_to_sign(actor: Actor, bulletin: Bulletin) -> list[str]:
    """Return the same for signing."""
    return _others(Act.APPROVE, actor, bulletin)


def may_check(actor: Actor, bulletin: Bulletin) -> bool:
    """Say whether the rule of two pairs of eyes lets the actor check it (permission is asked apart)."""
    return not others_to_check(actor, bulletin)


def may_sign(actor: Actor, bulletin: Bulletin) -> bool:
    """Say whether it lets the actor sign it."""
    return not others_to_sign(actor, bulletin)


def _others(act: Act, actor: Actor, bulletin: Bulletin) -> list[str]:
    writers = writers_of(bulletin)
    if actor.id not in writers:
        return []
    holders = holders_of(act, bulletin.place_id)
    return [name for one, name in holders.items() if one not in writers]
