"""A plan as a canonical document: what exports, forms and the audit are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch

from jiannuo.core.records import ROW_FIELDS, Column, Document, Row, Table, Unit, from_json
from jiannuo.directory.actor import Actor
from jiannuo.ledger.composition import items_together
from jiannuo.ledger.fields import LABELS, TASK_FIELDS
from jiannuo.ledger.models import Assignment, Plan, Target, TargetKind, Task, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import PeriodDocument, Report
from jiannuo.reporting.queries.selection import (
    GridFilters,
    Joined,
    chosen,
    reported_spans,
    shown_span,
)


def document(
    actor: Actor,
    plan: int,
    filters: GridFilters | None = None,
    *,
    sort: str = "number",
    span: Span | None = None,
) -> Document:
    """Return a plan (or what filters leave of it) with the reports of a period, in its own columns.

    The rows equal the imported ones but for citations, marks, raw cells, doubts and warnings.
    Raises Plan.DoesNotExist for a plan that the actor may not see.
    """
    return document_of_tasks(actor, plan, filters, sort=sort, span=span)[0]


def document_of_tasks(
    actor: Actor,
    plan: int,
    filters: GridFilters | None = None,
    *,
    sort: str = "number",
    span: Span | None = None,
) -> tuple[Document, tuple[tuple[int, ...], ...]]:
    """Return a plan's document, and for each of its tables the tasks that its rows stand for."""
    one = plans_visible_to(actor).get(pk=plan)
    shown = span or shown_span(one, reported_spans(plan))
    tasks = chosen(actor, plan, filters or GridFilters(), shown, sort)
    found: dict[int, list[tuple[int, Row]]] = {}
    for task in _whole(tasks, shown):
        reports: list[Report] = task.reported  # type: ignore[attr-defined]  # the prefetch's to_attr
        row = row_of(task, shown, reports[0] if reports else None)
        found.setdefault(task.table, []).append((task.pk, row))
    head, tables = _layout(one, shown)
    whole = from_json({**head, "tables": [{**table, "rows": []} for table in tables]})
    placed = [found.pop(table["position"], []) for table in tables]
    left = list(found.values())
    laid_out = [
        replace(table, rows=tuple(row for _, row in rows))
        for table, rows in zip(whole.tables, placed, strict=True)
    ]
    plain = [_plain_table([row for _, row in rows]) for rows in left]
    return (
        replace(whole, tables=(*laid_out, *plain)),
        tuple(tuple(task for task, _ in rows) for rows in [*placed, *left]),
    )


def _plain_table(rows: Sequence[Row]) -> Table:
    """Return tasks that no document's table holds under the fields' own names."""
    filled = [name for name in ROW_FIELDS if any(getattr(row, name) for row in rows)]
    columns = (Column(header=LABELS[name], field=name) for name in filled if name != "items")
    return Table(columns=tuple(columns), rows=tuple(rows))


def _layout(plan: Plan, span: Span) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]:
    """Return the head and tables of the period's own document, else those of the plan's.

    A plan that no document made is called by its own title.
    """
    own = PeriodDocument.objects.filter(
        plan=plan, period_kind=span.kind, period_index=span.index
    ).first()
    if own is None:
        made = {"source": plan.title, "title": plan.title, "year": plan.year}
        return plan.head or made, plan.tables
    positions = {table["position"] for table in own.tables}
    forms = [table for table in plan.tables if table["position"] not in positions]
    return own.head, sorted([*own.tables, *forms], key=lambda table: int(table["position"]))


def _whole(tasks: Joined, span: Span) -> list[Task]:
    reports = Report.objects.filter(period_kind=span.kind, period_index=span.index)
    return list(
        tasks.prefetch_related(
            Prefetch("assignments", Assignment.objects.order_by("order")),
            Prefetch("task_leaders", TaskLeader.objects.order_by("order")),
            Prefetch("targets", Target.objects.order_by("kind", "order")),
            Prefetch("reports", reports, to_attr="reported"),
        )
    )


def row_of(task: Task, span: Span, report: Report | None) -> Row:
    """Return a task with one report (a stored one or a draft) as the canonical row of a period."""
    targets = [target for target in task.targets.all() if _belongs(target, span)]
    texts: dict[str, Any] = {name: getattr(task, name) or None for name in TASK_FIELDS}
    if report is not None:
        texts |= {name: getattr(report, name) or None for name in REPORT_FIELDS}
    return Row(
        **texts,
        quarter_targets=_keyed(targets, TargetKind.QUARTER),
        month_plan=_keyed(targets, TargetKind.MONTH),
        period_plan_text=_only(targets, TargetKind.PLAN_TEXT),
        period_target=_only(targets, TargetKind.PERIOD),
        leaders=tuple(one.written for one in task.task_leaders.all()),
        units=tuple(
            Unit(name=one.written, lead=one.lead, role=one.word) for one in task.assignments.all()
        ),
        items=items_together(
            [
                *task.items,
                *(piece for target in targets for piece in target.items),
                *(report.items if report else ()),
            ]
        ),
    )


def _belongs(target: Target, span: Span) -> bool:
    """Say whether a target stands in the period's row: quarters and months stand in every one."""
    if target.kind in {TargetKind.QUARTER, TargetKind.MONTH}:
        return True
    return Span(target.period_kind, target.period_index) == span


def _keyed(targets: Sequence[Target], kind: TargetKind) -> dict[str, str]:
    return {target.key: target.text for target in targets if target.kind == kind}


def _only(targets: Sequence[Target], kind: TargetKind) -> str | None:
    return next((target.text for target in targets if target.kind == kind), None)
