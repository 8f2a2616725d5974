"""Whose hands a bulletin has been in, and who else in its place could take the next step."""

from typing import Final

from jiannuo.bulletins.models import Bulletin
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


def others_than(act: Act, bulletin: Bulletin, *but: frozenset[str]) -> list[str]:
    """Return the names of those who may do this act on a bulletin and are none of these actors."""
    left_out = frozenset().union(*but)
    return [
        name for actor, name in holders_of(act, bulletin.place_id).items() if actor not in left_out
    ]
