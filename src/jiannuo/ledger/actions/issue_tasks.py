"""Hand tasks of a plan to the organisations that answer for them, with a notice (交办)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Issue, Receipt, Task, TaskState
from jiannuo.ledger.queries.duties import duties_within
from jiannuo.ledger.queries.issuing import issuable


class NothingToIssueError(NotPossibleError):
    """No task was chosen that can be issued."""

    def __init__(self) -> None:
        super().__init__("没有可以交办的任务。请至少选一项还没有交办的任务。")


class NobodyAnswersError(NotPossibleError):
    """A chosen task has no organisation."""

    def __init__(self, tasks: Collection[Task]) -> None:
        named = "、".join(
            f"第{one.number}项" if one.number else one.wording()[:15] for one in tasks
        )
        super().__init__(f"{named}没有责任单位，不能交办。请先补上单位，或者这次不选。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a notice (立项督查通知) says."""

    year: int
    title: str
    issued_on: date
    due_at: datetime
    number: str = ""
    addressees: str = ""
    text: str = ""
    issuer: str = ""
    months_asked: bool = False


def issue_tasks(
    actor: Actor, place: Place, notice: Notice, tasks: Collection[int], *, now: datetime
) -> Issue:
    """Issue tasks (ids) of one year's plans; each organisation with a duty is handed a receipt.

    Tasks that were issued before, or belong to another place or year, are left as they are. Raises
    NothingToIssueError, NobodyAnswersError.
    """
    require(actor, Act.ISSUE, Subject(place=place.pk))
    with transaction.atomic():
        # Whoever issues the same tasks at the same time waits here, and then finds them issued.
        list(Task.objects.select_for_update().filter(pk__in=tasks).order_by("pk").values_list("pk"))
        chosen = list(issuable(place, notice.year).filter(pk__in=tasks))
        if not chosen:
            raise NothingToIssueError
        owed = duties_within(one.pk for one in chosen)
        answered = {task for of_one in owed.values() for task in of_one}
        if nobodys := [one for one in chosen if one.pk not in answered]:
            raise NobodyAnswersError(nobodys)
        issue = _issue(actor, place, notice, now)
        issue.tasks.set(chosen)
        Task.objects.filter(pk__in=[one.pk for one in chosen], state=TaskState.ADOPTED).update(
            state=TaskState.ISSUED
        )
        hand_out(issue)
        _record(actor, issue, chosen)
    return issue


def hand_out(issue: Issue) -> None:
    """Make a receipt for every organisation with a duty in the notice that has none yet."""
    owed = duties_within(issue.tasks.values_list("pk", flat=True))
    known = set(issue.receipts.values_list("organisation", flat=True))
    Receipt.objects.bulk_create(
        Receipt(issue=issue, organisation_id=organisation)
        for organisation in owed
        if organisation not in known
    )


def _issue(actor: Actor, place: Place, notice: Notice, now: datetime) -> Issue:
    return Issue.objects.create(
        place=place,
        year=notice.year,
        number=notice.number,
        title=notice.title,
        addressees=notice.addressees,
        text=notice.text,
        issuer=notice.issuer,
        issued_on=notice.issued_on,
        due_at=notice.due_at,
        months_asked=notice.months_asked,
        issued_by=actor.name,
        issued_at=now,
    )


def _record(actor: Actor, issue: Issue, tasks: Collection[Task]) -> None:
    said = {"issue": issue.pk, "notice": issue.title, "number": issue.number}
    about_all = About("issue", issue.pk, issue.title)
    record_all(
        actor.author,
        [
            Recorded("issue.issue", about_all, {**said, "tasks": len(tasks)}),
            *(Recorded("task.issue", About("task", one.pk, str(one)), said) for one in tasks),
        ],
    )
