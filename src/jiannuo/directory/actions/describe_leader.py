"""Register a leader, or say what office they hold."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Leader, Place
from jiannuo.directory.names import sort_key
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def create_leader(actor: Actor, place: Place, *, name: str, title: str = "") -> Leader:
    """Add a leader to a place. Raises NotFittingError where the place has one of this name."""
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=place.pk))
    if Leader.objects.filter(place=place, name=name).exists():
        raise NotFittingError(f"{place}已经登记了“{name}”。", "name")
    with transaction.atomic():
        leader = Leader.objects.create(place=place, name=name, title=title, sort_key=sort_key(name))
        record(actor.author, "leader.create", Recorded("leader", leader.pk, name), {"title": title})
    return leader


def describe_leader(actor: Actor, leader: Leader, *, title: str) -> None:
    """Change a leader's office."""
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=leader.place_id))
    before = leader.title
    with transaction.atomic():
        leader.title = title
        leader.save(update_fields=["title"])
        record(
            actor.author,
            "leader.describe",
            Recorded("leader", leader.pk, leader.name),
            {"before": before, "after": title},
        )
