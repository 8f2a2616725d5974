"""Put a place's name right, or hang it below another place."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Place, PlaceLevel
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def describe_place(
    actor: Actor,
    place: Place,
    *,
    name: str,
    full_name: str,
    level: PlaceLevel,
    parent: Place | None,
) -> None:
    """Change a place's names, level and what it lies below.

    Raises NotFittingError where the full name is another's, or the place would lie below itself.
    """
    require(actor, Act.EDIT_PLACES)
    above = parent
    while above is not None:
        if above.pk == place.pk:
            raise NotFittingError("不能挂在自己或自己的下级之下。", "parent")
        above = above.parent
    if Place.objects.filter(full_name=full_name).exclude(pk=place.pk).exists():
        raise NotFittingError(f"已经有“{full_name}”这个地区。", "full_name")
    before = place.full_name
    with transaction.atomic():
        place.name, place.full_name, place.level, place.parent = name, full_name, level, parent
        place.save(update_fields=["name", "full_name", "level", "parent"])
        record(
            actor.author,
            "place.describe",
            Recorded("place", place.pk, before),
            {"before": before, "after": full_name, "level": level.value, "parent": place.parent_id},
        )
