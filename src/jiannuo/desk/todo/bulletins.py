"""Which bulletins wait for the visitor: to be written, checked, signed, numbered, issued, reviewed."""

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from jiannuo.bulletins.actions.clear import REVIEWABLE
from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from jiannuo.bulletins.queries.hands import may_check, may_sign
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.bulletins.words import quoted
from jiannuo.core.workdays import day_words
from jiannuo.desk.bulletins.standing import public_words
from jiannuo.desk.todo.others import Item
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may

_MOST_RUNNING: Final = 20
"""The most pressing of the issued bulletins that wait for the review; more would bury the rest."""


def of_bulletins(actor: Actor, place: Place) -> Iterator[Item]:
    """Yield what waits in a place, the next step of each bulletin first named with its title."""
    subject = Subject(place=place.pk)
    there = bulletins_visible_to(actor).filter(place=place).select_related("place")
    if may(actor, Act.COMPOSE, subject):
        yield from _to_write(there)
        yield from _to_check(actor, there)
    if may(actor, Act.APPROVE, subject):
        yield from _to_sign(actor, there)
    if may(actor, Act.COMPOSE, subject):
        yield from _each(there, BulletinState.SIGNED, "已签发，待编号")
        yield from _each(there, BulletinState.NUMBERED, "已编号，待印发")
        yield from _to_publish(there)
    if may(actor, Act.CLEAR, subject):
        yield from _to_review(there)


def _to_write(there: QuerySet[Bulletin]) -> Iterator[Item]:
    """Name what came up by itself, and what was sent back; anybody's own drafts are no duty."""
    for one in there.filter(state=BulletinState.DRAFT):
        if one.sent_back:
            yield _item(one, "退回修改")
        elif one.by_schedule and one.due_on is not None:
            late = "，已过期" if one.due_on < today(one.place) else ""
            yield _item(one, f"到期拟稿，{day_words(one.due_on)}前应印发{late}")


def _to_check(actor: Actor, there: QuerySet[Bulletin]) -> Iterator[Item]:
    for one in there.filter(state=BulletinState.CHECKING):
        if may_check(actor, one):
            yield _item(one, "等您核稿")


def _to_sign(actor: Actor, there: QuerySet[Bulletin]) -> Iterator[Item]:
    for one in there.filter(state=BulletinState.SIGNING):
        if may_sign(actor, one):
            yield _item(one, "等您签发")


def _to_publish(there: QuerySet[Bulletin]) -> Iterator[Item]:
    """Name issued bulletins that nobody has decided upon yet, with the days that are left."""
    for one in _running(there):
        yield _item(one, f"{public_words(one)}，还没有审查")


def _to_review(there: QuerySet[Bulletin]) -> Iterator[Item]:
    for one in there.filter(openness=Openness.UNDECIDED, state__in=REVIEWABLE):
        left = public_words(one)
        yield _item(one, "等您审查公开属性" + (f"，{left}" if left else ""))


def _running(there: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    undecided = there.filter(openness=Openness.UNDECIDED, state=BulletinState.ISSUED)
    return undecided.order_by("public_due_on")[:_MOST_RUNNING]


def _each(there: QuerySet[Bulletin], state: BulletinState, words: str) -> Iterator[Item]:
    for one in there.filter(state=state):
        yield _item(one, words)


def _item(one: Bulletin, words: str) -> Item:
    return Item(words=f"{quoted(one)}{words}", href=reverse("desk:bulletin", args=[one.pk]))


def reviews(actor: Actor) -> list[Item]:
    """Return what waits for a secrecy reviewer, who has no other page of the office."""
    places = actor.home_places - actor.places
    return [
        item
        for place in Place.objects.filter(pk__in=places)
        if may(actor, Act.CLEAR, Subject(place=place.pk))
        for item in of_bulletins(actor, place)
    ]
