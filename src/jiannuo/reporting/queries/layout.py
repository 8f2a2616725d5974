"""The tables whose columns the grid shows."""

from collections.abc import Mapping
from typing import Any

from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import PeriodDocument


def tables_shown(plan: int, span: Span) -> tuple[Mapping[str, Any], ...]:
    """Return the tables (their columns, no rows) in which a plan's tasks stand for a period.

    The period's own document has its own heads (6月份目标任务); before the first report the plan's
    tables speak, without the blank forms that came in the same file. At most three queries; whether
    an actor may see the plan is asked with its rows.
    """
    reported = PeriodDocument.objects.filter(
        plan=plan, period_kind=span.kind, period_index=span.index
    )
    own = reported.values_list("tables", flat=True).first()
    if own is not None:
        return tuple(own)
    filled = set(
        Task.objects.filter(plan=plan).order_by().values_list("table", flat=True).distinct()
    )
    tables = Plan.objects.filter(pk=plan).order_by().values_list("tables", flat=True).first()
    return tuple(table for table in tables or () if table["position"] in filled)
