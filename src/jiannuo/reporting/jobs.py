"""Background work: the audits that submissions left to be made.

Rows of `AuditDue` are handed to the queue by the sweep, once per plan and period however many there
are: some seconds after the last submission came in, or once a minute while they keep coming. So a
deadline evening costs an audit a minute and not one per submission.
"""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.audit_due import make_due_audit
from jiannuo.reporting.models import AuditDue

_LONGEST_RUN: Final = timedelta(minutes=5)
"""An audit takes a second; a job that runs longer has lost its worker."""
_CALM: Final = timedelta(seconds=3)
_LONGEST_WAIT: Final = timedelta(minutes=1)
"""An audit waits until nothing has come in for a moment, but not longer than this."""


@task()
def audit_period(plan: int, kind: str, index: int) -> None:
    """Make an audit that is due; harmless if it was made meanwhile."""
    make_due_audit(plan, Span(kind, index))


def sweep(now: datetime | None = None) -> int:
    """Hand every plan and period that is due and that no living job holds to the queue, once."""
    rows = AuditDue.objects.order_by("plan", "period_kind", "period_index", "id").values_list(
        "plan", "period_kind", "period_index", "job", "since"
    )
    moment = now or timezone.now()
    count = 0
    for period, group in groupby(list(rows), key=lambda row: row[:3]):
        asked = list(group)
        jobs = {row[3] for row in asked} - {""}
        if _is_time([row[4] for row in asked], moment) and not any(map(_is_alive, jobs)):
            _hand_over(*period)
            count += 1
    return count


def _is_time(asked: list[datetime], now: datetime) -> bool:
    return now - max(asked) >= _CALM or now - min(asked) >= _LONGEST_WAIT


def _hand_over(plan: int, kind: str, index: int) -> None:
    with transaction.atomic():
        job = audit_period.enqueue(plan, kind, index)
        AuditDue.objects.filter(plan=plan, period_kind=kind, period_index=index).update(
            job=str(job.id)
        )


def _is_alive(job: str) -> bool:
    if not default_task_backend.supports_get_result:
        return False
    try:
        result = default_task_backend.get_result(job)
    except TaskResultDoesNotExist:
        return False
    if result.status == TaskResultStatus.READY:
        return True
    started = result.started_at
    running = result.status == TaskResultStatus.RUNNING
    return bool(running and started and timezone.now() - started < _LONGEST_RUN)
