"""A person puts right what the ledger says was reported, where the reading was wrong."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger import index
from jiannuo.ledger.actions.correct_field import ChangedMeanwhileError, NotCorrectableError
from jiannuo.ledger.composition import cut_again
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import subject_of
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.reporting.claims import claim_of
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import Report


def correct_report(
    actor: Actor, report: Report, field: str, text: str, *, before: str, reason: str = ""
) -> None:
    """Correct one text of a report; `before` is the text that the person saw.

    A corrected status also corrects what it claims, and the plan's period is audited anew. Raises
    ChangedMeanwhileError, NotCorrectableError.
    """
    require(actor, Act.CORRECT, subject_of(report.task))
    if field not in REPORT_FIELDS:
        raise NotCorrectableError(field)
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        now = getattr(locked, field)
        if now != before:
            raise ChangedMeanwhileError(now)
        setattr(locked, field, text)
        if field == "status":
            locked.claim = claim_of(text) or ""
        locked.items = cut_again(locked.items, field, text)
        locked.save(update_fields=[field, "claim", "items"])
        index.replace(report.task_id, f"report:{report.pk}", field, text)
        record(
            actor.author,
            "report.correct",
            About("task", report.task_id, str(report.task)),
            {
                "report": report.pk,
                "field": field,
                "before": before,
                "after": text,
                "reason": reason,
            },
        )
        audit_again(report.task.plan, Span(report.period_kind, report.period_index))
    setattr(report, field, text)
    report.claim = locked.claim
