"""One line under review: target beside report, three voices, one decision."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.desk.findings.lines import shown as shown_findings
from jiannuo.desk.ledger.amounts import amount
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.ledger.pace import reckoned
from jiannuo.desk.ledger.readings import with_readings
from jiannuo.desk.marking import changed
from jiannuo.desk.pages import page
from jiannuo.desk.review.queue import round_to_review
from jiannuo.desk.review.shown import shown_queue
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.reporting.actions.review.accept import report_of
from jiannuo.reporting.actions.review.errors import AlreadyReviewedError
from jiannuo.reporting.models import (
    Assessment,
    Claim,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Outcome,
    Outlook,
    Pace,
    ReportingRound,
    Result,
    ReturnedField,
    ReturnReason,
    Severity,
    SignatureKind,
)
from jiannuo.reporting.queries.findings import FindingLine, findings_of_task
from jiannuo.reporting.queries.pace import paces
from jiannuo.reporting.queries.review import review_queue
from jiannuo.reporting.queries.series import outcome_of_report
from jiannuo.reporting.queries.submissions import last_reports, shares_given, span_of_round
from jiannuo.reporting.queries.yardsticks import yardsticks

_FIELDS: Final = (
    ("progress", "完成情况"),
    ("causes", "原因分析"),
    ("problems", "存在问题"),
    ("next_steps", "下一步计划"),
)
_PACES: Final = ((Pace.AHEAD, "ahead"), (Pace.ON_TRACK, "on-pace"), (Pace.BEHIND, "behind"))
_MARKED: Final = ((Severity.CONTRADICTION, "contradiction"), (Severity.QUESTION, "question"))


@require_safe
def reading(request: HttpRequest, round: int, line: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Show a line that waits (or that was just decided), beside its queue."""
    actor = visitor(request)
    one = round_to_review(actor, round)
    found = line_of_round(one, line)
    context = {
        **shown_queue(one, review_queue(actor, one), found),
        **shown_line(actor, one, found),
        "said": {},
        "fault": "",
    }
    return page(request, "desk/review/line.html", context)


def line_of_round(one: ReportingRound, line: int) -> Line:
    """Return a line of a round that was handed in at least once. Raises Http404."""
    found = (
        Line.objects.filter(submission__round=one, part=LinePart.WHOLE, pk=line)
        .select_related("task__plan", "submission__round__place", "submission__organisation")
        .first()
    )
    if found is None or not found.versions.exists():
        raise Http404
    return found


def shown_line(actor: Actor, one: ReportingRound, line: Line) -> dict[str, Any]:
    """Return everything that the page says about a line, but the queue."""
    span = span_of_round(one)
    version = line.versions.filter(withdrawn_at=None).last()
    findings = tuple(
        finding
        for finding in findings_of_task(actor, line.task_id)
        if finding.severity != Severity.NOTE
    )
    before = _before(line, version)
    target = yardsticks([line.task_id], span).get(line.task_id, "") or line.task.annual_target
    quoted = _quoted(line.task_id, findings)
    return {
        "line": _line(line, version),
        "period": span.label,
        "target": with_readings(target, quoted),
        "fields": [
            {
                "name": name,
                "label": label,
                "runs": with_readings(_said(version, name), quoted),
                "before": changed(before.get(name, ""), _said(version, name)),
            }
            for name, label in _FIELDS
            if _said(version, name) or name in before or name == "progress"
        ],
        "claimed_before": Claim(before["claim"]).label if before.get("claim") else "",
        "last": _last(one, line),
        "shares": _shares(line),
        "findings": shown_findings(actor, findings),
        "voices": _voices(actor, line, version),
        "results": [
            {"value": each.value, "label": each.label, "mark": mark_of(each.value)}
            for each in Result
        ],
        "paces": [
            {"value": each.value, "label": each.label, "mark": mark} for each, mark in _PACES
        ],
        "returned_fields": ReturnedField.choices,
        "reasons": ReturnReason.choices,
        "returns": line.returns.select_related("answered_by").order_by("-id")[:5],
        "today": today(one.place).isoformat(),
    }


def _said(version: LineVersion | None, name: str) -> str:
    return str(version.content.get(name) or "") if version else ""


def _before(line: Line, version: LineVersion | None) -> dict[str, str]:
    """Return what the fields said that a version changes; of a correction, what the ledger still holds."""
    if version is None:
        return {}
    earlier = line.versions.filter(withdrawn_at=None, number__lt=version.number)
    standing = earlier.filter(pending=False).last() if version.pending else earlier.last()
    names = (*(name for name, _ in _FIELDS), "claim")
    return {
        name: _said(standing, name)
        for name in names
        if standing is not None and _said(standing, name) not in {"", _said(version, name)}
    }


def _line(line: Line, version: LineVersion | None) -> dict[str, Any]:
    sheet = line.submission
    signed = {SignatureKind.SCREEN: "负责人在线签发", SignatureKind.INK: "纸质签字"}
    return {
        "id": line.pk,
        "state": LineState(line.state).value,
        "state_label": LineState(line.state).label,
        "number": line.task.number,
        "wording": line.task.wording(),
        "task_href": reverse("desk:task", args=[line.task_id]),
        "organisation": sheet.organisation.name,
        "telephone": sheet.telephone or sheet.organisation.reached_at,
        "by_office": sheet.by_office,
        "signed": signed.get(SignatureKind(sheet.signature)) if sheet.signature else "",
        "signed_by": sheet.signed_by,
        "at": version.at if version else None,
        "version": version.number if version else 0,
        "reason": version.reason if version else "",
        "pending": bool(version and version.pending),
        "unchanged": bool(version and version.content.get("unchanged")),
        "figures": version.content.get("figures", []) if version else [],
        "evidence": list(line.evidence.values("pk", "name")),
    }


def _last(one: ReportingRound, line: Line) -> dict[str, str] | None:
    last = last_reports(one, [line.task_id]).get(line.task_id)
    if last is None:
        return None
    return {
        "progress": last.progress or last.progress_to_date or last.progress_period,
        "claim": Claim(last.claim).label if last.claim else "",
    }


def _shares(line: Line) -> list[dict[str, str]]:
    return [
        {"organisation": share.submission.organisation.name, "progress": share.progress}
        for share in shares_given(line)
        if share.state == LineState.HANDED_OVER
    ]


def _quoted(task: int, findings: Sequence[FindingLine]) -> list[tuple[str, str]]:
    marks = dict(_MARKED)
    return [
        (piece.text, marks[finding.severity])
        for finding in findings
        for piece in finding.pieces
        if piece.task == task
    ]


def _voices(actor: Actor, line: Line, version: LineVersion | None) -> dict[str, Any]:
    """Return the three voices: what the organisation claims, the machine reads, the office assesses."""
    claim, outlook = _said(version, "claim"), _said(version, "outlook")
    span = span_of_round(line.submission.round)
    verdict = outcome_of_report(actor, line.task_id, span)
    assessment = _assessment(line)
    return {
        "claim": {"mark": mark_of(claim), "label": Claim(claim).label} if claim else None,
        "outlook": Outlook(outlook).label if outlook else "",
        "outcome": Outcome(verdict.outcome).label if verdict else "",
        "pairs": [_pair(pair) for pair in verdict.pairs] if verdict else [],
        "result": assessment.result if assessment else "",
        "pace": assessment.pace if assessment else "",
        "reckoned": reckoned(paces([line.task_id], span)[line.task_id]),
        "text": assessment.text if assessment else "",
        "assessed_by": assessment.by_name if assessment else "",
    }


def _assessment(line: Line) -> Assessment | None:
    try:
        return Assessment.objects.filter(report=report_of(line)).first()
    except AlreadyReviewedError:
        return None


def _pair(pair: dict[str, Any]) -> dict[str, Any]:
    unit = pair["unit"]
    return {
        "subject": pair["subject"],
        "target": amount(Decimal(str(pair["target_value"])), unit),
        "achieved": amount(Decimal(str(pair["achieved_value"])), unit),
        "met": pair["met"],
        "estimated": pair["estimated"],
        "formula": pair.get("formula") or "",
    }
