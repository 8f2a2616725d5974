"""The forms in which a text names a date or a period, and the days that each one means.

Each form is a pattern and a function from its match to `Days`. The words of relation
around it are read apart (`calendar_times`), because every form may carry them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from jiannuo.core.quantities.festivals import (
    FESTIVAL_WORDS,
    OF_NEXT_YEAR,
    SEASON_STARTS,
    festival,
)
from jiannuo.core.quantities.time_expression import (
    Precision,
    Relation,
    TimeKind,
)
from jiannuo.core.quantities.time_words import (
    DAY,
    LINK,
    MONTH,
    NOT_A_MONTH,
    QUARTER,
    TO,
    YEAR,
    number,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a document says of its own time: its year, the month it reports on, local seasons.

    `seasons` gives the first day of seasons by the words of `SEASON_STARTS`; others are not read.
    """

    year: int | None = None
    month: int | None = None
    seasons: Mapping[str, tuple[int, int]] = field(default_factory=lambda: SEASON_STARTS)


@dataclass(frozen=True, slots=True)
class Days:
    """What a form names: first and last month and day, the year if told, kind and precision.

    `begin` and `finish` are (month, day), the 31st standing for a month's last day. `to_its_end` is
    true where the form itself names an end (底, 末) or a day, so that 前 counts up to and with it;
    10月前 instead ends where October begins.
    """

    kind: TimeKind
    precision: Precision
    year: int | None = None
    last_year: int | None = None
    begin: tuple[int, int] | None = None
    finish: tuple[int, int] | None = None
    to_its_end: bool = False
    relation: Relation | None = None


YEAR_WORDS: Final = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "当年": 0,
    "全年": 0,
    "年内": 0,
    "明年": 1,
    "次年": 1,
    "来年": 1,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "前年": -2,
    "后年": 2,
}
MONTH_WORDS: Final = {
    "本月": 0,
    "当月": 0,
    "上月": -1,
    "下月": 1,
    "次月": 1,
    "上个月": -1,
    "下个月": 1,
}
_OF_YEAR: Final = rf"(?:({YEAR}) ?年 ?|({'|'.join(YEAR_WORDS)}) ?)?"
_PART: Final = "(上中旬|中下旬|上旬|中旬|下旬|月?底|月?末|初|中(?!小|心|央|国|部|型|标|期|学|医|等|共|华|高|低|职|止|断|介))?"
_TENTHS: Final = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}
_YEAR_PART: Final = "(年底|年末|年初|年中|底|末|初|内(?!蒙|外|部|容|地|陆))?"


def _year(explicit: str | None, word: str | None, reference: Reference) -> int | None:
    if explicit:
        return number(explicit)
    if word and reference.year is not None:
        return reference.year + YEAR_WORDS[word]
    return None if word else reference.year


def _days(m: re.Match[str], reference: Reference) -> Days | None:
    """2024年6月30日, 4月22日至5月5日, 6月1-5日."""
    year = _year(m[1], m[2], reference)
    begin = (number(m[3]), number(m[4]))
    if m[7] is None:
        return Days(TimeKind.DAY, Precision.DAY, year, None, begin, begin, to_its_end=True)
    last_year = number(m[5]) if m[5] else year
    month = number(m[6]) if m[6] else begin[0]
    finish = (month, number(m[7]))
    if last_year is not None and last_year == year and finish < begin:
        last_year += 1
    return Days(TimeKind.DAY, Precision.DAY, year, last_year, begin, finish, to_its_end=True)


def _written_date(m: re.Match[str], _: Reference) -> Days | None:
    """2024-06-30, 2024.6.30, 2024/6."""
    year, month = number(m[1]), number(m[2])
    if m[3]:
        day = (month, number(m[3]))
        return Days(TimeKind.DAY, Precision.DAY, year, None, day, day, to_its_end=True)
    return Days(TimeKind.MONTH, Precision.MONTH, year, None, (month, 1), (month, 31))


def _months(m: re.Match[str], reference: Reference) -> Days | None:
    """1-5月, 2024年11月至2025年3月, 7月-8月."""
    year = _year(m[1], m[2], reference)
    begin, finish = number(m[3]), number(m[5])
    last_year = number(m[4]) if m[4] else year
    if last_year is not None and last_year == year and finish < begin:
        last_year += 1
    return Days(
        TimeKind.MONTHS,
        Precision.MONTH,
        year,
        last_year,
        (begin, 1),
        (finish, 31),
        to_its_end=bool(m[6]),
    )


def _month(m: re.Match[str], reference: Reference) -> Days | None:
    """5月份, 9月上旬, 7月底, 2025年3月, 八月初."""
    year, month, part = _year(m[1], m[2], reference), number(m[3]), m[4]
    if _is_turn(m, m[3]):
        return None
    return _month_part(year, month, part)


def _is_turn(m: re.Match[str], written: str) -> bool:
    """Say whether 一月一报, 一季度一通报 tell how often, or 三月三 is the feast."""
    following = m.string[m.end() : m.end() + 1]
    return (written == "一" and following in ("一", "接")) or (written == "三" == following)


def _month_part(year: int | None, month: int, part: str | None) -> Days:
    if part in _TENTHS:
        first, last = _TENTHS[part]
        return Days(
            TimeKind.TEN_DAYS,
            Precision.TEN_DAYS,
            year,
            None,
            (month, first),
            (month, last),
            to_its_end=True,
        )
    if part:
        return Days(
            TimeKind.DAY, Precision.MONTH, year, None, (month, 31), (month, 31), to_its_end=True
        )
    return Days(TimeKind.MONTH, Precision.MONTH, year, None, (month, 1), (month, 31))


def _month_word(m: re.Match[str], reference: Reference) -> Days | None:
    """本月, 上月, 下月中旬, 月底: known only if the document's month is."""
    step = MONTH_WORDS.get(m[1] or "", 0)
    part = m[2] if m[1] else m[3]
    if reference.month is None:
        exact = Precision.TEN_DAYS if part in _TENTHS else Precision.MONTH
        return Days(TimeKind.MONTH, exact, to_its_end=bool(part))
    month, year = reference.month + step, reference.year
    if not 1 <= month <= _DECEMBER:
        year = year + (1 if month > _DECEMBER else -1) if year is not None else None
        month = (month - 1) % _DECEMBER + 1
    return _month_part(year, month, part)


_DECEMBER: Final = 12


def _quarter(m: re.Match[str], reference: Reference) -> Days | None:
    """二季度, 第三季度末, 一至三季度, 前三季度."""
    year = _year(m[1], m[2], reference)
    if _is_turn(m, m[4]):
        return None
    begin = 1 if m[3] == "前" else number(m[4])
    finish = number(m[5]) if m[5] else number(m[4])
    if finish < begin:
        return None
    if m[6]:
        day = (finish * 3, 31)
        return Days(TimeKind.DAY, Precision.QUARTER, year, None, day, day, to_its_end=True)
    kind = TimeKind.QUARTER if begin == finish else TimeKind.MONTHS
    return Days(kind, Precision.QUARTER, year, None, (begin * 3 - 2, 1), (finish * 3, 31))


def _half(m: re.Match[str], reference: Reference) -> Days | None:
    """上半年, 下半年."""
    year = _year(m[1], m[2], reference)
    begin, finish = ((1, 1), (6, 30)) if m[3] == "上" else ((7, 1), (12, 31))
    return Days(TimeKind.HALF, Precision.HALF, year, None, begin, finish)


def _years(m: re.Match[str], _: Reference) -> Days | None:
    """2023-2025年, 2024年至2026年."""
    first, last = number(m[1]), number(m[2])
    if last < first:
        return None
    return Days(TimeKind.YEARS, Precision.YEARS, first, last, (1, 1), (12, 31))


_FIRST_PLAN: Final = 1953  # 第一个五年计划; 十四五 is the fourteenth: 2021-2025
_EIGHTH_PLAN, _EIGHTH_BEGINS = 8, 1991  # from 八五 on the plans follow one another without a gap


def _five_year_plan(m: re.Match[str], _: Reference) -> Days | None:
    """“十四五”期间, 十五五末."""
    index = 10 + (number(m[1]) if m[1] else 0)
    first = _EIGHTH_BEGINS + 5 * (index - _EIGHTH_PLAN)
    if m[2] in ("末", "期末"):
        year = first + 4
        return Days(TimeKind.YEAR, Precision.YEAR, year, None, (12, 31), (12, 31), to_its_end=True)
    return Days(TimeKind.YEARS, Precision.YEARS, first, first + 4, (1, 1), (12, 31))


def _year_form(m: re.Match[str], reference: Reference) -> Days | None:
    """2025年, 今年, 2024年底, 明年初, 年底, 年内."""
    year = _year(m[1], m[2], reference)
    part = (m[3] or m[4] or "").removeprefix("年")
    if part in ("底", "末"):
        end = (12, 31)
        return Days(TimeKind.DAY, Precision.YEAR, year, None, end, end, to_its_end=True)
    if part == "初":
        return Days(TimeKind.MONTHS, Precision.QUARTER, year, None, (1, 1), (3, 31))
    if part == "中":
        return Days(TimeKind.MONTH, Precision.MONTH, year, None, (6, 1), (7, 31))
    relation = Relation.WITHIN if part == "内" or m[2] == "年内" else None
    return Days(
        TimeKind.YEAR,
        Precision.YEAR,
        year,
        None,
        (1, 1),
        (12, 31),
        to_its_end=bool(relation),
        relation=relation,
    )


def _festival_form(m: re.Match[str], reference: Reference) -> Days | None:
    """春节前, 元旦前, 2024年春节; in a plan 春节前 means the feast that comes next."""
    word, before = m[3], m[4] is not None
    year = _year(m[1], m[2], reference)
    told = m[1] or m[2]
    if year is not None and not told and before and _comes_next(word, year, reference.month):
        year += 1
    day = festival(word, year) if year is not None else None
    place = (day.month, day.day) if day else None
    return Days(TimeKind.FESTIVAL, Precision.DAY, year, None, place, place)


def _comes_next(word: str, year: int, month: int | None) -> bool:
    if month is None:
        return word in OF_NEXT_YEAR
    day = festival(word, year)
    return day is not None and day.month < month


def _season(m: re.Match[str], reference: Reference) -> Days | None:
    """汛前, 供暖季前, 秋季开学前: the usual first day of the season."""
    year = _year(m[1], m[2], reference)
    place = reference.seasons.get(m[3])
    return Days(TimeKind.SEASON, Precision.SEASON, year, None, place, place)


def _now(_: re.Match[str], __: Reference) -> Days | None:
    """截至目前, 目前为止."""
    return Days(TimeKind.NOW, Precision.NONE, relation=Relation.UNTIL)


_Builder = Callable[[re.Match[str], Reference], Days | None]
_NOT_INSIDE: Final = r"(?:(?<![\d.])|(?<=(?<![\d.])\d\.)|(?<=(?<![\d.])\d\d\.))"
"""Not in the middle of a number; the marker of a list item may stand in front (2.11月底)."""
_SEASON_WORDS: Final = "|".join(sorted(SEASON_STARTS, key=len, reverse=True))
_FEASTS: Final = "|".join(sorted(FESTIVAL_WORDS, key=len, reverse=True))
FORMS: Final[tuple[tuple[str, str, _Builder], ...]] = (
    (
        "days",
        rf"{_NOT_INSIDE}{_OF_YEAR}({MONTH}) ?月 ?({DAY})(?: ?[日号])?(?:{TO}(?:({YEAR}) ?年 ?)?(?:({MONTH}) ?月 ?)?({DAY}))? ?[日号]",
        _days,
    ),
    (
        "written",
        rf"{_NOT_INSIDE}({YEAR})[-/.](1[0-2]|0?[1-9])(?:[-/.](3[01]|[12]\d|0?[1-9]))?(?![\d.%万亿])",
        _written_date,
    ),
    (
        "months",
        rf"{_NOT_INSIDE}{_OF_YEAR}({MONTH}) ?(?:月份?)?{TO}(?:({YEAR}) ?年 ?)?({MONTH}) ?月{NOT_A_MONTH}份?(底|末)?",
        _months,
    ),
    ("month", rf"{_NOT_INSIDE}{_OF_YEAR}({MONTH}) ?月{NOT_A_MONTH}份?{_PART}", _month),
    (
        "month_word",
        rf"({'|'.join(MONTH_WORDS)}){_PART}|(?<![个\d一二三四五六七八九十年])(月底|月末|月初)",
        _month_word,
    ),
    (
        "quarter",
        rf"{_OF_YEAR}(前|第)?({QUARTER})(?:(?:{LINK}|、)第?({QUARTER}))? ?季度(末|底)?",
        _quarter,
    ),
    ("half", rf"{_OF_YEAR}(上|下)半年", _half),
    ("years", rf"{_NOT_INSIDE}({YEAR}) ?年?度?{TO}({YEAR}) ?年?度?", _years),
    ("plan", r"[“\"]?十([一二三四五六七])?五[”\"]?(期间|时期|期末|末)", _five_year_plan),
    (
        "festival",
        rf"{_OF_YEAR}[“\"]?({_FEASTS})[”\"]?节?(?:假期|期间)?(?=(前|之前|来临前|到来之前)|后|期间|假期|当天|之后)",
        _festival_form,
    ),
    (
        "season",
        rf"{_OF_YEAR}({_SEASON_WORDS})(?:季|期|季节|期来临|季来临)?(?=前|后|之前|之后|到来|来临)(?:到来|来临)?",
        _season,
    ),
    ("now", r"截[至止]到?目前|截[至止]到?今日|目前为止|至今(?!年)", _now),
    (
        "year",
        rf"{_NOT_INSIDE}{_OF_YEAR.removesuffix('?')}{_YEAR_PART}|(?<![\d一二三四五六七八九〇零两数几多半每近])(年底|年末|年初|年中)",
        _year_form,
    ),
)
"""Name, pattern and reading of each form; where several match, the first one named wins."""
