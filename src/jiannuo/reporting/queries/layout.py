"""The tables whose columns the grid shows."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import TextField
from django.db.models.functions import Cast

from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import PeriodDocument
from jiannuo.reporting.queries.prepared import OfPlan

_reported: Final = OfPlan(
    PeriodDocument.objects.order_by().values_list(
        "period_kind", "period_index", Cast("tables", TextField())
    ),
    "plan",
)


def reported_tables(plan: int) -> dict[Span, str]:
    """Return the tables in which a plan's periods were reported, as JSON (one query)."""
    return {Span(kind, index): tables for kind, index, tables in _reported(plan)}


def tables_shown(
    plan: Plan, reported: str | None, filled: Collection[int]
) -> tuple[Mapping[str, Any], ...]:
    """Return the tables (their columns, no rows) in which a plan's tasks stand for a period.

    The period's own document has its own heads (6月份目标任务); before the first report the plan's
    tables speak, without the blank forms that came in the same file: those that no task stands in.
    """
    if reported is not None:
        return tuple(json.loads(reported))
    return tuple(table for table in plan.tables if table["position"] in filled)
