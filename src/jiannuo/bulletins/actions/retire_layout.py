"""Put a place's own layout away, or take it up again; bulletins that were set in it keep it."""

from django.db import transaction

from jiannuo.bulletins.models import Layout
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def retire_layout(actor: Actor, layout: Layout, *, active: bool = False) -> None:
    """Put a layout away (or, with `active`, take it up again). Raises NotAllowedError.

    The product's own layouts belong to no place, so nobody may.
    """
    require(actor, Act.COMPOSE, Subject(place=layout.place_id))
    with transaction.atomic():
        layout.active = active
        layout.save(update_fields=["active"])
        record(
            actor.author,
            "layout.restore" if active else "layout.retire",
            Recorded("layout", layout.pk, layout.name),
        )
