"""Answer a finding: it is true and will be corrected, another basis was used, or it's a false alarm."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.queries.visible import subject_of
from jiannuo.reporting.models import Answer, AnswerKind, Finding


class ReasonMissingError(Exception):
    """An answer that needs its reason came without one."""

    def __init__(self) -> None:
        super().__init__("请写明口径：用的是哪个总数、哪个时点或哪个统计范围。")


def answer_finding(actor: Actor, finding: Finding, kind: AnswerKind, text: str = "") -> Answer:
    """Keep an answer with who and when; earlier answers stay, the last one holds.

    Whoever may answer for one of the finding's tasks may answer it: the office, and the
    organisations that the task is assigned to. Raises NotAllowedError, ReasonMissingError.
    """
    subjects = [subject_of(task) for task in finding.tasks.select_related("plan")]
    if not any(may(actor, Act.ANSWER, subject) for subject in subjects):
        raise NotAllowedError(Act.ANSWER)
    said = text.strip()
    if kind == AnswerKind.DIFFERENT and not said:
        raise ReasonMissingError
    with transaction.atomic():
        answer = Answer.objects.create(finding=finding, kind=kind, text=said, by_name=actor.name)
        for task in finding.tasks.all():
            record(
                actor.author,
                "finding.answer",
                About("task", task.pk, str(task)),
                {"finding": finding.pk, "rule": finding.rule, "answer": kind.value, "text": said},
            )
    return answer
