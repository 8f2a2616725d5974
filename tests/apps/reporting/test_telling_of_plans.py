"""Organisations' people are told what concerns their tasks and plans, each thing once."""

from datetime import timedelta

import pytest

from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.recipients import user_address
from jiannuo.ledger.actions.ask_adjustment import Grounds, ask_for_text
from jiannuo.ledger.actions.receive_tasks import raise_objection
from jiannuo.ledger.models import Issue, ObjectionReason
from jiannuo.outbox.models import Message
from jiannuo.reporting.actions.filing import remind
from jiannuo.reporting.actions.filing.extend import ask_extension, decide_extension
from jiannuo.reporting.actions.filing.hand_in import ask_signature, sign
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.review import approve_filing, return_filing
from jiannuo.reporting.actions.issue_plan import (
    approve_adjustment,
    issue_plan,
    reject_adjustment,
    settle_objection,
)
from jiannuo.reporting.models import PlanFiling, ReminderRule, Tone
from jiannuo.reporting.queries.filings import mark_of
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.apps.reporting.test_filings import AFTER, BEFORE, fill
from tests.personae import County


@pytest.fixture
def issue(county: County, officer: Actor, clerk: Actor, head: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


@pytest.fixture
def filing(issue: Issue, county: County, clerk: Actor) -> PlanFiling:
    found = issue.filings.select_related("issue__place", "organisation").get(
        organisation=county.housing
    )
    open_filing(clerk, found)
    return found


def titles(actor: Actor) -> list[str]:
    told = Message.objects.filter(recipient=user_address(actor.user or 0)).order_by("pk")
    return list(told.values_list("title", flat=True))


def test_clerk_and_head_are_told_of_the_notice(issue: Issue, clerk: Actor, head: Actor) -> None:
    assert titles(clerk) == titles(head) == ["有任务交办，请签收"]


def test_the_head_is_asked_to_sign_and_both_hear_of_the_review(
    filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
) -> None:
    fill(clerk, filing)
    ask_signature(clerk, filing, now=BEFORE)
    assert titles(head)[1:] == ["落实计划等您签发"]
    assert titles(clerk)[1:] == []
    sign(head, filing, seen=mark_of(filing), now=BEFORE)
    return_filing(officer, filing, "写细一点。", now=AFTER)
    fill(clerk, filing)
    sign(head, filing, seen=mark_of(filing), now=AFTER)
    approve_filing(officer, filing, now=AFTER)
    assert titles(clerk)[1:] == ["落实计划退回，请修改后重报", "落实计划已核定"]


def test_answers_reach_whoever_asked(
    county: County, filing: PlanFiling, clerk: Actor, officer: Actor, director: Actor
) -> None:
    receipt = filing.issue.receipts.select_related("issue", "organisation").get(
        organisation=county.housing
    )
    reason = ObjectionReason.NOT_OURS
    objection = raise_objection(clerk, receipt, county.tasks[0], reason, "", now=NOW)
    settle_objection(officer, objection, "维持。", now=NOW)
    later = NOTICE.due_at + timedelta(days=3)
    asked = ask_extension(clerk, filing, later, "机构改革")
    decide_extension(officer, asked, granted=True, answer="", now=NOW)
    task = county.plan.tasks.select_related("plan").get(pk=county.tasks[0].pk)
    why = Grounds(reason="选址调整")
    change = ask_for_text(clerk, task, "annual_target", "改造10公里。", why, now=NOW)
    reject_adjustment(director, change, "不变。", now=NOW)
    change = ask_for_text(clerk, task, "annual_target", "改造11公里。", why, now=NOW)
    approve_adjustment(director, change, now=NOW)
    assert titles(clerk)[1:] == [
        "异议已答复：维持",
        "计划延期申请已答复",
        "调整申请已审批：不同意",
        "调整申请已审批：同意",
    ]


def test_missing_plans_are_reminded_of_once_by_the_place_s_rules(
    county: County,
    filing: PlanFiling,
    clerk: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ReminderRule.objects.create(place=county.place, hours=-24, tone=Tone.REMIND)
    monkeypatch.setattr(remind, "now", lambda _: NOTICE.due_at - timedelta(hours=23))
    assert remind.remind_of_plans(machine()) == 1
    assert remind.remind_of_plans(machine()) == 0
    assert filing.due_at is None
    assert titles(clerk)[1:] == ["落实计划今晚24:00截止"]
