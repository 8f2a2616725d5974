"""How a task stands for its organisation: what the plan said, what was last accepted, what is short.

Letters are written from this and from nothing else, so that whoever receives one can check each
number in the ledger. What was handed in and not yet reviewed is nobody's word but the sender's and
stands in no letter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import (
    Against,
    Figure,
    Line,
    LinePart,
    LineState,
    Report,
    Submission,
)
from jiannuo.reporting.queries.yardsticks import yardsticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A number that falls short of the period's target, both in `unit`."""

    subject: str
    unit: str
    target: Decimal
    achieved: Decimal

    @property
    def missing(self) -> Decimal:
        """Return what is still to be reached."""
        return self.target - self.achieved


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A report that the organisation owed and did not hand in by its deadline."""

    span: Span
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One task of a letter. `span` is the period of the last accepted report, None without one.

    `claim` is what the organisation said about the period, `result` what the office assessed; both
    are Chinese words, empty where nothing was said.
    """

    task: Task
    span: Span | None
    target: str
    progress: str
    claim: str
    result: str
    gaps: tuple[Gap, ...]
    overdue: tuple[Overdue, ...]

    @property
    def plan(self) -> Plan:
        """Return the task's plan."""
        return self.task.plan


def matters_of(
    tasks: Collection[int], now: datetime, organisation: int | None = None
) -> tuple[Matter, ...]:
    """Return how tasks stand at a moment, in their plan's order, with one organisation's overdue reports."""
    found = list(
        Task.objects.filter(pk__in=tasks)
        .select_related("plan__place")
        .order_by("plan", "table", "position")
    )
    reports = _accepted(tasks)
    overdue = {
        task: late
        for (whose, task), late in overdue_reports(tasks, now).items()
        if whose == organisation
    }
    targets = _targets(reports)
    gaps = _gaps(reports)
    return tuple(
        _matter(task, reports.get(task.pk), targets, gaps, overdue.get(task.pk, ()))
        for task in found
    )


def _matter(
    task: Task,
    report: Report | None,
    targets: Mapping[int, str],
    gaps: Mapping[int, tuple[Gap, ...]],
    overdue: tuple[Overdue, ...],
) -> Matter:
    assessment = getattr(report, "assessment", None)
    return Matter(
        task=task,
        span=_span(report) if report else None,
        target=targets.get(task.pk, ""),
        progress=_progress(report) if report else "",
        claim=(report.status or report.get_claim_display()) if report and report.claim else "",
        result=assessment.get_result_display() if assessment and assessment.result else "",
        gaps=gaps.get(task.pk, ()),
        overdue=overdue,
    )


def _accepted(tasks: Collection[int]) -> dict[int, Report]:
    """Return each task's newest report that the office stands behind (two queries).

    What came from a document is the office's own (a person confirmed it); what came from a sheet is,
    once no organisation's line of it waits for the review. Bulletins count by the same rule.
    """
    waiting = {
        (line.task_id, Span(line.submission.round.period_kind, line.submission.round.period_index))
        for line in Line.objects.filter(
            task__in=tasks,
            part=LinePart.WHOLE,
            state__in=(LineState.SUBMITTED, LineState.RETURNED),
        ).select_related("submission__round")
    }
    found: dict[int, Report] = {}
    for report in Report.objects.filter(task__in=tasks).select_related("assessment"):
        kept = found.get(report.task_id)
        newer = kept is None or _span(report).last_month > _span(kept).last_month
        stands = report.source_id is not None or (report.task_id, _span(report)) not in waiting
        if newer and stands:
            found[report.task_id] = report
    return found


def _targets(reports: Mapping[int, Report]) -> dict[int, str]:
    by_span: dict[Span, list[int]] = defaultdict(list)
    for task, report in reports.items():
        by_span[_span(report)].append(task)
    return {
        task: text
        for span, tasks in by_span.items()
        for task, text in yardsticks(tasks, span).items()
    }


def _gaps(reports: Mapping[int, Report]) -> dict[int, tuple[Gap, ...]]:
    found: dict[int, dict[tuple[str, str], Gap]] = defaultdict(dict)
    figures = Figure.objects.filter(task__in=reports, against=Against.PERIOD).order_by("id")
    for one in figures:
        same = _span(reports[one.task_id]) == Span(one.period_kind, one.period_index)
        if same and one.target is not None and one.target > one.achieved:
            found[one.task_id].setdefault(
                (one.subject, one.unit),
                Gap(
                    subject=one.subject,
                    unit=one.unit,
                    target=one.target,
                    achieved=one.achieved,
                ),
            )
    return {task: tuple(of_task.values()) for task, of_task in found.items()}


def overdue_reports(
    tasks: Collection[int], now: datetime
) -> dict[tuple[int, int], tuple[Overdue, ...]]:
    """Return by (organisation, task) the reports that are owed: answered for, never handed in, too late."""
    lines = Line.objects.filter(
        task__in=tasks,
        part=LinePart.WHOLE,
        submission__first_submitted_at=None,
        submission__round__due_at__lt=now,
    )
    found: dict[tuple[int, int], dict[Span, Overdue]] = defaultdict(dict)
    for line in lines.select_related("submission__round"):
        sheet: Submission = line.submission
        due = sheet.due_at or sheet.round.due_at
        span = Span(sheet.round.period_kind, sheet.round.period_index)
        if due < now:
            owed = found[sheet.organisation_id, line.task_id]
            owed[span] = Overdue(span=span, due_at=due)
    return {whose: _in_time(of_one.values()) for whose, of_one in found.items()}


def _in_time(overdue: Iterable[Overdue]) -> tuple[Overdue, ...]:
    return tuple(sorted(overdue, key=lambda one: one.due_at))


def _span(report: Report) -> Span:
    return Span(report.period_kind, report.period_index)


def _progress(report: Report) -> str:
    return report.progress or report.progress_to_date or report.progress_period
