"""Open a sheet for the first time: prefill what is known, note the minute, count the burden."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import TEXTS
from jiannuo.reporting.models import Line, LinePart, Report, Submission, SubmissionState
from jiannuo.reporting.queries.submissions import own_last_reports, subject_of_sheet

_FIELDS: int = len((*TEXTS, "claim", "outlook"))


def open_sheet(actor: Actor, sheet: Submission, *, now: datetime) -> bool:
    """Prefill a sheet that nobody has opened yet; False if somebody has. No trail: a draft.

    Lines get the texts of the task's last report of the year (a share its own last share), and who
    filled the organisation's last sheet is asked no more. What was prefilled must still be changed
    or declared unchanged before it can be handed in (`hand_in`).
    """
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=sheet.pk)
        if locked.state != SubmissionState.NOT_STARTED:
            return False
        lines = list(locked.lines.filter(saved_at=None).select_related("submission__round"))
        prefilled = _prefill(locked, lines)
        locked.state = SubmissionState.DRAFTING
        locked.opened_at = now
        locked.fields_asked = _FIELDS * len(lines)
        locked.fields_prefilled = prefilled
        _introduce(actor, locked)
        locked.save()
    sheet.refresh_from_db()
    return True


def prefill_line(line: Line) -> int:
    """Fill an empty line from what was last reported; return how many fields were filled."""
    return _prefill(line.submission, [line])


def _prefill(sheet: Submission, lines: list[Line]) -> int:
    reports = own_last_reports(sheet, [line.task_id for line in lines])
    count = 0
    for line in lines:
        last = (
            reports.get(line.task_id) if line.part == LinePart.WHOLE else _last_share(sheet, line)
        )
        if last is None:
            continue
        for name in TEXTS:
            setattr(line, name, getattr(last, name))
        line.outlook = last.outlook
        count += sum(bool(getattr(line, name)) for name in (*TEXTS, "outlook"))
    Line.objects.bulk_update(lines, [*TEXTS, "outlook"])
    return count


def _last_share(sheet: Submission, line: Line) -> Line | Report | None:
    return (
        Line.objects.filter(
            task=line.task_id,
            submission__organisation=sheet.organisation_id,
            submission__round__year=sheet.round.year,
            submission__round__due_at__lt=sheet.round.due_at,
        )
        .exclude(progress="")
        .order_by("-submission__round__due_at")
        .first()
    )


def _introduce(actor: Actor, sheet: Submission) -> None:
    """Take over who filled the last sheet; the first time it is whoever opens this one."""
    last = (
        Submission.objects.filter(organisation=sheet.organisation_id)
        .exclude(pk=sheet.pk)
        .exclude(filled_by="")
        .order_by("-round__due_at")
        .first()
    )
    sheet.filled_by = sheet.filled_by or (last.filled_by if last else actor.name)
    if not sheet.telephone and last is not None:
        sheet.telephone = last.telephone
