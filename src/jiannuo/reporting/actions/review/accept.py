"""Accept lines (通过): they are locked, and count in bulletins and tallies."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.actions.review.errors import (
    AlreadyReviewedError,
    NotAssessedError,
    ReviewRefusedError,
)
from jiannuo.reporting.models import (
    Assessment,
    Line,
    LinePart,
    LineState,
    Report,
    Result,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import span_of_round, subject_of_sheet


def accept(actor: Actor, line: Line) -> None:
    """Accept a line that was handed in and assessed.

    Raises NotAssessedError, AlreadyReviewedError, and ReviewRefusedError for a correction that
    isn't in the ledger yet.
    """
    require(actor, Act.REVIEW, subject_of_sheet(line.submission))
    with transaction.atomic():
        locked = lock_handed_in(line)
        if locked.versions.filter(pending=True, withdrawn_at=None).exists():
            raise ReviewRefusedError(
                "这一项是更正，台账里还是原来的内容。请先点“确认更正”，再通过。"
            )
        report = report_of(line)
        if not Assessment.objects.filter(report=report).exclude(result="").exists():
            raise NotAssessedError
        Line.objects.filter(pk=locked.pk).update(state=LineState.ACCEPTED)
        settle_sheet(line.submission)
        record_review(actor, line, "line.accept", {})
    line.state = LineState.ACCEPTED


def accept_as_claimed(actor: Actor, lines: Iterable[Line], *, now: datetime) -> int:
    """Assess and accept lines as their organisations claim; return how many. All or nothing.

    For lines in which nothing is doubtful; the officer who presses the button answers for it, and
    the trail says so for each. Raises AlreadyReviewedError.
    """
    count = 0
    with transaction.atomic():
        for line in lines:
            if line.claim not in Result.values:
                raise ReviewRefusedError(
                    f"第{line.task.number}项没有写明是否完成，不能按自报通过，请单独审核。"
                )
            assess(actor, report_of(line), result=Result(line.claim), now=now)
            accept(actor, line)
            count += 1
    return count


def take_acceptance_back(actor: Actor, line: Line) -> None:
    """Undo an acceptance as long as the round is open; the assessment stays. Raises ReviewRefusedError."""
    require(actor, Act.REVIEW, subject_of_sheet(line.submission))
    with transaction.atomic():
        locked = _locked(line)
        if locked.state != LineState.ACCEPTED or line.submission.round.closed_at is not None:
            raise ReviewRefusedError("这一项没有通过，或者本轮已经锁定，不能撤销。")
        Line.objects.filter(pk=locked.pk).update(state=LineState.SUBMITTED)
        Submission.objects.filter(pk=line.submission_id, state=SubmissionState.ACCEPTED).update(
            state=SubmissionState.SUBMITTED
        )
        record_review(actor, line, "line.take_acceptance_back", {})
    line.state = LineState.SUBMITTED


def report_of(line: Line) -> Report:
    """Return what a handed-in line put into the ledger. Raises AlreadyReviewedError if it is gone."""
    span = span_of_round(line.submission.round)
    report = (
        Report.objects.select_related("task__plan")
        .filter(task=line.task_id, period_kind=span.kind, period_index=span.index)
        .first()
    )
    if report is None:
        raise AlreadyReviewedError(LineState(line.state).label)
    return report


def lock_handed_in(line: Line) -> Line:
    """Lock a line and its sheet, and make sure that it waits for review. Raises AlreadyReviewedError."""
    Submission.objects.select_for_update().get(pk=line.submission_id)
    locked = _locked(line)
    if locked.state != LineState.SUBMITTED or locked.part != LinePart.WHOLE:
        raise AlreadyReviewedError(LineState(locked.state).label)
    return locked


def settle_sheet(sheet: Submission) -> None:
    """Say that a sheet is accepted once every line that it answers for is."""
    whole = Line.objects.filter(submission=sheet, part=LinePart.WHOLE)
    if not whole.exclude(state=LineState.ACCEPTED).exists():
        Submission.objects.filter(pk=sheet.pk).update(state=SubmissionState.ACCEPTED)


def record_review(actor: Actor, line: Line, action: str, said: dict[str, object]) -> None:
    """Witness an act of review in the task's trail."""
    record(
        actor.author,
        action,
        About("task", line.task_id, str(line.task)),
        {
            "line": line.pk,
            "period": span_of_round(line.submission.round).label,
            "organisation": line.submission.organisation.name,
            **said,
        },
    )


def _locked(line: Line) -> Line:
    return Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
