"""One task: what was promised, what was reported period by period, who answers, and where it stands."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.desk.ledger.columns import NAMING
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.ledger.opened import doubts_of, sides
from jiannuo.desk.ledger.pairs import pair
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.history.queries import verify_about
from jiannuo.ledger.models import Task
from jiannuo.reporting.queries.detail import PeriodReport, TaskDetail, TaskUnit, Value, task_detail

_PLACE: Final = ("number", "category", "region")
_PROMISE: Final = (
    "subproject",
    "task",
    "annual_target",
    "indicator",
    "target_value",
    "measure_unit",
    "deadline",
)
_ASIDE: Final = ("principal", "deputy", "contact", "remarks")
VERDICT: Final = "status"


@require_safe
def task(request: HttpRequest, task: int) -> HttpResponse:
    """Show a task."""
    actor = visitor(request)
    try:
        detail = task_detail(actor, task)
    except Task.DoesNotExist as error:
        raise Http404 from error
    newest = detail.reports[0] if detail.reports else None
    context = {
        "task": {
            "id": detail.id,
            "number": detail.number,
            "wording": detail.wording,
            "state": detail.state,
        },
        "plan": {"id": detail.plan.pk, "title": detail.plan.title, "year": detail.plan.year},
        "claim": _claim(newest) if newest else None,
        "lead": _lead(detail.units),
        "units": [_unit(unit) for unit in detail.units],
        "units_value": _value(detail.id, detail.units_value),
        "leaders": detail.leaders,
        "leaders_value": _value(detail.id, detail.leaders_value),
        "naming": _naming(detail),
        "promises": _promises(detail),
        "reports": [_report(detail, report) for report in detail.reports],
        "asides": [_value(detail.id, value) for value in detail.values if value.field in _ASIDE],
        "doubts": doubts_of(detail),
        "warnings": detail.warnings,
        "trail": trail_of(detail.happenings),
        "chain": verify_about("task", detail.id),
    }
    return page(request, "desk/ledger/task.html", context)


def _naming(detail: TaskDetail) -> dict[str, Any] | None:
    """Return the value that stands as the page's title, with its source."""
    named = (
        value
        for field in NAMING
        for value in detail.values
        if value.field == field and value.text == detail.wording
    )
    value = next(named, None)
    return None if value is None else _value(detail.id, value)


def _promises(detail: TaskDetail) -> list[dict[str, Any]]:
    """Return what is promised beside the title: the task's own fields, then its periods' targets."""
    naming = _naming(detail)
    title = naming["field"] if naming else ""
    whole = [
        _value(detail.id, value)
        for field in (*_PROMISE, *_PLACE)
        for value in detail.values
        if value.field == field and field != title
    ]
    parts = [
        _value(detail.id, target.value, label=_target_label(target.label, target.value.label))
        for target in detail.targets
    ]
    return [*parts, *whole]


def _target_label(period: str, label: str) -> str:
    return f"{period}目标" if period and period != label else label


def _report(detail: TaskDetail, report: PeriodReport) -> dict[str, Any]:
    targets, done = sides(detail, report)
    fields = {item.field for item in done}
    pairs = pair(targets, done)
    return {
        "period": report.span.label or "未写明期次",
        "claim": _claim(report),
        "verdict": _verdict(detail, report),
        "pairs": pairs,
        "pairs_values": [
            _value(detail.id, value) for value in report.values if pairs and value.field in fields
        ],
        "values": [
            _value(detail.id, value)
            for value in report.values
            if value.field != VERDICT and not (pairs and value.field in fields)
        ],
    }


def _claim(report: PeriodReport) -> dict[str, str] | None:
    if not report.claim:
        return None
    about = f"{report.span.label}目标" if report.span.label else "本期目标"
    return {"mark": mark_of(report.claim), "text": report.claim_label, "about": about}


def _verdict(detail: TaskDetail, report: PeriodReport) -> dict[str, Any] | None:
    """Return the organisation's own word about its target, with its source."""
    said = next((value for value in report.values if value.field == VERDICT), None)
    return None if said is None else _value(detail.id, said)


def _lead(units: tuple[TaskUnit, ...]) -> str:
    leads = [unit.written for unit in units if unit.lead]
    if leads:
        return "、".join(leads)
    return units[0].written if len(units) == 1 else "未注明牵头" if units else "未注明单位"


def _unit(unit: TaskUnit) -> dict[str, Any]:
    return {
        "name": unit.written,
        "role": "牵头" if unit.lead else unit.word,
        "lead": unit.lead,
        "telephone": unit.telephone,
        "known_as": unit.name if unit.name != unit.written else "",
    }


def _value(task: int, value: Value, *, label: str = "") -> dict[str, Any]:
    """Return a value with the way to its source cell, if it has one."""
    cited = value.row is not None and value.citation is not None
    return {
        "field": value.field,
        "label": label or value.label,
        "text": value.text,
        "slot": f"s{value.row}-{value.field}".replace(".", "-"),
        "href": reverse("desk:source_cell", args=[task, value.row, value.field]) if cited else "",
        "doubts": value.doubts,
    }
