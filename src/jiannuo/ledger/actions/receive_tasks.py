"""An organisation signs for the tasks of a notice, or objects to one of them."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Objection, ObjectionAnswer, ObjectionReason, Receipt, Task
from jiannuo.ledger.queries.duties import duties_within


class NotOursError(NotPossibleError):
    """The task is not among those that the organisation was handed."""

    def __init__(self) -> None:
        super().__init__("这项任务没有交办给本单位，不需要提出异议。")


class AlreadyObjectedError(NotPossibleError):
    """The organisation's earlier objection to this task is not answered yet."""

    def __init__(self) -> None:
        super().__init__("这项任务的异议已经提出，正在等督查室答复。")


class WordsMissingError(NotPossibleError):
    """An objection for another reason needs words."""

    def __init__(self) -> None:
        super().__init__("请写明异议的理由，督查室才好答复。")


def sign_receipt(actor: Actor, receipt: Receipt, *, now: datetime) -> bool:
    """Sign for all tasks at once; False says that somebody had signed before."""
    require(actor, Act.RECEIVE, _subject(receipt))
    with transaction.atomic():
        locked = Receipt.objects.select_for_update().get(pk=receipt.pk)
        if locked.signed_at:
            return False
        locked.signed_at, locked.signed_by = now, actor.name
        locked.save(update_fields=["signed_at", "signed_by"])
        record(
            actor.author,
            "issue.receive",
            About("issue", receipt.issue_id, receipt.issue.title),
            {"organisation": receipt.organisation.name},
        )
    return True


def raise_objection(
    actor: Actor,
    receipt: Receipt,
    task: Task,
    reason: ObjectionReason,
    text: str,
    *,
    now: datetime,
) -> Objection:
    """Object to the assignment of one task.

    Raises NotOursError, AlreadyObjectedError, WordsMissingError.
    """
    require(actor, Act.RECEIVE, _subject(receipt))
    if reason is ObjectionReason.OTHER and not text:
        raise WordsMissingError
    owed = duties_within([task.pk]).get(receipt.organisation.current.pk, {})
    if task.pk not in owed or not receipt.issue.tasks.filter(pk=task.pk).exists():
        raise NotOursError
    with transaction.atomic():
        Receipt.objects.select_for_update().get(pk=receipt.pk)
        if receipt.objections.filter(task=task, answer=ObjectionAnswer.OPEN).exists():
            raise AlreadyObjectedError
        objection = Objection.objects.create(
            receipt=receipt,
            task=task,
            reason=reason,
            text=text,
            raised_by=actor.name,
            raised_at=now,
        )
        record(
            actor.author,
            "task.object",
            About("task", task.pk, str(task)),
            {
                "organisation": receipt.organisation.name,
                "why": str(reason.label),
                "text": text,
            },
        )
    return objection


def _subject(receipt: Receipt) -> Subject:
    return Subject(place=receipt.issue.place_id, organisations=frozenset({receipt.organisation_id}))
