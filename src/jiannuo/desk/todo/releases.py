"""What waits of releases on the first page: the releases whose next step is the visitor's."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse

from jiannuo.bulletins.words import quoted
from jiannuo.core.workdays import day_words
from jiannuo.desk.releases.shown import due_words
from jiannuo.desk.todo.others import Item
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.publishing.models import ReleaseState
from jiannuo.publishing.queries.releases import open_releases, unreleased_bulletins

_MOST: Final = 3
_STEP: Final = {
    ReleaseState.DRAFT: (Act.COMPOSE, "待送审"),
    ReleaseState.CLEARING: (Act.CLEAR, "待您审查"),
    ReleaseState.APPROVING: (Act.APPROVE, "待您批准"),
}


def of_releases(actor: Actor, place: Place) -> Iterator[Item]:
    """Yield the releases whose next step is the visitor's."""
    subject = Subject(place=place.pk)
    for one in open_releases(actor).filter(place=place):
        act, words = _STEP[ReleaseState(one.state)]
        if may(actor, act, subject):
            yield Item(
                words=f"发布“{one.title}”{words}：{due_words(one)}",
                href=reverse("desk:one_release", args=[one.pk]),
            )
    if may(actor, Act.COMPOSE, subject):
        for bulletin in unreleased_bulletins(place)[:_MOST]:
            due = f"，{day_words(bulletin.public_due_on)}前应公开" if bulletin.public_due_on else ""
            yield Item(
                words=f"{quoted(bulletin)}可以公开，还没有发布{due}", href=reverse("desk:releases")
            )


def releases_to_clear(actor: Actor) -> list[Item]:
    """Return the releases that wait for a secrecy reviewer, who has no other page of the office."""
    places = Place.objects.filter(pk__in=actor.home_places - actor.places)
    return [item for place in places for item in of_releases(actor, place)]
