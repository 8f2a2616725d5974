"""A leader's sector as of its newest period: every task with its result, its pace, and its own words why.

The tasks are those that the leader answers for on the day (`ledger.queries.charge`); who may ask for
which leader is decided before. Some ten queries for each list of the year, however many tasks.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch

from jiannuo.core.mapping.problems import is_no_problem
from jiannuo.core.pace import Standing
from jiannuo.ledger.models import Assignment, Plan, Task
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.charge import leaders_in_charge
from jiannuo.reporting.models import Assessment, Claim, Pace, Report, Result
from jiannuo.reporting.queries.pace import TaskPace, paces
from jiannuo.reporting.queries.yardsticks import yardsticks

_WHY: Final = ("causes", "problems", "progress", "progress_to_date", "progress_period")
"""Where a report says why: its causes, what it calls a problem, else what it tells at all."""
_SHORT: Final = (Result.MISSED.value, Result.PARTLY.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an organisation reported about a task for the period, in its own words."""

    claim: str
    problems: str
    causes: str
    progress: str
    next_steps: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorTask:
    """A task of the sector. `result` is what the office assesses, empty until it has.

    `behind` says that the task is behind the year: the office's word, else the sum's.
    """

    id: int
    number: str
    wording: str
    units: tuple[str, ...]
    target: str
    told: Told | None
    result: str
    assessed_pace: str
    pace: TaskPace

    @property
    def outcome(self) -> str:
        """Return the period's result: the office's word, else the organisation's; empty without either."""
        return self.result or (self.told.claim if self.told else "")

    @property
    def short(self) -> bool:
        """Say whether the period's target was missed or only partly met."""
        return self.outcome in _SHORT

    @property
    def behind(self) -> bool:
        """Say whether the task is behind its year."""
        if self.assessed_pace:
            return self.assessed_pace == Pace.BEHIND
        return self.pace.standing is Standing.BEHIND

    @property
    def red(self) -> bool:
        """Say whether the leader should look at it."""
        return self.short or self.behind


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPlan:
    """The sector's part of one list of the year; `span` is open where nothing was reported yet."""

    plan: Plan
    span: Span
    tasks: tuple[SectorTask, ...]

    @property
    def red(self) -> tuple[SectorTask, ...]:
        """Return what the leader should look at: missed, partly met, behind; the furthest behind first."""
        return tuple(sorted((one for one in self.tasks if one.red), key=_gravity))

    @property
    def outcomes(self) -> Counter[str]:
        """Count the tasks by their period's result ("" where nothing says)."""
        return Counter(one.outcome for one in self.tasks)


def sector(leader: int, place: int, day: date) -> tuple[SectorPlan, ...]:
    """Return a leader's tasks on a day, list by list, of the year that the day is in or the last before it."""
    years = Plan.objects.filter(place=place).order_by("-year").values_list("year", flat=True)
    year = next((one for one in years if one <= day.year), None)
    if year is None:
        return ()
    own = {
        task for task, leaders in leaders_in_charge(place, year, day).items() if leader in leaders
    }
    plans = Plan.objects.filter(place=place, year=year).order_by("-kind", "pk")
    found = (_plan(plan, own) for plan in plans)
    return tuple(one for one in found if one.tasks)


def _plan(plan: Plan, own: set[int]) -> SectorPlan:
    tasks = list(
        Task.objects.filter(plan=plan, pk__in=own)
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.order_by("order")),
        )
        .order_by("table", "position")
    )
    ids = [task.pk for task in tasks]
    span = newest_span(ids)
    reports = {
        one.task_id: one
        for one in Report.objects.filter(
            task__in=ids, period_kind=span.kind, period_index=span.index
        )
    }
    assessed = {
        one.report_id: one
        for one in Assessment.objects.filter(report__in=[one.pk for one in reports.values()])
    }
    targets = yardsticks(ids, span)
    standings = paces(ids, span)
    return SectorPlan(
        plan=plan,
        span=span,
        tasks=tuple(_task(task, reports, assessed, targets, standings) for task in tasks),
    )


def newest_span(tasks: Sequence[int]) -> Span:
    """Return the newest period that at least half of these tasks reported about, else the newest one.

    In the first days of a month a few reports are in: the month before is what can be read.
    """
    counted = Counter(
        Span(kind, index)
        for kind, index in Report.objects.filter(task__in=tasks)
        .order_by()
        .values_list("period_kind", "period_index")
    )
    in_time = sorted(counted, key=lambda span: (span.last_month, span.kind), reverse=True)
    whole = (span for span in in_time if counted[span] * 2 >= len(tasks))
    return next(whole, in_time[0] if in_time else Span())


def _task(
    task: Task,
    reports: Mapping[int, Report],
    assessed: Mapping[int, Assessment],
    targets: Mapping[int, str],
    standings: Mapping[int, TaskPace],
) -> SectorTask:
    report = reports.get(task.pk)
    assessment = assessed.get(report.pk) if report else None
    units = list(task.assignments.all())
    leads = [unit for unit in units if unit.lead] or units
    return SectorTask(
        id=task.pk,
        number=task.number,
        wording=task.wording(),
        units=tuple(dict.fromkeys(unit.written for unit in leads)),
        target=targets.get(task.pk, ""),
        told=_told(report) if report else None,
        result=assessment.result if assessment else "",
        assessed_pace=assessment.pace if assessment else "",
        pace=standings[task.pk],
    )


def _told(report: Report) -> Told:
    why = next((field for field in _WHY if _says(getattr(report, field))), "")
    return Told(
        claim="" if report.claim == Claim.OTHER else report.claim,
        problems="" if is_no_problem(report.problems) else report.problems,
        causes="" if is_no_problem(report.causes) else report.causes,
        progress=report.progress or report.progress_to_date or report.progress_period,
        next_steps=report.next_steps,
        why=getattr(report, why) if why else "",
    )


def _says(text: str) -> bool:
    return not is_no_problem(text)


def _gravity(task: SectorTask) -> tuple[int, bool, float]:
    order = _SHORT.index(task.outcome) if task.short else len(_SHORT)
    gap = task.pace.things[0].pace.gap if task.pace.things else None
    return order, not task.pace.severe, float(gap or 0)
