"""What a period is measured by: its own target, else the month's plan, else the quarter's target."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from jiannuo.core.records import PeriodKind
from jiannuo.ledger.models import Target, TargetKind
from jiannuo.ledger.periods import Span

_RANK: Final = {
    TargetKind.QUARTER.value: 1,
    TargetKind.MONTH.value: 2,
    TargetKind.PERIOD.value: 3,
}


def yardsticks(tasks: Iterable[int], span: Span) -> dict[int, str]:
    """Return the text that each task's period is measured by (one query); tasks without one are absent."""
    measuring = Q(kind=TargetKind.PERIOD, period_kind=span.kind, period_index=span.index)
    if span.kind:
        month, quarter = span.last_month, span.quarter
        measuring |= Q(kind=TargetKind.QUARTER, period_index=quarter)
        if span.kind == PeriodKind.MONTH:
            measuring |= Q(kind=TargetKind.MONTH, period_index=month)
    rows = Target.objects.filter(measuring, task__in=list(tasks)).order_by()
    found = sorted(rows.values_list("task", "kind", "text"), key=lambda row: _RANK[row[1]])
    return {task: text for task, _, text in found}
