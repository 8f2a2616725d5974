"""Today and now, in a place. Outside the demonstration always the real time."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from jiannuo.directory.models import Place


def today(place: Place | None = None) -> date:
    """Return the day on which a place's pages stand.

    The demonstration shows some places as of a day inside their reporting year
    (`config.demonstration`), because a year-old ledger would be overdue in every row.
    """
    if settings.JIANNUO_DEMO and place is not None:
        shown: dict[str, date] = settings.JIANNUO_DEMO_DAYS
        if place.full_name in shown:
            return shown[place.full_name]
    return timezone.localdate()


def now(place: Place | None = None) -> datetime:
    """Return the moment at which a place's pages stand: the real hour, on the place's day."""
    return timezone.now() + (today(place) - timezone.localdate())
