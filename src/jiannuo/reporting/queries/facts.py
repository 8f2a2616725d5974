"""The few facts about all of a plan's tasks from which the grid's counts and choices are made.

Three queries over short columns, whatever is filtered or sorted (two where the rows of the whole
plan are fetched anyway): counting in Python costs less than asking the database for every count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Assignment, Plan, Task, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.queries.prepared import OfPlan
from jiannuo.reporting.queries.selection import with_reports


class TaskFact(NamedTuple):
    """A visible task: its table and category, its report's claim, how many doubts the reading had."""

    id: int
    table: int
    category: str
    claim: str
    doubts: int


class UnitFact(NamedTuple):
    """An organisation assigned to a task, `written` as the document names it."""

    id: int
    name: str
    sort_key: str
    written: str
    role: str
    word: str
    lead: bool | None


class LeaderFact(NamedTuple):
    """A leader over a task, `written` as the document names them."""

    id: int
    name: str
    sort_key: str
    written: str


@dataclass(frozen=True)
class PlanFacts:
    """What an actor may know about a plan's tasks; units and leaders in the document's order."""

    tasks: tuple[TaskFact, ...]
    units: Mapping[int, list[UnitFact]]
    leaders: Mapping[int, list[LeaderFact]]

    @cached_property
    def leadless(self) -> frozenset[int]:
        """Return the tasks of several organisations none of which is said to lead."""
        return frozenset(
            task
            for task, units in self.units.items()
            if len({unit.id for unit in units}) > 1 and not any(unit.lead for unit in units)
        )


FACTS: Final = (
    "pk",
    "table",
    "category",
    "report__claim",
    "source",
    "source__doubt_count",
    "report__source",
    "report__source__doubt_count",
)
"""The columns of tasks with their reports (`selection.with_reports`) that a `TaskFact` is made of."""


def facts_of(
    actor: Actor, plan: Plan, span: Span, rows: Iterable[tuple[Any, ...]] | None = None
) -> PlanFacts:
    """Return the facts about a plan's visible tasks, with the reports of a period.

    `rows` are the columns `FACTS` of all of them, where they were fetched already.
    """
    if sees_whole(actor, plan):
        tasks = _tasks_of(span)(plan.pk) if rows is None else rows
        units, leaders = _units_of(plan.pk), _leaders_of(plan.pk)
    else:
        visible = tasks_visible_to(actor).filter(plan=plan)
        tasks = _tasks(visible, span) if rows is None else rows
        units = list(_UNITS.filter(task__in=visible))
        leaders = list(_LEADERS.filter(task__in=visible))
    return PlanFacts(
        tuple(
            TaskFact(pk, table, category, claim or "", _doubts(*sources))
            for pk, table, category, claim, *sources in tasks
        ),
        _units(units),
        _leaders(leaders),
    )


def sees_whole(actor: Actor, plan: Plan) -> bool:
    """Say whether all of a plan is visible to an actor, as it is to its place's office."""
    return actor.machine or plan.place_id in actor.places


def _tasks(tasks: QuerySet[Task], span: Span) -> QuerySet[Any, Any]:
    return with_reports(tasks, span).order_by("table", "position").values_list(*FACTS)


@lru_cache(maxsize=32)
def _tasks_of(span: Span) -> OfPlan:
    return OfPlan(_tasks(Task.objects.filter(parent=None), span), "plan")


def _doubts(
    source: int | None, doubts: int | None, reported: int | None, of_report: int | None
) -> int:
    """Add up the doubts of a task's own source row and of its report's, unless both are one row."""
    return (doubts or 0) + ((of_report or 0) if reported != source else 0)


_UNITS: Final[QuerySet[Any, Any]] = Assignment.objects.order_by("task", "order").values_list(
    "task",
    "organisation",
    "organisation__name",
    "organisation__sort_key",
    "written",
    "role",
    "word",
    "lead",
)
_LEADERS: Final[QuerySet[Any, Any]] = TaskLeader.objects.order_by("task", "order").values_list(
    "task", "leader", "leader__name", "leader__sort_key", "written"
)
_units_of, _leaders_of = OfPlan(_UNITS, "task__plan"), OfPlan(_LEADERS, "task__plan")


def _units(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[UnitFact]]:
    found: dict[int, list[UnitFact]] = {}
    for task, pk, name, key, written, role, word, lead in rows:
        known = None if lead is None else bool(lead)
        unit = UnitFact(pk, name, key, written, role, word, known)
        found.setdefault(task, []).append(unit)
    return found


def _leaders(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[LeaderFact]]:
    found: dict[int, list[LeaderFact]] = {}
    for task, pk, name, key, written in rows:
        found.setdefault(task, []).append(LeaderFact(pk, name, key, written))
    return found
