"""Fields that only some offices' tables have, for the grid's further columns."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from jiannuo.core.records import PeriodKind
from jiannuo.ledger.fields import TARGET_FIELDS, TASK_FIELDS
from jiannuo.ledger.models import Target, TargetKind, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import Report


def further_fields(
    tasks: Sequence[int], fields: Iterable[str], span: Span
) -> dict[int, Mapping[str, str]]:
    """Return canonical fields that the grid's rows do not hold, by task (at most three queries).

    `tasks` are ids that the actor was found to see. Beside fields of one text this knows
    "month_plan" and "quarter_targets", which give a line for each period, and "quarter_targets.2"
    for one. Empty and unknown fields are absent.
    """
    wanted = list(fields)
    found: dict[int, dict[str, str]] = {task: {} for task in tasks}
    own = [field for field in wanted if field in TASK_FIELDS]
    if own:
        for pk, *texts in Task.objects.filter(pk__in=tasks).order_by().values_list("pk", *own):
            found[pk].update(zip(own, texts, strict=True))
    reported = [field for field in wanted if field in REPORT_FIELDS]
    if reported:
        reports = Report.objects.filter(
            task__in=tasks, period_kind=span.kind, period_index=span.index
        ).order_by()
        for task, *texts in reports.values_list("task", *reported):
            found[task].update(zip(reported, texts, strict=True))
    for task, planned in _planned(tasks, wanted).items():
        found[task].update(planned)
    return {task: {name: text for name, text in of.items() if text} for task, of in found.items()}


def label_of(kind: str, key: str) -> str:
    """Return the Chinese name of a target's period by its key; empty where it has none."""
    if kind == TargetKind.QUARTER and key.isdecimal():
        return Span(PeriodKind.QUARTER, int(key)).label
    return f"{key}月" if kind == TargetKind.MONTH and key else ""


def _planned(tasks: Sequence[int], fields: Iterable[str]) -> dict[int, dict[str, str]]:
    wanted = [field for field in fields if field.partition(".")[0] in TARGET_FIELDS]
    if not wanted:
        return {}
    rows = (
        Target.objects.filter(_any_of(wanted), task__in=tasks)
        .order_by("task", "kind", "order")
        .values_list("task", "kind", "key", "text")
    )
    found: dict[int, dict[str, list[str]]] = {}
    for task, kind, key, text in rows:
        own = found.setdefault(task, {})
        if f"{kind}.{key}" in wanted:
            own.setdefault(f"{kind}.{key}", []).append(text)
        if kind in wanted:
            label = label_of(kind, key)
            own.setdefault(kind, []).append(f"{label}：{text}" if label else text)
    return {
        task: {field: "\n".join(lines) for field, lines in own.items()}
        for task, own in found.items()
    }


def _any_of(fields: Iterable[str]) -> Q:
    wanted = Q()
    for field in fields:
        kind, _, key = field.partition(".")
        wanted |= Q(kind=kind, key=key) if key else Q(kind=kind)
    return wanted
