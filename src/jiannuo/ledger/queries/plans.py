"""Plans by place and year."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import PlanKind
from jiannuo.ledger.queries.visible import plans_visible_to, tasks_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan in a list: how many of its tasks the actor may see."""

    id: int
    title: str
    year: int
    kind: PlanKind
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePlans:
    """A place with its plans, newest year first."""

    id: int
    name: str
    plans: tuple[PlanLine, ...]


def plans_by_place(actor: Actor) -> tuple[PlacePlans, ...]:
    """Return all plans that an actor may see, by place (one query)."""
    counted = (
        tasks_visible_to(actor)
        .filter(plan=OuterRef("pk"))
        .order_by()
        .values("plan")
        .annotate(n=Count("pk"))
        .values("n")
    )
    plans = (
        plans_visible_to(actor)
        .annotate(tasks_seen=Coalesce(Subquery(counted), 0))
        .order_by("place__full_name", "-year", "id")
        .values_list("place", "place__full_name", "id", "title", "year", "kind", "tasks_seen")
    )
    found: dict[tuple[int, str], list[PlanLine]] = {}
    for place, name, plan, title, year, kind, tasks in plans:
        line = PlanLine(id=plan, title=title, year=year, kind=PlanKind(kind), tasks=tasks)
        found.setdefault((place, name), []).append(line)
    return tuple(
        PlacePlans(id=place, name=name, plans=tuple(lines))
        for (place, name), lines in found.items()
    )
