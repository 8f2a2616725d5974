"""Take over into a round's sheets what was already imported for its period (代录).

An office that begins in mid-year, or imports its own bulletin, has the reports before the sheets. The
ledger's reports stay as they are, with their sources; the sheets show them as entered by the office.
When each organisation reported isn't known then and not held against it: the sheet counts as in time
(`first_submitted_at` is at most the deadline), while `submitted_at` says when it was entered.
"""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded_of
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.enter_reports import lock_tasks, replaced_by
from jiannuo.reporting.models import (
    Claim,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Report,
    ReportingRound,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import span_of_round


def take_over_reports(actor: Actor, one: ReportingRound, *, now: datetime) -> int:
    """Fill untouched lines from the period's imported reports; return how many lines were filled.

    A sheet all of whose lines are filled is handed in for its organisation. Raises
    RoundRefusedError for a closed round.
    """
    require(actor, Act.IMPORT, Subject(place=one.place_id))
    if one.closed_at is not None:
        raise RoundRefusedError("本轮已锁定，不再变动。")
    with transaction.atomic():
        lines = list(
            Line.objects.select_for_update(of=("self",))
            .filter(
                submission__round=one,
                part=LinePart.WHOLE,
                state=LineState.DRAFT,
                saved_at=None,
            )
            .select_related("submission__organisation", "submission__round", "task")
        )
        tasks = sorted({line.task_id for line in lines})
        lock_tasks(tasks)
        span = span_of_round(one)
        reports = {
            report.task_id: report
            for report in Report.objects.filter(
                task__in=tasks, period_kind=span.kind, period_index=span.index
            )
        }
        replaced = replaced_by(one, tasks)
        filled: dict[Submission, list[Line]] = defaultdict(list)
        for line in lines:
            report = reports.get(line.task_id)
            if report is not None and line.task_id in replaced:
                _fill(actor, line, report, replaced[line.task_id], now)
                filled[line.submission].append(line)
        for sheet, own in filled.items():
            _hand_in(actor, sheet, len(own), now)
    return sum(map(len, filled.values()))


def _fill(
    actor: Actor, line: Line, report: Report, replaced: dict[str, object], now: datetime
) -> None:
    line.progress = report.progress or report.progress_period or report.progress_to_date
    line.problems, line.causes = report.problems, report.causes
    line.next_steps = report.next_steps
    line.claim = report.claim if report.claim in set(Claim.values) - {Claim.OTHER.value} else ""
    line.state = LineState.SUBMITTED
    line.revision += 1
    line.saved_at, line.saved_by = now, f"{actor.name}（代录）"
    line.save()
    content = Draft.of(line).columns() | {"evidence": [], "replaced": replaced}
    LineVersion.objects.create(
        line=line, number=1, content=content, reason="", by_name=actor.name, at=now
    )


def _hand_in(actor: Actor, sheet: Submission, lines: int, now: datetime) -> None:
    open_ones = sheet.lines.filter(part=LinePart.WHOLE, state=LineState.DRAFT)
    complete = not open_ones.exists()
    sheet.by_office = True
    sheet.state = SubmissionState.SUBMITTED if complete else SubmissionState.DRAFTING
    if complete:
        sheet.first_submitted_at = min(now, sheet.round.due_at)
        sheet.submitted_at = now
    sheet.save()
    recorded_of(
        actor,
        "submission.take_over",
        sheet,
        {"period": span_of_round(sheet.round).label, "lines": lines},
    )
