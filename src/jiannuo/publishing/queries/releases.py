"""Reading releases: the office's side, never the public's. `releases_visible_to` is the one door."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import ACTS, Act
from jiannuo.publishing.models import (
    Address,
    AddressKind,
    PublicBulletin,
    Release,
    ReleasedRow,
    ReleaseState,
)

_HANDS: Final = frozenset({Act.COMPOSE, Act.CLEAR, Act.APPROVE})


def places_in_hand(actor: Actor) -> QuerySet[Place]:
    """Return the places whose releases an actor drafts, reviews or approves."""
    if actor.machine:
        return Place.objects.all()
    held = {one.place for one in actor.held if one.place is not None and ACTS[one.role] & _HANDS}
    return Place.objects.filter(pk__in=held)


def releases_visible_to(actor: Actor) -> QuerySet[Release]:
    """Return the releases that an actor may see: those of the places in their hands."""
    return Release.objects.filter(place__in=places_in_hand(actor)).select_related(
        "place", "plan", "bulletin"
    )


def open_releases(actor: Actor) -> QuerySet[Release]:
    """Return those that wait for somebody, the most urgent first."""
    return (
        releases_visible_to(actor)
        .exclude(state__in=(ReleaseState.PUBLISHED, ReleaseState.CANCELLED))
        .order_by("due_on", "pk")
    )


def unreleased_bulletins(place: Place) -> QuerySet[Bulletin]:
    """Return issued bulletins that may be public and aren't yet, the most urgent first."""
    begun = Release.objects.exclude(state=ReleaseState.CANCELLED).exclude(bulletin=None)
    return (
        Bulletin.objects.filter(place=place, state=BulletinState.ISSUED, openness=Openness.PUBLIC)
        .exclude(pk__in=begun.values("bulletin"))
        .order_by("public_due_on", "pk")
    )


def unmarked_withdrawals(place: Place) -> list[Bulletin]:
    """Return withdrawn bulletins whose public page doesn't say so yet."""
    names = dict(
        Address.objects.filter(place=place, kind=AddressKind.BULLETIN).values_list("held", "name")
    )
    gone = list(Bulletin.objects.filter(pk__in=names, state=BulletinState.WITHDRAWN))
    if not gone:
        return []
    unmarked = set(
        PublicBulletin.objects.filter(
            place__slug=place.public_face.slug, withdrawn_why=""
        ).values_list("slug", flat=True)
    )
    return [one for one in gone if names[one.pk] in unmarked]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row in a list: how many places are struck out, how many questions are open."""

    id: int
    task: int
    number: str
    wording: str
    result: str
    reported: bool
    openness: str
    withdrawn: bool
    article: str
    struck: int
    questions: int

    @property
    def inside(self) -> bool:
        """Say whether the row isn't made public."""
        return self.withdrawn or self.openness != Openness.PUBLIC


def row_lines(release: Release) -> list[RowLine]:
    """Return a release's rows, those with open questions first, then those with words struck out."""
    lines = [_line(row) for row in release.rows.order_by("pk")]
    return sorted(lines, key=lambda one: (not one.questions, not one.struck, one.id))


def _line(row: ReleasedRow) -> RowLine:
    content: dict[str, Any] = row.content
    kept = [one["kept"] for one in row.redactions]
    return RowLine(
        id=row.pk,
        task=row.task_id,
        number=content["number"],
        wording=content["wording"],
        result=content["result_name"],
        reported=content["progress"] is not None,
        openness=row.openness,
        withdrawn=row.withdrawn,
        article=row.article,
        struck=kept.count(True),
        questions=kept.count(None),
    )
