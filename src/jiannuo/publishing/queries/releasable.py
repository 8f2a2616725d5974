"""What would be made public of a plan's tasks for a period: the values frozen in a release's rows.

Only what counts (`bulletins.queries.counted`): accepted or confirmed reports, the office's own
assessment, targets that were approved, with the decisions that changed them. What isn't named here
never reaches a release: telephones but an organisation's public one, contacts, persons responsible,
remarks, drafts, findings, the machine's readings, sources, evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from jiannuo.bulletins.queries.counted import REPORTED, Counted, CountedTask, Voice, counted
from jiannuo.directory.models import Leader, Sector
from jiannuo.ledger.models import (
    AssignmentRole,
    Plan,
    Target,
    TargetKind,
    TargetVersion,
    Task,
    TaskLeader,
    TaskState,
)
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.versions import target_label
from jiannuo.reporting.models import Claim, Figure, Pace, Report
from jiannuo.reporting.queries.series import Series, series_among


def contents_of(plan: Plan, span: Span, *, leaders_shown: bool) -> dict[int, dict[str, Any]]:
    """Return each task's content by its id, in the plan's order (a dozen queries, however many tasks)."""
    whole = counted(plan, span)
    tasks = {
        task.pk: task
        for task in Task.objects.filter(pk__in=[one.id for one in whole.tasks]).only(
            "deadline", "state"
        )
    }
    reports = _reports(whole)
    leaders = _leaders(plan) if leaders_shown else {}
    officials = officials_of(plan) if leaders_shown else frozenset()
    sectors = _sectors(plan)
    targets, changes = _targets(plan, span), _changes(plan, officials)
    figures = _figures(plan, whole, span)
    return {
        one.id: {
            "number": one.number,
            "category": one.category,
            "sector": next((sectors[unit.id] for unit in one.leads if unit.id in sectors), ""),
            "wording": one.wording,
            "annual_target": one.annual_target,
            "targets": targets.get(one.id, []),
            "deadline": tasks[one.id].deadline,
            "state": one.state,
            "state_name": TaskState(one.state).label,
            **_result(one, span),
            "leaders": leaders.get(one.id, []),
            "organisations": _organisations(one),
            "progress": _progress(one, reports, span),
            "figures": figures.get(one.id, []),
            "changes": changes.get(one.id, []),
        }
        for one in whole.tasks
    }


def officials_of(plan: Plan) -> frozenset[str]:
    """Return the names of the place's leaders: persons who act in public office."""
    names = Leader.objects.filter(place=plan.place_id).values_list("name", flat=True)
    return frozenset(names)


def has_counted(plan: Plan, span: Span) -> bool:
    """Say whether anything of a period may be made public at all."""
    return any(one.result in REPORTED for one in counted(plan, span).tasks)


def _reports(whole: Counted) -> dict[int, Report]:
    return Report.objects.select_related("assessment").in_bulk(
        [one.report for one in whole.tasks if one.report is not None]
    )


def _result(one: CountedTask, span: Span) -> dict[str, str]:
    if one.result not in REPORTED:
        return {"result": "", "result_name": "", "result_voice": "", "result_of": ""}
    return {
        "result": one.result.value,
        "result_name": (one.word or one.result.label)[:20],
        "result_voice": {Voice.OFFICE: "assessed", Voice.CLAIM: "claimed"}.get(one.voice, ""),
        "result_of": span.label,
    }


def _progress(one: CountedTask, reports: Mapping[int, Report], span: Span) -> dict[str, Any] | None:
    """Return what a period's row says; None where nothing counted stands."""
    if one.report is None:
        return None
    report = reports[one.report]
    assessment = getattr(report, "assessment", None)
    claim = report.claim if report.claim in {*Claim.values} - {Claim.OTHER.value} else ""
    word = report.status.strip(" 　。，：:、\n")
    return {
        "period": span.label,
        "period_key": span.key,
        "last_month": span.last_month,
        "target": one.target,
        "progress": one.progress,
        "problems": _joined(one.problems, one.causes),
        "next_steps": one.next_steps,
        "claim": claim,
        "claim_name": (word or Claim(claim).label)[:20] if claim else "",
        "assessed": assessment.result if assessment else "",
        "assessed_name": assessment.get_result_display() if assessment else "",
        "assessment": assessment.text if assessment else "",
        "pace_name": Pace(assessment.pace).label if assessment and assessment.pace else "",
    }


def _joined(problems: str, causes: str) -> str:
    if problems and causes and causes not in problems:
        return f"{problems}\n原因：{causes}"
    return problems or causes


def _organisations(one: CountedTask) -> list[dict[str, Any]]:
    return [
        {
            "id": unit.id,
            "name": unit.name,
            "role_name": AssignmentRole(unit.role).label,
            "lead": unit.lead,
            "order": order,
        }
        for order, unit in enumerate(one.units)
    ]


def _leaders(plan: Plan) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = TaskLeader.objects.filter(task__plan=plan).order_by("task", "order")
    for task, name in rows.values_list("task", "leader__name"):
        if name not in found[task]:
            found[task].append(name)
    return found


def _sectors(plan: Plan) -> dict[int, str]:
    """Return the first sector that each organisation of the place belongs to."""
    found: dict[int, str] = {}
    rows = Sector.objects.filter(place=plan.place_id).order_by("sort_key")
    for organisation, name in rows.values_list("organisations", "name"):
        if organisation is not None:
            found.setdefault(organisation, name)
    return found


def _targets(plan: Plan, span: Span) -> dict[int, list[dict[str, str]]]:
    """Return the year's quarters, and of shorter periods those up to the released one."""
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    rows = Target.objects.filter(task__plan=plan, task__parent=None).order_by(
        "task", "kind", "order"
    )
    for one in rows:
        of = Span(one.period_kind, one.period_index)
        if one.kind != TargetKind.QUARTER and not _reached(one, of, span):
            continue
        label = f"{of.label}目标" if of.label else TargetKind(one.kind).label
        found[one.task_id].append({"label": label, "text": one.text})
    return found


def _reached(one: Target, of: Span, span: Span) -> bool:
    """Say whether a target's period had come by the released one; a target without period always has."""
    month = of.last_month
    if not month and one.kind == TargetKind.MONTH:
        month = one.period_index
    return month <= (span.last_month or month)


def _changes(plan: Plan, officials: frozenset[str]) -> dict[int, list[dict[str, Any]]]:
    """Return the targets that were changed by decision, each against the wording before it."""
    rows = TargetVersion.objects.filter(task__plan=plan, task__parent=None).order_by(
        "task", "field", "period_kind", "period_index", "key", "number"
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    before: TargetVersion | None = None
    for one in rows:
        if before is not None and _name(before) == _name(one) and one.at is not None:
            found[one.task_id].append(
                {
                    "on": timezone.localtime(one.at).date().isoformat(),
                    "field": target_label(one.field, one.period_kind, one.period_index)[:40],
                    "before": before.text,
                    "after": one.text,
                    "reason": one.reason,
                    "approver": one.approved_by if one.approved_by in officials else "",
                    "document": one.document,
                }
            )
        before = one
    return found


def _name(one: TargetVersion) -> tuple[object, ...]:
    return one.task_id, one.field, one.period_kind, one.period_index, one.key


def _figures(plan: Plan, whole: Counted, span: Span) -> dict[int, list[dict[str, Any]]]:
    """Return the period's own points of each counted task's curves.

    The curves are drawn from all periods, so that a thing counted keeps its name; points of other
    periods were released with those, or never.
    """
    tasks = {one.id for one in whole.tasks if one.report is not None}
    by_task: dict[int, list[Figure]] = defaultdict(list)
    for figure in Figure.objects.filter(task__plan=plan).order_by("period_index", "id"):
        if figure.task_id in tasks:
            by_task[figure.task_id].append(figure)
    return {
        task: list(_points(series_among(figures), whole.basis, span))
        for task, figures in by_task.items()
    }


def _points(found: Sequence[Series], basis: Span, span: Span) -> Iterable[dict[str, Any]]:
    for one in found:
        for point in one.points:
            if point.span == basis and not point.estimated:
                yield {
                    "subject": one.subject,
                    "unit": one.unit,
                    "period": span.label,
                    "last_month": span.last_month,
                    "achieved": str(point.achieved),
                    "target": None if point.target is None else str(point.target),
                    "annual": None if one.annual is None else str(one.annual),
                }
