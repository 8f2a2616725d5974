"""Who answers for which task: the one rule by which plans are filed and reports collected.

- A task with a marked lead is answered for by its lead; where the document names several leads, by
  the one named first (in official lists the first-named merges the report). Everybody else who is
  assigned to it gives the lead a share.
- A task without a marked lead is answered for by every organisation that is responsible for it,
  until a person says who leads: nothing is guessed, nobody's report is missing. Supporting
  organisations and those that provide data give a share.
- A set of organisations (各街道办事处) stands for its members, each answering for itself; a set whose
  members nobody has entered yet answers as one.
- What an organisation owed that was merged into another, its successor owes, on its own sheet.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from django.db.models import QuerySet

from jiannuo.directory.models import Organisation, OrganisationKind
from jiannuo.directory.queries.successors import current
from jiannuo.ledger.models import Assignment, AssignmentRole, Task, TaskState

_RESPONSIBLE: Final = frozenset({AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE})
OPEN_STATES: Final = (
    TaskState.ADOPTED,
    TaskState.ISSUED,
    TaskState.RUNNING,
    TaskState.CLOSING,
    TaskState.ADJUSTED,
)
"""The states in which a task is reported about: not drafts, not what is closed, paused or ended."""


class Duty(Enum):
    """What an organisation owes for a task."""

    ANSWERS = auto()
    SHARES = auto()


def duties(plans: Iterable[int]) -> dict[int, dict[int, Duty]]:
    """Return for each organisation the tasks of these plans that it answers for or shares in.

    ``{organisation: {task: Duty}}``, tasks in the plan's order; an organisation that both answers
    and shares (through a set it belongs to) answers. Four queries.
    """
    return _duties(Task.objects.filter(plan__in=list(plans)))


def duties_within(tasks: Iterable[int]) -> dict[int, dict[int, Duty]]:
    """Return the same for some tasks (ids)."""
    return _duties(Task.objects.filter(pk__in=list(tasks)))


def _duties(among: QuerySet[Task]) -> dict[int, dict[int, Duty]]:
    tasks = among.filter(parent=None, state__in=OPEN_STATES)
    assigned: dict[int, list[Assignment]] = defaultdict(list)
    for one in Assignment.objects.filter(task__in=tasks).order_by(
        "task__plan", "task__table", "task__position", "order", "id"
    ):
        assigned[one.task_id].append(one)
    heirs = current({one.organisation_id for each in assigned.values() for one in each})
    members = _members(set(heirs.values()))
    found: dict[int, dict[int, Duty]] = defaultdict(dict)
    for task, assignments in assigned.items():
        for organisation, duty in _of_task(assignments).items():
            heir = heirs[organisation]
            for member in members.get(heir, (heir,)):
                if found[member].get(task) is not Duty.ANSWERS:
                    found[member][task] = duty
    return dict(found)


def _of_task(assignments: list[Assignment]) -> dict[int, Duty]:
    leads = [one.organisation_id for one in assignments if one.lead]
    if leads:
        return {
            one.organisation_id: Duty.ANSWERS if one.organisation_id == leads[0] else Duty.SHARES
            for one in assignments
        }
    answering = {one.organisation_id for one in assignments if one.role in _RESPONSIBLE}
    if not answering:
        answering = {one.organisation_id for one in assignments}
    return {
        one.organisation_id: Duty.ANSWERS if one.organisation_id in answering else Duty.SHARES
        for one in assignments
    }


def _members(organisations: set[int]) -> dict[int, tuple[int, ...]]:
    groups = Organisation.objects.filter(pk__in=organisations, kind=OrganisationKind.GROUP)
    links = Organisation.members.through.objects.filter(from_organisation__in=groups).order_by(
        "to_organisation__sort_key"
    )
    found: dict[int, tuple[int, ...]] = {}
    for group, member in links.values_list("from_organisation", "to_organisation"):
        found[group] = (*found.get(group, ()), member)
    return found
