"""A person puts right any text of a task's page, wherever it is kept; the numbers are read anew."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.ledger.actions.correct_field import correct_target, correct_task
from jiannuo.ledger.models import Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.reporting.actions.correct_report import correct_report
from jiannuo.reporting.actions.settle_doubts import settle_doubts
from jiannuo.reporting.queries.corrections import Spot
from jiannuo.reporting.queries.selection import reported_spans


def correct_value(
    actor: Actor, task: Task, spot: Spot, text: str, *, before: str, reason: str = ""
) -> None:
    """Correct a text, settle the reading's questions about it, and audit the plan's periods anew.

    `before` is the text that the person saw. All or nothing. Raises ChangedMeanwhileError,
    EmptyError, NotCorrectableError (`ledger.actions.correct_field`), and Target.DoesNotExist or
    Report.DoesNotExist for one that is not this task's.
    """
    spans = reported_spans(task.plan_id)
    with transaction.atomic():
        match spot.holder:
            case "task":
                correct_task(actor, task, spot.field, text, before=before, reason=reason)
            case "target":
                target = task.targets.get(pk=spot.id, kind=spot.field)
                correct_target(actor, target, text, before=before, reason=reason)
            case "report":
                report = task.reports.get(pk=spot.id)
                correct_report(actor, report, spot.field, text, before=before, reason=reason)
                own = Span(report.period_kind, report.period_index)  # audited by its correction
                spans = tuple(span for span in spans if span != own)
        settle_doubts(actor, task, spot.field)
        for span in spans:
            audit_again(task.plan, span)
