"""Telling an organisation's people what concerns its tasks and its plan, on the site and beyond."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jiannuo.directory.models import Organisation, Role
from jiannuo.directory.recipients import user_address
from jiannuo.ledger.models import Adjustment, Issue, Objection, Receipt
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.reporting.actions.telling import people_of
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import PlanFiling

EVERYBODY: Final = (Role.CLERK, Role.HEAD)
_SHORT: Final = 60
"""Characters by which a message names a task."""


def tell_issued(issue: Issue, receipts: Iterable[Receipt], now: datetime) -> None:
    """Tell organisations that they were handed tasks."""
    due = due_words(issue.due_at)
    told = list(receipts)
    people = people_of((one.organisation_id for one in told), EVERYBODY)
    post(
        [
            Draft(
                key=f"issue:{one.pk}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title="有任务交办，请签收",
                text=f"{one.organisation.name}：《{issue.title}》已交办，请签收。"
                f"本单位牵头、负责的任务，落实计划{due}截止；对分工有意见的，可以逐项提出异议。",
                about=f"receipt:{one.pk}",
            )
            for one in told
            for user, person in people.get(one.organisation_id, ())
        ],
        now,
    )


def tell_of_plan(
    filing: PlanFiling,
    now: datetime,
    *,
    key: str,
    title: str,
    text: str,
    roles: tuple[Role, ...] = EVERYBODY,
) -> int:
    """Tell an organisation something about its plan; `key` names the event. Return how many are new."""
    word = _Word(key=f"plan:{filing.pk}:{key}", title=title, text=text, about=f"filing:{filing.pk}")
    return _tell(filing.organisation, word, now, roles)


def tell_answered(objection: Objection, now: datetime) -> None:
    """Tell an organisation how its objection was answered."""
    word = _Word(
        key=f"objection:{objection.pk}",
        title=f"异议已答复：{objection.get_answer_display()}",
        text=f"对“{objection.task.wording()[:_SHORT]}”的异议，督查室答复"
        f"{objection.get_answer_display()}：{objection.answer_text}",
        about=f"receipt:{objection.receipt_id}",
    )
    _tell(objection.receipt.organisation, word, now)


def tell_decided(adjustment: Adjustment, now: datetime) -> None:
    """Tell the organisation that asked for a change how it was decided."""
    if adjustment.organisation is None:
        return
    answer = f"，{adjustment.answer}" if adjustment.answer else ""
    word = _Word(
        key=f"adjustment:{adjustment.pk}",
        title=f"调整申请已审批：{adjustment.get_decision_display()}",
        text=f"“{adjustment.task.wording()[:_SHORT]}”的{adjustment.get_kind_display()}调整，"
        f"{adjustment.get_decision_display()}{answer}。",
        about=f"task:{adjustment.task_id}",
    )
    _tell(adjustment.organisation, word, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What an organisation's people are told once."""

    key: str
    title: str
    text: str
    about: str


def _tell(
    organisation: Organisation,
    word: _Word,
    now: datetime,
    roles: tuple[Role, ...] = EVERYBODY,
) -> int:
    people = people_of((organisation.pk,), roles).get(organisation.pk, ())
    posted = post(
        [
            Draft(
                key=f"{word.key}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title=word.title,
                text=f"{organisation.name}：{word.text}",
                about=word.about,
            )
            for user, person in people
        ],
        now,
    )
    return len(posted)
