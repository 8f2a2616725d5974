"""The office answers an objection: the assignment stands, or it is changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.issue_tasks import hand_out
from jiannuo.ledger.actions.reassign import Wanted, reassign
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Objection, ObjectionAnswer
from jiannuo.ledger.queries.visible import subject_of


class AlreadyAnsweredError(NotPossibleError):
    """Somebody answered before."""

    def __init__(self, answer: str, who: str) -> None:
        super().__init__(f"这条异议已由{who}答复：{answer}。")


class AnswerWordsMissingError(NotPossibleError):
    """An answer needs its reason."""

    def __init__(self) -> None:
        super().__init__("请写明答复的理由，单位看得到。")


def answer_objection(
    actor: Actor,
    objection: Objection,
    text: str,
    *,
    wanted: Sequence[Wanted] | None = None,
    now: datetime,
) -> None:
    """Answer: without `wanted` the assignment stands (维持), with it the task is reassigned (调整).

    Organisations that are new to the notice are handed a receipt. Raises AlreadyAnsweredError,
    AnswerWordsMissingError, and what `reassign` raises.
    """
    task = objection.task
    require(actor, Act.ISSUE, subject_of(task))
    if not text:
        raise AnswerWordsMissingError
    with transaction.atomic():
        locked = Objection.objects.select_for_update().get(pk=objection.pk)
        if locked.answer != ObjectionAnswer.OPEN:
            raise AlreadyAnsweredError(locked.get_answer_display(), locked.answered_by)
        locked.answer = ObjectionAnswer.KEPT if wanted is None else ObjectionAnswer.CHANGED
        locked.answer_text, locked.answered_by, locked.answered_at = text, actor.name, now
        locked.save()
        said = {
            "organisation": objection.receipt.organisation.name,
            "answer": str(locked.get_answer_display()),
            "reason": text,
        }
        record(actor.author, "task.answer_objection", About("task", task.pk, str(task)), said)
        if wanted is not None:
            before, after = reassign(task, wanted)
            record(
                actor.author,
                "task.reassign",
                About("task", task.pk, str(task)),
                {"before": before, "after": after, "reason": text},
            )
            hand_out(objection.receipt.issue)
