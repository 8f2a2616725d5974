"""A person says whether two tasks promise the same thing; what is the same is asked once."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import SamePromise, Task
from jiannuo.ledger.queries.visible import subject_of


class NotComparableError(NotPossibleError):
    """The tasks cannot be the same promise: the same task, another place or another year."""

    def __init__(self) -> None:
        super().__init__("只有同一地方、同一年度的两项任务才能认作同一件事。")


def decide_promise(actor: Actor, main: Task, task: Task, *, same: bool, now: datetime) -> None:
    """Say that `task` promises the same as `main`, on which filing and reporting will happen, or not.

    A main task that itself repeats another gives way to that one; what repeated `task` now repeats
    `main`. An earlier answer about the pair is replaced. Raises NotComparableError.
    """
    for one in (main, task):
        require(actor, Act.ISSUE, subject_of(one))
    if (main.plan.place_id, main.plan.year) != (task.plan.place_id, task.plan.year):
        raise NotComparableError
    with transaction.atomic():
        links = SamePromise.objects.select_for_update()
        first = links.filter(task=main, same=True).exclude(main=task).first()
        head = first.main if same and first else main
        if head.pk == task.pk:
            raise NotComparableError
        links.filter(main=task, task=head).delete()
        if same:
            links.filter(task=task, same=True).delete()
            for repeating in links.filter(main=task, same=True):
                repeating.main = head
                repeating.save(update_fields=["main"])
        SamePromise.objects.update_or_create(
            main=head,
            task=task,
            defaults={"same": same, "decided_by": actor.name, "decided_at": now},
        )
        record_all(
            actor.author,
            [
                Recorded(
                    "task.same_promise",
                    About("task", one.pk, str(one)),
                    {"same": same, "main": str(head), "other": str(task)},
                )
                for one in (head, task)
            ],
        )
