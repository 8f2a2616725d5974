"""无变化: several lines at once are what they were in the last report."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.draft import CLAIMS, TEXTS
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.models import Line, LinePart, Submission, SubmissionState
from jiannuo.reporting.queries.submissions import LINE_OPEN, own_last_reports, subject_of_sheet


def declare_unchanged(
    actor: Actor, sheet: Submission, lines: Collection[int], *, now: datetime
) -> tuple[int, ...]:
    """Take over the last report's completion and claim for these lines; return which it was done for.

    What else has been written stands; where nothing has, the last report's words do. Lines whose completion was rewritten, those without an earlier report and those that may not be
    changed are left as they are.
    """
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    if sheet.state == SubmissionState.NOT_STARTED:
        open_sheet(actor, sheet, now=now)
    done: list[int] = []
    with transaction.atomic():
        found = list(
            Line.objects.filter(
                LINE_OPEN, submission=sheet, pk__in=lines, part=LinePart.WHOLE
            ).select_for_update(of=("self",))
        )
        reports = own_last_reports(sheet, [line.task_id for line in found])
        for line in found:
            last = reports.get(line.task_id)
            if last is None or line.progress not in {"", last.progress} or not last.progress:
                continue
            Line.objects.filter(pk=line.pk).update(
                **{name: getattr(line, name) or getattr(last, name) for name in TEXTS[1:]},
                progress=last.progress,
                claim=line.claim or (last.claim if last.claim in CLAIMS else ""),
                outlook=line.outlook or last.outlook,
                unchanged=True,
                revision=F("revision") + 1,
                saved_at=now,
                saved_by=actor.name,
            )
            done.append(line.pk)
    return tuple(done)
