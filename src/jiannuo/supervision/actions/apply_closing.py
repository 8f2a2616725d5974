"""Apply to close a task (申请销号), with the day it was finished and the files that bear it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, require
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.actions.close_task import begin_closing, stop_closing
from jiannuo.ledger.models import Task
from jiannuo.supervision.actions.closing_steps import locked_closing, recorded
from jiannuo.supervision.actions.telling import tell_closing
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Closing, ClosingEvidence, ClosingState
from jiannuo.supervision.queries.answering import answering_for, applicant_of
from jiannuo.supervision.queries.closings import UNDER_WAY, applicant_subject

MOST_FILES: Final = 20


class ApplicationIncompleteError(SupervisionRefusedError):
    """The application lacks something."""


class AppliedAlreadyError(SupervisionRefusedError):
    """Somebody applied before."""

    def __init__(self, closing: Closing) -> None:
        super().__init__(
            f"{closing.organisation}已申请销号，现在是“{closing.get_state_display()}”，不用再申请。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What an organisation says: when it was finished, what was done, and files with their names."""

    finished_on: date | None
    text: str
    files: Sequence[tuple[SourceFile, str]]


def require_applicable(actor: Actor, task: Task) -> None:
    """Raise unless this actor's organisation may apply: NotAllowedError, AppliedAlreadyError."""
    organisation = applicant_of(actor, task)
    if organisation is None:
        raise NotAllowedError(Act.REPORT)
    require(actor, Act.REPORT, Subject(organisations=frozenset({organisation.pk})))
    before = Closing.objects.filter(task=task, state__in=UNDER_WAY).first()
    if before is not None:
        raise AppliedAlreadyError(before)


def apply_closing(actor: Actor, task: Task, given: Application, *, now: datetime) -> Closing:
    """Apply; the task waits from now on. The lead's own application needs no confirmation.

    Where nobody says who leads, nobody can confirm, and it goes to the office at once. Raises
    ApplicationIncompleteError, AppliedAlreadyError, `ledger.actions.close_task.StateChangedError`.
    """
    with transaction.atomic():
        locked = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task.pk)
        require_applicable(actor, locked)
        _require_whole(given, timezone.localtime(now).date())
        organisation = applicant_of(actor, locked)
        if organisation is None:
            raise NotAllowedError(Act.REPORT)
        lead = answering_for(locked).lead
        by_lead = lead is None or lead == organisation.pk
        _settle_old(locked, now)
        closing = Closing.objects.create(
            task=locked,
            organisation=organisation,
            state=ClosingState.CONFIRMED if by_lead else ClosingState.APPLIED,
            finished_on=given.finished_on,
            text=given.text,
            applied_by=actor.name,
            applied_at=now,
            confirmed_by=actor.name if lead == organisation.pk else "",
            confirmed_at=now if lead == organisation.pk else None,
        )
        ClosingEvidence.objects.bulk_create(
            ClosingEvidence(closing=closing, file=file, name=name, added_by=actor.name)
            for file, name in given.files
        )
        said = {"organisation": organisation.name}
        begin_closing(actor, locked, said)
        files = [name for _, name in given.files]
        recorded(actor, "closing.apply", closing, {"text": given.text, "files": files})
        if lead is not None and not by_lead:
            why = f"：{organisation}申请销号，请牵头单位确认。"
            tell_closing(closing, (lead,), now, key="applied", title="销号申请待确认", why=why)
    return closing


def withdraw_closing(actor: Actor, closing: Closing) -> None:
    """Take an application back before it was verified; the task goes on. Raises MovedOnError."""
    require(actor, Act.REPORT, applicant_subject(closing))
    with transaction.atomic():
        found = locked_closing(closing, ClosingState.APPLIED, ClosingState.CONFIRMED)
        found.state = ClosingState.WITHDRAWN
        found.save(update_fields=["state"])
        stop_closing(actor, found.task, {"word": "撤回销号申请"})
        recorded(actor, "closing.withdraw", found)


def _require_whole(given: Application, today: date) -> None:
    if not given.text:
        raise ApplicationIncompleteError("请写明完成情况：做了什么，达到什么数，和目标对照如何。")
    if given.finished_on is None:
        raise ApplicationIncompleteError("请填写完成日期。")
    if given.finished_on > today:
        raise ApplicationIncompleteError("完成日期在今天以后。完成以后再申请销号。")
    if not given.files:
        raise ApplicationIncompleteError(
            "请至少附一份能证明已完成的材料，如验收单、批复、统计资料；以前随月报附过的，勾选即可。"
        )
    if len(given.files) > MOST_FILES:
        raise ApplicationIncompleteError(f"一次最多附 {MOST_FILES} 个文件，请合并后再上传。")


def _settle_old(task: Task, now: datetime) -> None:
    """Say of a closing that stood, while a decision took the task up again, that it is over."""
    Closing.objects.filter(task=task, state=ClosingState.APPROVED).update(
        state=ClosingState.REOPENED, reopened_at=now, reopening="办理状态经审批调整。"
    )
