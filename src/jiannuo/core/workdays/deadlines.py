"""When something falls due, why, and how sure that is."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import assert_never

from jiannuo.core.workdays.calendar import Calendar
from jiannuo.core.workdays.days import NOTICE, Day, Status
from jiannuo.core.workdays.wording import day_words, days_words


class Basis(StrEnum):
    """What a deadline rests on."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    LOCAL = "local"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWorkday:
    """The nth working day of the month after the period."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfMonth:
    """A day of the period's last month, or of a month after it; put off to a working day if asked.

    The 31st of a shorter month is its last day.
    """

    day: int
    months_after: int = 1
    put_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDate:
    """A date that somebody set."""

    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """So many days after an event, working days or calendar days; the event's day doesn't count."""

    event: date
    n: int
    working: bool


Rule = NthWorkday | DayOfMonth | FixedDate | After


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day, why it is this day (a Chinese sentence without its stop), and its basis."""

    date: date
    why: str
    basis: Basis


def deadline(rule: Rule, year: int, month: int, days: Calendar) -> Deadline:
    """Return when the report for a period ending in this month falls due."""
    match rule:
        case NthWorkday(n=n):
            start = _month_after(year, month, 1)
            due = days.workday_from(start, n)
            return _resting_on(days, start, due, f"{start.month}月第{n}个工作日")
        case DayOfMonth(day=day, months_after=after, put_off=put_off):
            return _day_of_month(_month_after(year, month, after), day, days, put_off=put_off)
        case FixedDate(date=due):
            return Deadline(date=due, why="指定日期", basis=Basis.FIXED)
        case After(event=event, n=n, working=True):
            due = days.workday_from(event + timedelta(days=1), n)
            why = f"自{day_words(event)}起{n}个工作日"
            return _resting_on(days, event + timedelta(days=1), due, why)
        case After(event=event, n=n):
            why = f"自{day_words(event)}起{n}日，含节假日"
            return Deadline(date=event + timedelta(days=n), why=why, basis=Basis.FIXED)
        case _:
            assert_never(rule)


def not_before(announced: date | None, found: Deadline) -> Deadline:
    """Return the deadline, or the announced day where that is later: what was announced isn't cut."""
    if announced is None or announced <= found.date:
        return found
    why = f"已通知{day_words(announced)}截止；{found.why}，早于已通知的日期，期限不缩短"
    return replace(found, date=announced, why=why)


def closing(day: date, hour: str) -> datetime:
    """Return the moment at which a day closes, without a time zone; 24:00 is the next midnight.

    Raises ValueError for a text that is no time of day.
    """
    if hour == "24:00":
        return datetime.combine(day + timedelta(days=1), time())
    return datetime.combine(day, time.fromisoformat(hour))


def _month_after(year: int, month: int, after: int) -> date:
    count = year * 12 + month - 1 + after
    return date(count // 12, count % 12 + 1, 1)


def _day_of_month(month: date, day: int, days: Calendar, *, put_off: bool) -> Deadline:
    wanted = month.replace(day=min(day, monthrange(month.year, month.month)[1]))
    why = f"每月{day}日" if wanted.day == day else f"每月{day}日，本月为{wanted.day}日"
    if not put_off or days.day(wanted).is_workday:
        return Deadline(date=wanted, why=why, basis=Basis.FIXED)
    due = days.workday_from(wanted, 1)
    return _resting_on(days, wanted, due, f"{why}，遇休息日顺延到{day_words(due)}")


def _resting_on(days: Calendar, first: date, last: date, why: str) -> Deadline:
    """Explain a count of working days by the days of it that differ from their weekday."""
    span = days.between(first, last)
    basis = _basis(span)
    parts = [why, *_holidays(span), *_worked(span), *_local(span)]
    if len(parts) == 1:
        parts.append("其间没有放假调休")
    unknown = sorted({one.date.year for one in span if one.status is Status.PROVISIONAL})
    if basis is Basis.PROVISIONAL:
        years = "、".join(f"{year}年" for year in unknown)
        parts.append(f"{years}放假安排尚未公布，按法定节假日暂定，公布后如有变化，只推后、不提前")
    elif basis is Basis.OFFICIAL:
        parts.append(f"依据{NOTICE}")
    return Deadline(date=last, why="；".join(parts), basis=basis)


def _basis(span: tuple[Day, ...]) -> Basis:
    statuses = {one.status for one in span}
    if Status.PROVISIONAL in statuses:
        return Basis.PROVISIONAL
    return Basis.LOCAL if Status.LOCAL in statuses else Basis.OFFICIAL


def _holidays(span: tuple[Day, ...]) -> list[str]:
    off = [one for one in span if not one.is_workday and one.name and one.status != Status.LOCAL]
    runs = [
        [one for _, one in run]
        for _, run in groupby(enumerate(off), key=lambda pair: pair[1].date.toordinal() - pair[0])
    ]
    return [
        f"{'、'.join(dict.fromkeys(one.name for one in run))}{days_words(one.date for one in run)}放假"
        for run in runs
    ]


def _worked(span: tuple[Day, ...]) -> list[str]:
    worked = [
        day_words(one.date, weekday=True)
        for one in span
        if one.is_workday and not one.is_ordinary and one.status != Status.LOCAL
    ]
    return [f"{'、'.join(worked)}上班"] if worked else []


def _local(span: tuple[Day, ...]) -> list[str]:
    return [
        f"{day_words(one.date)}{'上班' if one.is_workday else '放假'}（{one.source or one.name}）"
        for one in span
        if one.status is Status.LOCAL
    ]
