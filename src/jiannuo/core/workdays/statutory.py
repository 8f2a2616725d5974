"""The holidays that the law gives, for years whose notice isn't known yet.

Source: 全国年节及纪念日放假办法 as revised in November 2024 (in force since 2025): 13 days; a day that
falls on a weekend is made up on a working day (art. 6). Which weekends are worked in exchange is
the notice's own business and cannot be foretold.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from jiannuo.core.quantities.festivals import festival
from jiannuo.core.workdays.days import Day, Status, is_weekday

_LAW: Final = "全国年节及纪念日放假办法"
_LUNAR: Final = (
    ("春节", "春节", -1, 4),
    ("清明", "清明节", 0, 1),
    ("端午", "端午节", 0, 1),
    ("中秋", "中秋节", 0, 1),
)
_FIXED: Final = (("元旦", 1, 1, 1), ("劳动节", 5, 1, 2), ("国庆节", 10, 1, 3))


@lru_cache(maxsize=64)
def statutory(year: int) -> tuple[Day, ...]:
    """Return a year's statutory days off, with what is made up for those on weekends, by date.

    A year outside the table of feasts (2000 to 2050) has its fixed days only.
    """
    spans = [(name, date(year, month, day), length) for name, month, day, length in _FIXED]
    for word, name, offset, length in _LUNAR:
        feast = festival(word, year)
        if feast is not None:
            spans.append((name, feast + timedelta(days=offset), length))
    names: dict[date, str] = {}
    owed: list[tuple[date, str]] = []
    for name, first, length in spans:
        for at in (first + timedelta(days=n) for n in range(length)):
            if not is_weekday(at) or at in names:
                owed.append((first + timedelta(days=length), name))
            names.setdefault(at, name)
    for start, name in sorted(owed):
        at = start
        while at in names or not is_weekday(at):
            at += timedelta(days=1)
        names[at] = name
    return tuple(
        Day(date=at, is_workday=False, name=names[at], source=_LAW, status=Status.PROVISIONAL)
        for at in sorted(names)
    )
