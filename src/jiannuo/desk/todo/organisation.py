"""What an organisation has to do: fill in, answer what came back, sign."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from jiannuo.core.workdays import close_words, span_words
from jiannuo.desk.rounds.shown import name_of
from jiannuo.desk.supervision.todo import supervision_of_organisation
from jiannuo.desk.todo.others import of_organisation
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.reporting.models import Decision, SubmissionState
from jiannuo.reporting.queries.own_rounds import OwnSheet, own_sheets


def organisation_work(actor: Actor) -> dict[str, Any] | None:
    """Return the sheets of the visitor's organisations; None for somebody who speaks for none."""
    if not actor.organisations:
        return None
    sheets = own_sheets(actor)
    shown = [_sheet(actor, one, now(one.round.place)) for one in sheets]
    return {
        "sheets": shown,
        "open": [one for one in shown if not one["done"]],
        "done": [one for one in shown if one["done"]],
        "items": [*of_organisation(actor), *supervision_of_organisation(actor)],
    }


def _sheet(actor: Actor, one: OwnSheet, moment: datetime) -> dict[str, Any]:
    local = timezone.localtime(moment).replace(tzinfo=None)
    due = close_words(local, timezone.localtime(one.due_at).replace(tzinfo=None))
    over = moment > one.due_at
    asked = one.request
    return {
        "sheet": one.sheet.pk,
        "round": one.round.pk,
        "name": name_of(one.round),
        "organisation": one.organisation,
        "headline": _headline(one, due, over=over),
        "left": "" if over or one.done or one.returns else span_words(one.due_at - moment),
        "over": over,
        "state": _state(one),
        "done": one.done,
        "to_sign": one.to_sign,
        "answers": one.answers,
        "shares": one.shares,
        "shares_left": one.shares_left,
        "returns": [
            {
                "number": each.line.task.number,
                "wording": each.line.task.wording(),
                "field": each.get_field_display(),
                "reason": each.text or each.get_reason_display(),
                "due": each.due_on,
            }
            for each in one.returns
        ],
        "request": asked
        and {
            "words": _request(asked.decision),
            "answer": asked.answer,
        },
        "may_ask": not one.done
        and one.sheet.first_submitted_at is None
        and may(actor, Act.REPORT, Subject(organisations=frozenset({one.sheet.organisation_id}))),
    }


def _headline(one: OwnSheet, due: str, *, over: bool) -> str:
    name = name_of(one.round)
    if one.to_sign:
        return f"{name}等您签发，{due}截止"
    if one.returns:
        return f"{name}退回{len(one.returns)}栏，请修改后重报"
    if one.done:
        return f"{name}{one.state.label if one.answers else '已交牵头单位'}"
    return f"{name}已过{due}截止时间，请尽快补报" if over else f"{name}{due}截止"


def _state(one: OwnSheet) -> str:
    words = {
        SubmissionState.NOT_STARTED: "未开始",
        SubmissionState.DRAFTING: "填报中",
        SubmissionState.SIGNING: "待负责人签发",
    }
    return words.get(one.state, str(one.state.label))


def _request(decision: str) -> str:
    return {
        Decision.OPEN.value: "延期申请在等督查室答复",
        Decision.GRANTED.value: "督查室已同意延期",
        Decision.REFUSED.value: "督查室没有同意延期",
    }[decision]
