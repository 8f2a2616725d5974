"""Keep a place's own layout (版式): a new one, a changed one, one that came as a file."""

from django.db import transaction

from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.layouts import to_row
from jiannuo.bulletins.layouts.values import LayoutValues, flaws_of
from jiannuo.bulletins.models import Bulletin, BulletinState, Layout
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record

_UNSIGNED = (BulletinState.DRAFT, BulletinState.CHECKING, BulletinState.SIGNING)


def save_layout(
    actor: Actor, place: Place, values: LayoutValues, *, changes: Layout | None = None
) -> Layout:
    """Keep a layout for a place and return it.

    `changes` is the place's layout that is changed; the product's own is copied. What a signed
    bulletin was set in stays as it was: that layout is put aside under a name with the day, and the
    changed one takes its place. Raises NotAllowedError; BulletinRefusedError for what `flaws_of`
    finds and for a name that another layout has.
    """
    require(actor, Act.COMPOSE, Subject(place=place.pk))
    flaws = flaws_of(values)
    if flaws:
        raise BulletinRefusedError("".join(str(flaw) for flaw in flaws))
    own = changes if changes and changes.place_id == place.pk else None
    with transaction.atomic():
        namesake = Layout.objects.filter(place=place, name=values.name).first()
        if namesake and namesake != own:
            raise BulletinRefusedError(f"已有名为“{values.name}”的版式，请换一个名称。")
        kept = _written(place, values, own)
        record(
            actor.author,
            "layout.save",
            Recorded("layout", kept.pk, kept.name),
            {"columns": [one["header"] for one in kept.columns], "place": place.full_name},
        )
    return kept


def _written(place: Place, values: LayoutValues, own: Layout | None) -> Layout:
    if own is None:
        return Layout.objects.create(place=place, **to_row(values))
    if not Bulletin.objects.filter(layout=own).exclude(state__in=_UNSIGNED).exists():
        for name, value in to_row(values).items():
            setattr(own, name, value)
        own.save()
        return own
    _put_aside(own, place)
    kept = Layout.objects.create(place=place, **to_row(values))
    Bulletin.objects.filter(layout=own, state__in=_UNSIGNED).update(layout=kept)
    return kept


def _put_aside(own: Layout, place: Place) -> None:
    day = today(place)
    base = f"{own.name}（{day.year}年{day.month}月{day.day}日前）"
    name, count = base, 1
    while Layout.objects.filter(place=place, name=name).exists():
        name, count = f"{base}{count}", count + 1
    own.name, own.active = name, False
    own.save(update_fields=["name", "active"])
