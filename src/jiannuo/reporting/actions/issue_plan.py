"""Issue tasks with a notice, and open the plan filings that it asks for; both or neither."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.ledger.actions.answer_objection import answer_objection
from jiannuo.ledger.actions.decide_adjustment import grant_adjustment
from jiannuo.ledger.actions.issue_tasks import Notice, issue_tasks
from jiannuo.ledger.actions.reassign import Wanted
from jiannuo.ledger.models import Adjustment, Issue, Objection, Task
from jiannuo.reporting.actions.filing.open_filings import open_filings
from jiannuo.reporting.models import AuditDue
from jiannuo.reporting.queries.selection import reported_spans


def issue_plan(
    actor: Actor, place: Place, notice: Notice, tasks: Collection[int], *, now: datetime
) -> Issue:
    """Issue tasks; raises what `ledger.actions.issue_tasks` raises."""
    with transaction.atomic():
        issue = issue_tasks(actor, place, notice, tasks, now=now)
        open_filings(issue)
    return issue


def settle_objection(
    actor: Actor,
    objection: Objection,
    text: str,
    *,
    wanted: Sequence[Wanted] | None = None,
    now: datetime,
) -> None:
    """Answer an objection; whoever answers for the task from now on is asked for a plan.

    Raises what `ledger.actions.answer_objection` raises.
    """
    with transaction.atomic():
        answer_objection(actor, objection, text, wanted=wanted, now=now)
        _open_again(objection.task)


def approve_adjustment(
    actor: Actor, adjustment: Adjustment, answer: str = "", *, now: datetime
) -> None:
    """Approve a change and make it; new organisations are asked for a plan, numbers are read anew.

    Raises what `ledger.actions.decide_adjustment` raises.
    """
    with transaction.atomic():
        task = grant_adjustment(actor, adjustment, answer, now=now).task
        _open_again(task)
        AuditDue.objects.bulk_create(
            AuditDue(plan=task.plan, period_kind=span.kind, period_index=span.index)
            for span in reported_spans(task.plan_id)
        )


def _open_again(task: Task) -> None:
    for issue in task.issues.all():
        open_filings(issue)
