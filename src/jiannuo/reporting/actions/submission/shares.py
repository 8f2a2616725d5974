"""Parts collected from supporting organisations: handed over to the lead, taken back, taken over."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import IncompleteError, LockedError
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.trail import locked_sheet, record_line
from jiannuo.reporting.models import (
    Line,
    LinePart,
    LineState,
    LineVersion,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.gaps import Gap
from jiannuo.reporting.queries.submissions import subject_of_sheet


def hand_over(actor: Actor, line: Line, *, now: datetime) -> None:
    """Give the lead organisation this share; a sheet of shares alone is handed in with its last one.

    Raises IncompleteError for an empty share, LockedError for what is no open share.
    """
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    give(actor, line, now=now)


def give(actor: Actor, line: Line, *, now: datetime) -> None:
    """Hand a share over for an actor whose permission was asked. Raises as `hand_over`."""
    with transaction.atomic():
        locked = Line.objects.select_for_update().get(pk=line.pk)
        if locked.part != LinePart.SHARE or locked.state != LineState.DRAFT:
            raise LockedError("这一项不能交：它已经交出，或者由本单位自己填报。")
        if not locked.progress.strip():
            raise IncompleteError(
                [Gap(line.pk, line.task.number, "progress", "还没有写本单位的情况")]
            )
        locked.state = LineState.HANDED_OVER
        locked.save(update_fields=["state"])
        LineVersion.objects.create(
            line=locked,
            number=locked.versions.count() + 1,
            content=Draft.of(locked).columns(),
            by_name=actor.name,
            at=now,
        )
        _finish_if_all_handed_over(line.submission_id, now)
        record_line(actor, line, "line.hand_over")
    line.refresh_from_db()


def take_back_share(actor: Actor, line: Line) -> None:
    """Take a share back to change it; what the lead has copied meanwhile stays with the lead."""
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    with transaction.atomic():
        taken = Line.objects.filter(
            pk=line.pk, state=LineState.HANDED_OVER, submission__round__closed_at=None
        ).update(state=LineState.DRAFT)
        if not taken:
            raise LockedError("这一项收不回来：它还没有交出，或者本轮已经结束。")
        if not line.submission.lines.filter(part=LinePart.WHOLE).exists():
            Submission.objects.filter(pk=line.submission_id).update(state=SubmissionState.DRAFTING)
        record_line(actor, line, "line.take_back")
    line.refresh_from_db()


def take_over(actor: Actor, line: Line, share: Line, *, revision: int, now: datetime) -> int:
    """Append a colleague's share, under its organisation's name, to the lead's own text.

    Returns the line's new revision. Taking the same words over twice changes nothing. Raises
    LineConflictError, LockedError (`save_line`).
    """
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    fits = share.task_id == line.task_id and share.submission.round_id == line.submission.round_id
    if not fits or share.state != LineState.HANDED_OVER:
        raise LockedError("对方还没有交，或者已经收回，暂时采用不了。")
    draft = Draft.of(line)
    said = f"{share.submission.organisation.name}：{share.progress}"
    if said in draft.progress:
        return line.revision
    columns = draft.columns() | {"progress": "\n".join(filter(None, [draft.progress, said]))}
    return save_line(actor, line, Draft(**columns), revision=revision, now=now)


def _finish_if_all_handed_over(sheet: int, now: datetime) -> None:
    """Count a sheet as handed in when it holds nothing but shares and the last one is given."""
    lines = Line.objects.filter(submission=sheet)
    left = lines.exclude(state=LineState.HANDED_OVER).exists()
    if left or lines.filter(part=LinePart.WHOLE).exists():
        return
    one = locked_sheet(sheet)
    one.state = SubmissionState.SUBMITTED
    one.submitted_at = now
    one.first_submitted_at = one.first_submitted_at or now
    one.save(update_fields=["state", "submitted_at", "first_submitted_at"])
