"""A row of the grid opened in place: everything about the task, sub-projects side by side."""

from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.core.records import Item
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.ledger.pairs import pair
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Task
from jiannuo.ledger.periods import Span, span_from_key
from jiannuo.reporting.queries.detail import PeriodReport, TaskDetail, TaskUnit, task_detail

_TARGETS: Final = ("period_target", "period_plan_text")
_PROGRESS: Final = ("progress", "progress_to_date", "progress_period")
_LEFT_OUT: Final = frozenset({"number", "status"})


@require_safe
def row(request: HttpRequest, task: int) -> HttpResponse:
    """Show the opened row alone: what the grid puts below the row that was pressed."""
    span = span_from_key(request.GET.get("period", ""))
    columns = request.GET.get("span", "")
    width = int(columns) if columns.isascii() and columns.isdigit() else 99
    context = {"task": opened_row(visitor(request), task, span, min(width, 99))}
    return page(request, "desk/ledger/row.html", context)


def opened_row(actor: Actor, task: int, span: Span | None, width: int) -> dict[str, Any]:
    """Return what the opened row shows; `width` is how many of the table's columns it covers.

    Raises Http404 for a task that the visitor may not see.
    """
    try:
        detail = task_detail(actor, task)
    except Task.DoesNotExist as error:
        raise Http404 from error
    report = report_of(detail, span)
    pairs = pair(*sides(detail, report))
    spoken = {*_TARGETS, *_PROGRESS} if pairs else set()
    return {
        "span": width,
        "href": reverse("desk:task", args=[task]),
        "pairs": pairs,
        "facts": _facts(detail, report, spoken),
        "claim": _claim(report),
        "voices": _voices(detail),
        "doubts": [question.text for question in questions_of(detail)],
    }


def report_of(detail: TaskDetail, span: Span | None) -> PeriodReport | None:
    """Return the report of a period, the newest where none is named."""
    if span is None:
        return detail.reports[0] if detail.reports else None
    return next((report for report in detail.reports if report.span == span), None)


def sides(detail: TaskDetail, report: PeriodReport | None) -> tuple[list[Item], list[Item]]:
    """Return the pieces of the target and of the report; both empty unless both enumerate."""
    targets = [item for item in detail.items if item.field in _TARGETS]
    done = [item for item in (report.items if report else ()) if item.field in _PROGRESS]
    return (targets, done) if targets and done else ([], [])


class Question(NamedTuple):
    """What a person is asked about a task; `field` and `why` name the doubt, empty if it is none."""

    text: str
    field: str = ""
    why: str = ""


def questions_of(detail: TaskDetail) -> list[Question]:
    """Return what the reading asks about the task, each question once."""
    asked = [
        Question(
            f"{doubt.label}：{doubt.why}" if doubt.label else doubt.why, doubt.field, doubt.why
        )
        for doubt in detail.doubts
    ]
    decided = any(unit.lead for unit in detail.units)
    several = len({unit.id for unit in detail.units}) > 1
    if several and not decided and not any(one.field == "units" for one in asked):
        asked.append(Question(f"{len(detail.units)}家单位，文件没有注明谁牵头。"))
    return asked


def _facts(
    detail: TaskDetail, report: PeriodReport | None, spoken: set[str]
) -> list[dict[str, str]]:
    facts = [(value.label, value) for value in detail.values]
    facts += [
        (_target_label(target.label, target.value.label), target.value) for target in detail.targets
    ]
    facts += [(value.label, value) for value in (report.values if report else ())]
    return [
        {"label": label, "text": value.text}
        for label, value in facts
        if value.field not in _LEFT_OUT and value.field not in spoken
    ]


def _target_label(period: str, label: str) -> str:
    return f"{period}目标" if period and period != label else label


def _claim(report: PeriodReport | None) -> dict[str, str] | None:
    if report is None or not report.claim:
        return None
    return {"mark": mark_of(report.claim), "text": report.claim_label}


def _voices(detail: TaskDetail) -> list[dict[str, str]]:
    said = [{"label": "状态", "text": detail.state}]
    if detail.units:
        said.append({"label": "单位", "text": "、".join(map(_unit, detail.units))})
    if detail.leaders:
        said.append({"label": "领导", "text": "、".join(detail.leaders)})
    return said


def _unit(unit: TaskUnit) -> str:
    return f"{unit.written}（牵头）" if unit.lead else unit.written
