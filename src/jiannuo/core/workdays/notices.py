"""A year's notice, from a holiday-cn JSON file or from the notice's own pasted text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from jiannuo.core.workdays.days import NOTICE, Day


class UnreadableNoticeError(ValueError):
    """The text holds no notice that can be read; the message says in Chinese what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a notice sets: the year it is for, its days by date, where it was published."""

    year: int
    days: tuple[Day, ...]
    source: str = NOTICE


_YEAR: Final = re.compile(r"(\d{4})年[^。\n]{0,12}(?:节假日|放假)")
_ITEM: Final = re.compile(r"[一二三四五六七八九]、\s*([^：:，。\s]{1,12})[：:]([^\n]*)")
_ASIDE: Final = re.compile(r"[（(][^（()）]*[）)]")
_SENTENCE: Final = re.compile(r"[。；]")
_SPAN: Final = re.compile(
    r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\s*[至到—-]\s*(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?"
)
_LONGEST: Final = 20
"""Days off in a row: the longest so far were 10."""


def read_notice(text: str) -> Notice:
    """Read a notice. Raises UnreadableNoticeError with a Chinese sentence for anything else."""
    return _from_json(text) if text.lstrip().startswith("{") else _from_text(text)


def _from_json(text: str) -> Notice:
    """Read ``{year, papers: […], days: [{name, date, isOffDay}]}``, the format of holiday-cn."""
    try:
        content: dict[str, Any] = json.loads(text)
        year = int(content["year"])
        papers = [str(one) for one in content.get("papers", ())]
        source = papers[0] if papers else NOTICE
        days = tuple(
            Day(
                date=date.fromisoformat(one["date"]),
                is_workday=not one["isOffDay"],
                name=str(one["name"]),
                source=source,
            )
            for one in content["days"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableNoticeError(
            "文件不是放假安排的 JSON（应有 year 和 days，每天有 name、date、isOffDay），请核对后再导入。"
        ) from error
    return _checked(Notice(year=year, days=_by_date(days), source=source))


def _from_text(text: str) -> Notice:
    year = _YEAR.search(text)
    if year is None:
        raise UnreadableNoticeError(
            "没有找到“××××年部分节假日安排”，看不出是哪一年的通知。请把通知标题一起粘贴进来。"
        )
    days = [
        day
        for item in _ITEM.finditer(text)
        for day in _days_of_item(item[1], _ASIDE.sub("", item[2]), int(year[1]))
    ]
    return _checked(Notice(year=int(year[1]), days=_by_date(tuple(days))))


def _days_of_item(name: str, words: str, year: int) -> Iterator[Day]:
    month = 0
    for sentence in _SENTENCE.split(words):
        worked = "上班" in sentence
        if not worked and "放假" not in sentence and "补休" not in sentence:
            continue
        for span in _SPAN.finditer(sentence):
            y1, m1, d1, y2, m2, d2 = (int(one) if one else 0 for one in span.groups())
            month = m1 or month
            first = _date(y1 or year, month, d1)
            month = m2 or month
            last = _date(y2 or y1 or year, month, d2) if d2 else first
            if not first <= last <= first + timedelta(days=_LONGEST):
                raise UnreadableNoticeError(f"“{span[0]}”看不懂起止日期，请核对通知原文。")
            for n in range((last - first).days + 1):
                at = first + timedelta(days=n)
                yield Day(date=at, is_workday=worked, name=name, source=NOTICE)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableNoticeError(
            f"没有“{year}年{month}月{day}日”这一天，请核对通知原文。"
        ) from error


def _by_date(days: tuple[Day, ...]) -> tuple[Day, ...]:
    return tuple(sorted(days, key=lambda one: one.date))


def _checked(notice: Notice) -> Notice:
    first, last = date(notice.year - 1, 12, 1), date(notice.year + 1, 1, 10)
    outside = [one.date for one in notice.days if not first <= one.date <= last]
    if outside:
        raise UnreadableNoticeError(
            f"{outside[0]}不在{notice.year}年内。一次只导入一年的通知，请核对。"
        )
    if not any(not one.is_workday for one in notice.days):
        raise UnreadableNoticeError("没有读出放假的日期。请粘贴通知全文，或导入 JSON 文件。")
    return notice
