"""The grid: a plan's tasks with what was reported for a period, filtered, sorted, tallied.

The number of queries is the same for any plan, and each touches only the plan's own rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, NamedTuple

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.queries.choices import Choice, GridChoices, choices, tallies
from jiannuo.reporting.queries.facts import (
    FACTS,
    PlanFacts,
    TaskFact,
    UnitFact,
    facts_of,
    sees_whole,
)
from jiannuo.reporting.queries.layout import reported_tables, tables_shown
from jiannuo.reporting.queries.prepared import OfPlan
from jiannuo.reporting.queries.selection import (
    SORTS,
    UNREPORTED,
    GridFilters,
    chosen,
    in_time,
    shown_span,
    with_reports,
)
from jiannuo.reporting.queries.yardsticks import yardsticks_of_plan

__all__ = [
    "SORTS",
    "UNREPORTED",
    "Choice",
    "GridChoices",
    "GridFilters",
    "GridPage",
    "GridRow",
    "ledger_page",
]


class GridRow(NamedTuple):
    """A task as the grid shows it; texts are empty where nothing stands.

    `outcome` is the machine's verdict (`reporting.models.Outcome`), empty where there is none.
    """

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
    units: tuple[UnitFact, ...]
    leaders: tuple[str, ...]
    doubts: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage:
    """A page of the grid.

    `tallies` count the tasks that all filters but the status leave; `everything`, `doubtful` and
    `leadless` those that the filters leave without status, doubts and leads, and how many of them
    the reading had doubts about or nobody is said to lead. `whole` (a number of tasks), `choices`
    and `tables` (`layout.tables_shown`) are the whole plan's.
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
    tables: tuple[Mapping[str, Any], ...]


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
    one = _plan(actor, plan)
    reported = reported_tables(plan)
    spans = in_time(reported)
    shown = span or shown_span(one, spans)
    narrowed = filters or GridFilters()
    everything = narrowed == GridFilters() and sort == "number" and sees_whole(actor, one)
    first = _first_rows(shown, page_size + 1)(plan) if everything else []
    fetched = 0 < len(first) <= page_size
    facts = facts_of(actor, one, shown, [row[: len(FACTS)] for row in first] if fetched else None)
    plain = _plain(actor, plan, narrowed, shown, facts)
    counted = tallies(_looked_at(plain, narrowed, facts))
    total = sum(one.tasks for one in counted if narrowed.status in {"", one.value})
    pages = max(1, -(-total // page_size))
    at = min(max(page, 1), pages)
    if not fetched:
        ordered = chosen(actor, plan, narrowed, shown, sort)[(at - 1) * page_size : at * page_size]
        first = list(ordered.values_list(*FACTS, *_TEXTS))
    return GridPage(
        plan=one,
        span=shown,
        spans=spans,
        rows=_rows(first, yardsticks_of_plan(plan, shown), facts),
        total=total,
        page=at,
        pages=pages,
        tallies=counted,
        everything=len(plain),
        doubtful=sum(task.doubts > 0 for task in plain),
        leadless=sum(task.id in facts.leadless for task in plain),
        whole=len(facts.tasks),
        choices=choices(facts),
        tables=tables_shown(one, reported.get(shown), {task.table for task in facts.tasks}),
    )


def _plan(actor: Actor, plan: int) -> Plan:
    seen = plans_visible_to(actor).select_related("place", "parse__file")
    return seen.defer("parse__raw", "parse__canonical").get(pk=plan)


@lru_cache(maxsize=64)
def _first_rows(span: Span, most: int) -> OfPlan:
    """Return the first rows of a plan's whole ledger in its own order: most ledgers fit on a page."""
    rows = Task.objects.filter(parent=None).order_by("table", "position")
    tasks = with_reports(rows, span)
    return OfPlan(tasks.values_list(*FACTS, *_TEXTS), "plan", most)


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


_TEXTS: Final = (
    "number",
    "task",
    "subproject",
    "annual_target",
    "report__status",
    "report__problems",
    "report__next_steps",
    "report__verdict__outcome",
    "report__progress",
    "report__progress_to_date",
    "report__progress_period",
)


def _rows(
    rows: Iterable[tuple[Any, ...]], targets: Mapping[int, str], facts: PlanFacts
) -> tuple[GridRow, ...]:
    """Make rows of the columns `FACTS` and `_TEXTS`."""
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
            claim=claim or "",
            status=status or "",
            problems=problems or "",
            next_steps=next_steps or "",
            units=tuple(facts.units.get(pk, ())),
            leaders=tuple([leader.written for leader in facts.leaders.get(pk, ())]),
            doubts=doubts[pk],
            outcome=outcome or "",
        )
        for (
            pk, _, category, claim, _, _, _, _,
            number, task, subproject, annual_target,
            status, problems, next_steps, outcome, *progress,
        ) in rows
    )  # fmt: skip
