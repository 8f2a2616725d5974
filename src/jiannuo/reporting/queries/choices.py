"""What a plan can be filtered by, with how many tasks each choice has."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from jiannuo.ledger.models import AssignmentRole
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.facts import LeaderFact, PlanFacts, TaskFact, UnitFact
from jiannuo.reporting.queries.selection import UNREPORTED


class Choice(NamedTuple):
    """A value to filter by: what the address carries, what people read, how many tasks it has."""

    value: str
    label: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridChoices:
    """What the plan can be filtered by: categories in the document's order, names by their sound."""

    categories: tuple[Choice, ...]
    leaders: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    roles: tuple[Choice, ...]


def choices(facts: PlanFacts) -> GridChoices:
    """Return the choices among all visible tasks of a plan."""
    categories = Counter(task.category for task in facts.tasks if task.category)
    roles = Counter(
        role for units in facts.units.values() for role in {unit.role for unit in units}
    )
    return GridChoices(
        categories=tuple(Choice(name, name, n) for name, n in categories.items()),
        leaders=_by_sound(facts.leaders.values()),
        organisations=_by_sound(facts.units.values()),
        roles=tuple(
            Choice(role.value, str(role.label), roles[role.value])
            for role in AssignmentRole
            if roles[role.value]
        ),
    )


def tallies(tasks: Iterable[TaskFact]) -> tuple[Choice, ...]:
    """Count tasks by what their report claims; every claim stands, also with 0."""
    counted = Counter(task.claim for task in tasks)
    claimed = [Choice(claim.value, str(claim.label), counted[claim.value]) for claim in Claim]
    return (*claimed, Choice(UNREPORTED, "未报状态", counted[""]))


def _by_sound(named: Iterable[Collection[UnitFact | LeaderFact]]) -> tuple[Choice, ...]:
    """Count the tasks of each organisation or leader, who may stand in a task more than once."""
    tasks = Counter(
        key for own in named for key in {(one.sort_key, one.id, one.name) for one in own}
    )
    return tuple(Choice(str(pk), name, n) for (_, pk, name), n in sorted(tasks.items()))
