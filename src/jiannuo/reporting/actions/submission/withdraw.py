"""Withdraw a sheet that was handed in and that the office has not begun to review."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.reporting.actions.submission.enter_reports import enter_reports, lock_tasks
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.actions.submission.trail import locked_sheet
from jiannuo.reporting.models import (
    Assessment,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Return,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import span_of_round, subject_of_sheet


def may_withdraw(sheet: Submission) -> bool:
    """Say whether a sheet can still be withdrawn: handed in, its round open, no act of review yet."""
    if sheet.state != SubmissionState.SUBMITTED or sheet.round.closed_at is not None:
        return False
    lines = Line.objects.filter(submission=sheet, part=LinePart.WHOLE)
    span = span_of_round(sheet.round)
    assessed = Assessment.objects.filter(
        report__task__lines__in=lines,
        report__period_kind=span.kind,
        report__period_index=span.index,
    )
    begun = Return.objects.filter(line__in=lines, answered_by=None).exists() or assessed.exists()
    accepted = lines.exclude(state=LineState.SUBMITTED).exists()
    return lines.exists() and not begun and not accepted


def withdraw(actor: Actor, sheet: Submission, *, reason: str = "", now: datetime) -> None:
    """Take a sheet back whole: its last versions and what they put into the ledger.

    When the sheet first came in still decides on time or late. Raises LockedError.
    """
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if not may_withdraw(locked):
            raise LockedError(
                "督查室已经开始审核，或者本轮已经结束，不能撤回。要改，请对那一项点“更正”。"
            )
        lines = list(locked.lines.filter(part=LinePart.WHOLE).select_related("task"))
        tasks = sorted({line.task_id for line in lines})
        lock_tasks(tasks)
        for line in lines:
            newest = LineVersion.objects.filter(line=line, withdrawn_at=None).last()
            if newest is not None:
                LineVersion.objects.filter(pk=newest.pk).update(withdrawn_at=now)
        Line.objects.filter(pk__in=[line.pk for line in lines]).update(state=LineState.DRAFT)
        enter_reports(locked.round, tasks)
        Submission.objects.filter(pk=locked.pk).update(state=SubmissionState.DRAFTING)
        _record(actor, locked, lines, reason.strip())
    sheet.refresh_from_db()


def _record(actor: Actor, sheet: Submission, lines: list[Line], reason: str) -> None:
    period = span_of_round(sheet.round).label
    said = {"period": period, "organisation": sheet.organisation.name, "reason": reason}
    whole = Recorded(
        "submission.withdraw",
        About("submission", sheet.pk, f"{sheet.organisation.name} {period}"),
        said,
    )
    each = [
        Recorded("line.withdraw", About("task", line.task_id, str(line.task)), said)
        for line in lines
    ]
    record_all(actor.author, [whole, *each])
