"""What a plan can be filtered by, with how many tasks each choice has."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Min, QuerySet

from jiannuo.ledger.models import Assignment, AssignmentRole, Task, TaskLeader
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.selection import UNREPORTED, Joined, place_in_plan

_Assigned = tuple[int, str, str, str, int]
"""Organisation's id, name and sort key, role, task."""


class Choice(NamedTuple):
    """A value to filter by: what the address carries, what people read, how many tasks it has."""

    value: str
    label: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridChoices:
    """What the plan can be filtered by."""

    categories: tuple[Choice, ...]
    leaders: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    roles: tuple[Choice, ...]


def choices(tasks: QuerySet[Task]) -> GridChoices:
    """Return the choices among some tasks: categories in the document's order, names by sound."""
    categories = (
        tasks.exclude(category="")
        .order_by()
        .values_list("category")
        .annotate(n=Count("pk"), at=Min(place_in_plan()))
        .order_by("at")
    )
    leaders = (
        TaskLeader.objects.filter(task__in=tasks)
        .order_by()
        .values_list("leader__sort_key", "leader", "leader__name")
        .annotate(n=Count("task", distinct=True))
    )
    assigned = list(
        Assignment.objects.filter(task__in=tasks)
        .order_by()
        .values_list("organisation", "organisation__name", "organisation__sort_key", "role", "task")
    )
    return GridChoices(
        categories=tuple(Choice(name, name, n) for name, n, _ in categories),
        leaders=tuple(Choice(str(pk), name, n) for _, pk, name, n in sorted(leaders)),
        organisations=_organisations(assigned),
        roles=_roles(assigned),
    )


def tallies(tasks: Joined) -> tuple[Choice, ...]:
    """Count joined tasks by what their report claims (one query); every claim stands, also with 0."""
    counted = dict(tasks.order_by().values_list("claim").annotate(n=Count("pk")))
    claimed = [Choice(claim.value, str(claim.label), counted.get(claim, 0)) for claim in Claim]
    return (*claimed, Choice(UNREPORTED, "未报状态", counted.get("", 0)))


def _organisations(assigned: list[_Assigned]) -> tuple[Choice, ...]:
    tasks: dict[tuple[str, int, str], set[int]] = {}
    for pk, name, key, _, task in assigned:
        tasks.setdefault((key, pk, name), set()).add(task)
    return tuple(Choice(str(pk), name, len(of)) for (_, pk, name), of in sorted(tasks.items()))


def _roles(assigned: list[_Assigned]) -> tuple[Choice, ...]:
    tasks: dict[str, set[int]] = {}
    for *_, role, task in assigned:
        tasks.setdefault(role, set()).add(task)
    return tuple(
        Choice(role.value, str(role.label), len(tasks[role.value]))
        for role in AssignmentRole
        if role.value in tasks
    )
