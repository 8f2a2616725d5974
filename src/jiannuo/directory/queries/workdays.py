"""The working days of a place: the product's own notices, imported ones, and the place's days."""

from collections import defaultdict
from datetime import date
from typing import Final

from jiannuo.core.workdays import Calendar, Day, Status, calendar
from jiannuo.directory.models import Holiday, Place

_ALARM_FROM_MONTH: Final = 11
"""Notices came between late October and early December; from November a missing one is said."""


def calendar_of(place: Place | None = None) -> Calendar:
    """Return the working days of a place, or of the country (one query).

    A day that a place has set holds for the places below it too, unless they set it themselves.
    """
    above = _with_those_above(place)
    announced: dict[int, list[Day]] = defaultdict(list)
    local: dict[int, list[Day]] = defaultdict(list)
    for row in Holiday.objects.all():
        if row.place_id is None:
            announced[row.year].append(_day(row, Status.OFFICIAL))
        elif row.place_id in above:
            local[above.index(row.place_id)].append(_day(row, Status.LOCAL))
    ordered = [day for at in sorted(local, reverse=True) for day in local[at]]
    return calendar(announced, ordered)


def missing_year(today: date) -> int | None:
    """Return next year if its notice is due and not known (from 1 November), else this year's."""
    known = calendar_of().announced
    if today.year not in known:
        return today.year
    if today.month >= _ALARM_FROM_MONTH and today.year + 1 not in known:
        return today.year + 1
    return None


def _with_those_above(place: Place | None) -> list[int]:
    found: list[int] = []
    while place is not None:
        found.append(place.pk)
        place = place.parent
    return found


def _day(row: Holiday, status: Status) -> Day:
    return Day(
        date=row.date,
        is_workday=row.is_workday,
        name=row.name,
        source=row.source,
        status=status,
    )
