"""The few facts about all of a plan's tasks from which the grid's counts and choices are made.

Three queries over short columns, whatever is filtered or sorted: counting in Python what has been
fetched anyway costs less than asking the database for every count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Assignment, Plan, Task, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to


class TaskFact(NamedTuple):
    """A visible task: its category, what its report claims, how many doubts the reading had."""

    id: int
    category: str
    claim: str
    doubts: int


class UnitFact(NamedTuple):
    """An organisation assigned to a task."""

    id: int
    name: str
    sort_key: str
    written: str
    role: str
    word: str
    lead: bool | None


class LeaderFact(NamedTuple):
    """A leader over a task."""

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


def facts_of(actor: Actor, plan: Plan, span: Span) -> PlanFacts:
    """Return the facts about a plan's visible tasks, with the reports of a period (three queries)."""
    visible = tasks_visible_to(actor).filter(plan=plan)
    whole = actor.machine or plan.place_id in actor.places
    own = Q(task__plan=plan) if whole else Q(task__in=visible)
    return PlanFacts(_tasks(visible, span), _units(own), _leaders(own))


def _tasks(visible: QuerySet[Task], span: Span) -> tuple[TaskFact, ...]:
    reported: QuerySet[Any] = visible.annotate(
        report=FilteredRelation(
            "reports",
            condition=Q(reports__period_kind=span.kind, reports__period_index=span.index),
        )
    )
    rows = reported.order_by("table", "position").values_list(
        "pk",
        "category",
        "report__claim",
        "source",
        "source__doubt_count",
        "report__source",
        "report__source__doubt_count",
    )
    return tuple(
        TaskFact(pk, category, claim or "", _doubts(*sources))
        for pk, category, claim, *sources in rows
    )


def _doubts(
    source: int | None, doubts: int | None, reported: int | None, of_report: int | None
) -> int:
    """Add up the doubts of a task's own source row and of its report's, unless both are one row."""
    return (doubts or 0) + ((of_report or 0) if reported != source else 0)


def _units(own: Q) -> dict[int, list[UnitFact]]:
    found: dict[int, list[UnitFact]] = {}
    rows = Assignment.objects.filter(own).order_by("task", "order")
    for task, pk, name, key, written, role, word, lead in rows.values_list(
        "task",
        "organisation",
        "organisation__name",
        "organisation__sort_key",
        "written",
        "role",
        "word",
        "lead",
    ):
        found.setdefault(task, []).append(UnitFact(pk, name, key, written, role, word, lead))
    return found


def _leaders(own: Q) -> dict[int, list[LeaderFact]]:
    found: dict[int, list[LeaderFact]] = {}
    rows = TaskLeader.objects.filter(own).order_by("task", "order")
    for task, pk, name, key, written in rows.values_list(
        "task", "leader", "leader__name", "leader__sort_key", "written"
    ):
        found.setdefault(task, []).append(LeaderFact(pk, name, key, written))
    return found
