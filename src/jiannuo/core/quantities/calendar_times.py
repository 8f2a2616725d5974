"""Dates and periods of the calendar in a text: the forms found, related and turned into dates.

A form (`time_forms`) says what is named; the words around it say how the statement stands to it
(截至, 前, 底前, 内, 起, 后), and the year comes from the text or from the reading's reference.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from jiannuo.core.quantities.festivals import FESTIVAL_WORDS, SEASON_STARTS
from jiannuo.core.quantities.time_expression import Relation, TimeExpression
from jiannuo.core.quantities.time_forms import FORMS, MONTH_WORDS, YEAR_WORDS, Days, Reference

_COMPILED: Final = tuple((re.compile(pattern), build) for _, pattern, build in FORMS)
_NUMERALS: Final = "0123456789〇零O一二三四五六七八九十"
_WORDS: Final = (
    *(
        "前一",
        "前二",
        "前三",
        "前1",
        "前2",
        "前3",
        "第",
        "上半年",
        "下半年",
        "“",
        '"',
        "截",
        "目前",
        "至今",
    ),
    *("月底", "月末", "月初", "年底", "年末", "年初", "年中"),
    *YEAR_WORDS,
    *MONTH_WORDS,
    *SEASON_STARTS,
    *FESTIVAL_WORDS,
)
_FIRST: Final = "".join(sorted(set(_NUMERALS) | {word[0] for word in _WORDS}))
_ANY: Final = re.compile(
    # what a time may begin with, so that most places are passed over quickly
    f"(?=[{_FIRST}])(?=[{_NUMERALS}]{{1,5}} ?[年月季日./~至到、-]|[{_NUMERALS}]{{2}}|{'|'.join(_WORDS)})"
    f"(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern, _ in FORMS)})"
)
_INDEX: Final = {name: index for index, (name, _, _) in enumerate(FORMS)}

_BEFORE: Final = re.compile(r"(截至到?|截止到?|截至|自|从|到|至|于|在)$")
_AFTER: Final = re.compile(
    r" ?(?:(?P<by>(?:来临|到来)?之?前(?![期提置往述列景途沿瞻年季所身端两三])|以前)"
    r"|(?P<within>之?内(?![部容外涵蒙陆地])|以内)"
    r"|(?P<since>起(?![来草步点])|以来|开始|至今)"
    r"|(?P<after>之?后(?![续期勤备方台半三四])|以后))"
)


def calendar_expressions(
    original: str, text: str, reference: Reference
) -> Iterator[TimeExpression]:
    """Find the dates and periods of the calendar in a folded `text`, in order."""
    for found in _ANY.finditer(text):
        pattern, build = _COMPILED[_INDEX[found.lastgroup or ""]]
        match = pattern.match(text, found.start())
        days = build(match, reference) if match else None
        if match is not None and days is not None:
            yield _expression(original, text, match.start(), match.end(), days)


def _expression(original: str, text: str, start: int, end: int, days: Days) -> TimeExpression:
    relation = days.relation or Relation.IN
    before = _BEFORE.search(text, max(0, start - 4), start)
    after = _AFTER.match(text, end)
    if before is not None and before[1].startswith("截"):
        relation, start = Relation.UNTIL, before.start()
    elif before is not None and before[1] in ("自", "从"):
        relation = Relation.SINCE
    if after is not None:
        end = after.end()
        relation = Relation(after.lastgroup or "in")
    first = _date(days.year, days.begin)
    last = _date(days.last_year or days.year, days.finish)
    if first is not None and last is not None and last < first:
        first = last = None
    return TimeExpression(
        span=original[start:end],
        start=start,
        kind=days.kind,
        relation=relation,
        precision=days.precision,
        first=first,
        last=last,
        due=_due(relation, days, first, last),
        months=(days.begin[0], days.finish[0]) if days.begin and days.finish else None,
        year=days.year,
    )


def _due(relation: Relation, days: Days, first: date | None, last: date | None) -> date | None:
    """Say on which day at the latest: 7月底前 and 7月30日前 with that day, 10月前 before October."""
    if relation in (Relation.SINCE, Relation.AFTER):
        return None
    if relation is Relation.BY and not days.to_its_end:
        return first - timedelta(days=1) if first else None
    return last


def _date(year: int | None, place: tuple[int, int] | None) -> date | None:
    """Find the day in a year; the 31st stands for a month's last day. None if there is no such day."""
    if year is None or place is None or not 1 <= year <= date.max.year:
        return None
    month, day = place
    length = monthrange(year, month)[1]
    return (
        date(year, month, length if day == _LAST else day)
        if day in (*range(1, length + 1), _LAST)
        else None
    )


_LAST: Final = 31
