"""Take over a year's holiday notice for the whole country."""

from django.db import transaction

from jiannuo.core.workdays import Notice
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Holiday
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def import_notice(actor: Actor, notice: Notice) -> None:
    """Replace what is known of the notice's year with the notice; what it said stays in the trail."""
    require(actor, Act.CONFIGURE)
    with transaction.atomic():
        old = Holiday.objects.filter(place__isnull=True, year=notice.year)
        replaced = [str(one) for one in old]
        old.delete()
        days = {one.date: one for one in notice.days}
        Holiday.objects.filter(place__isnull=True, date__in=days).delete()
        Holiday.objects.bulk_create(
            Holiday(
                year=notice.year,
                date=one.date,
                is_workday=one.is_workday,
                name=one.name[:60],
                source=notice.source[:300],
            )
            for one in days.values()
        )
        record(
            actor.author,
            "holidays.import",
            Recorded("holidays", notice.year, f"{notice.year}年放假安排"),
            {
                "year": notice.year,
                "source": notice.source,
                "days": [[str(one.date), one.is_workday, one.name] for one in notice.days],
                "replaced": replaced,
            },
        )
