"""By when a task is to be done, where the sentence says so."""

from datetime import date
from typing import Final

from jiannuo.core.quantities.periods import Relation, TimeExpression, TimeKind, periods

_PARTS_OF_YEAR: Final = (
    TimeKind.DAY,
    TimeKind.TEN_DAYS,
    TimeKind.MONTH,
    TimeKind.MONTHS,
    TimeKind.QUARTER,
    TimeKind.HALF,
    TimeKind.FESTIVAL,
)
_PASSED_OVER: Final = (Relation.UNTIL, Relation.SINCE, Relation.AFTER)


def deadline_in(text: str, year: int | None) -> tuple[str | None, date | None]:
    """Read the words that set a deadline (6月底前, 年内, 上半年) and the last day that they allow.

    Several are quoted one after the other, and the last day of all counts. A whole year is none,
    unless its end is named (年内, 年底前): 2025年实施… only says which year's work it is. Without a
    year the day is unknown.
    """
    found = [one for one in periods(text, year=year) if _sets_one(text, one, year)]
    if not found:
        return None, None
    quoted = "、".join(dict.fromkeys(one.span.strip() for one in found))
    days = [one.due for one in found if one.due]
    return quoted, max(days, default=None)


def _sets_one(text: str, one: TimeExpression, year: int | None) -> bool:
    if one.relation in _PASSED_OVER or (one.year and year and one.year < year):
        return False
    if one.relation is Relation.BY:
        return True
    if one.kind is TimeKind.YEAR:
        return one.span.endswith(("年内", "年底", "年末")) or text[: one.start].endswith("到")
    return one.kind in _PARTS_OF_YEAR
