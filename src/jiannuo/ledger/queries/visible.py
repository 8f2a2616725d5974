"""The one door to the ledger's rows: what an actor may see of it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Subject
from jiannuo.ledger.models import Assignment, Plan, Task, TaskLeader


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Return the tasks that an actor may see.

    Officers, directors and observers see all of their places; organisations what they are assigned
    to in any role, also through a group; leaders and their secretaries the leader's sector.
    """
    if actor.machine:
        return Task.objects.all()
    reach = Q()
    if actor.places:
        reach |= Q(plan__place__in=actor.places)
    if actor.organisations:
        own = Assignment.objects.filter(task=OuterRef("pk"), organisation__in=actor.organisations)
        reach |= Q(Exists(own))
    if actor.leaders:
        sector = TaskLeader.objects.filter(task=OuterRef("pk"), leader__in=actor.leaders)
        reach |= Q(Exists(sector))
    return Task.objects.filter(reach) if reach else Task.objects.none()


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Return the plans in which an actor may see at least one task, or whose whole place they see."""
    if actor.machine:
        return Plan.objects.all()
    reach = Q(place__in=actor.places) if actor.places else Q()
    if actor.organisations or actor.leaders:
        own = tasks_visible_to(actor).filter(plan=OuterRef("pk"))
        reach |= Q(Exists(own))
    return Plan.objects.filter(reach) if reach else Plan.objects.none()


def subject_of(task: Task) -> Subject:
    """Return what permission needs to know about a task (two queries, one more for its plan)."""
    return Subject(
        place=task.plan.place_id,
        organisations=frozenset(task.assignments.values_list("organisation", flat=True)),
        leaders=frozenset(task.task_leaders.values_list("leader", flat=True)),
    )
