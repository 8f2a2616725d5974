"""In which places somebody may do something: what lists of letters and closings are narrowed by."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.models.people import OF_A_PLACE
from jiannuo.directory.permissions import ACTS, Act


def places_for(actor: Actor, act: Act) -> frozenset[int]:
    """Return the places whose office the actor is part of, as far as this act goes."""
    return frozenset(
        held.place
        for held in actor.held
        if held.role in OF_A_PLACE and held.place is not None and act in ACTS[held.role]
    )
