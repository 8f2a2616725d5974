"""Add a place."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Place, PlaceLevel
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def create_place(
    actor: Actor, *, name: str, level: PlaceLevel, full_name: str = "", parent: Place | None = None
) -> Place:
    """Add a place below another; `full_name` is put together from the parent's unless given.

    Raises NotFittingError where a place of this full name is there.
    """
    require(actor, Act.EDIT_PLACES)
    full_name = full_name or (parent.full_name if parent else "") + name
    if Place.objects.filter(full_name=full_name).exists():
        raise NotFittingError(f"已经有“{full_name}”这个地区。", "name")
    with transaction.atomic():
        place = Place.objects.create(
            name=name,
            level=level,
            parent=parent,
            full_name=full_name,
        )
        record(
            actor.author,
            "place.create",
            Recorded("place", place.pk, place.full_name),
            {"level": place.level, "parent": place.parent_id},
        )
    return place
