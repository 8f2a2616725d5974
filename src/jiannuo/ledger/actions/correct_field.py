"""A person puts right what the ledger says of a task, where the reading or the source was wrong.

This corrects the record; a target that is changed by a decision is another act, with an approver.
"""

from collections.abc import Mapping

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger import index
from jiannuo.ledger.composition import cut_again
from jiannuo.ledger.fields import LABELS, TASK_FIELDS
from jiannuo.ledger.models import Target, Task
from jiannuo.ledger.queries.visible import subject_of


class ChangedMeanwhileError(Exception):
    """Somebody else changed the value after it was shown."""

    def __init__(self, now: str) -> None:
        super().__init__(f"这一项刚被别人改过，现在是“{now}”。请核对后再改。")
        self.now = now


class EmptyError(Exception):
    """The value would be gone, and with it what the task is known or measured by."""

    def __init__(self) -> None:
        super().__init__("任务的名称和目标不能改成空白。如果这一项不该有，请在理由里说明并写“无”。")


class NotCorrectableError(Exception):
    """The field is not one that can be corrected."""

    def __init__(self, field: str) -> None:
        super().__init__(f"“{LABELS.get(field, field)}”不能在这里更正。")


def correct_task(
    actor: Actor, task: Task, field: str, text: str, *, before: str, reason: str = ""
) -> None:
    """Correct one text of a task; `before` is the text that the person saw.

    The old text stays in the trail. Raises ChangedMeanwhileError, EmptyError, NotCorrectableError.
    """
    require(actor, Act.CORRECT, subject_of(task))
    if field not in TASK_FIELDS:
        raise NotCorrectableError(field)
    with transaction.atomic():
        locked = Task.objects.select_for_update().get(pk=task.pk)
        _write(locked, field, field, text, before)
        if not locked.wording():
            raise EmptyError
        index.replace(task.pk, "task", field, text)
        _record(actor, locked, {"field": field}, before=before, after=text, reason=reason)
    setattr(task, field, text)


def correct_target(
    actor: Actor, target: Target, text: str, *, before: str, reason: str = ""
) -> None:
    """Correct the text of a target; `before` is the text that the person saw.

    Raises ChangedMeanwhileError, EmptyError.
    """
    require(actor, Act.CORRECT, subject_of(target.task))
    if not text:
        raise EmptyError
    with transaction.atomic():
        locked = Target.objects.select_for_update().get(pk=target.pk)
        _write(locked, "text", target.kind, text, before)
        index.replace(target.task_id, f"target:{target.pk}", target.kind, text)
        what = {"field": target.kind, "target": target.pk}
        _record(actor, target.task, what, before=before, after=text, reason=reason)
    target.text = text


def _write(row: Task | Target, name: str, field: str, text: str, before: str) -> None:
    """Write a text and, where it was made of pieces, its pieces; `field` is their canonical name."""
    now = getattr(row, name)
    if now != before:
        raise ChangedMeanwhileError(now)
    setattr(row, name, text)
    row.items = cut_again(row.items, field, text)
    row.save(update_fields=[name, "items"])


def _record(
    actor: Actor,
    task: Task,
    what: Mapping[str, object],
    *,
    before: str,
    after: str,
    reason: str,
) -> None:
    record(
        actor.author,
        "task.correct",
        About("task", task.pk, str(task)),
        {**what, "before": before, "after": after, "reason": reason},
    )
