"""Period words in headers, titles and labels: 5月份, 1-5月, 二季度, 上半年, 当月, 今年以来."""

import re
from dataclasses import dataclass
from datetime import date

from jiannuo.core.records import Period, PeriodKind

_DIGITS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_SPAN = re.compile(rf"({_MONTH})月?(?:份)?\s*[-—–－~～至到]\s*({_MONTH})月(?:份)?")
_MONTH_WORD = re.compile(rf"(?<![\d第.])({_MONTH})月(?:份|底|末)?(?!\d)")
_AS_OF = re.compile(rf"截[至止](?:到|目前)?[^，。]{{0,6}}?(?<!\d)({_MONTH})月\d{{1,2}}日")
_QUARTER_SPAN = re.compile(r"(?:前([二三])个?季度|([一1])\s*[-—–－~～至到]\s*([二三四2-4])季度)")
_QUARTER = re.compile(r"第?([一二三四1-4])季度|[Qq]([1-4])(?!\d)")
_HALF = re.compile(r"(上|下)半年|半年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_CHINESE_YEAR = re.compile(r"([二两][〇○０零Oo0][一二三四五六七八九〇○零]{2})年")
_WHOLE_YEAR = re.compile(r"全年|年度|本年|当年|今年(?!以来)|年终|年底")
_THIS = re.compile(r"当月|本月|本期|当期|本季度?|当季度?")
_NEXT = re.compile(r"下个?月|次月|下一?期|下个?季度?|下一?步|下一?阶段")
_TO_DATE = re.compile(r"累计|今年以来|年初以来|年内|至今|截至|截止|目前")


@dataclass(frozen=True, slots=True)
class Span:
    """What period a phrase speaks of.

    `period` is None for words that only relate to the document's own period: `this` (当月),
    `following` (下月), `to_date` (今年以来, 1-5月: from the year's beginning).
    """

    period: Period | None = None
    this: bool = False
    following: bool = False
    to_date: bool = False

    @property
    def whole_year(self) -> bool:
        """Say whether the phrase speaks of the whole year."""
        return self.period is not None and self.period.kind is PeriodKind.YEAR

    @property
    def part_of_year(self) -> bool:
        """Say whether the phrase speaks of a month, quarter or half, by number or relation."""
        return self.this or (self.period is not None and self.period.kind is not PeriodKind.YEAR)


def number_of(word: str) -> int:
    """Read 1 to 12, in digits or Chinese."""
    if word.isdecimal():
        return int(word)
    if word.startswith("十") and len(word) > 1:
        return 10 + _DIGITS[word[1]]
    return _DIGITS[word]


def span_of(phrase: str) -> Span:
    """Read the period words of a short phrase (a header, a label)."""
    phrase = phrase.translate(_NARROW)
    this, following = bool(_THIS.search(phrase)), bool(_NEXT.search(phrase))
    to_date = bool(_TO_DATE.search(phrase))
    found = period_of(phrase)
    if found is None and _WHOLE_YEAR.search(phrase):
        found = Period(PeriodKind.YEAR, 1)
    return Span(found, this, following, to_date or _from_january(phrase))


def period_of(phrase: str) -> Period | None:
    """Read the month, quarter or half year that a title or header names.

    1-6月 and 前二季度 are named by their last part: the report that goes to the end of June is
    the month June's (or the first half's, if it says so).
    """
    phrase = phrase.translate(_NARROW)
    if span := _SPAN.search(phrase):
        first, last = number_of(span[1]), number_of(span[2])
        return _of_months(first, last)
    if months := _MONTH_WORD.search(phrase):
        return Period(PeriodKind.MONTH, number_of(months[1]))
    if day := _AS_OF.search(phrase):
        return Period(PeriodKind.MONTH, number_of(day[1]))
    if quarters := _QUARTER_SPAN.search(phrase):
        last = number_of(quarters[1] or quarters[3])
        return Period(PeriodKind.HALF, 1) if last == 2 else Period(PeriodKind.QUARTER, last)  # noqa: PLR2004 - two quarters are a half
    if quarter := _QUARTER.search(phrase):
        return Period(PeriodKind.QUARTER, number_of(quarter[1] or quarter[2]))
    if half := _HALF.search(phrase):
        return Period(PeriodKind.HALF, 2 if half[1] == "下" else 1)
    return None


def months_in(phrase: str) -> tuple[int, int] | None:
    """Read a span of months: 10-12月; None where the phrase names none."""
    span = _SPAN.search(phrase.translate(_NARROW))
    return (number_of(span[1]), number_of(span[2])) if span else None


def _of_months(first: int, last: int) -> Period:
    if first == 1 and last == 12:  # noqa: PLR2004 - December
        return Period(PeriodKind.YEAR, 1)
    if last - first == 2 and last % 3 == 0:  # noqa: PLR2004 - three months to a quarter's end
        return Period(PeriodKind.QUARTER, last // 3)
    return Period(PeriodKind.MONTH, last)


def _from_january(phrase: str) -> bool:
    span = _SPAN.search(phrase)
    return span is not None and number_of(span[1]) == 1


def year_of(phrase: str) -> int | None:
    """Read the first year that a title names, in digits or Chinese."""
    phrase = phrase.translate(_NARROW)
    found = _YEAR.search(phrase)
    if found:
        return int(found[1])
    written = _CHINESE_YEAR.search(phrase)
    return _year_written(written[1]) if written else None


def _year_written(digits: str) -> int:
    return int("".join(str(_DIGITS.get(character, 0)) for character in digits))


def without_periods(phrase: str) -> str:
    """Take the period words out of a header: 5月份目标任务 → 目标任务."""
    for words in (_YEAR, _SPAN, _QUARTER_SPAN, _QUARTER, _MONTH_WORD, _HALF):
        phrase = words.sub("", phrase)
    return phrase


_DATE = re.compile(r"(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*日")
_CHINESE_DATE = re.compile(
    r"([二两][〇○０零Oo0][一二三四五六七八九〇○零]{2})年(十[一二]?|[一二三四五六七八九])月"
    r"([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)


def date_of(phrase: str) -> date | None:
    """Read a full date, in digits or Chinese; None also for one that no calendar has."""
    phrase = phrase.translate(_NARROW)
    found = _DATE.search(phrase)
    if found:
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _CHINESE_DATE.search(phrase):
        parts = _year_written(found[1]), number_of(found[2]), _day(found[3])
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _day(word: str) -> int:
    tens, ten, ones = word.partition("十")
    if not ten:
        return _DIGITS[word]
    return 10 * _DIGITS.get(tens, 1) + (_DIGITS[ones] if ones else 0)
