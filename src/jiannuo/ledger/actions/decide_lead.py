"""A person answers the question who leads a task, where the document left it open."""

from collections.abc import Collection

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.visible import subject_of


class NotAssignedError(Exception):
    """An organisation was named as lead that is not assigned to the task."""

    def __init__(self) -> None:
        super().__init__("牵头单位必须是这项任务的责任单位之一。请先把它加入责任单位。")


def decide_lead(actor: Actor, task: Task, leads: Collection[int]) -> None:
    """Say which organisations (ids) lead a task; all others assigned do not.

    Documents may name two leads; a person may keep both.
    """
    require(actor, Act.CORRECT, subject_of(task))
    with transaction.atomic():
        assignments = list(task.assignments.select_for_update().order_by("order"))
        if not set(leads) <= {one.organisation_id for one in assignments}:
            raise NotAssignedError
        before = [one.written for one in assignments if one.lead]
        for one in assignments:
            one.lead = one.organisation_id in leads
            one.save(update_fields=["lead"])
        record(
            actor.author,
            "task.lead",
            About("task", task.pk, str(task)),
            {"before": before, "after": [one.written for one in assignments if one.lead]},
        )
