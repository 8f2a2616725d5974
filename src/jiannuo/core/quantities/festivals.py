"""Feasts and seasons that officials use as dates.

The lunar feasts and 清明 come from `festivals.csv`, 2000 to 2050 (computed, and compared with the
holidays announced from 2008 to 2026); a year outside has no date, which is not an error.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Final

_FIXED: Final = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "植树节": (3, 12),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
}
_LUNAR: Final = {
    "春节": "春节",
    "新春": "春节",
    "元宵": "元宵节",
    "清明": "清明节",
    "端午": "端午节",
    "中秋": "中秋节",
    "重阳": "重阳节",
}
FESTIVAL_WORDS: Final = (*_FIXED, *_LUNAR)
OF_NEXT_YEAR: Final = frozenset({"元旦", "春节", "新春", "元宵"})
"""Feasts at the beginning of a year: a plan that says "before" them means those that come next."""

SEASON_STARTS: Final[Mapping[str, tuple[int, int]]] = {
    "汛": (6, 1),
    "主汛": (7, 15),
    "雨季": (6, 1),
    "供暖": (11, 15),
    "采暖": (11, 15),
    "供热": (11, 15),
    "取暖": (11, 15),
    "入冬": (11, 7),
    "封冻": (12, 1),
    "上冻": (12, 1),
    "秋季开学": (9, 1),
    "春季开学": (2, 20),
    "开学": (9, 1),
    "三夏": (5, 25),
    "三秋": (9, 10),
    "春耕": (3, 1),
    "秋种": (9, 20),
    "麦收": (6, 1),
    "高考": (6, 7),
}
"""Usual first days (month, day) of seasons in northern provinces; an office passes its own."""


def _read() -> dict[str, dict[int, date]]:
    table = files("jiannuo.core.quantities").joinpath("festivals.csv").read_text(encoding="utf-8")
    dates: dict[str, dict[int, date]] = {}
    for row in csv.DictReader(io.StringIO(table)):
        for feast, day in row.items():
            if feast != "年":
                dates.setdefault(feast, {})[int(row["年"])] = date.fromisoformat(day)
    return dates


_DATES: Final = _read()


def festival(word: str, year: int) -> date | None:
    """Say on which day a feast falls in a year; None for a lunar feast outside the table."""
    if word in _FIXED:
        month, day = _FIXED[word]
        return date(year, month, day) if 1 <= year <= date.max.year else None
    return _DATES[_LUNAR[word]].get(year)
