"""One task: what was promised, what was reported period by period, who answers, and where it stands."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.desk.findings.lines import shown
from jiannuo.desk.ledger.columns import NAMING
from jiannuo.desk.ledger.decided import decided_of
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.ledger.opened import questions_of, sides
from jiannuo.desk.ledger.pace import shown_paces
from jiannuo.desk.ledger.pairs import pair
from jiannuo.desk.ledger.progress import bars
from jiannuo.desk.ledger.readings import with_readings
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.ledger.values import shown_value
from jiannuo.desk.pages import page
from jiannuo.desk.supervision.of_task import supervision_of_task
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.history.queries import verify_about
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.charge import charge_of
from jiannuo.reporting.models import Outcome, Severity, Verdict
from jiannuo.reporting.queries.detail import PeriodReport, TaskDetail, TaskUnit, task_detail
from jiannuo.reporting.queries.findings import FindingLine, findings_of_task
from jiannuo.reporting.queries.series import outcome_of_report, series_of_task

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
_NAMES: Final = frozenset({*_PLACE, "measure_unit", "deadline"})
"""Fields that name something: their digits are no quantities."""
VERDICT: Final = "status"
_SPOKEN: Final = (
    (Severity.CONTRADICTION, "contradiction"),
    (Severity.QUESTION, "question"),
)
"""What the machine says about a task, the gravest first; its notes are only listed."""


@require_safe
def task(request: HttpRequest, task: int) -> HttpResponse:
    """Show a task."""
    actor = visitor(request)
    try:
        detail = task_detail(actor, task)
    except Task.DoesNotExist as error:
        raise Http404 from error
    newest = detail.reports[0] if detail.reports else None
    found = findings_of_task(actor, task)
    quoted = _quoted(task, found)
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
        "units_value": shown_value(detail.id, detail.units_value),
        "leaders": detail.leaders,
        "charge": _charge(detail),
        "leaders_value": shown_value(detail.id, detail.leaders_value),
        "naming": _naming(detail),
        "promises": _read(_promises(detail), quoted),
        "reports": [_read_report(_report(detail, report), quoted) for report in detail.reports],
        "machine": _machine(found, outcome_of_report(actor, task, newest.span) if newest else None),
        "findings": shown(actor, found),
        "bars": bars(series_of_task(actor, task)),
        "paces": shown_paces(task, newest.span) if newest else [],
        "may_correct": may(actor, Act.CORRECT, _subject(detail)),
        "decided": decided_of(actor, detail.id, _subject(detail)),
        "supervised": supervision_of_task(actor, detail.id),
        "candidates": _candidates(detail),
        "asides": [
            shown_value(detail.id, value) for value in detail.values if value.field in _ASIDE
        ],
        "questions": questions_of(detail),
        "warnings": detail.warnings,
        "trail": trail_of(detail.happenings),
        "chain": verify_about("task", detail.id),
    }
    return page(request, "desk/ledger/task.html", context)


def _charge(detail: TaskDetail) -> str:
    """Say who answers today by the leaders' sectors, where that is somebody else than the task names."""
    charges = charge_of(detail.id, today(detail.plan.place))
    names = dict.fromkeys(f"{one.name}（{one.sector}）" for one in charges)
    same = {one.name for one in charges} <= set(detail.leaders)
    return "" if same else "、".join(names)


def _subject(detail: TaskDetail) -> Subject:
    organisations = frozenset(unit.id for unit in detail.units)
    return Subject(place=detail.plan.place_id, organisations=organisations)


def _candidates(detail: TaskDetail) -> list[dict[str, Any]]:
    """Return the organisations among which the lead can be named; none if there is no choice."""
    distinct = {unit.id: _unit(unit) for unit in reversed(detail.units)}
    return list(reversed(distinct.values())) if len(distinct) > 1 else []


def _machine(found: tuple[FindingLine, ...], verdict: Verdict | None) -> dict[str, str] | None:
    """Return the machine's own voice in a word: contradictions, else questions, else the numbers."""
    for severity, mark in _SPOKEN:
        number = sum(line.severity == severity for line in found)
        if number:
            return {"mark": mark, "text": f"{number}处{severity.label}", "about": "见下方数字核验"}
    if verdict is None:
        return None
    about = f"{len(verdict.pairs)}对数字可比" if verdict.pairs else "没有可以对照的数字"
    text = Outcome(verdict.outcome).label if verdict.pairs else "未见疑点"
    return {"mark": "consistent", "text": text, "about": about}


def _quoted(task: int, found: tuple[FindingLine, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return the words of this task that findings quote, by field, with the finding's mark."""
    marks = dict(_SPOKEN)
    quoted: dict[str, list[tuple[str, str]]] = {}
    for line in found:
        for piece in line.pieces:
            if piece.task == task and line.severity in marks:
                quoted.setdefault(piece.field, []).append((piece.text, marks[line.severity]))
    return quoted


def _read(
    values: list[dict[str, Any]], quoted: dict[str, list[tuple[str, str]]]
) -> list[dict[str, Any]]:
    """Return values whose texts are cut into runs: numbers with their readings, quoted words."""
    return [
        {**value, "runs": with_readings(value["text"], quoted.get(value["field"], ()))}
        if value["field"] not in _NAMES
        else value
        for value in values
    ]


def _read_report(
    report: dict[str, Any], quoted: dict[str, list[tuple[str, str]]]
) -> dict[str, Any]:
    whole = [words for field in quoted.values() for words in field]
    pairs = [
        {
            "name": one.name,
            "target": with_readings(one.target, whole),
            "progress": with_readings(one.progress, whole),
        }
        for one in report["pairs"]
    ]
    return {**report, "pairs": pairs, "values": _read(report["values"], quoted)}


def _naming(detail: TaskDetail) -> dict[str, Any] | None:
    """Return the value that stands as the page's title, with its source."""
    named = (
        value
        for field in NAMING
        for value in detail.values
        if value.field == field and value.text == detail.wording
    )
    value = next(named, None)
    return None if value is None else shown_value(detail.id, value)


def _promises(detail: TaskDetail) -> list[dict[str, Any]]:
    """Return what is promised beside the title: the task's own fields, then its periods' targets."""
    naming = _naming(detail)
    title = naming["field"] if naming else ""
    whole = [
        shown_value(detail.id, value)
        for field in (*_PROMISE, *_PLACE)
        for value in detail.values
        if value.field == field and field != title
    ]
    parts = [
        shown_value(detail.id, target.value, label=_target_label(target.label, target.value.label))
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
            shown_value(detail.id, value)
            for value in report.values
            if pairs and value.field in fields
        ],
        "values": [
            shown_value(detail.id, value)
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
    return None if said is None else shown_value(detail.id, said)


def _lead(units: tuple[TaskUnit, ...]) -> str:
    leads = [unit.written for unit in units if unit.lead]
    if leads:
        return "、".join(leads)
    return units[0].written if len(units) == 1 else "未注明牵头" if units else "未注明单位"


def _unit(unit: TaskUnit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "name": unit.written,
        "role": "牵头" if unit.lead else unit.word,
        "lead": unit.lead,
        "telephone": unit.telephone,
        "known_as": unit.name if unit.name != unit.written else "",
    }
