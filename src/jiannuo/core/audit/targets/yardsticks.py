"""The yardstick of a period: what the row's report is to be measured by.

The target of the period if it is filed, else the plan of the month, else the quarter's target
(design: "Yardstick of a month").
"""

import re
from typing import Final

from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger, RowReading, last_month
from jiannuo.core.records import Period, PeriodKind

_MONTHS: Final = re.compile(r"(\d+)(?:\D+(\d+))?")
_QUARTER: Final = 3


def yardstick(ledger: Ledger, row: RowReading) -> tuple[Passage, ...]:
    """Give the passages that say what this period asks for; empty where the document does not say."""
    if row.row.period_target:
        return row.passages_of("period_target")
    return row.passages_of(field_of(row, ledger.document.period) or "")


def field_of(row: RowReading, period: Period | None) -> str | None:
    """Give the month's plan or the quarter's target that answers for a period."""
    month = last_month(period)
    if period is None or month is None:
        return None
    if period.kind is PeriodKind.MONTH:
        for key in row.row.month_plan:
            first, last = months_of(key)
            if first <= month <= last:
                return f"month_plan.{key}"
    if month % _QUARTER == 0 or period.kind is PeriodKind.MONTH:
        quarter = str((month - 1) // _QUARTER + 1)
        if quarter in row.row.quarter_targets:
            return f"quarter_targets.{quarter}"
    return None


def months_of(key: str) -> tuple[int, int]:
    """Give the months that a plan's key covers: "7-8" is (7, 8); a key without numbers is (0, 0)."""
    found = _MONTHS.search(key)
    if found is None:
        return 0, 0
    return int(found[1]), int(found[2] or found[1])
