"""The layouts that a place may use."""

from django.db.models import F, Q, QuerySet

from jiannuo.bulletins.models import Layout
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may


def layouts_visible_to(actor: Actor) -> QuerySet[Layout]:
    """Return the product's layouts and those of the places that the actor composes for."""
    composing = [
        place for place in actor.home_places if may(actor, Act.COMPOSE, Subject(place=place))
    ]
    if actor.machine:
        return Layout.objects.all()
    if not composing:
        return Layout.objects.none()
    return Layout.objects.filter(Q(place=None) | Q(place__in=composing))


def layouts_of(place: int) -> QuerySet[Layout]:
    """Return what a place may choose from: its own layouts first, then the product's."""
    return Layout.objects.filter(Q(place=place) | Q(place=None), active=True).order_by(
        F("place").asc(nulls_last=True), "pk"
    )
