"""Who answers for a task, who leads it, and which of a visitor's organisations may apply to close it."""

from dataclasses import dataclass

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.ledger.models import AssignmentRole, Task
from jiannuo.ledger.queries.duties import Duty, duties_within


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Organisations (ids) by what they owe for a task; `lead` only where somebody says who leads."""

    answering: frozenset[int]
    sharing: frozenset[int]
    lead: int | None

    @property
    def all(self) -> frozenset[int]:
        """Return everybody with a duty."""
        return self.answering | self.sharing


def answering_for(task: Task) -> Answering:
    """Return who answers for a task and who shares in it; empty for one that is closed or rests."""
    owed = duties_within([task.pk])
    answering = frozenset(pk for pk, of_one in owed.items() if of_one[task.pk] is Duty.ANSWERS)
    marked = task.assignments.filter(lead=True).exists()
    return Answering(
        answering=answering,
        sharing=frozenset(owed) - answering,
        lead=next(iter(answering)) if marked and len(answering) == 1 else None,
    )


def applicant_of(actor: Actor, task: Task) -> Organisation | None:
    """Return the visitor's organisation that may apply to close the task: it answers or is responsible.

    Organisations that only support a task or give data for it don't say when it is finished.
    """
    found = answering_for(task)
    own = found.answering & actor.organisations
    if not own and _is_responsible(actor, task):
        own = found.sharing & actor.organisations
    return Organisation.objects.filter(pk__in=own).order_by("sort_key").first()


def _is_responsible(actor: Actor, task: Task) -> bool:
    return task.assignments.filter(
        organisation__in=actor.organisations,
        role__in=(AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE),
    ).exists()
