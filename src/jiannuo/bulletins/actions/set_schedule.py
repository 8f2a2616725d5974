"""Set by which rule a place's bulletins of a kind come up by themselves."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import BulletinKind, Layout, Schedule
from jiannuo.bulletins.queries.schedules import CUSTOMS, schedule_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.models import RoundPeriod

MOST_WORKDAYS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A rule as somebody fills it in; `period_kind` is empty for kinds that follow an event."""

    period_kind: str
    workdays_after: int
    active: bool
    layout: Layout | None = None


def set_schedule(actor: Actor, place: Place, kind: BulletinKind, wanted: Wanted) -> Schedule:
    """Keep a place's rule for a kind of bulletin. Raises BulletinRefusedError for what is no rule."""
    require(actor, Act.COMPOSE, Subject(place=place.pk))
    if not 0 < wanted.workdays_after <= MOST_WORKDAYS:
        raise BulletinRefusedError(f"{kind.label}：请填1到{MOST_WORKDAYS}之间的工作日数。")
    periodical = bool(CUSTOMS[kind].period_kind)
    if periodical and wanted.period_kind not in RoundPeriod.values:
        raise BulletinRefusedError(f"{kind.label}：请选择多久通报一次。")
    with transaction.atomic():
        found, _ = Schedule.objects.update_or_create(
            place=place,
            kind=kind,
            defaults={
                "period_kind": wanted.period_kind if periodical else "",
                "workdays_after": wanted.workdays_after,
                "active": wanted.active,
                "layout": wanted.layout,
            },
        )
        record(
            actor.author,
            "bulletin.schedule",
            About("place", place.pk, place.name),
            {"kind": kind.value, "active": found.active, "words": schedule_words(found)},
        )
    return found
