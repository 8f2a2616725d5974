"""How the period that a column names stands to the period that the document reports."""

from collections.abc import Sequence
from enum import Enum, auto

from jiannuo.core.mapping.candidates import Candidate
from jiannuo.core.mapping.periods import Span, months_in, span_of
from jiannuo.core.records import Period, PeriodKind

_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_SEVERAL = 2
_DECEMBER = 12


class Relation(Enum):
    """A column's period as seen from the document's."""

    PART = auto()
    """A month, quarter or half that has come: the report's own period."""
    NEXT = auto()
    """A period after the one reported."""
    YEAR = auto()
    NONE = auto()


def report_period(candidates: Sequence[Candidate], period: Period | None) -> Period | None:
    """Return the period reported: the document's own, else the last that a progress column names."""
    if period is not None:
        return period
    named = [
        one.span.period
        for one in candidates
        if one.family in {"progress", "actual_value"} and one.span.period and one.profile.filled
    ]
    last = max(named, key=_end, default=None)
    # A column to 31 December tells of the whole year, whatever words it has.
    return None if last is None or _end(last) == _DECEMBER else last


def relation_of(span: Span, reported: Period | None) -> Relation:
    """Tell how a column's period stands to the one reported."""
    if span.following:
        return Relation.NEXT
    if (
        span.period
        and reported
        and reported.kind is not PeriodKind.YEAR
        and _after(span.period, reported)
    ):
        return Relation.NEXT
    if span.part_of_year:
        return Relation.PART
    return Relation.YEAR if span.whole_year else Relation.NONE


def keyed_field(candidate: Candidate, all_: Sequence[Candidate]) -> tuple[str, str] | None:
    """Return field and key of a column that is one of several of its kind: 一季度 | 二季度 | ….

    Its kind are columns of the same family, under the same group, each with a quarter (or month)
    of its own.
    """
    if (months := months_in(candidate.leaf)) and _months_beside(candidate, all_) >= _SEVERAL:
        return "month_plan", f"{months[0]}-{months[1]}"
    period = candidate.span.period
    if period is None or period.kind not in {PeriodKind.QUARTER, PeriodKind.MONTH}:
        return None
    periods = {
        one.span.period
        for one in all_
        if one.span.period
        and one.span.period.kind is period.kind
        and one.family == candidate.family
        and _outer(one) == _outer(candidate)
    }
    if len(periods) < _SEVERAL:
        return None
    field = "quarter_targets" if period.kind is PeriodKind.QUARTER else "month_plan"
    return field, str(period.index)


def _outer(candidate: Candidate) -> tuple[str, ...]:
    """Return the group without the line that names the period: 第一季度/目标 | 第二季度/目标."""
    own = span_of(candidate.leaf).period is not None
    return (
        candidate.group if own or not candidate.group else (*candidate.group[:-1], candidate.leaf)
    )


def _months_beside(candidate: Candidate, all_: Sequence[Candidate]) -> int:
    """Count the single months that columns of the same kind and group name: 8月 | 9月 | 10-12月."""
    return len(
        {
            one.span.period.index
            for one in all_
            if one.span.period
            and one.span.period.kind is PeriodKind.MONTH
            and not months_in(one.leaf)
            and one.family == candidate.family
            and one.group == candidate.group
        }
    )


def _after(period: Period, reported: Period) -> bool:
    return _end(period) - _MONTHS[period.kind] >= _end(reported)


def _end(period: Period) -> int:
    return period.index * _MONTHS[period.kind]
