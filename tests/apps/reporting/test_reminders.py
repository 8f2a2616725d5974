"""Who is reminded when, in which tone, and that everybody is told once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Deputation, Grant, Organisation, Role, User
from jiannuo.directory.recipients import place_address
from jiannuo.history.models import Entry
from jiannuo.ledger.periods import Span
from jiannuo.outbox.actions.set_address import add_address
from jiannuo.outbox.models import Channel, Delivery, Message
from jiannuo.reporting.actions.review.return_fields import Returning, return_fields
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.actions.round.extension import ask_extension, decide_extension
from jiannuo.reporting.actions.round.remind import remind_due
from jiannuo.reporting.actions.round.set_rule import RuleTerms, set_reminders, set_rule
from jiannuo.reporting.actions.submission.sign import ask_signature, hand_back
from jiannuo.reporting.models import (
    Line,
    LineState,
    ReportingRound,
    ReturnedField,
    ReturnReason,
    SubmissionState,
    Tone,
)
from tests.personae import County

DUE = timezone.make_aware(datetime.fromisoformat("2023-06-08T00:00"))
At = Callable[[float], int]


@pytest.fixture
def may(county: County, clerk: Actor, head: Actor, neighbour: Actor) -> ReportingRound:
    """Return the announced May round, with the customary reminders; its first messages are read."""
    set_rule(machine(), county.place, RuleTerms())
    one = create_round(machine(), county.place, year=2023, span=Span("month", 5))
    announce_round(machine(), one, at=DUE - timedelta(days=9))
    return one


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Look at a moment, in hours from the deadline; return how many messages were new."""

    def look(hours: float) -> int:
        monkeypatch.setattr(
            "jiannuo.reporting.actions.round.remind.now",
            lambda _place: DUE + timedelta(hours=hours),
        )
        return remind_due(machine())

    return look


def _told(person: Actor) -> list[str]:
    found = Message.objects.filter(recipient=f"user:{person.user}").exclude(
        key__startswith="opened"
    )
    return list(found.order_by("pk").values_list("title", flat=True))


def test_everybody_is_told_when_a_round_opens(
    may: ReportingRound, clerk: Actor, head: Actor, neighbour: Actor
) -> None:
    opened = Message.objects.filter(key__startswith="opened").order_by("pk")
    assert {one.recipient for one in opened} == {
        f"user:{one.user}" for one in (clerk, head, neighbour)
    }
    assert opened[0].title == "5月月报开始填报，6月7日（周三）24:00截止"
    assert "6月第5个工作日" in opened[0].text


def test_the_tone_grows_firmer_and_each_is_told_once(
    may: ReportingRound, at: At, clerk: Actor, head: Actor
) -> None:
    assert at(-40) == 0
    assert at(-39) == 2  # the clerks of two organisations
    assert at(-38) == 0
    assert at(-4) == 3  # and the head who has an account
    assert at(-3.9) == 0
    assert at(10) == 3
    assert at(11) == 0
    assert _told(clerk) == [
        "5月月报明晚24:00截止",
        "请尽快报送5月月报，今晚24:00截止",
        "5月月报已过截止时间",
    ]
    assert len(_told(head)) == 2
    press = Message.objects.get(title__startswith="请尽快", recipient=f"user:{clerk.user}")
    assert press.text == (
        "区住建局：5月月报（第1、2项）还没有报送，今晚24:00截止，还有4小时0分。"
        "能带出的内容都已填在表里，核对、补充就行。有困难请与督查室联系，也可以申请延期。"
    )
    assert Entry.objects.filter(action="round.remind").count() == 3


def test_whoever_has_submitted_is_left_in_peace(
    may: ReportingRound, at: At, county: County, clerk: Actor, neighbour: Actor
) -> None:
    may.submissions.filter(organisation=county.housing).update(
        first_submitted_at=DUE - timedelta(days=3), state=SubmissionState.SUBMITTED
    )
    assert at(-4) == 1
    assert _told(clerk) == []
    assert len(_told(neighbour)) == 1


def test_the_head_is_told_that_only_the_signature_is_missing(
    may: ReportingRound, at: At, county: County, head: Actor
) -> None:
    may.submissions.filter(organisation=county.housing).update(state=SubmissionState.SIGNING)
    at(-39)
    (text,) = Message.objects.filter(
        recipient=f"user:{head.user}", key__startswith="remind"
    ).values_list("text", flat=True)
    assert "表已填好，等负责人签发" in text


def test_more_time_moves_the_reminders(
    may: ReportingRound, at: At, county: County, clerk: Actor, officer: Actor
) -> None:
    sheet = may.submissions.get(organisation=county.housing)
    asked = ask_extension(clerk, sheet, DUE + timedelta(days=2), reason="防汛")
    decide_extension(officer, asked, granted=True, answer="下不为例", at=DUE - timedelta(days=1))
    assert _told(clerk) == ["5月月报延期申请已答复"]
    at(-4)
    assert len(_told(clerk)) == 1
    at(44)
    assert _told(clerk)[-1] == "请尽快报送5月月报，今晚24:00截止"


def test_what_was_missed_while_the_server_stood_still_is_left_out(
    may: ReportingRound, at: At, clerk: Actor
) -> None:
    at(0.5)
    assert _told(clerk) == []  # "before" is over
    at(36)
    assert _told(clerk) == []  # ten hours after is a day ago


def test_nobody_is_reminded_of_a_locked_or_unannounced_round(may: ReportingRound, at: At) -> None:
    ReportingRound.objects.update(announced_at=None)
    assert at(-4) == 0
    ReportingRound.objects.update(announced_at=DUE, closed_at=DUE)
    assert at(10) == 0


def test_a_place_sets_its_own_hours(
    may: ReportingRound, at: At, county: County, officer: Actor, head: Actor
) -> None:
    set_reminders(officer, county.place, [(0, Tone.PRESS, False)])
    assert at(-4) == 0
    assert at(0) == 2
    assert _told(head) == []


def test_the_group_chat_is_told_who_is_missing(
    may: ReportingRound, at: At, county: County, officer: Actor, settings: Any
) -> None:
    robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
    add_address(officer.author, place_address(county.place.pk), Channel.WECOM, robot)
    at(-4)
    (message,) = Message.objects.filter(recipient=place_address(county.place.pk))
    assert message.text.startswith("截至6月7日20:00，5月月报尚有4家单位4项未报：")
    assert Delivery.objects.filter(message=message).count() == 1
    assert at(-3) == 0


def test_locked_out_people_and_former_clerks_are_told_nothing(
    may: ReportingRound, at: At, county: County, clerk: Actor
) -> None:
    User.objects.filter(pk=clerk.user).update(is_active=False)
    at(-39)
    assert _told(clerk) == []


def test_somebody_with_two_organisations_is_told_of_both(
    may: ReportingRound, at: At, county: County, clerk: Actor
) -> None:
    user = User.objects.get(pk=clerk.user)
    grant_role(machine(), user, Role.CLERK, organisation=county.finance)
    at(-39)
    assert len(_told(clerk)) == 2


def test_the_head_is_told_what_waits_and_the_clerk_what_came_back(
    may: ReportingRound, county: County, clerk: Actor, head: Actor
) -> None:
    sheet = may.submissions.get(organisation=county.housing)
    Line.objects.filter(submission=sheet).update(
        progress="管网改造5.4公里。", claim="met", outlook="able", next_steps="7月底前完工。"
    )
    ask_signature(clerk, sheet, now=DUE - timedelta(days=1))
    assert _told(head) == ["5月月报等您签发"]
    hand_back(head, sheet, "第2项的累计数再核一下")
    assert _told(clerk) == ["负责人退回5月月报"]


def test_an_organisation_is_told_which_field_came_back_and_why(
    may: ReportingRound, county: County, officer: Actor, clerk: Actor, neighbour: Actor
) -> None:
    line = Line.objects.get(submission__organisation=county.housing, task=county.tasks[0])
    line.versions.create(number=1, content={}, by_name="李", at=DUE)
    Line.objects.filter(pk=line.pk).update(state=LineState.SUBMITTED)
    line.submission.state = SubmissionState.SUBMITTED
    line.submission.save()
    field = Returning(
        field=ReturnedField.PROGRESS, reason=ReturnReason.MONTH_FIGURE, text="缺累计数"
    )
    line.refresh_from_db()
    return_fields(officer, line, [field], due_on=date(2023, 6, 12), today=date(2023, 6, 8))
    assert _told(clerk) == ["5月月报第1项退回1栏"]
    assert _told(neighbour) == []
    text = Message.objects.get(key__startswith="returned", recipient=f"user:{clerk.user}").text
    assert "退回完成情况：缺累计数。请于6月12日前重报。其他栏不用动，不影响按时报送。" in text


def test_a_merged_organisation_is_spoken_for_by_its_successor(
    may: ReportingRound, at: At, county: County, neighbour: Actor
) -> None:
    Organisation.objects.filter(pk=county.housing.pk).update(merged_into=county.finance)
    at(-39)
    assert len(_told(neighbour)) == 2


def test_a_deputy_is_told_too_while_the_leave_lasts(
    may: ReportingRound, at: At, clerk: Actor, neighbour: Actor
) -> None:
    grant = Grant.objects.get(user=clerk.user)
    deputy = User.objects.get(pk=neighbour.user)
    day = timezone.localdate()
    leave = Deputation.objects.create(grant=grant, deputy=deputy, begins=day, ends=day)
    at(-39)
    assert len(_told(neighbour)) == 2
    Deputation.objects.filter(pk=leave.pk).update(withdrawn=True)
    at(-4)
    assert len(_told(neighbour)) == 3
