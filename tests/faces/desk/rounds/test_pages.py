"""The round's page, the first page of each role, rules, holidays and the calendar feed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Holiday
from jiannuo.outbox.models import Message
from jiannuo.reporting.actions.round.set_rule import RuleTerms, set_rule
from jiannuo.reporting.models import (
    ExtensionRequest,
    Line,
    LineState,
    ReminderRule,
    ReportingRound,
    Return,
    RoundRule,
    Submission,
    SubmissionState,
)
from tests.core.workdays.test_notices import TEXT
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.faces.desk.rounds.conftest import stand_on
from tests.personae import County


def submitted(may: ReportingRound, name: str, at: datetime) -> Submission:
    """Hand in an organisation's sheet."""
    sheet = may.submissions.get(organisation__name=name)
    sheet.state = SubmissionState.SUBMITTED
    sheet.first_submitted_at = sheet.submitted_at = at
    sheet.save()
    sheet.lines.update(state=LineState.SUBMITTED)
    for line in sheet.lines.all():
        line.versions.create(number=1, content={}, by_name="李", at=at)
    return sheet


def _page(client: Client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer.content)


class TestRoundPage:
    def test_it_says_how_long_there_is_and_who_is_missing(
        self, may: ReportingRound, visit: Visit, officer: Actor
    ) -> None:
        submitted(may, "区住建局", may.due_at - timedelta(days=3))
        page = _page(visit(officer), f"/rounds/{may.pk}/")
        assert page.text("//h1").startswith("5月月报6月7日（周三）24:00截止，还有2天")
        assert page.text("//section[@class='hero']/div/p") == (
            "应报4项，已报2项，未报2项，涉及3家单位"
        )
        assert len(page.all("//*[@class='out']")) == 2
        assert page.texts("//p[@class='tally']/a") == ["全部4", "未报3", "未开始3", "已报1"]
        pressing = page.text("//p[@id='pressing-text']")
        assert "尚有3家单位2项未报：" in pressing
        assert "区财政局（第3项）" in pressing
        assert "登录" not in page.text("//main")

    def test_the_counts_filter(self, may: ReportingRound, visit: Visit, officer: Actor) -> None:
        submitted(may, "区住建局", may.due_at - timedelta(days=3))
        page = _page(visit(officer), f"/rounds/{may.pk}/?state=submitted")
        assert page.texts("//tbody/tr/th") == ["区住建局"]

    def test_late_and_overdue_are_said(
        self, may: ReportingRound, county: County, visit: Visit, officer: Actor, settings: Any
    ) -> None:
        submitted(may, "区住建局", may.due_at + timedelta(hours=1))
        may.submissions.filter(organisation=county.north_street).update(
            due_at=may.due_at + timedelta(days=9)
        )
        stand_on(settings, county, date(2023, 6, 9))
        page = _page(visit(officer), f"/rounds/{may.pk}/")
        assert page.text("//h1") == "5月月报已于6月7日（周三）24:00截止，未报3家"
        rows = dict(zip(page.texts("//tbody/tr/th"), page.texts("//tbody/tr/td[1]"), strict=True))
        assert rows["区住建局"] == "已报（迟报）"
        assert rows["区财政局"] == "未开始，已逾期"
        assert rows["北关街道办事处 延期至6月16日（周五）24:00".replace(" ", "")] == "未开始"
        assert "北关街道" not in page.text("//p[@id='pressing-text']")

    def test_it_is_announced_put_off_and_locked(
        self, may: ReportingRound, county: County, visit: Visit, officer: Actor, settings: Any
    ) -> None:
        client = visit(officer)
        address = f"/rounds/{may.pk}/"
        client.post(f"{address}announce/")
        later = {"day": "2023-06-08", "hour": "17:30", "reason": "汛情"}
        shown = client.post(f"{address}deadline/", later, follow=True).content.decode()
        assert "截止时间已改为6月8日（周四）17:30" in shown
        earlier = {"day": "2023-06-06", "hour": "24:00", "reason": "汇总"}
        assert (
            "只能推后" in client.post(f"{address}deadline/", earlier, follow=True).content.decode()
        )
        assert "不能锁定" in client.post(f"{address}lock/", follow=True).content.decode()
        stand_on(settings, county, date(2023, 6, 12))
        assert "本轮已锁定" in client.post(f"{address}lock/", follow=True).content.decode()
        assert "理由" in client.post(f"{address}reopen/", follow=True).content.decode()
        client.post(f"{address}reopen/", {"reason": "补录"})
        may.refresh_from_db()
        assert may.closed_at is None

    def test_more_time_is_asked_for_and_answered(
        self, may: ReportingRound, county: County, visit: Visit, officer: Actor, clerk: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        ask = f"/rounds/sheets/{sheet.pk}/extension/"
        early = {"day": "2023-06-01", "hour": "24:00", "reason": "防汛"}
        assert "不晚于" in visit(clerk).post(ask, early).content.decode()
        visit(clerk).post(ask, {"day": "2023-06-09", "hour": "24:00", "reason": "防汛"})
        page = _page(visit(officer), f"/rounds/{may.pk}/")
        assert "区住建局申请延至6月9日（周五）24:00：防汛" in page.text("//section[1]//form//p[1]")
        asked = ExtensionRequest.objects.get()
        visit(officer).post(f"/rounds/extensions/{asked.pk}/", {"decision": "grant"})
        assert "督查室已同意延期" in _page(visit(clerk), "/").text("//main")

    def test_it_says_who_was_reminded_and_who_cannot_be(
        self, may: ReportingRound, county: County, visit: Visit, officer: Actor, clerk: Actor
    ) -> None:
        sheet = may.submissions.get(organisation=county.housing)
        Message.objects.create(
            key=f"remind:{sheet.pk}:-4:1",
            recipient=f"user:{clerk.user}",
            recipient_name="某",
            title="请尽快报送5月月报",
            text="…",
            about=f"submission:{sheet.pk}",
            created_at=may.due_at - timedelta(hours=4),
        )
        page = _page(visit(officer), f"/rounds/{may.pk}/")
        rows = dict(zip(page.texts("//tbody/tr/th"), page.texts("//tbody/tr/td[1]"), strict=True))
        assert rows["区住建局"] == "未开始6月7日 20:00提醒过"
        assert rows["区财政局"] == "未开始"
        assert (
            "3家还没有账号，提醒发不到，请打电话：北关街道办事处、区财政局、区民政局。"
            in page.text("//main")
        )


class TestTodo:
    def test_an_officer_sees_what_waits_and_who_is_missing(
        self, may: ReportingRound, county: County, visit: Visit, officer: Actor
    ) -> None:
        submitted(may, "区住建局", may.due_at - timedelta(days=3))
        page = _page(visit(officer), "/")
        assert page.texts("//h2")[:3] == ["待审2项", "未报3家", "催报文字"]
        assert page.texts("//nav/a[@aria-current]") == ["待办"]

    def test_without_a_round_it_says_how_to_begin(
        self, county: County, visit: Visit, officer: Actor, observer: Actor
    ) -> None:
        assert "设一条报送规则" in _page(visit(officer), "/").text("//main")
        assert "设一条报送规则" not in _page(visit(observer), "/").text("//main")

    def test_a_clerk_sees_what_to_fill_by_when_and_what_came_back(
        self, may: ReportingRound, county: County, visit: Visit, clerk: Actor
    ) -> None:
        page = _page(visit(clerk), "/")
        assert page.text("//h1").startswith("5月月报6月7日（周三）24:00截止，还有2天")
        assert "区住建局 填报2项 未开始" in page.text("//main")
        line = Line.objects.get(submission__organisation=county.housing, task=county.tasks[0])
        version = line.versions.create(number=1, content={}, by_name="李", at=timezone.now())
        Return.objects.create(
            line=line, version=version, field="progress", reason="T3", text="缺累计数", by_name="督"
        )
        line.state = LineState.RETURNED
        line.save()
        page = _page(visit(clerk), "/")
        assert page.text("//h1") == "5月月报退回1栏，请修改后重报"
        assert "缺累计数" in page.text("//table")

    def test_a_supporting_organisation_sees_what_it_owes_the_lead(
        self, may: ReportingRound, visit: Visit, neighbour: Actor
    ) -> None:
        page = _page(visit(neighbour), "/")
        assert "填报1项 给牵头单位提供1项，还有1项没交" in page.text("//main")

    def test_a_head_sees_what_to_sign(
        self, may: ReportingRound, county: County, visit: Visit, head: Actor, clerk: Actor
    ) -> None:
        may.submissions.filter(organisation=county.housing).update(state=SubmissionState.SIGNING)
        assert "等您签发" in _page(visit(head), "/").text("//h1")
        assert "等您签发" not in _page(visit(clerk), "/").text("//h1")

    def test_a_leader_goes_to_the_sector(self, county: County, visit: Visit, leader: Actor) -> None:
        assert visit(leader).get("/")["Location"] == "/sector/"

    def test_nobody_sees_anothers_sheet(
        self, may: ReportingRound, visit: Visit, street_clerk: Actor
    ) -> None:
        shown = _page(visit(street_clerk), "/").text("//main")
        assert "北关街道办事处" in shown
        assert "区住建局" not in shown

    def test_the_system_administrator_is_told_of_the_missing_notice(
        self, visit: Visit, system_admin: Actor, audit_admin: Actor, settings: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("jiannuo.desk.todo.administration.today", lambda: date(2026, 11, 1))
        assert "还没有2027年的放假安排" in _page(visit(system_admin), "/").text("//main")
        assert "放假安排" not in _page(visit(audit_admin), "/").text("//main")
        monkeypatch.setattr("jiannuo.desk.todo.administration.today", lambda: date(2026, 10, 31))
        assert "没有要办的事" in _page(visit(system_admin), "/").text("//main")

    def test_somebody_without_a_role_is_told_whom_to_ask(
        self, visit: Visit, roleless: Actor
    ) -> None:
        assert "您还没有角色" in _page(visit(roleless), "/").text("//main")


class TestRules:
    def test_a_rule_and_its_reminders_are_set(
        self, county: County, visit: Visit, officer: Actor
    ) -> None:
        client = visit(officer)
        address = f"/rounds/of/{county.place.pk}/rules/"
        given = {
            "what": "rule",
            "period_kind": "month",
            "due_kind": "workday",
            "number": "5",
            "months_after": "1",
            "closing_hour": "17:30",
            "open_days": "10",
        }
        wrong = client.post(address, {**given, "closing_hour": "25"}).content.decode()
        assert "截止钟点应写成" in wrong
        client.post(address, given)
        rule = RoundRule.objects.get()
        assert (rule.closing_hour, rule.needs_signature, rule.put_off) == ("17:30", False, False)
        assert "每月一轮，期后第一个月第5个工作日17:30截止" in client.get(address).content.decode()
        reminders = {
            "what": "reminders",
            "r-TOTAL_FORMS": "2",
            "r-INITIAL_FORMS": "0",
            "r-0-hours": "24",
            "r-0-after": "0",
            "r-0-tone": "remind",
            "r-1-hours": "12",
            "r-1-after": "1",
            "r-1-tone": "overdue",
            "r-1-to_heads": "on",
        }
        client.post(address, reminders)
        assert list(ReminderRule.objects.values_list("hours", "tone", "to_heads")) == [
            (-24, "remind", False),
            (12, "overdue", True),
        ]
        client.post(address, {"what": "end", "rule": rule.pk})
        assert not RoundRule.objects.filter(active=True).exists()

    def test_a_round_is_made_by_hand(
        self, county: County, visit: Visit, officer: Actor, settings: Any
    ) -> None:
        stand_on(settings, county, date(2023, 6, 5))
        client = visit(officer)
        address = f"/rounds/of/{county.place.pk}/new/"
        options = Page(client.get(address).content).texts("//select[@name='period']/option")
        assert options[0] == "2023年6月月报"
        assert "2023年二季度季报" in options
        client.post(address, {"period": "2023/month-5", "hour": "24:00"})
        one = ReportingRound.objects.get()
        assert not one.needs_signature
        again = client.post(address, {"period": "2023/month-5", "hour": "24:00"})
        assert "已经有一个报送轮次" in again.content.decode()
        wrong = {"period": "2023/month-6", "day": "2023-07-03", "hour": "25:00"}
        assert "截止钟点应写成" in client.post(address, wrong).content.decode()


class TestHolidays:
    def test_a_notice_is_read_looked_at_and_taken_over(
        self, visit: Visit, system_admin: Actor
    ) -> None:
        client = visit(system_admin)
        text = TEXT.replace("2026年", "2027年")
        shown = client.post("/administration/holidays/", {"what": "preview", "text": text})
        assert "国庆节：10月1日至7日放假；9月20日、10月10日上班" in shown.content.decode()
        assert not Holiday.objects.exists()
        client.post("/administration/holidays/", {"what": "import", "text": text})
        assert Holiday.objects.filter(year=2027).count() == 39
        wrong = client.post("/administration/holidays/", {"what": "preview", "text": "不是通知"})
        assert "哪一年" in wrong.content.decode()

    def test_an_officer_cannot_take_over_a_notice(self, visit: Visit, officer: Actor) -> None:
        answer = visit(officer).post("/administration/holidays/", {"what": "import", "text": TEXT})
        assert answer.status_code == 403
        assert not Holiday.objects.exists()

    def test_a_places_own_day_is_set_and_withdrawn(
        self, county: County, visit: Visit, officer: Actor
    ) -> None:
        client = visit(officer)
        given = {
            "what": "local",
            "place": county.place.pk,
            "day": "2023-06-05",
            "kind": "off",
            "name": "建区纪念日",
            "document": "清政发〔2023〕1号",
        }
        client.post("/administration/holidays/", given)
        day = Holiday.objects.get()
        assert "建区纪念日" in client.get("/administration/holidays/").content.decode()
        client.post("/administration/holidays/", {"what": "withdraw", "day": day.pk})
        assert not Holiday.objects.exists()


class TestCalendar:
    @pytest.fixture
    def address(self, may: ReportingRound, visit: Visit, clerk: Actor) -> str:
        client = visit(clerk)
        shown = client.post("/calendar/subscription/", {"what": "open"}, follow=True)
        address = Page(shown.content).text("//p[@class='secret']")
        assert "secret" not in client.get("/calendar/").content.decode()
        return address.removeprefix("http://testserver")

    def test_a_program_reads_it_without_logging_in(
        self, address: str, client: Client, officer: Actor, county: County
    ) -> None:
        set_rule(officer, county.place, RuleTerms())
        found = Calendar.from_ical(client.get(address).content)
        first, second = list(found.walk("VEVENT"))[:2]
        assert str(first["summary"]) == "2023年5月月报截止"
        assert str(second["summary"]) == "2023年6月月报截止"
        assert "6月第5个工作日" in str(first["description"])
        assert first.decoded("dtend") == datetime.fromisoformat("2023-06-08T00:00:00+08:00")

    def test_a_withdrawn_or_wrong_address_is_nobodys(
        self, address: str, client: Client, visit: Visit, clerk: Actor
    ) -> None:
        assert client.get("/calendar/abc.ics").status_code == 404
        visit(clerk).post("/calendar/subscription/", {"what": "open"})
        assert client.get(address).status_code == 404

    def test_a_street_doesnt_see_a_round_in_which_it_owes_nothing(
        self, may: ReportingRound, visit: Visit, street_clerk: Actor
    ) -> None:
        assert "5月月报" in _page(visit(street_clerk), "/calendar/").text("//main")
        may.submissions.filter(organisation__name="北关街道办事处").get().lines.all().delete()
        assert "5月月报" not in _page(visit(street_clerk), "/calendar/").text("//main")
