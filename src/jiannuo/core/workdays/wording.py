"""Days and moments as an official writes them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

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
