"""Rounds: who owes what by when, made by rule, never due earlier than announced, locked and opened again.

The county's May round: 区住建局 answers for tasks 1 and 2, 区财政局 for 3 and shares in 2, the streets'
member and 区民政局 for 4.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiannuo.core.workdays import Day, Notice
from jiannuo.directory.actions.import_notice import import_notice
from jiannuo.directory.actions.set_local_day import set_local_day
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.ledger.models import Assignment, AssignmentRole, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.by_rule import keep_rounds
from jiannuo.reporting.actions.round.close import close_round, reopen_round
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.actions.round.deadline import recount_deadline, set_deadline
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.extension import ask_extension, decide_extension
from jiannuo.reporting.actions.round.set_rule import RuleTerms, end_rule, set_rule
from jiannuo.reporting.actions.round.take_over import take_over_reports
from jiannuo.reporting.deadlines import due_sentence, due_words
from jiannuo.reporting.models import (
    DueBasis,
    DueKind,
    Line,
    LinePart,
    LineState,
    ReminderRule,
    Report,
    ReportingRound,
    RoundPeriod,
)
from tests.personae import County

MAY = Span("month", 5)


def _at(*when: int) -> datetime:
    return timezone.make_aware(datetime(*when))  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.fixture
def may(county: County, officer: Actor) -> ReportingRound:
    return create_round(officer, county.place, year=2023, span=MAY)


def _sheets(one: ReportingRound) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in Line.objects.filter(submission__round=one).select_related("task"):
        found.setdefault(line.submission.organisation.name, {})[line.task.number] = line.part
    return found


def test_a_round_has_a_sheet_for_everybody_who_owes_something(may: ReportingRound) -> None:
    assert _sheets(may) == {
        "区住建局": {"1": "whole", "2": "whole"},
        "区财政局": {"2": "share", "3": "whole"},
        "北关街道办事处": {"4": "whole"},
        "区民政局": {"4": "whole"},
    }


def test_its_deadline_explains_itself(may: ReportingRound) -> None:
    assert due_sentence(may) == (
        "2023年5月月报：6月7日（周三）24:00截止，"
        "6月第5个工作日；其间没有放假调休；依据国务院办公厅放假通知。"
    )
    assert may.due_basis == DueBasis.OFFICIAL


def test_a_period_has_one_round(may: ReportingRound, officer: Actor) -> None:
    with pytest.raises(RoundRefusedError, match="已经有一个"):
        create_round(officer, may.place, year=2023, span=MAY)


def test_where_nobody_owes_anything_there_is_no_round(county: County, officer: Actor) -> None:
    county.plan.tasks.update(state=TaskState.CLOSED)
    with pytest.raises(RoundRefusedError, match="没有要报的任务"):
        create_round(officer, county.place, year=2023, span=MAY)


@pytest.mark.parametrize("persona", ["clerk", "head", "observer", "leader", "foreign_officer"])
def test_only_the_office_makes_rounds(
    county: County, persona: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        create_round(request.getfixturevalue(persona), county.place, year=2023, span=MAY)


class TestDutiesThatChange:
    def test_a_new_organisation_gets_a_sheet(
        self, may: ReportingRound, county: County, officer: Actor
    ) -> None:
        Assignment.objects.create(
            task=county.tasks[0],
            organisation=county.finance,
            role=AssignmentRole.RESPONSIBLE,
            written="区财政局",
        )
        assert complete_sheets(officer, may)
        assert _sheets(may)["区财政局"]["1"] == LinePart.WHOLE  # nobody is marked as the lead
        assert not complete_sheets(officer, may)

    def test_a_lead_that_loses_a_task_keeps_what_it_wrote_as_a_share(
        self, may: ReportingRound, county: County, officer: Actor
    ) -> None:
        line = Line.objects.get(submission__organisation=county.housing, task=county.tasks[1])
        line.progress, line.revision, line.saved_at = "出让土地420亩。", 1, timezone.now()
        line.save()
        for one in county.tasks[1].assignments.all():
            one.lead = one.organisation == county.finance
            one.save()
        complete_sheets(officer, may)
        line.refresh_from_db()
        assert (line.part, line.progress) == (LinePart.SHARE, "出让土地420亩。")
        assert _sheets(may)["区财政局"]["2"] == LinePart.WHOLE

    def test_an_untouched_line_without_duty_goes_a_written_one_stays(
        self, may: ReportingRound, county: County, officer: Actor
    ) -> None:
        Line.objects.filter(task=county.tasks[0]).update(revision=2, progress="5.2公里")
        county.plan.tasks.filter(number__in=["1", "3"]).update(state=TaskState.PAUSED)
        complete_sheets(officer, may)
        assert _sheets(may)["区住建局"] == {"1": "whole", "2": "whole"}
        assert _sheets(may)["区财政局"] == {"2": "share"}

    def test_what_was_handed_in_is_not_touched(
        self, may: ReportingRound, county: County, officer: Actor
    ) -> None:
        Line.objects.filter(task=county.tasks[1]).update(state=LineState.SUBMITTED)
        for one in county.tasks[1].assignments.all():
            one.lead = one.organisation == county.finance
            one.save()
        complete_sheets(officer, may)
        assert _sheets(may)["区住建局"]["2"] == LinePart.WHOLE


class TestDeadline:
    def test_once_announced_it_is_put_off_never_brought_forward(
        self, may: ReportingRound, officer: Actor
    ) -> None:
        set_deadline(officer, may, _at(2023, 6, 7, 17, 30), reason="按惯例")
        announce_round(officer, may, at=_at(2023, 5, 28, 9))
        with pytest.raises(RoundRefusedError, match="只能推后"):
            set_deadline(officer, may, _at(2023, 6, 6), reason="提前汇总")
        set_deadline(officer, may, _at(2023, 6, 9, 17, 30), reason="防汛")
        assert due_words(may.due_at) == "6月9日（周五）17:30"
        assert "防汛" in may.due_why

    def test_a_reason_is_asked_for(self, may: ReportingRound, officer: Actor) -> None:
        with pytest.raises(RoundRefusedError, match="理由"):
            set_deadline(officer, may, _at(2023, 6, 9), reason=" ")

    def test_a_provisional_one_is_counted_anew_when_the_notice_comes(
        self, county: County, officer: Actor
    ) -> None:
        rule = set_rule(officer, county.place, RuleTerms())
        county.plan.year = 2026
        county.plan.save()
        one = create_round(officer, county.place, year=2026, span=Span("month", 12), rule=rule)
        assert (due_words(one.due_at), one.due_basis) == ("1月8日（周五）24:00", "provisional")
        announce_round(officer, one, at=_at(2026, 12, 29))
        days = [
            Day(date=date(2027, 1, 1), is_workday=False, name="元旦"),
            Day(date=date(2027, 1, 4), is_workday=False, name="元旦"),
        ]
        import_notice(machine(), Notice(year=2027, days=tuple(days)))
        assert recount_deadline(officer, one)
        assert (due_words(one.due_at), one.due_basis) == ("1月11日（周一）24:00", "official")
        days = [*days[:1], Day(date=date(2027, 1, 3), is_workday=True, name="元旦")]
        import_notice(machine(), Notice(year=2027, days=tuple(days)))
        recount_deadline(officer, one)
        assert due_words(one.due_at) == "1月11日（周一）24:00"
        assert "期限不缩短" in one.due_why

    def test_a_local_day_off_counts_in_its_place(self, county: County, officer: Actor) -> None:
        set_local_day(
            officer,
            county.place,
            date(2023, 6, 5),
            is_workday=False,
            name="建区纪念日",
            document="清政发〔2023〕1号",
        )
        one = create_round(officer, county.place, year=2023, span=MAY)
        assert (due_words(one.due_at), one.due_basis) == ("6月8日（周四）24:00", "local")
        assert "清政发〔2023〕1号" in one.due_why


class TestByRule:
    def test_a_round_is_created_when_it_opens_and_only_once(
        self, county: County, officer: Actor, settings: Any
    ) -> None:
        _today(settings, county, date(2023, 5, 27))
        set_rule(officer, county.place, RuleTerms())
        keep_rounds(machine())
        assert not ReportingRound.objects.exists()
        _today(settings, county, date(2023, 5, 28))
        keep_rounds(machine())
        keep_rounds(machine())
        one = ReportingRound.objects.get()
        assert (one.period_kind, one.period_index, one.year) == ("month", 5, 2023)
        assert one.announced_at is not None
        assert Entry.objects.filter(action="round.create").count() == 1

    def test_rounds_of_the_past_are_not_made_up(
        self, county: County, officer: Actor, settings: Any
    ) -> None:
        _today(settings, county, date(2023, 6, 8))
        set_rule(officer, county.place, RuleTerms())
        keep_rounds(machine())
        assert not ReportingRound.objects.exists()

    def test_a_quarterly_rule_on_a_fixed_day(
        self, county: County, officer: Actor, settings: Any
    ) -> None:
        _today(settings, county, date(2023, 7, 10))
        terms = RuleTerms(
            period_kind=RoundPeriod.QUARTER,
            due_kind=DueKind.DAY,
            number=15,
            closing_hour="17:30",
            needs_signature=False,
        )
        set_rule(officer, county.place, terms)
        keep_rounds(machine())
        one = ReportingRound.objects.get()
        assert due_words(one.due_at) == "7月17日（周一）17:30"  # the 15th is a Saturday
        assert (one.period_kind, one.period_index) == ("quarter", 2)
        assert not one.needs_signature

    def test_a_rule_that_ended_creates_nothing(
        self, county: County, officer: Actor, settings: Any
    ) -> None:
        _today(settings, county, date(2023, 6, 1))
        end_rule(officer, set_rule(officer, county.place, RuleTerms()))
        keep_rounds(machine())
        assert not ReportingRound.objects.exists()

    def test_the_first_rule_brings_the_customary_reminders(
        self, county: County, officer: Actor
    ) -> None:
        set_rule(officer, county.place, RuleTerms())
        set_rule(officer, county.place, RuleTerms(number=6))
        assert [one.hours for one in ReminderRule.objects.all()] == [-39, -4, 10]
        assert [rule.number for rule in county.place.round_rules.filter(active=True)] == [6]

    def test_an_hour_that_is_none_is_refused(self, county: County, officer: Actor) -> None:
        with pytest.raises(RoundRefusedError, match="截止钟点"):
            set_rule(officer, county.place, RuleTerms(closing_hour="25:00"))


class TestClosing:
    def test_a_round_is_locked_after_its_deadline_and_opened_with_a_reason(
        self, may: ReportingRound, officer: Actor
    ) -> None:
        with pytest.raises(RoundRefusedError, match="还没有到截止时间"):
            close_round(officer, may, at=_at(2023, 6, 7, 12))
        close_round(officer, may, at=_at(2023, 6, 8, 9))
        with pytest.raises(RoundRefusedError, match="已锁定"):
            complete_sheets(officer, may)
        with pytest.raises(RoundRefusedError, match="已锁定"):
            set_deadline(officer, may, _at(2023, 6, 20), reason="补报")
        with pytest.raises(RoundRefusedError, match="理由"):
            reopen_round(officer, may, reason="")
        reopen_round(officer, may, reason="补录北关街道")
        assert ReportingRound.objects.get().closed_at is None
        assert Entry.objects.filter(action="round.reopen").get().payload.count("补录北关街道")


class TestExtension:
    def test_one_organisation_gets_more_time(
        self, may: ReportingRound, county: County, officer: Actor, clerk: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        until = may.due_at + timedelta(days=2)
        request = ask_extension(clerk, sheet, until, reason="台风抢险")
        with pytest.raises(RoundRefusedError, match="在等答复"):
            ask_extension(clerk, sheet, until, reason="台风抢险")
        decide_extension(officer, request, granted=True, at=_at(2023, 6, 6))
        sheet.refresh_from_db()
        assert sheet.due_at == until
        assert may.submissions.exclude(due_at=None).count() == 1
        with pytest.raises(RoundRefusedError, match="答复过"):
            decide_extension(officer, request, granted=False, answer="不", at=_at(2023, 6, 6))

    def test_more_time_for_all_swallows_what_one_was_granted(
        self, may: ReportingRound, county: County, officer: Actor
    ) -> None:
        may.submissions.filter(organisation=county.housing).update(
            due_at=may.due_at + timedelta(days=1)
        )
        may.submissions.filter(organisation=county.finance).update(
            due_at=may.due_at + timedelta(days=9)
        )
        set_deadline(officer, may, may.due_at + timedelta(days=2), reason="防汛")
        assert [one.organisation for one in may.submissions.exclude(due_at=None)] == [
            county.finance
        ]

    def test_a_refusal_needs_its_reason(
        self, may: ReportingRound, county: County, officer: Actor, clerk: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        request = ask_extension(clerk, sheet, may.due_at + timedelta(days=1), reason="人手紧")
        with pytest.raises(RoundRefusedError, match="理由"):
            decide_extension(officer, request, granted=False, at=_at(2023, 6, 6))

    def test_nobody_asks_for_another(
        self, may: ReportingRound, county: County, neighbour: Actor, officer: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        for actor in (neighbour, officer):
            with pytest.raises(NotAllowedError):
                ask_extension(actor, sheet, may.due_at + timedelta(days=1), reason="x")

    def test_an_earlier_day_is_no_extension(
        self, may: ReportingRound, county: County, clerk: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        with pytest.raises(RoundRefusedError, match="不晚于"):
            ask_extension(clerk, sheet, may.due_at, reason="x")


def _today(settings: Any, county: County, day: date) -> None:
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: day}


class TestTakingOver:
    def test_what_was_imported_stands_in_the_sheets_as_entered_by_the_office(
        self, may: ReportingRound, officer: Actor, county: County
    ) -> None:
        before = list(Report.objects.order_by("pk").values())
        assert take_over_reports(officer, may, now=may.due_at + timedelta(days=1)) == 3
        sheet = may.submissions.get(organisation=county.housing)
        assert (sheet.state, sheet.by_office) == ("submitted", True)
        assert sheet.first_submitted_at == may.due_at  # nobody knows when; not held against it
        line = sheet.lines.get(task=county.tasks[1])
        assert (line.progress, line.claim, line.state) == ("出让土地380亩。", "partly", "submitted")
        assert line.versions.get().content["problems"] == "部分地块附着物尚未清表。"
        assert list(Report.objects.order_by("pk").values()) == before
        assert may.submissions.get(organisation=county.north_street).state == "not_started"
        assert take_over_reports(officer, may, now=may.due_at) == 0

    def test_what_somebody_wrote_is_not_overwritten(
        self, may: ReportingRound, officer: Actor, county: County
    ) -> None:
        Line.objects.filter(task=county.tasks[0]).update(
            progress="自己写的", saved_at=timezone.now(), revision=1
        )
        assert take_over_reports(officer, may, now=may.due_at) == 2
        line = Line.objects.get(task=county.tasks[0])
        assert (line.progress, line.state) == ("自己写的", "draft")
        assert line.submission.state == "drafting"

    def test_only_the_office_takes_over(self, may: ReportingRound, clerk: Actor) -> None:
        with pytest.raises(NotAllowedError):
            take_over_reports(clerk, may, now=may.due_at)
