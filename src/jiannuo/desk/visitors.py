"""Who asks for a page: the actor behind the request, read once."""

from typing import Final

from django.http import HttpRequest

from jiannuo.directory.actor import STRANGER, Actor, actor_of
from jiannuo.directory.permissions import ACTS, Act

_KEPT: Final = "_jiannuo_actor"
STANDING: Final = "standing"
"""Where a session keeps as whom its user works, if they chose (`directory.actor.Standing`)."""


def visitor(request: HttpRequest) -> Actor:
    """Return the actor who asks, read once in a request."""
    actor: Actor | None = getattr(request, _KEPT, None)
    if actor is None:
        user = getattr(request, "user", None)
        session = getattr(request, "session", {})
        actor = STRANGER if user is None else actor_of(user, session.get(STANDING, ""))
        setattr(request, _KEPT, actor)
    return actor


def holds(actor: Actor, act: Act) -> bool:
    """Say whether any of the actor's roles has this act at all: decides which ways are shown.

    Whether it reaches a certain subject is asked where the act is done.
    """
    return any(act in ACTS[role] for role in actor.roles)
