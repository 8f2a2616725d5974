"""Make the audits that submissions asked for: one for all that came in meanwhile."""

from django.db import transaction

from jiannuo.directory.actor import machine
from jiannuo.history.actions.record import Author, record
from jiannuo.history.actions.record import Subject as About
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.reporting.models import Answer, AuditDue, Finding, Line, LineState

_HANDED_IN = (LineState.SUBMITTED, LineState.ACCEPTED)


def make_due_audit(plan: int, span: Span) -> bool:
    """Audit a plan's period if anybody has asked; False if nobody has (any more).

    What is asked for while the audit runs stays due. A crash in between leaves it due as well.
    """
    due = AuditDue.objects.filter(plan=plan, period_kind=span.kind, period_index=span.index)
    seen = list(due.values_list("pk", flat=True))
    if not seen:
        return False
    audit_again(Plan.objects.get(pk=plan), span)
    answer_as_written(plan, span)
    AuditDue.objects.filter(pk__in=seen).delete()
    return True


def answer_as_written(plan: int, span: Span) -> None:
    """Turn what organisations said to questions while writing into answers to the findings.

    Found by the finding's fingerprint; a finding that has any answer keeps it.
    """
    lines = Line.objects.filter(
        task__plan=plan,
        submission__round__period_kind=span.kind,
        submission__round__period_index=span.index,
        state__in=_HANDED_IN,
    ).exclude(answers=[])
    for line in lines.select_related("task"):
        said = {one["fingerprint"]: one for one in line.answers}
        open_findings = Finding.objects.filter(
            plan=plan,
            period_kind=span.kind,
            period_index=span.index,
            fingerprint__in=said,
            answers=None,
        )
        for finding in open_findings:
            _answer(finding, line, said[finding.fingerprint])


def _answer(finding: Finding, line: Line, said: dict[str, str]) -> None:
    by = line.saved_by or machine("数字核验").name
    with transaction.atomic():
        Answer.objects.create(finding=finding, kind=said["kind"], text=said["text"], by_name=by)
        record(
            Author("machine", f"{by}（填报时）"),
            "finding.answer",
            About("task", line.task_id, str(line.task)),
            {
                "finding": finding.pk,
                "rule": finding.rule,
                "answer": said["kind"],
                "text": said["text"],
            },
        )
