"""Which source row each field of a task was read from, for many tasks at once."""

from collections.abc import Collection

from jiannuo.ledger.models import Target, TargetKind, Task
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import Report

_PLAIN = frozenset({TargetKind.PERIOD, TargetKind.PLAN_TEXT})
"""Targets that are a field by themselves; others are one key of a field (quarter_targets.2)."""


def rows_of_fields(tasks: Collection[int]) -> dict[tuple[int, str], int]:
    """Return the source row of each field of these tasks, by task and canonical field.

    A report's field gives the newest report's row. Fields that a person wrote have none.
    """
    found: dict[tuple[int, str], int] = {}
    for task in Task.objects.filter(pk__in=tasks).exclude(source=None).select_related("source"):
        if task.source is not None:
            found |= {(task.pk, field): task.source.pk for field in task.source.citations}
    for target in Target.objects.filter(task__in=tasks).exclude(source=None):
        name = target.kind if target.kind in _PLAIN else f"{target.kind}.{target.key}"
        if target.source_id is not None:
            found[target.task_id, name] = target.source_id
    for report in Report.objects.filter(task__in=tasks).exclude(source=None):
        if report.source_id is not None:
            found |= {(report.task_id, field): report.source_id for field in REPORT_FIELDS}
    return found
