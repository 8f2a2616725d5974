"""Bring what organisations handed in into the ledger: one report for each task and period.

The report is made anew from the standing versions every time (handed in, withdrawn, corrected), so
it never depends on the order of what happened. Callers hold the locks of the tasks (`lock_tasks`):
several organisations may answer for one task in the same second.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from jiannuo.core.records import PeriodKind
from jiannuo.ledger import index
from jiannuo.ledger.models import Plan, Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import (
    AuditDue,
    Claim,
    LinePart,
    LineVersion,
    PeriodDocument,
    Report,
    ReportingRound,
)
from jiannuo.reporting.queries.submissions import span_of_round
from jiannuo.reporting.supplements import reported_progress

_KEPT: Final = (*REPORT_FIELDS, "claim", "outlook", "items", "source_id")
_MONTH: Final = re.compile(r"\d{1,2}月(?=份)")
_WORST_FIRST: Final = (Claim.MISSED.value, Claim.PARTLY.value, Claim.MET.value)
_HARDEST_FIRST: Final = ("unable", "hard", "able")
_COLUMNS: Final = (
    ("period_target", "目标任务"),
    ("progress", "完成情况"),
    ("status", "是否完成阶段任务目标"),
    ("problems", "存在问题"),
    ("causes", "原因分析"),
    ("next_steps", "下一步计划"),
)
"""What 附件4 asks for, for plans whose own table has no such columns; the claim beside its words."""
_OF_PERIOD: Final = frozenset({"period_target", *REPORT_FIELDS})
"""Columns whose headers name the period that they are about."""


def lock_tasks(tasks: Collection[int]) -> None:
    """Make others who report about the same tasks wait until this transaction ends."""
    list(Task.objects.select_for_update().filter(pk__in=tasks).order_by("pk").values_list("pk"))


def replaced_by(one: ReportingRound, tasks: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return the reports that a round is about to replace and that no sheet of it made.

    They came from a document; a withdrawal puts them back (`LineVersion.content`, "replaced").
    """
    from_sheets = set(_standing(one, tasks))
    return {
        report.task_id: {name: getattr(report, name) for name in _KEPT}
        for report in _reports(one, tasks)
        if report.task_id not in from_sheets
    }


def enter_reports(one: ReportingRound, tasks: Collection[int]) -> None:
    """Write, rewrite or take away the reports of these tasks; their plans are then due for an audit."""
    said = _standing(one, tasks)
    existing = {report.task_id: report for report in _reports(one, tasks)}
    before = _before(one, [task for task in tasks if task not in said])
    new: list[Report] = []
    for task in tasks:
        columns = _composed(said[task]) if task in said else before.get(task)
        report = existing.get(task)
        if columns is None:
            _remove(report)
        elif report is None:
            new.append(_made(one, task, columns))
        else:
            _rewrite(report, columns)
    _index(Report.objects.bulk_create(new))
    plans = list(Plan.objects.filter(tasks__in=tasks).distinct())
    for plan in plans:
        _ensure_document(plan, one)
    _ask_for_audits(plans, span_of_round(one))
    Task.objects.filter(pk__in=said.keys(), state__in=[TaskState.ADOPTED, TaskState.ISSUED]).update(
        state=TaskState.RUNNING
    )


def _standing(one: ReportingRound, tasks: Collection[int]) -> dict[int, list[LineVersion]]:
    """Return for each task the newest version of each line that stands, in the organisations' order."""
    versions = (
        LineVersion.objects.filter(
            line__task__in=tasks,
            line__submission__round=one,
            line__part=LinePart.WHOLE,
            withdrawn_at=None,
            pending=False,
        )
        .select_related("line__submission__organisation")
        .order_by("line__submission__organisation__sort_key", "line", "number")
    )
    newest: dict[int, dict[int, LineVersion]] = {}
    for version in versions:
        newest.setdefault(version.line.task_id, {})[version.line_id] = version
    return {task: list(lines.values()) for task, lines in newest.items()}


def _reports(one: ReportingRound, tasks: Collection[int]) -> list[Report]:
    span = span_of_round(one)
    return list(
        Report.objects.filter(task__in=tasks, period_kind=span.kind, period_index=span.index)
    )


def _before(one: ReportingRound, tasks: Collection[int]) -> dict[int, dict[str, Any]]:
    versions = LineVersion.objects.filter(
        line__task__in=tasks, line__submission__round=one
    ).select_related("line")
    return {
        version.line.task_id: version.content["replaced"]
        for version in versions.order_by("-at", "-pk")
        if version.content.get("replaced")
    }


def _composed(versions: Sequence[LineVersion]) -> dict[str, Any]:
    contents = [version.content for version in versions]
    names = [version.line.submission.organisation.name for version in versions]
    claims = [content["claim"] for content in contents]
    outlooks = [content["outlook"] for content in contents]
    claim = next((word for word in _WORST_FIRST if word in claims), "")
    texts = {
        "progress": [
            reported_progress(content["progress"], content.get("figures") or ())
            for content in contents
        ],
        **{
            name: [content[name] for content in contents]
            for name in ("problems", "causes", "next_steps")
        },
    }
    return {
        **dict.fromkeys(REPORT_FIELDS, ""),
        **{name: _joined(names, said) for name, said in texts.items()},
        "status": Claim(claim).label if claim else "",
        "claim": claim,
        "outlook": next((word for word in _HARDEST_FIRST if word in outlooks), ""),
        "items": [],
        "source_id": None,
    }


def _joined(names: Sequence[str], texts: Sequence[str]) -> str:
    """Join what several organisations say, each under its name; a single one speaks for itself."""
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{name}：{text}" for name, text in zip(names, texts, strict=True) if text)


def _made(one: ReportingRound, task: int, columns: Mapping[str, Any]) -> Report:
    span = span_of_round(one)
    return Report(task_id=task, period_kind=span.kind, period_index=span.index, **columns)


def _rewrite(report: Report, columns: Mapping[str, Any]) -> None:
    changed = [name for name in REPORT_FIELDS if getattr(report, name) != columns[name]]
    for name, value in columns.items():
        setattr(report, name, value)
    report.save()
    for name in changed:
        index.replace(report.task_id, _holder(report), name, columns[name])


def _remove(report: Report | None) -> None:
    if report is None:
        return
    for name in REPORT_FIELDS:
        if getattr(report, name):
            index.replace(report.task_id, _holder(report), name, "")
    report.delete()


def _index(reports: Sequence[Report]) -> None:
    index.add(
        [
            index.Piece(report.task_id, _holder(report), name, text)
            for report in reports
            for name in REPORT_FIELDS
            if (text := getattr(report, name))
        ]
    )


def _holder(report: Report) -> str:
    return f"report:{report.pk}"


def _ensure_document(plan: Plan, one: ReportingRound) -> None:
    """Keep how the period's table is laid out: as the last document of the plan was."""
    span = span_of_round(one)
    period = {"plan": plan, "period_kind": span.kind, "period_index": span.index}
    if PeriodDocument.objects.filter(**period).exists():
        return
    last = max(
        (
            document
            for document in PeriodDocument.objects.filter(plan=plan)
            if _ends(document) < span.last_month
        ),
        key=_ends,
        default=None,
    )
    head = dict(plan.head) or {"source": plan.title}
    head |= {
        "title": _title(plan, span),
        "year": plan.year,
        "period": {"kind": PeriodKind(span.kind).value, "index": span.index},
    }
    tables = last.tables if last is not None else [_with_columns(table) for table in plan.tables]
    before = _span(last) if last is not None else _span_of_plan(plan)
    tables = [_in_period(table, before, span) for table in tables]
    PeriodDocument.objects.get_or_create(**period, defaults={"head": head, "tables": tables})


def _title(plan: Plan, span: Span) -> str:
    """Name the period's table as the plan's own document is named, with its month in that one's place."""
    named = _MONTH.sub(span.label, plan.title)
    return named if named != plan.title else f"{plan.title}（{span.label}完成情况）"


def _span(document: PeriodDocument) -> Span:
    return Span(document.period_kind, document.period_index)


def _ends(document: PeriodDocument) -> int:
    return _span(document).last_month


def _span_of_plan(plan: Plan) -> Span:
    """Return the period that the plan's own document is about: one imported in May may say so."""
    period = plan.head.get("period") or {}
    return Span(period.get("kind", ""), period.get("index", 0))


def _in_period(table: Mapping[str, Any], before: Span, span: Span) -> dict[str, Any]:
    """Name a table's columns after another period: 5月份目标任务 of May is 6月份目标任务 in June."""
    named = re.compile(rf"(?<!\d){re.escape(before.label)}") if before.label else None
    columns = [
        {**column, "header": named.sub(span.label, column["header"])}
        if named and column["field"] in _OF_PERIOD
        else column
        for column in table["columns"]
    ]
    return {**table, "columns": columns}


def _with_columns(table: Mapping[str, Any]) -> dict[str, Any]:
    columns = list(table["columns"])
    named = {
        field for column in columns for field in (column["field"], *(column.get("also") or ()))
    }
    more = [{"header": header, "field": field} for field, header in _COLUMNS if field not in named]
    return {**table, "columns": [*columns, *more]}


def _ask_for_audits(plans: Sequence[Plan], span: Span) -> None:
    AuditDue.objects.bulk_create(
        AuditDue(plan=plan, period_kind=span.kind, period_index=span.index) for plan in plans
    )
