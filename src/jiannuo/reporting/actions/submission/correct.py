"""Corrections (更正): a line that was handed in is opened again with a reason, and handed in anew.

The way back is the ordinary one: it is written, signed and submitted like any line, as a new version
with the reason. Where the line had been accepted or its round closed, the new version waits for the
office (`accept_correction`) and the ledger keeps what was accepted.
"""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import TEXTS
from jiannuo.reporting.actions.submission.enter_reports import enter_reports, lock_tasks
from jiannuo.reporting.actions.submission.errors import LockedError, ReasonNeededError
from jiannuo.reporting.actions.submission.trail import locked_sheet, record_line
from jiannuo.reporting.models import (
    Line,
    LinePart,
    LineState,
    LineVersion,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import subject_of_sheet

_HANDED_IN = (LineState.SUBMITTED, LineState.ACCEPTED)


def begin_correction(actor: Actor, line: Line, reason: str) -> None:
    """Open a line that was handed in, for a reason. Raises LockedError, ReasonNeededError."""
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    if not reason.strip():
        raise ReasonNeededError
    with transaction.atomic():
        sheet = locked_sheet(line.submission_id)
        locked = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if locked.part != LinePart.WHOLE or locked.state not in _HANDED_IN:
            raise LockedError("只有已经报送的内容才需要更正；没有报送的直接改。")
        if sheet.state == SubmissionState.SIGNING:
            raise LockedError("另一处更正正等负责人签发，签发以后再更正这一项。")
        closed = line.submission.round.closed_at is not None
        locked.locked_before = locked.state == LineState.ACCEPTED or closed
        locked.state, locked.correcting = LineState.DRAFT, reason.strip()
        locked.save(update_fields=["state", "correcting", "locked_before"])
        Submission.objects.filter(pk=sheet.pk).update(state=SubmissionState.DRAFTING)
        record_line(actor, line, "line.begin_correction", reason=reason.strip())
    line.refresh_from_db()


def drop_correction(actor: Actor, line: Line) -> None:
    """Give a correction up: the line again says what was handed in last. Raises LockedError."""
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    with transaction.atomic():
        sheet = locked_sheet(line.submission_id)
        locked = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
        version = locked.versions.filter(withdrawn_at=None, pending=False).last()
        if not locked.correcting or version is None or sheet.state == SubmissionState.SIGNING:
            raise LockedError("这一项没有正在写的更正。")
        moment = now(line.submission.round.place)
        locked.versions.filter(pending=True, withdrawn_at=None).update(withdrawn_at=moment)
        locked.returns.filter(answered_by=None).update(answered_by=version)
        for name in (*TEXTS, "claim", "outlook", "figures", "answers", "unchanged"):
            setattr(locked, name, version.content[name])
        locked.state = LineState.ACCEPTED if locked.locked_before else LineState.SUBMITTED
        locked.correcting, locked.locked_before = "", False
        locked.revision += 1
        locked.save()
        _settle(sheet)
        record_line(actor, line, "line.drop_correction", reason="")
    line.refresh_from_db()


def accept_correction(actor: Actor, line: Line) -> LineVersion:
    """Bring a pending correction into the ledger: the office accepts it. Raises LockedError."""
    require(actor, Act.REVIEW, subject_of_sheet(line.submission))
    with transaction.atomic():
        lock_tasks([line.task_id])
        version = line.versions.filter(pending=True, withdrawn_at=None).last()
        if version is None:
            raise LockedError("这一项没有待确认的更正，可能别人已经办过了。")
        line.versions.filter(pending=True).update(pending=False)  # with what was sent back of it
        version.pending = False
        enter_reports(line.submission.round, [line.task_id])
        record_line(actor, line, "line.accept_correction", reason=version.reason)
    return version


def _settle(sheet: Submission) -> None:
    """Put a sheet back where it stood once no line of it is being corrected any more."""
    whole = Line.objects.filter(submission=sheet, part=LinePart.WHOLE)
    if whole.filter(state__in=(LineState.DRAFT, LineState.RETURNED)).exists():
        return
    accepted = not whole.exclude(state=LineState.ACCEPTED).exists()
    state = SubmissionState.ACCEPTED if accepted else SubmissionState.SUBMITTED
    Submission.objects.filter(pk=sheet.pk).update(state=state)
