"""The one door to the ledger's rows: what an actor may see of it."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Subject
from jiannuo.ledger.models import Assignment, Plan, Task, TaskLeader

_FEW: Final = 40
"""Up to so many ids a plain IN is as quick, and shorter to read in a database's log."""


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Return the tasks that an actor may see.

    Officers, directors and observers see all of their places; organisations what they are assigned
    to in any role, also through a group; leaders and their secretaries the leader's sector. An
    organisation's own parts of a task are read through their task (`Task.parts`).
    """
    rows = Task.objects.filter(parent=None)
    if actor.machine:
        return rows
    reach = Q()
    if actor.places:
        reach |= _within("plan__place", actor.places)
    if actor.organisations:
        own = Assignment.objects.filter(task=OuterRef("pk"), organisation__in=actor.organisations)
        reach |= Q(Exists(own))
    if actor.leaders:
        sector = TaskLeader.objects.filter(task=OuterRef("pk"), leader__in=actor.leaders)
        reach |= Q(Exists(sector))
    return rows.filter(reach) if reach else Task.objects.none()


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Return the plans in which an actor may see at least one task, or whose whole place they see."""
    if actor.machine:
        return Plan.objects.all()
    reach = _within("place", actor.places) if actor.places else Q()
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


class OneOf(Func):
    """Whether a column holds one of many ids, which travel to the database as one text.

    A parameter for each of eight hundred places takes both ends longer than the query itself.
    """

    output_field = BooleanField()

    def __init__(self, column: str, ids: Collection[int]) -> None:
        super().__init__(F(column), Value(",".join(map(str, sorted(ids)))))

    def as_sqlite(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """Take the text apart as JSON."""
        return self._written(compiler, "{} IN (SELECT value FROM json_each('[' || {} || ']'))")

    def as_postgresql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """Take the text apart as an array."""
        return self._written(compiler, "{} = ANY (string_to_array({}, ',')::bigint[])")

    def _written(self, compiler: Any, condition: str) -> tuple[str, tuple[Any, ...]]:
        sqls, values = zip(*map(compiler.compile, self.get_source_expressions()), strict=True)
        return condition.format(*sqls), tuple(value for of in values for value in of)


def _within(column: str, ids: Collection[int]) -> Q:
    return Q(OneOf(column, ids)) if len(ids) > _FEW else Q(**{f"{column}__in": ids})
