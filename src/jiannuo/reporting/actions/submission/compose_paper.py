"""The written report (书面材料): composed from the lines, in the order and words of official writing."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import LONGEST
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.models import Line, LinePart, Submission, SubmissionState
from jiannuo.reporting.queries.papers import compose
from jiannuo.reporting.queries.submissions import BEING_WRITTEN, subject_of_sheet


def compose_paper(sheet: Submission) -> str:
    """Return the written report that a sheet's lines amount to now."""
    lines = (
        Line.objects.filter(submission=sheet, part=LinePart.WHOLE)
        .select_related("task")
        .order_by("task__plan", "task__table", "task__position")
    )
    return compose(sheet, list(lines))


def edit_paper(actor: Actor, sheet: Submission, text: str, *, revision: int) -> None:
    """Keep an edited text; from now on lines don't change it. Raises LockedError."""
    clean = text.replace("\r\n", "\n").replace("\0", "").strip()
    _keep(actor, sheet, clean, edited=True, revision=revision)


def compose_again(actor: Actor, sheet: Submission, *, revision: int) -> None:
    """Throw an edited text away and follow the lines again. Raises LockedError."""
    _keep(actor, sheet, "", edited=False, revision=revision)


def _keep(actor: Actor, sheet: Submission, text: str, *, edited: bool, revision: int) -> None:
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=sheet.pk)
        if locked.state not in BEING_WRITTEN:
            waiting = locked.state == SubmissionState.SIGNING
            raise LockedError(
                "月报正等负责人签发，书面材料没有改动。要改，请先取回。"
                if waiting
                else "月报已经报送，书面材料没有改动。"
            )
        if locked.revision != revision:
            raise LockedError("别人刚刚改过书面材料，您的改动没有保存。请对照后再改。")
        locked.paper, locked.paper_edited = text[:LONGEST], edited
        locked.revision += 1
        locked.save(update_fields=["paper", "paper_edited", "revision"])
    sheet.refresh_from_db()
