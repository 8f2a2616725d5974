"""Counts promises when they are released, so that a page of a hundred thousand need not."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Max, Min, QuerySet

from jiannuo.publishing.models.finding import PublicTally
from jiannuo.publishing.models.published import (
    PublicPlan,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)


def retally(plans: Iterable[PublicPlan], *, using: str = "default") -> None:
    """Count the promises of some plans anew; called within the transaction that released them."""
    for plan in plans:
        with transaction.atomic(using=using):
            PublicTally.objects.using(using).filter(plan=plan).delete()
            PublicTally.objects.using(using).bulk_create(_tallies(plan, using), batch_size=500)


def _tallies(plan: PublicPlan, using: str) -> list[PublicTally]:
    every = PublicTask.objects.using(using).filter(plan=plan).order_by()
    tasks = every.filter(standing=Standing.OPEN)
    found = _counted(plan, tasks, "", "")
    found += _counted(plan, every.filter(standing=Standing.WITHHELD), "standing", "standing")
    found += _dense(plan, every)
    for axis, field in (("category", "category"), ("sector", "sector"), ("state", "state_name")):
        found += _counted(plan, tasks.exclude(**{field: ""}), axis, field)
    answering = PublicTaskOrganisation.objects.using(using).filter(
        task__plan=plan, task__standing=Standing.OPEN
    )
    return found + _counted(
        plan, answering.order_by(), "organisation", "organisation__slug", prefix="task__"
    )


def _dense(plan: PublicPlan, tasks: "QuerySet[PublicTask]") -> list[PublicTally]:
    """Say that no position is left out or taken back, so that any page is found without counting to it."""
    shown = tasks.exclude(standing=Standing.WITHDRAWN)
    seen = shown.aggregate(
        count=Count("pk"),
        places=Count("position", distinct=True),
        first=Min("position"),
        last=Max("position"),
    )
    dense = seen["count"] == seen["places"] == seen["last"] and seen["first"] == 1
    return [PublicTally(plan=plan, axis="dense", first=1, count=seen["count"])] if dense else []


def _counted(
    plan: PublicPlan,
    rows: "QuerySet[PublicTask] | QuerySet[PublicTaskOrganisation]",
    axis: str,
    field: str,
    *,
    prefix: str = "",
) -> list[PublicTally]:
    same = [prefix + name for name in ("result", "result_voice", "result_of")]
    fields = [field, *same] if field else same
    counted = rows.values(*fields).annotate(
        count=Count("task" if prefix else "pk", distinct=True), first=Min(f"{prefix}position")
    )
    return [
        PublicTally(
            plan=plan,
            axis=axis,
            key=one[field] if field else "",
            first=one["first"],
            result=one[same[0]],
            voice=one[same[1]],
            of=one[same[2]],
            count=one["count"],
        )
        for one in counted
    ]
