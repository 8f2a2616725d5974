"""Which sheet or line an address names, for this visitor; anything else isn't there."""

from datetime import datetime

from django.http import Http404

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, may
from jiannuo.reporting.actions.submission.open_sheet import open_sheet, prefill_line
from jiannuo.reporting.models import Line, Submission, SubmissionState
from jiannuo.reporting.queries.submissions import (
    lines_visible_to,
    subject_of_sheet,
    submissions_visible_to,
)


def sheet_for(actor: Actor, sheet: int) -> Submission:
    """Return a sheet that the visitor works on. Raises Http404."""
    found = (
        submissions_visible_to(actor)
        .select_related("round__place", "organisation")
        .filter(pk=sheet)
        .first()
    )
    if found is None or not may(actor, Act.REPORT, subject_of_sheet(found)):
        raise Http404
    return found


def line_for(actor: Actor, line: int) -> Line:
    """Return a line that the visitor works on. Raises Http404."""
    found = (
        lines_visible_to(actor)
        .select_related("submission__round__place", "submission__organisation", "task__plan")
        .filter(pk=line)
        .first()
    )
    if found is None or not may(actor, Act.REPORT, subject_of_sheet(found.submission)):
        raise Http404
    return found


def opened(actor: Actor, sheet: Submission) -> Submission:
    """Open a sheet at first sight, and prefill lines that were added to it since."""
    if sheet.round.closed_at is not None:
        return sheet
    if sheet.state == SubmissionState.NOT_STARTED:
        open_sheet(actor, sheet, now=moment(sheet))
    elif sheet.state == SubmissionState.DRAFTING:
        for line in sheet.lines.filter(revision=0, progress="", problems="", next_steps=""):
            prefill_line(line)
    return sheet


def moment(sheet: Submission) -> datetime:
    """Return the moment at which the sheet's place stands."""
    return now(sheet.round.place)
