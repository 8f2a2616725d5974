"""What counts in a bulletin: of each task, the values that the office stands behind for a period.

A report counts once it came from a document that a person confirmed (an imported bulletin is the
office's own table), or once every organisation's line that it is made of was accepted in the review.
What is merely handed in counts nowhere, and none of its words stand here. A line under correction
keeps counting as it was accepted, because the ledger does (`reporting.actions.submission.correct`).

Releases publish exactly these values. No actor is asked here: whoever calls has been let in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef

from jiannuo.core.records import PeriodKind
from jiannuo.ledger.models import Assignment, Plan, Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import (
    Claim,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Report,
    ReportingRound,
    Result,
)
from jiannuo.reporting.queries.yardsticks import yardsticks_of_plan


class CountedResult(StrEnum):
    """How a task's period came out, as it is counted: every task has exactly one."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNDETERMINED = "undetermined"
    WAITING = "waiting"
    UNREPORTED = "unreported"
    NOT_DUE = "not_due"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """Return the Chinese word, where the office has none of its own (`Counted.words`)."""
        return _LABELS[self]


_LABELS: Final = {
    CountedResult.MET: "完成",
    CountedResult.PARTLY: "部分完成",
    CountedResult.MISSED: "未完成",
    CountedResult.UNDETERMINED: "未评定",
    CountedResult.WAITING: "已报待审",
    CountedResult.UNREPORTED: "未报",
    CountedResult.NOT_DUE: "未到节点",
    CountedResult.CLOSED: "已销号",
    CountedResult.SET_ASIDE: "暂停或终止",
}
REPORTED: Final = frozenset(
    {
        CountedResult.MET,
        CountedResult.PARTLY,
        CountedResult.MISSED,
        CountedResult.UNDETERMINED,
    }
)
"""The results of tasks that have a counted report."""


class Voice(StrEnum):
    """Whose word a result is."""

    OFFICE = "office"
    CLAIM = "claim"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedUnit:
    """An organisation that answers for a task; `lead` is None where nobody said who leads."""

    id: int
    name: str
    sort_key: str
    role: str
    lead: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTask:
    """A task with what counts of it; texts are empty where nothing counted stands.

    `wording` is what people know the task by, `target` what the period is measured by
    (`reporting.queries.yardsticks`). `word` is the office's or the document's own word for the
    result; `voice` whose it is; `claim` what the organisation itself claims (`reporting.models.Claim`). `said` holds all of `reporting.fields.REPORT_FIELDS` of the counted
    report, `report` its id. `late`: handed in after the deadline that held for its organisation;
    `extended`: more time was granted.
    """

    id: int
    table: int
    number: str
    category: str
    wording: str
    annual_target: str
    state: str
    result: CountedResult
    voice: Voice = Voice.NONE
    word: str = ""
    claim: str = ""
    pace: str = ""
    target: str = ""
    outlook: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    report: int | None = None
    units: tuple[CountedUnit, ...] = ()
    late: bool = False
    extended: bool = False

    @property
    def differs(self) -> bool:
        """Say whether the office assessed another result than the organisation claims."""
        return self.voice == Voice.OFFICE and self.claim not in {"", self.result.value}

    @property
    def progress(self) -> str:
        """Return what was reached: whichever of the three columns for it is filled."""
        names = ("progress", "progress_to_date", "progress_period")
        return next((self.said[name] for name in names if self.said.get(name)), "")

    @property
    def problems(self) -> str:
        """Return the reported problems."""
        return self.said.get("problems", "")

    @property
    def causes(self) -> str:
        """Return the reported causes."""
        return self.said.get("causes", "")

    @property
    def next_steps(self) -> str:
        """Return the reported next steps."""
        return self.said.get("next_steps", "")

    @property
    def leads(self) -> tuple[CountedUnit, ...]:
        """Return who leads: those said to; the only one there is; else nobody."""
        said = tuple(unit for unit in self.units if unit.lead)
        return said or (self.units if len({unit.id for unit in self.units}) == 1 else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A plan's tasks as they count for a period.

    `basis` is the period whose reports these are: a quarter that nobody reported on as such counts
    its last month's. `round` is the reporting round of that period, if there was one.
    """

    plan: Plan
    span: Span
    basis: Span
    tasks: tuple[CountedTask, ...]
    round: ReportingRound | None = None

    def words(self) -> dict[CountedResult, str]:
        """Return the word for each result: the one that most of its tasks' documents use."""
        used: dict[CountedResult, Counter[str]] = defaultdict(Counter)
        for task in self.tasks:
            if task.word:
                used[task.result][task.word] += 1
        most = {result: words.most_common(1)[0][0] for result, words in used.items()}
        return {result: most.get(result, result.label) for result in CountedResult}


_SET_ASIDE: Final = (TaskState.PAUSED, TaskState.POSTPONED, TaskState.ENDED)
_PLAIN: Final = {"是", "否"}
"""Words of a form that answer its question and name no result by themselves."""
_OF_CLAIM: Final = {
    Claim.MET.value: CountedResult.MET,
    Claim.PARTLY.value: CountedResult.PARTLY,
    Claim.MISSED.value: CountedResult.MISSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What a round knows about a task: asked at all, whether all that stands was accepted, when."""

    handed_in: bool = False
    accepted: bool = True
    late: bool = False
    extended: bool = False


def counted(plan: Plan, span: Span) -> Counted:
    """Return what counts of a plan for a period (seven queries, however many tasks)."""
    basis = _basis(plan, span)
    one = ReportingRound.objects.filter(
        plans=plan, year=plan.year, period_kind=basis.kind, period_index=basis.index
    ).first()
    standings = _standings(one) if one else {}
    reports = {
        report.task_id: report
        for report in Report.objects.filter(
            task__plan=plan, period_kind=basis.kind, period_index=basis.index
        ).select_related("assessment")
    }
    targets = yardsticks_of_plan(plan.pk, basis)
    units = _units(plan)
    tasks = Task.objects.filter(plan=plan, parent=None).exclude(state=TaskState.DRAFT)
    return Counted(
        plan=plan,
        span=span,
        basis=basis,
        tasks=tuple(
            _task(
                task,
                reports.get(task.pk),
                standings.get(task.pk),
                targets.get(task.pk, ""),
                tuple(units.get(task.pk, ())),
            )
            for task in tasks.order_by("table", "position")
        ),
        round=one,
    )


def _basis(plan: Plan, span: Span) -> Span:
    """Return the period whose reports speak for this one: itself, else the month that ends it."""
    reported = {
        Span(kind, index)
        for kind, index in Report.objects.filter(task__plan=plan)
        .order_by()
        .values_list("period_kind", "period_index")
        .distinct()
    }
    month = Span(PeriodKind.MONTH, span.last_month)
    quarter = Span(PeriodKind.QUARTER, span.quarter)
    ends = [month] if quarter.last_month != span.last_month else [quarter, month]
    return next((one for one in (span, *ends) if one in reported), span)


def _standings(one: ReportingRound) -> dict[int, _Standing]:
    """Return, for each task that somebody answers for in a round, what became of its lines."""
    versions = LineVersion.objects.filter(line=OuterRef("pk"), withdrawn_at=None)
    lines = (
        Line.objects.filter(submission__round=one, part=LinePart.WHOLE)
        .annotate(
            stands=Exists(versions.filter(pending=False)), corrected=Exists(versions.filter(pending=True))
        )
        .values_list(
            "task", "state", "locked_before", "stands", "corrected",
            "submission__first_submitted_at", "submission__due_at",
        )
    )  # fmt: skip
    found: dict[int, _Standing] = {}
    for task, state, locked_before, stands, corrected, first, extended in lines:
        before = found.get(task, _Standing())
        accepted = state == LineState.ACCEPTED or locked_before or corrected
        found[task] = _Standing(
            handed_in=before.handed_in or stands,
            accepted=before.accepted and (accepted or not stands),
            late=before.late or _late(first, extended or one.due_at),
            extended=before.extended or extended is not None,
        )
    return found


def _late(first: datetime | None, due_at: datetime) -> bool:
    return first is not None and first > due_at


def _units(plan: Plan) -> dict[int, list[CountedUnit]]:
    rows = (
        Assignment.objects.filter(task__plan=plan)
        .order_by("task", "order")
        .values_list(
            "task", "organisation", "organisation__name", "organisation__sort_key", "role", "lead"
        )
    )
    found: dict[int, list[CountedUnit]] = defaultdict(list)
    for task, pk, name, key, role, lead in rows:
        unit = CountedUnit(id=pk, name=name, sort_key=key, role=role, lead=lead)
        found[task].append(unit)
    return found


def _task(
    task: Task,
    report: Report | None,
    standing: _Standing | None,
    target: str,
    units: tuple[CountedUnit, ...],
) -> CountedTask:
    counts = report is not None and _counts(report, standing)
    result, voice, word = (
        _result(report)
        if report is not None and counts
        else (_without(task, standing, target), Voice.NONE, "")
    )
    assessment = getattr(report, "assessment", None) if counts else None
    return CountedTask(
        id=task.pk,
        table=task.table,
        number=task.number,
        category=task.category,
        wording=task.wording(),
        annual_target=task.annual_target,
        state=task.state,
        result=result,
        voice=voice,
        word=word,
        claim=report.claim if report is not None and counts else "",
        pace=assessment.pace if assessment else "",
        target=target,
        outlook=report.outlook if report is not None and counts else "",
        said={name: getattr(report, name) for name in REPORT_FIELDS} if counts else {},
        report=report.pk if report is not None and counts else None,
        units=units,
        late=standing is not None and standing.late,
        extended=standing is not None and standing.extended,
    )


def _counts(report: Report, standing: _Standing | None) -> bool:
    if report.source_id is not None:
        return True
    return standing is not None and standing.handed_in and standing.accepted


def _result(report: Report) -> tuple[CountedResult, Voice, str]:
    """Return how a counted report came out: as the office assessed it, else as was claimed."""
    assessment = getattr(report, "assessment", None)
    if assessment is not None and assessment.result:
        result = CountedResult(Result(assessment.result).value)
        return result, Voice.OFFICE, result.label
    claimed = _OF_CLAIM.get(report.claim)
    if claimed is None:
        return CountedResult.UNDETERMINED, Voice.NONE, ""
    word = report.status.strip(" 　。，：:、\n")
    return claimed, Voice.CLAIM, "" if word in _PLAIN else word


def _without(task: Task, standing: _Standing | None, target: str) -> CountedResult:
    """Return how a task without a counted report stands."""
    if task.state == TaskState.CLOSED:
        return CountedResult.CLOSED
    if task.state in _SET_ASIDE:
        return CountedResult.SET_ASIDE
    if standing is not None and standing.handed_in:
        return CountedResult.WAITING
    return CountedResult.UNREPORTED if standing or target else CountedResult.NOT_DUE


def of_tasks(whole: Counted, tasks: Iterable[int]) -> tuple[CountedTask, ...]:
    """Return some of a plan's tasks, in the plan's order."""
    wanted = set(tasks)
    return tuple(task for task in whole.tasks if task.id in wanted)
