"""Days and moments as an official writes them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

_MANY_DAYS: Final = 3
"""From so many days on nobody counts the hours."""
_WEEKDAYS: Final = "一二三四五六日"


def day_words(at: date, *, weekday: bool = False, year: bool = False) -> str:
    """Return 6月7日, with （周三） and 2023年 where asked."""
    before = f"{at.year}年" if year else ""
    after = f"（周{_WEEKDAYS[at.weekday()]}）" if weekday else ""
    return f"{before}{at.month}月{at.day}日{after}"


def moment_words(at: datetime, *, weekday: bool = True, year: bool = False) -> str:
    """Return 6月7日（周三）24:00: midnight belongs to the day that it ends."""
    if (at.hour, at.minute) == (0, 0):
        return day_words(at - timedelta(days=1), weekday=weekday, year=year) + "24:00"
    return f"{day_words(at, weekday=weekday, year=year)}{at:%H:%M}"


def days_words(days: Iterable[date]) -> str:
    """Return runs of days: 10月1日至7日、10月9日."""
    ordered = sorted(days)
    runs = [
        [at for _, at in run]
        for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1].toordinal() - pair[0])
    ]
    return "、".join(_run(run[0], run[-1]) for run in runs)


def _run(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    end = f"{last.day}日" if first.month == last.month else day_words(last)
    return f"{day_words(first)}至{end}"


def close_words(now: datetime, at: datetime) -> str:
    """Return a moment as people say it who stand before it: 今晚24:00, 明天17:30, 6月7日（周三）24:00."""
    day = (at - timedelta(minutes=1)).date()
    hour = "24:00" if (at.hour, at.minute) == (0, 0) else f"{at:%H:%M}"
    evening = at - timedelta(minutes=1) >= datetime.combine(day, time(18))
    match (day - now.date()).days:
        case 0:
            return f"今{'晚' if evening else '天'}{hour}"
        case 1:
            return f"明{'晚' if evening else '天'}{hour}"
        case _:
            return moment_words(at)


def span_words(length: timedelta) -> str:
    """Return how long something takes, as exactly as it matters: 12天, 2天4小时, 1小时48分, 12分."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days}天{hours}小时" if hours and days < _MANY_DAYS else f"{days}天"
    return f"{hours}小时{minutes}分" if hours else f"{minutes}分"
