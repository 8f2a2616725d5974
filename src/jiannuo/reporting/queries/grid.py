"""The grid: a plan's tasks with what was reported for a period, filtered, sorted, tallied.

The number of queries is the same for any plan, and each touches only the plan's own rows.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Assignment, Plan, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to, tasks_visible_to
from jiannuo.reporting.queries.choices import Choice, GridChoices, choices, tallies
from jiannuo.reporting.queries.selection import (
    SORTS,
    UNREPORTED,
    GridFilters,
    Joined,
    filtered,
    in_order,
    reported_spans,
    with_status,
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
    """A page of the grid. `tallies` count the filtered tasks by status, whatever status is chosen."""

    plan: Plan
    span: Span
    spans: tuple[Span, ...]
    rows: tuple[GridRow, ...]
    total: int
    page: int
    pages: int
    tallies: tuple[Choice, ...]
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
    """Return a page of a plan's tasks with the reports of a period (default: the latest).

    Raises Plan.DoesNotExist for a plan that the actor may not see, and for one that isn't there.
    """
    one = plans_visible_to(actor).select_related("place").get(pk=plan)
    spans = reported_spans(plan)
    shown = span or (spans[-1] if spans else Span())
    narrowed = filters or GridFilters()
    visible = tasks_visible_to(actor).filter(plan=plan)
    tasks = filtered(visible, narrowed, shown)
    counted = tallies(tasks)
    total = sum(one.tasks for one in counted if narrowed.status in {"", one.value})
    pages = max(1, -(-total // page_size))
    at = min(max(page, 1), pages)
    ordered = in_order(with_status(tasks, narrowed.status), sort)
    return GridPage(
        plan=one,
        span=shown,
        spans=spans,
        rows=_rows(ordered[(at - 1) * page_size : at * page_size], shown),
        total=total,
        page=at,
        pages=pages,
        tallies=counted,
        choices=choices(visible),
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
    "source",
    "source__doubt_count",
    "report__source",
    "report__source__doubt_count",
)


def _rows(tasks: Joined, span: Span) -> tuple[GridRow, ...]:
    found = list(tasks.values_list(*_COLUMNS))
    ids = [row[0] for row in found]
    targets, units, leaders = yardsticks(ids, span), _units(ids), _leaders(ids)
    return tuple(
        GridRow(
            id=pk,
            number=number,
            category=category,
            task=task,
            subproject=subproject,
            annual_target=annual_target,
            period_target=targets.get(pk, ""),
            progress=next(filter(None, rest[:3]), ""),
            claim=claim,
            status=status or "",
            problems=problems or "",
            next_steps=next_steps or "",
            units=units.get(pk, ()),
            leaders=leaders.get(pk, ()),
            doubts=_doubts(*rest[3:]),
        )
        for (
            pk, number, category, task, subproject, annual_target,
            claim, status, problems, next_steps, *rest,
        ) in found
    )  # fmt: skip


def _doubts(source: int, doubts: int | None, reported: int, of_report: int | None) -> int:
    """Add up the doubts of the task's own row and of its report's, unless both are one row."""
    return (doubts or 0) + ((of_report or 0) if reported != source else 0)


def _units(tasks: list[int]) -> dict[int, tuple[GridUnit, ...]]:
    found: dict[int, list[GridUnit]] = {}
    rows = Assignment.objects.filter(task__in=tasks).order_by("task", "order")
    for task, pk, name, lead, word in rows.values_list(
        "task", "organisation", "written", "lead", "word"
    ):
        found.setdefault(task, []).append(GridUnit(pk, name, lead, word))
    return {task: tuple(units) for task, units in found.items()}


def _leaders(tasks: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = TaskLeader.objects.filter(task__in=tasks).order_by("task", "order")
    for task, name in rows.values_list("task", "written"):
        found.setdefault(task, []).append(name)
    return {task: tuple(names) for task, names in found.items()}
