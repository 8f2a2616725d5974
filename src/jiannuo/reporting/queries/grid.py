"""The grid: a plan's tasks with what was reported for a period, filtered, sorted, tallied.

The number of queries is the same for any plan, and each touches only the plan's own rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.queries.choices import Choice, GridChoices, choices, tallies
from jiannuo.reporting.queries.facts import PlanFacts, TaskFact, facts_of
from jiannuo.reporting.queries.selection import (
    SORTS,
    UNREPORTED,
    GridFilters,
    Joined,
    chosen,
    reported_spans,
    shown_span,
)
from jiannuo.reporting.queries.yardsticks import yardsticks

__all__ = [
    "SORTS",
    "UNREPORTED",
    "Choice",
    "GridChoices",
    "GridFilters",
    "GridPage",
    "GridRow",
    "GridUnit",
    "ledger_page",
]


class GridUnit(NamedTuple):
    """An organisation of a row, as the document names it."""

    id: int
    name: str
    lead: bool | None
    word: str


class GridRow(NamedTuple):
    """A task as the grid shows it; texts are empty where nothing stands."""

    id: int
    number: str
    category: str
    task: str
    subproject: str
    annual_target: str
    period_target: str
    progress: str
    claim: str
    status: str
    problems: str
    next_steps: str
    units: tuple[GridUnit, ...]
    leaders: tuple[str, ...]
    doubts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage:
    """A page of the grid.

    `tallies` count the tasks that all filters but the status leave; `everything`, `doubtful` and
    `leadless` those that the filters leave without status, doubts and leads, and how many of them
    the reading had doubts about or nobody is said to lead. `whole` (a number of tasks) and `choices`
    are the whole plan's.
    """

    plan: Plan
    span: Span
    spans: tuple[Span, ...]
    rows: tuple[GridRow, ...]
    total: int
    page: int
    pages: int
    tallies: tuple[Choice, ...]
    everything: int
    doubtful: int
    leadless: int
    whole: int
    choices: GridChoices


def ledger_page(
    actor: Actor,
    plan: int,
    filters: GridFilters | None = None,
    *,
    sort: str = "number",
    page: int = 1,
    page_size: int = 200,
    span: Span | None = None,
) -> GridPage:
    """Return a page of a plan's tasks with the reports of a period.

    The default is the latest reported period (`selection.shown_span`).

    Raises Plan.DoesNotExist for a plan that the actor may not see, and for one that isn't there.
    """
    one = (
        plans_visible_to(actor)
        .select_related("place", "parse__file")
        .defer("parse__raw", "parse__canonical")
        .get(pk=plan)
    )
    spans = reported_spans(plan)
    shown = span or shown_span(one, spans)
    narrowed = filters or GridFilters()
    facts = facts_of(actor, one, shown)
    plain = _plain(actor, plan, narrowed, shown, facts)
    counted = tallies(_looked_at(plain, narrowed, facts))
    total = sum(one.tasks for one in counted if narrowed.status in {"", one.value})
    pages = max(1, -(-total // page_size))
    at = min(max(page, 1), pages)
    ordered = chosen(actor, plan, narrowed, shown, sort)
    return GridPage(
        plan=one,
        span=shown,
        spans=spans,
        rows=_rows(ordered[(at - 1) * page_size : at * page_size], shown, facts),
        total=total,
        page=at,
        pages=pages,
        tallies=counted,
        everything=len(plain),
        doubtful=sum(task.doubts > 0 for task in plain),
        leadless=sum(task.id in facts.leadless for task in plain),
        whole=len(facts.tasks),
        choices=choices(facts),
    )


def _plain(
    actor: Actor, plan: int, filters: GridFilters, span: Span, facts: PlanFacts
) -> tuple[TaskFact, ...]:
    """Return the tasks that the filters leave without status, doubts and leads."""
    plain = replace(filters, status="", doubtful=False, leadless=False)
    if plain == GridFilters():
        return facts.tasks
    left = set(chosen(actor, plan, plain, span).order_by().values_list("pk", flat=True))
    return tuple(task for task in facts.tasks if task.id in left)


def _looked_at(
    tasks: Iterable[TaskFact], filters: GridFilters, facts: PlanFacts
) -> Iterable[TaskFact]:
    return (
        task
        for task in tasks
        if (task.doubts or not filters.doubtful)
        and (task.id in facts.leadless or not filters.leadless)
    )


_COLUMNS: Final = (
    "pk",
    "number",
    "category",
    "task",
    "subproject",
    "annual_target",
    "claim",
    "report__status",
    "report__problems",
    "report__next_steps",
    "report__progress",
    "report__progress_to_date",
    "report__progress_period",
)


def _rows(tasks: Joined, span: Span, facts: PlanFacts) -> tuple[GridRow, ...]:
    found = list(tasks.values_list(*_COLUMNS))
    targets = yardsticks([row[0] for row in found], span)
    doubts = {task.id: task.doubts for task in facts.tasks}
    return tuple(
        GridRow(
            id=pk,
            number=number,
            category=category,
            task=task,
            subproject=subproject,
            annual_target=annual_target,
            period_target=targets.get(pk, ""),
            progress=next(filter(None, progress), ""),
            claim=claim,
            status=status or "",
            problems=problems or "",
            next_steps=next_steps or "",
            units=tuple(
                GridUnit(unit.id, unit.written, unit.lead, unit.word)
                for unit in facts.units.get(pk, ())
            ),
            leaders=tuple(leader.written for leader in facts.leaders.get(pk, ())),
            doubts=doubts[pk],
        )
        for (
            pk, number, category, task, subproject, annual_target,
            claim, status, problems, next_steps, *progress,
        ) in found
    )  # fmt: skip
