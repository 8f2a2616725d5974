"""What the acts on letters share: the lock on one that must stand in a certain state, and its entry.

A letter's acts are recorded about the letter, never about its tasks: a task's trail is read by every
organisation that takes part in it, a letter only by the one that it went to.
"""

from collections.abc import Mapping
from typing import Any

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.supervision.errors import MovedOnError
from jiannuo.supervision.models import Letter, LetterState


def locked_letter(letter: Letter, *states: LetterState) -> Letter:
    """Return the letter as it stands now, locked. Raises MovedOnError if it is in no such state."""
    found = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("place", "organisation")
        .get(pk=letter.pk)
    )
    if found.state not in states:
        raise MovedOnError(str(found.get_state_display()))
    return found


def recorded(
    actor: Actor, action: str, letter: Letter, said: Mapping[str, Any] | None = None
) -> None:
    """Write an act on a letter into the trail."""
    payload = {
        "kind": str(letter.get_kind_display()),
        "organisation": letter.organisation.name,
        "number": letter.number,
        **(said or {}),
    }
    record_all(actor.author, [Recorded(action, About("letter", letter.pk, str(letter)), payload)])
