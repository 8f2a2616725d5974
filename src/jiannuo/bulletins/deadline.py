"""By when a bulletin that was issued must be public: 20 working days (政府信息公开条例, art. 26)."""

from datetime import date, timedelta
from typing import Final

from jiannuo.core.workdays import After, Basis, Deadline, deadline
from jiannuo.directory.models import Place
from jiannuo.directory.queries.workdays import calendar_of

WORKDAYS: Final = 20


def public_deadline(place: Place, issued_on: date) -> Deadline:
    """Return the twentieth working day after the day of issue, by the place's holiday table (a query).

    The day of issue itself doesn't count. `basis` says whether it rests on a year whose holidays
    aren't announced yet.
    """
    rule = After(event=issued_on, n=WORKDAYS, working=True)
    return deadline(rule, issued_on.year, issued_on.month, calendar_of(place))


def is_provisional(found: Deadline) -> bool:
    """Say whether a coming notice may still put the day off."""
    return found.basis is Basis.PROVISIONAL


def workdays_left(place: Place, today: date, due: date) -> int:
    """Return how many working days follow today until a day, that one included (a query).

    On the day itself, and later, none is left; `workdays_over` says how many have gone since.
    """
    return _workdays(place, today, due)


def workdays_over(place: Place, today: date, due: date) -> int:
    """Return how many working days have begun since a day was over (a query)."""
    return _workdays(place, due, today)


def _workdays(place: Place, after: date, last: date) -> int:
    days = calendar_of(place).between(after + timedelta(days=1), last)
    return sum(one.is_workday for one in days)
