"""Bulletins that come up by themselves: what is due stands as a draft, once, and waits for a person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from jiannuo.bulletins.actions.send_back import discard
from jiannuo.bulletins.actions.send_on import send_on
from jiannuo.bulletins.actions.set_schedule import Wanted, set_schedule
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.jobs import sweep
from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState
from jiannuo.bulletins.queries.schedules import schedule_words, schedules_of
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.ledger.models import PlanKind, Task, TaskState
from jiannuo.reporting.models import ReportingRound
from jiannuo.supervision.actions.decide_closing import approve_closing
from jiannuo.supervision.models import Closing, ClosingState, Letter, LetterKind, LetterState
from tests.apps.bulletins.lives import NOW
from tests.personae import County
from tests.rounds import a_round, moment


@pytest.fixture
def on(settings: Any, county: County) -> None:
    """Show the county as of 8 June 2023, the day after May's reports were due."""
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: date(2023, 6, 8)}


def rule(period_kind: str = "", *, days: int = 3, active: bool = True) -> Wanted:
    return Wanted(period_kind=period_kind, workdays_after=days, active=active)


@pytest.fixture
def monthly(county: County, officer: Actor, on: None) -> ReportingRound:
    """Return May's round in a county that wants its bulletin on the whole monthly."""
    set_schedule(officer, county.place, BulletinKind.WHOLE, rule("month", days=5))
    return a_round(county, 5)


def test_an_office_that_set_nothing_has_the_rules_of_the_notice(county: County) -> None:
    words = {kind: schedule_words(one) for kind, one in schedules_of(county.place).items()}
    assert words == {
        BulletinKind.MATTER: "一事一通报：督办函逾期没有反馈就拟稿，逾期后3个工作日内印发",
        BulletinKind.COMPLETION: "销号批准就拟稿，批准后3个工作日内印发",
        BulletinKind.PLEDGES: "每月一次：报送截止就拟稿，截止后5个工作日内印发",
        BulletinKind.WHOLE: "每季度一次：报送截止就拟稿，截止后5个工作日内印发",
    }


def test_the_whole_comes_up_after_the_deadline_once_and_waits(
    county: County, officer: Actor, monthly: ReportingRound
) -> None:
    sweep()
    sweep()
    one = Bulletin.objects.get()
    assert (one.kind, one.state, one.by_schedule) == ("whole", "draft", True)
    assert (one.period_kind, one.period_index, one.drafted_by) == ("month", 5, "")
    assert one.due_on == date(2023, 6, 14), "five working days after 7 June"
    assert "5月份" in one.content["title"]
    send_on(officer, one, now=NOW)
    one.refresh_from_db()
    assert one.drafted_by == officer.name, "who sends it on answers for it"


def test_what_somebody_dropped_or_drafted_by_hand_does_not_come_up_again(
    county: County, officer: Actor, monthly: ReportingRound
) -> None:
    sweep()
    discard(officer, Bulletin.objects.get(), now=NOW)
    sweep()
    assert Bulletin.objects.count() == 1
    Bulletin.objects.update(occasion="", state=BulletinState.DRAFT)  # as if drafted by hand
    sweep()
    assert Bulletin.objects.count() == 1


def test_nothing_comes_up_before_the_deadline_or_long_after(
    county: County, monthly: ReportingRound
) -> None:
    for due in (moment(6, 9), moment(4, 1)):
        ReportingRound.objects.update(due_at=due)
        sweep()
    assert not Bulletin.objects.exists()


def test_a_quarter_ends_with_its_last_month_and_pledges_have_their_own(
    county: County, on: None
) -> None:
    a_round(county, 5)
    sweep()
    assert not Bulletin.objects.exists(), "May ends no quarter"
    ReportingRound.objects.update(period_index=3)
    sweep()
    whole = Bulletin.objects.get()
    assert (whole.period_kind, whole.period_index) == ("quarter", 1)
    county.plan.kind = PlanKind.PLEDGES
    county.plan.save()
    ReportingRound.objects.update(period_index=5)
    sweep()
    assert set(Bulletin.objects.values_list("kind", "period_kind", "period_index")) == {
        ("whole", "quarter", 1),
        ("pledges", "month", 5),
    }


def test_a_rule_that_is_off_drafts_nothing(
    county: County, officer: Actor, monthly: ReportingRound
) -> None:
    set_schedule(officer, county.place, BulletinKind.WHOLE, rule("month", active=False))
    sweep()
    assert not Bulletin.objects.exists()


def test_a_closed_task_and_an_unanswered_letter_are_matters_of_their_own(
    county: County, on: None, director: Actor
) -> None:
    first, second = county.tasks[:2]
    closing = Closing.objects.create(
        task=first, organisation=county.housing, state=ClosingState.VERIFIED, text="管网已通水。",
        applied_by="李", applied_at=NOW, finished_on=date(2023, 6, 1),
    )  # fmt: skip
    letter = Letter.objects.create(
        place=county.place, kind=LetterKind.PRESSING, organisation=county.housing,
        drafted_by="王", drafted_at=NOW, state=LetterState.SENT, reply_due_on=date(2023, 6, 8),
    )  # fmt: skip
    letter.tasks.add(second)
    sweep()
    assert not Bulletin.objects.exists(), "neither approved nor overdue yet"
    Task.objects.filter(pk=first.pk).update(state=TaskState.CLOSING)
    approve_closing(director, closing, now=moment(6, 8))
    Letter.objects.filter(pk=letter.pk).update(reply_due_on=date(2023, 6, 7))
    sweep()
    sweep()
    made = {one.kind: one for one in Bulletin.objects.all()}
    assert {kind: list(one.tasks.all()) for kind, one in made.items()} == {
        "completion": [first],
        "matter": [second],
    }
    assert made["completion"].due_on == date(2023, 6, 13)


def test_only_the_office_sets_rules_and_only_sensible_ones(
    county: County, officer: Actor, observer: Actor
) -> None:
    with pytest.raises(NotAllowedError):
        set_schedule(observer, county.place, BulletinKind.WHOLE, rule("month"))
    with pytest.raises(BulletinRefusedError, match="1到60"):
        set_schedule(officer, county.place, BulletinKind.WHOLE, rule("month", days=0))
    with pytest.raises(BulletinRefusedError, match="多久通报一次"):
        set_schedule(officer, county.place, BulletinKind.WHOLE, rule("week"))


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_draft_it_once(county: County, monthly: ReportingRound) -> None:
    def work(_: int) -> None:
        try:
            sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert Bulletin.objects.count() == 1
