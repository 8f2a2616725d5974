"""Issue tasks with a notice, and open the plan filings that it asks for; both or neither."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.answer_objection import answer_objection
from jiannuo.ledger.actions.decide_adjustment import grant_adjustment, refuse_adjustment
from jiannuo.ledger.actions.issue_tasks import Notice, hand_out, issue_tasks
from jiannuo.ledger.actions.reassign import Wanted
from jiannuo.ledger.models import Adjustment, Issue, Objection, Task
from jiannuo.reporting.actions.filing.open_filings import open_filings
from jiannuo.reporting.actions.filing.telling import tell_answered, tell_decided, tell_issued
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.models import AuditDue, ReportingRound
from jiannuo.reporting.queries.selection import reported_spans


def issue_plan(
    actor: Actor, place: Place, notice: Notice, tasks: Collection[int], *, now: datetime
) -> Issue:
    """Issue tasks; raises what `ledger.actions.issue_tasks` raises."""
    with transaction.atomic():
        issue = issue_tasks(actor, place, notice, tasks, now=now)
        open_filings(issue)
        tell_issued(issue, issue.receipts.select_related("organisation"), now)
    return issue


def hand_out_again(actor: Actor, issue: Issue, *, now: datetime) -> tuple[str, ...]:
    """Hand the tasks to organisations whose duty appeared after the notice; return their names.

    A set of organisations got its members, or somebody said otherwise who answers.
    """
    require(actor, Act.ISSUE, Subject(place=issue.place_id))
    with transaction.atomic():
        known = set(issue.receipts.values_list("pk", flat=True))
        hand_out(issue)
        open_filings(issue)
        fresh = issue.receipts.exclude(pk__in=known).select_related("organisation")
        names = tuple(one.organisation.name for one in fresh)
        if names:
            tell_issued(issue, fresh, now)
            record(
                actor.author,
                "issue.hand_out",
                About("issue", issue.pk, issue.title),
                {"organisations": list(names)},
            )
    return names


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
        _open_again(objection.task, now)
        _follow(actor, objection.task)
        objection.refresh_from_db()
        tell_answered(objection, now)


def approve_adjustment(
    actor: Actor, adjustment: Adjustment, answer: str = "", *, now: datetime
) -> None:
    """Approve a change and make it; new organisations are asked for a plan, numbers are read anew.

    Raises what `ledger.actions.decide_adjustment` raises.
    """
    with transaction.atomic():
        granted = grant_adjustment(actor, adjustment, answer, now=now)
        task = granted.task
        _open_again(task, now)
        _follow(actor, task)
        tell_decided(granted, now)
        AuditDue.objects.bulk_create(
            AuditDue(plan=task.plan, period_kind=span.kind, period_index=span.index)
            for span in reported_spans(task.plan_id)
        )


def reject_adjustment(actor: Actor, adjustment: Adjustment, answer: str, *, now: datetime) -> None:
    """Refuse a change; raises what `ledger.actions.decide_adjustment` raises."""
    with transaction.atomic():
        refuse_adjustment(actor, adjustment, answer, now=now)
        adjustment.refresh_from_db()
        tell_decided(adjustment, now)


def _open_again(task: Task, now: datetime) -> None:
    """Ask organisations that answer for a task only now for a plan, and tell those that are new to it.

    Their receipts were made by the act that reassigned the task; a message is posted only once.
    """
    for issue in task.issues.all():
        open_filings(issue)
        own = task.assignments.values("organisation")
        fresh = issue.receipts.filter(organisation__in=own, signed_at=None)
        tell_issued(issue, fresh.select_related("organisation"), now)


def _follow(actor: Actor, task: Task) -> None:
    """Let the sheets of open rounds follow who answers for a task now, without waiting for the sweep."""
    for one in ReportingRound.objects.filter(plans=task.plan_id, closed_at=None):
        complete_sheets(actor, one)
