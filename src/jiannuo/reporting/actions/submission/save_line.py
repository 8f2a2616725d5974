"""Save what is being written in a line: every few seconds, by one guarded update."""

from datetime import datetime

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LineConflictError, LockedError
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.models import Line, LineState, SubmissionState
from jiannuo.reporting.queries.submissions import LINE_OPEN, subject_of_sheet


def save_line(actor: Actor, line: Line, draft: Draft, *, revision: int, now: datetime) -> int:
    """Keep a draft; return the line's new revision. No trail: a draft is working paper.

    `revision` is the one that the text was written on: if somebody else has saved since, nothing is
    overwritten and LineConflictError carries what stands there. Sending the same text again (its
    answer was lost) is no conflict. Raises LockedError where nothing may be changed any more.
    """
    sheet = line.submission
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    if sheet.state == SubmissionState.NOT_STARTED:
        open_sheet(actor, sheet, now=now)
    clean = draft.cleaned()
    saved = Line.objects.filter(LINE_OPEN, pk=line.pk, revision=revision).update(
        **clean.columns(), revision=revision + 1, saved_at=now, saved_by=actor.name
    )
    if saved:
        return revision + 1
    current = Line.objects.select_related("submission__round", "task").get(pk=line.pk)
    if Draft.of(current) == clean:
        return current.revision
    if not Line.objects.filter(LINE_OPEN, pk=line.pk).exists():
        raise LockedError(_why_locked(current))
    raise LineConflictError(current)


def _why_locked(line: Line) -> str:
    sheet = line.submission
    if line.state in {LineState.SUBMITTED, LineState.ACCEPTED}:
        return "这一项已经报送，没有改动。要改，请先撤回月报，或点“更正”并写明理由。"
    if line.state == LineState.HANDED_OVER:
        return "这一项已交牵头单位，没有改动。要改，请先收回。"
    if sheet.state == SubmissionState.SIGNING:
        return "月报正等负责人签发，没有改动。要改，请先点“取回修改”。"
    return "本轮填报已经结束，没有改动。要改，请点“更正”并写明理由。"
