"""Pace per task: what the reports' figures say about the year, for many tasks at once (three queries).

The sums are `core.pace`'s; here the ledger's targets become a plan curve and the reports' figures
what was reached. Figures that a report calls this period's alone (当月) say nothing about the year, so
they are left out rather than added up: a month that was not reported would be missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from jiannuo.core.pace import (
    Forecast,
    Goal,
    Nature,
    Pace,
    Reached,
    Stage,
    Standing,
    Step,
    Thresholds,
    aim_of,
    curve_of,
    forecast,
    pace_of,
    stage_of,
)
from jiannuo.core.pace.judging import undetermined
from jiannuo.core.records import PeriodKind
from jiannuo.ledger.models import Target, TargetKind, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import Against, Figure

_WHOLE: Final = ("annual_target", "subproject", "task", "indicator", "target_value")
"""The task's own texts that may name the year's amount."""
_STEPS: Final = {
    PeriodKind.MONTH.value: Step.MONTH,
    PeriodKind.QUARTER.value: Step.QUARTER,
    PeriodKind.HALF.value: Step.HALF,
}
_WORST_FIRST: Final = (
    Standing.BEHIND,
    Standing.ON_TRACK,
    Standing.AHEAD,
    Standing.UNDETERMINED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPace:
    """The pace of one thing that a task's target counts; `forecast` only where one can be made."""

    subject: str
    unit: str
    pace: Pace
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPace:
    """A task's pace at the end of a period: that of the thing that is furthest behind.

    `things` come worst first; what can't be judged is last. Without things `reason` says why.
    """

    things: tuple[ThingPace, ...] = ()
    reason: str = ""

    @property
    def standing(self) -> Standing:
        """Return the worst standing that could be determined."""
        return self.things[0].pace.standing if self.things else Standing.UNDETERMINED

    @property
    def severe(self) -> bool:
        """Say whether anything is severely behind."""
        return any(one.pace.severe for one in self.things)

    @property
    def sum(self) -> str:
        """Return the sum behind the standing, after the thing it is about where there are several."""
        if not self.things:
            return ""
        first = self.things[0]
        named = len(self.things) > 1 and first.subject and first.pace.sum
        return f"{first.subject}：{first.pace.sum}" if named else first.pace.sum

    @property
    def why_not(self) -> str:
        """Return why nothing can be said; empty where something can."""
        if self.standing is not Standing.UNDETERMINED:
            return ""
        return self.things[0].pace.reason if self.things else self.reason


def paces(
    tasks: Iterable[int], span: Span, thresholds: Thresholds | None = None
) -> dict[int, TaskPace]:
    """Return the pace at the end of a period of each of these tasks (ids that the caller may see)."""
    wanted = list(tasks)
    figures: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in Figure.objects.filter(task__in=wanted).order_by("period_index", "id"):
        if Span(figure.period_kind, figure.period_index).last_month <= span.last_month:
            figures[figure.task_id].append(figure)
    counted = [task for task, own in figures.items() if any(map(_of_year, own))]
    texts = {
        pk: "。".join(filter(None, words))
        for pk, *words in Task.objects.filter(pk__in=counted).order_by().values_list("pk", *_WHOLE)
    }
    targets: defaultdict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(task__in=counted).order_by("task", "kind", "order"):
        targets[target.task_id].append(target)
    limits = thresholds or Thresholds()
    return {
        task: _pace(
            figures[task],
            _Year(text=texts[task], targets=targets[task], span=span, thresholds=limits),
        )
        if task in texts
        else TaskPace(reason=_why_none(figures.get(task, ())))
        for task in wanted
    }


def _why_none(figures: Sequence[Figure]) -> str:
    if figures:
        return "年度目标里没有能与报送数字对照的数。"
    return "没有报过能与目标对照的数字。"


def _of_year(figure: Figure) -> bool:
    return figure.against == Against.YEAR and figure.target is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """What a task says about its year, and as of when it is judged."""

    text: str
    targets: Sequence[Target]
    span: Span
    thresholds: Thresholds


def _pace(figures: Sequence[Figure], year: _Year) -> TaskPace:
    things: defaultdict[tuple[Fraction, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if _of_year(figure):
            things[Fraction(figure.target or 0), figure.unit].append(figure)
    found = [_thing(annual, unit, members, year) for (annual, unit), members in things.items()]
    found.sort(key=_badness)
    return TaskPace(things=tuple(found))


def _badness(thing: ThingPace) -> tuple[int, Fraction]:
    return _WORST_FIRST.index(thing.pace.standing), thing.pace.gap or Fraction(0)


def _thing(annual: Fraction, unit: str, members: Sequence[Figure], year: _Year) -> ThingPace:
    span = year.span
    newest = [
        one for one in members if (one.period_kind, one.period_index) == (span.kind, span.index)
    ]
    subject = (newest or members)[-1].subject
    aim = aim_of(year.text, annual, unit)
    reached = list(_reached(members))
    doubt = _doubt(newest, span)
    if not doubt and aim.nature is Nature.AMOUNT:
        doubt = _not_since_january(newest[0], reached)
    if doubt:
        return ThingPace(subject=subject, unit=unit, pace=undetermined(doubt))
    if aim.nature is not Nature.AMOUNT:
        goal = Goal(amount=annual, unit=unit, nature=aim.nature, growth=aim.growth)
        pace = pace_of(goal, Fraction(newest[0].achieved), span.last_month, year.thresholds)
        return ThingPace(subject=subject, unit=unit, pace=pace)
    months, quarters = _stages(year.targets, annual, unit, subject)
    curve = curve_of(annual, months=months, quarters=quarters)
    goal = Goal(amount=annual, unit=unit, curve=curve)
    return ThingPace(
        subject=subject,
        unit=unit,
        pace=pace_of(goal, reached[-1].amount, span.last_month, year.thresholds),
        forecast=forecast(annual, unit, reached, _STEPS.get(span.kind, Step.MONTH)),
    )


def _doubt(newest: Sequence[Figure], span: Span) -> str:
    """Say why a period's figures can't be held against the year; empty where they can."""
    if not newest:
        return f"{span.label}没有报这个数。"
    if len({one.achieved for one in newest}) > 1:
        return "报了几个数，看不出哪个对应年度目标。"
    if newest[0].estimated:
        return "报的是预计数，还不是完成数。"
    return ""


def _not_since_january(newest: Figure, reached: Sequence[Reached]) -> str:
    """Say why a figure may not count from January; empty where nothing speaks against it."""
    if newest.cumulative is False:
        return "报的是当期数，没有报今年以来的累计数。"
    if any(late.amount < early.amount for early, late in pairwise(reached)):
        return "比上期报的还少，看不出是不是今年以来的累计数。"
    return ""


def _reached(members: Sequence[Figure]) -> Iterator[Reached]:
    """Yield what was reached by the end of each period, one amount each, in order of time."""
    by_month: dict[int, Fraction] = {}
    for one in members:
        if one.cumulative is not False and not one.estimated:
            month = Span(one.period_kind, one.period_index).last_month
            by_month[month] = Fraction(one.achieved)
    yield from (Reached(month, by_month[month]) for month in sorted(by_month))


def _stages(
    targets: Sequence[Target], annual: Fraction, unit: str, subject: str
) -> tuple[tuple[Stage, ...], tuple[Stage, ...]]:
    """Read the filed months, and the quarters, as stages; the target of a reported period is a month's."""
    months: dict[int, Stage] = {}
    quarters: list[Stage] = []
    for target in targets:
        span = Span(target.period_kind, target.period_index)
        quarter = target.kind == TargetKind.QUARTER
        month = target.period_index * 3 if quarter else span.last_month or target.period_index
        if not 1 <= month <= 12 or target.kind == TargetKind.PLAN_TEXT:  # noqa: PLR2004  months of a year
            continue
        stage = stage_of(target.text, month, annual=annual, unit=unit, subject=subject)
        if stage is None:
            continue
        if quarter:
            quarters.append(stage)
        elif target.kind == TargetKind.MONTH or month not in months:
            months[month] = stage
    return tuple(months.values()), tuple(quarters)
