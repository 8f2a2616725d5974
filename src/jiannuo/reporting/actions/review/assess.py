"""Assess a report (督查评定): the office's own word, beside what the organisation claims."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import subject_of
from jiannuo.reporting.models import Assessment, Pace, Report, Result


def assess(
    actor: Actor,
    report: Report,
    *,
    result: Result | None,
    pace: Pace | None = None,
    text: str = "",
    now: datetime,
) -> Assessment:
    """Set what the office assesses; None leaves a question open. The trail keeps what stood before."""
    require(actor, Act.REVIEW, subject_of(report.task))
    said = text.strip()
    with transaction.atomic():
        locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
        before = Assessment.objects.filter(report=locked).first()
        assessment, _ = Assessment.objects.update_or_create(
            report=locked,
            defaults={
                "result": result.value if result else "",
                "pace": pace.value if pace else "",
                "text": said,
                "by_name": actor.name,
                "at": now,
            },
        )
        record(
            actor.author,
            "report.assess",
            About("task", report.task_id, str(report.task)),
            {
                "report": report.pk,
                "period": Span(report.period_kind, report.period_index).label,
                "before": _said(before),
                "after": _said(assessment),
            },
        )
    return assessment


def _said(assessment: Assessment | None) -> dict[str, str]:
    if assessment is None:
        return {}
    return {"result": assessment.result, "pace": assessment.pace, "text": assessment.text}
