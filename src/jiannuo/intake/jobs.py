"""Background work: reading what waits, and noticing workers that died.

Actions don't know the queue. Whoever has put something into the state “waiting” calls `dispatch`
(or leaves it to the next sweep), which looks for new rows and hands each to the queue once.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_QUEUE_NAME, default_task_backend, task
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from jiannuo.documents.actions.purge_file import finish_purges
from jiannuo.intake import antechamber
from jiannuo.intake.actions.resume_lost import resume_lost
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.models import State, Upload
from jiannuo.intake.reading.volatile import remove_stale_workshops
from jiannuo.outbox.sweeping import keep_running

SWEEP_SECONDS: Final = 5
_QUEUE_LOST_AFTER: Final = timedelta(seconds=15)


@task()
def understand_upload(upload_id: int) -> None:
    """Read one upload; harmless if it was read meanwhile, or is being read by somebody else.

    An archive gives uploads of its own, which are handed over at once.
    """
    understand(upload_id)
    if Upload.objects.filter(archive=upload_id, state=State.WAITING, job="").exists():
        dispatch()


def dispatch() -> int:
    """Hand uploads that wait to the queue, each once; return how many."""
    waiting = Upload.objects.filter(state=State.WAITING, job="").values_list("pk", flat=True)
    return sum(_hand_over(pk) for pk in list(waiting))


def sweep() -> int:
    """Take up what dead workers left and what nobody queued; return how many are now in the queue.

    Every worker calls this when it starts and every few seconds (`keep_sweeping`).
    """
    resume_lost()
    _forget_lost_jobs()
    _tidy_up()
    return dispatch()


def queues() -> str:
    """Name the queues of a worker on this machine: everybody's, and that of the antechamber it sees."""
    return f"{DEFAULT_TASK_QUEUE_NAME},{antechamber.name()}"


def keep_sweeping(
    *others: Callable[[], object], every: float = SWEEP_SECONDS
) -> Callable[[], None]:
    """Sweep now and then in a thread of its own, for as long as the process lives.

    `others` are the sweeps of other apps. Returns what stops it and waits for it to end.
    """
    return keep_running("intake-sweep", every, sweep, *others)


def _hand_over(pk: int) -> bool:
    with transaction.atomic():
        upload = (
            Upload.objects.select_for_update().filter(pk=pk, state=State.WAITING, job="").first()
        )
        if upload is None:
            return False
        # What waits in an antechamber can only be read by workers that see it.
        job = understand_upload.using(
            queue_name=upload.antechamber or DEFAULT_TASK_QUEUE_NAME
        ).enqueue(pk)
        Upload.objects.filter(pk=pk).update(job=str(job.id))
        return True


def _tidy_up() -> None:
    """Erase what processes left in memory that died at the wrong moment."""
    waiting = Upload.objects.exclude(arrival="").values_list("arrival", flat=True)
    antechamber.let_strays_go(set(waiting))
    remove_stale_workshops()
    finish_purges()


def _forget_lost_jobs() -> None:
    """Free uploads whose job was claimed by a worker that died before it took its turn."""
    if not default_task_backend.supports_get_result:
        return
    overdue = timezone.now() - _QUEUE_LOST_AFTER
    waiting = Upload.objects.filter(state=State.WAITING, changed_at__lt=overdue).exclude(job="")
    for pk, job in list(waiting.values_list("pk", "job")):
        if not _is_queued(job):
            Upload.objects.filter(pk=pk, state=State.WAITING, job=job).update(job="")


def _is_queued(job: str) -> bool:
    try:
        return bool(default_task_backend.get_result(job).status == TaskResultStatus.READY)
    except TaskResultDoesNotExist:
        return False
