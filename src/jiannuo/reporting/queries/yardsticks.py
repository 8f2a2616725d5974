"""What a period is measured by: its own target, else the month's plan, else the quarter's target."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from django.db.models import Q, QuerySet

from jiannuo.core.records import PeriodKind
from jiannuo.ledger.models import Target, TargetKind
from jiannuo.ledger.periods import Span
from jiannuo.reporting.queries.prepared import OfPlan

_RANK: Final = {
    TargetKind.QUARTER.value: 1,
    TargetKind.MONTH.value: 2,
    TargetKind.PERIOD.value: 3,
}


def yardsticks(tasks: Iterable[int], span: Span) -> dict[int, str]:
    """Return the text that each task's period is measured by (one query); tasks without one are absent."""
    return _by_task(_measuring(span).filter(task__in=list(tasks)))


def yardsticks_of_plan(plan: int, span: Span) -> dict[int, str]:
    """Return the same for all tasks of a plan, whoever may see them (one query)."""
    return _by_task(_of_plan(span)(plan))


@lru_cache(maxsize=32)
def _of_plan(span: Span) -> OfPlan:
    return OfPlan(_measuring(span), "task__plan")


def _measuring(span: Span) -> QuerySet[Any, Any]:
    """Return task, kind and text of the targets that may measure a period."""
    measuring = Q(kind=TargetKind.PERIOD, period_kind=span.kind, period_index=span.index)
    if span.kind:
        month, quarter = span.last_month, span.quarter
        measuring |= Q(kind=TargetKind.QUARTER, period_index=quarter)
        if span.kind == PeriodKind.MONTH:
            measuring |= Q(kind=TargetKind.MONTH, period_index=month)
    return Target.objects.filter(measuring).order_by().values_list("task", "kind", "text")


def _by_task(rows: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    found = sorted(rows, key=lambda row: _RANK[row[1]])
    return {task: text for task, _, text in found}
