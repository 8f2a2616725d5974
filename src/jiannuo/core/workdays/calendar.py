"""Which day is worked: the announced years, provisional ones beyond them, and a place's own days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jiannuo.core.workdays.days import Day, Status, is_weekday
from jiannuo.core.workdays.national import NATIONAL
from jiannuo.core.workdays.statutory import statutory


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days that differ from their weekday, and the years whose notice is known."""

    days: Mapping[date, Day]
    announced: frozenset[int]

    def day(self, at: date) -> Day:
        """Return what is known about a day, an ordinary one included."""
        known = self.days.get(at)
        if known is not None:
            return known
        if at.year in self.announced:
            return Day(date=at, is_workday=is_weekday(at))
        for one in statutory(at.year):
            if one.date == at:
                return one
        return Day(date=at, is_workday=is_weekday(at), status=Status.PROVISIONAL)

    def workday_from(self, start: date, n: int) -> date:
        """Return the nth working day (1 or more) counted from a day, the day itself included."""
        at = start
        left = n - self.day(at).is_workday
        while left > 0:
            at += timedelta(days=1)
            left -= self.day(at).is_workday
        return at

    def between(self, first: date, last: date) -> tuple[Day, ...]:
        """Return all days from the first to the last."""
        return tuple(self.day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def calendar(
    announced: Mapping[int, Iterable[Day]] | None = None, local: Iterable[Day] = ()
) -> Calendar:
    """Return the working days: notices known here, later ones by their year, a place's own days.

    An imported notice replaces what was known of its year; a local day prevails over both. A notice
    may also touch the December before.
    """
    years = {**NATIONAL, **{year: tuple(days) for year, days in (announced or {}).items()}}
    table = {one.date: one for year in sorted(years) for one in years[year]}
    table |= {one.date: one for one in local}
    return Calendar(days=table, announced=frozenset(years))
