"""A place's own day off or worked weekend, by a document of its own."""

from datetime import date

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Holiday, Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def set_local_day(
    actor: Actor, place: Place, day: date, *, is_workday: bool, name: str, document: str
) -> Holiday:
    """Say that this day is off (or worked) in this place; a day already set is set anew."""
    require(actor, Act.MANAGE_ROUNDS, Subject(place=place.pk))
    with transaction.atomic():
        row, _ = Holiday.objects.update_or_create(
            place=place,
            date=day,
            defaults={
                "year": day.year,
                "is_workday": is_workday,
                "name": name,
                "source": document,
            },
        )
        _recorded(actor, "holiday.set", place, row)
    return row


def withdraw_local_day(actor: Actor, row: Holiday) -> None:
    """Take a place's own day back; the national arrangement holds again. Raises for national days."""
    require(actor, Act.MANAGE_ROUNDS, Subject(place=row.place_id))
    if row.place is None:
        raise ValueError("only a place's own day can be withdrawn")
    with transaction.atomic():
        _recorded(actor, "holiday.withdraw", row.place, row)
        row.delete()


def _recorded(actor: Actor, code: str, place: Place, row: Holiday) -> None:
    record(
        actor.author,
        code,
        Recorded("place", place.pk, place.full_name),
        {
            "date": row.date.isoformat(),
            "is_workday": row.is_workday,
            "name": row.name,
            "document": row.source,
        },
    )
