"""When a round falls due: the core's rules with a place's working days and closing hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from jiannuo.core.workdays import (
    NthWorkday,
    Rule,
    closing,
    day_words,
    deadline,
    moment_words,
    not_before,
)
from jiannuo.directory.models import Place
from jiannuo.directory.queries.workdays import calendar_of
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import DueBasis, ReportingRound, RoundRule
from jiannuo.reporting.queries.submissions import span_of_round

CUSTOM: Final = NthWorkday(n=5)
"""What offices ask for where nothing else is said: the fifth working day of the next month."""
MIDNIGHT: Final = "24:00"
_MOST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline: the moment, why, and what its working days rest on."""

    at: datetime
    why: str
    basis: DueBasis

    @property
    def day(self) -> date:
        """Return the last day on which one may submit; midnight belongs to the day that it ends."""
        return due_day(self.at)


def due_of(
    place: Place,
    year: int,
    span: Span,
    *,
    rule: Rule = CUSTOM,
    hour: str = MIDNIGHT,
    announced: date | None = None,
) -> Due:
    """Return when the reports of a place for a period fall due (a query).

    A day announced earlier is never undercut. Raises ValueError for an hour that is none.
    """
    found = not_before(announced, deadline(rule, year, span.last_month, calendar_of(place)))
    return Due(
        at=timezone.make_aware(closing(found.date, hour)),
        why=found.why,
        basis=DueBasis(found.basis.value),
    )


def due_by(rule: RoundRule, year: int, span: Span, *, announced: date | None = None) -> Due:
    """Return the same by a place's rule."""
    return due_of(
        rule.place,
        year,
        span,
        rule=rule.due_rule(),
        hour=rule.closing_hour,
        announced=announced,
    )


def due_day(at: datetime) -> date:
    """Return the day that a moment closes."""
    return timezone.localtime(at - timedelta(minutes=1)).date()


def due_words(at: datetime, *, year: bool = False) -> str:
    """Return 6月7日（周三）24:00."""
    return moment_words(timezone.localtime(at), year=year)


def due_sentence(one: ReportingRound) -> str:
    """Return 2026年10月月报：11月6日（周五）24:00截止，11月第5个工作日；…… with its full stop."""
    due = due_words(one.due_at, year=due_day(one.due_at).year != one.year)
    return f"{one.year}年{report_name(span_of_round(one))}：{due}截止，{one.due_why}。"


def report_name(span: Span) -> str:
    """Return what people call the period's reports: 5月月报, 二季度季报, 上半年报告, 全年报告."""
    endings = {"month": "月报", "quarter": "季报"}
    return f"{span.label}{endings.get(span.kind, '报告')}"


def spans_around(kind: str, day: date) -> Iterable[tuple[int, Span]]:
    """Return (year, period) of this kind for the periods that end within a year around a day."""
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    for offset in range(-_MOST_MONTHS, _MOST_MONTHS + 1):
        count = day.year * 12 + day.month - 1 + offset
        year, month = divmod(count, 12)
        if (month + 1) % length == 0:
            yield year, Span(kind, (month + 1) // length)


def said_day(at: datetime) -> str:
    """Return 6月7日 for the day that a moment closes."""
    return day_words(due_day(at))
