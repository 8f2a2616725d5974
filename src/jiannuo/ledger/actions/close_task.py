"""The state of a task as it is struck off the ledger (销号), and as it is taken up again.

Who applied, verified and approved, and on which evidence, stands in the app above (`supervision`);
here are the task's own steps: under way → waiting to be closed → closed, and both ways back.
"""

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, NotAllowedError, may, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Task, TaskState
from jiannuo.ledger.queries.visible import subject_of

CLOSABLE: Final = (
    TaskState.ADOPTED,
    TaskState.ISSUED,
    TaskState.RUNNING,
    TaskState.ADJUSTED,
)
"""The states from which a task may be closed: not drafts, not what rests or has ended."""


class StateChangedError(NotPossibleError):
    """The task is in another state by now."""

    def __init__(self, state: str) -> None:
        super().__init__(f"这项任务现在是“{state}”，不能这样办理。请刷新后再看。")


def begin_closing(actor: Actor, task: Task, said: Mapping[str, str]) -> None:
    """Mark a task as waiting to be closed; `said` names the organisation. Raises StateChangedError.

    The caller has found that the organisation answers for the task (a group's member does, too).
    """
    _move(actor, task, CLOSABLE, TaskState.CLOSING)
    record(actor.author, "task.begin_closing", _about(task), dict(said))


def stop_closing(actor: Actor, task: Task, said: Mapping[str, str]) -> None:
    """Put a task back under way because its closing was refused or withdrawn; `said` names the reason.

    A task that a decision has moved elsewhere meanwhile stays there.
    """
    locked = Task.objects.select_for_update().get(pk=task.pk)
    if locked.state != TaskState.CLOSING:
        return
    _move(actor, task, (TaskState.CLOSING,), TaskState.RUNNING)
    record(actor.author, "task.stop_closing", _about(task), dict(said))


def close_task(actor: Actor, task: Task, said: Mapping[str, str]) -> None:
    """Close a task; `said` names organisation and day of completion. Raises StateChangedError."""
    require(actor, Act.APPROVE, subject_of(task))
    _move(actor, task, (TaskState.CLOSING,), TaskState.CLOSED)
    record(actor.author, "task.close", _about(task), {**said, "approver": actor.name})


def reopen_task(actor: Actor, task: Task, reason: str) -> None:
    """Take a closed task up again because it was found undone (回头看). Raises StateChangedError."""
    require(actor, Act.APPROVE, subject_of(task))
    _move(actor, task, (TaskState.CLOSED,), TaskState.RUNNING)
    said = {"reason": reason, "approver": actor.name}
    record(actor.author, "task.reopen", _about(task), said)


def _move(actor: Actor, task: Task, states: tuple[TaskState, ...], to: TaskState) -> None:
    if not any(may(actor, act, subject_of(task)) for act in (Act.REPORT, Act.REVIEW, Act.APPROVE)):
        raise NotAllowedError(Act.REPORT)
    with transaction.atomic():
        locked = Task.objects.select_for_update().get(pk=task.pk)
        if locked.state not in states:
            raise StateChangedError(locked.get_state_display())
        locked.state = to
        locked.save(update_fields=["state"])
    task.state = to


def _about(task: Task) -> About:
    return About("task", task.pk, str(task))
