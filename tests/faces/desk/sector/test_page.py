"""我的分管: two minutes on a leader's sector, told as a story of two leaders."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiannuo.bulletins.models import Bulletin
from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector
from jiannuo.directory.actor import Actor, actor_of, machine
from jiannuo.directory.models import Leader, Role
from jiannuo.documents.models import Parse
from jiannuo.ledger.models import Adjustment, Plan, Task
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.reporting.actions.round.take_over import take_over_reports
from jiannuo.reporting.models import Assessment, Report
from jiannuo.reporting.queries.selection import reported_spans
from jiannuo.supervision.models import Closing, Letter
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County, user_with
from tests.rounds import a_round, moment

TODAY = date(2023, 6, 8)


@pytest.fixture(autouse=True)
def june(settings: Any, county: County) -> None:
    """Let the county stand on 8 June 2023, as a demonstration does."""
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: TODAY}


@pytest.fixture
def sun(county: County) -> Leader:
    """Return 孙立, over tasks 2 and 3."""
    return Leader.objects.get(name="孙立")


def page_of(visit: Visit, actor: Actor, address: str = "/sector/") -> Page:
    return Page(visit(actor).get(address).content)


def rows(page: Page) -> list[str]:
    return page.texts("//table[contains(@class, 'reasons')]/tbody/tr")


@pytest.mark.parametrize("persona", ["leader", "secretary"])
def test_it_says_what_is_red_and_why_in_the_organisations_words(
    visit: Visit, county: County, persona: str, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(persona)
    assert visit(actor).get("/")["Location"] == "/sector/"
    page = page_of(visit, actor)
    assert "周明远" in page.text("//h1")
    assert page.text("//*[@class='big']").startswith("分管2项：完成1项，未完成1项")
    assert "截至2023年6月8日" in page.text("//main")
    (row,) = rows(page)
    for said in ("3", "一般公共预算收入增长6%以上。", "区财政局", "增长4.1%。", "自报未完成"):
        assert said in row
    assert page.all(f"//table//a[@href='/tasks/{county.tasks[2].pk}/']")
    assert "待办" not in page.text("//nav")


def test_the_offices_word_goes_before_the_organisations(
    visit: Visit, county: County, leader: Actor
) -> None:
    report = Report.objects.get(task=county.tasks[0])
    Assessment.objects.create(
        report=report, result="partly", pace="behind", by_name="甲", at=timezone.now()
    )
    page = page_of(visit, leader)
    assert page.text("//h2[@id='why']") == "没达到5月目标的2项，为什么"
    missed, partly = rows(page)
    assert "未完成" in missed
    assert "自报完成" in partly
    assert "欠序时" in partly
    assert "分管2项：部分完成1项，未完成1项；对照全年，欠序时1项" in page.text("//*[@class='big']")


def test_what_is_behind_its_year_is_red_though_the_month_is_met(
    visit: Visit, county: County, leader: Actor
) -> None:
    """The month's 5 km are done, the year's 12 km are not: 12÷12×5 is 5 of them, 4.2 were."""
    task = county.tasks[0]
    Task.objects.filter(pk=task.pk).update(annual_target="改造供热老旧管网12公里。")
    Report.objects.filter(task=task).update(progress="改造供热老旧管网4.2公里。")
    (span,) = reported_spans(county.plan.pk)
    audit_again(county.plan, span)
    page = page_of(visit, leader)
    (row,) = [one for one in rows(page) if one.startswith("1")]
    assert "5月底应完成5公里（按年度目标12公里÷12×5），实际4.2公里，欠0.8公里" in row
    assert "按此推算年底完成84%" in row


def test_problems_that_only_a_leader_can_solve_wait_for_him(
    visit: Visit, county: County, sun: Leader, leader: Actor
) -> None:
    Report.objects.filter(task=county.tasks[2]).update(
        problems="1.建设资金缺口3000万元。2.人员不足。3.恳请区政府协调银行放款。", causes="无"
    )
    Report.objects.filter(task=county.tasks[0]).update(
        progress="需用地52亩，手续齐全。", problems="无"
    )
    page = page_of(visit, leader)
    waits = page.texts("//ol[@class='waits']/li")
    assert page.text("//h2[@id='waits']").startswith("等您协调的2件")
    assert "资金3000万元" in waits[0]
    assert "建设资金缺口3000万元第3项" in waits[0]
    assert "请求协调" in waits[1]
    assert not any("52亩" in one or "人员不足" in one for one in waits)


def test_what_changed_within_a_week_and_nothing_older(
    visit: Visit, county: County, leader: Actor, officer: Actor
) -> None:
    now = timezone.make_aware(datetime(2023, 6, 6, 10))  # noqa: DTZ001  made aware here
    Report.objects.update(reported_at=now)
    for at, after in ((now, "增长5%"), (now - timedelta(days=30), "增长5.5%")):
        Adjustment.objects.create(
            task=county.tasks[2], kind="target", before="增长6%以上", after=after, reason="减收",
            decision="granted", decided_by="主任", decided_at=at, asked_by="甲", asked_at=at,
        )  # fmt: skip
    Closing.objects.create(
        task=county.tasks[0], organisation=county.housing, state="approved", text="全部完工。",
        applied_by="甲", applied_at=now, approved_by="主任", approved_at=now,
    )  # fmt: skip
    letter = Letter.objects.create(
        place=county.place, kind="reminder", state="sent", organisation=county.finance,
        number="清督函〔2023〕3号", drafted_by="甲", drafted_at=now, sent_at=now,
    )  # fmt: skip
    letter.tasks.set([county.tasks[1], county.tasks[2]])
    Report.objects.create(
        task=county.tasks[0], period_kind="month", period_index=4, claim="missed", progress="停工。"
    )
    Bulletin.objects.create(
        place=county.place, plan=county.plan, kind="whole", state="issued", year=2023, number=5,
        issued_on=TODAY, drafted_at=now,
        content={"title": "5月份通报", "blocks": [{"tasks": [county.tasks[2].pk]}]},
    )  # fmt: skip
    Bulletin.objects.create(
        place=county.place, plan=county.plan, kind="whole", state="draft", year=2023,
        drafted_at=now, content={"title": "6月份拟稿", "blocks": [{"tasks": [county.tasks[2].pk]}]},
    )  # fmt: skip
    page = page_of(visit, leader)
    first = "第1项 新增供热面积50万平方米，改造老旧管网12公里。"
    assert page.texts("//section[@aria-labelledby='week']/ul[1]/li") == [
        "目标由“增长6%以上”调整为“增长5%”，理由：减收（主任批准）第3项 一般公共预算收入增长6%以上。",
        f"已销号：全部完工{first}",
        "向区财政局发提醒函（清督函〔2023〕3号）第3项 一般公共预算收入增长6%以上。",
        f"上期未完成，5月完成：供热管网改造完成5.2公里，G518沿线管网已通水{first}",
        "政府工作报告5月进展新报2项",
    ]
    assert page.texts("//ul[contains(@class, 'papers')]/li") == ["5月份通报第5期 6月8日印发"]


def test_a_report_is_news_on_its_papers_own_day_whenever_it_was_entered(
    visit: Visit, county: County, leader: Actor
) -> None:
    """The ledger is filled today; the county stands on 8 June 2023."""
    news = "政府工作报告5月进展新报2项"
    assert news not in page_of(visit, leader).texts("//ul[@class='week']/li")
    parse = Parse.objects.get()
    for issued_on, told in (("2023-06-05", True), ("2023-05-30", False), ("2023-06-09", False)):
        parse.canonical["issued_on"] = issued_on
        parse.save()
        assert (news in page_of(visit, leader).texts("//ul[@class='week']/li")) is told, issued_on
    parse.canonical["issued_on"] = None
    parse.save()
    a_month = a_round(county, 5, needs_signature=False)
    take_over_reports(machine(), a_month, now=moment(6, 6))
    assert news in page_of(visit, leader).texts("//ul[@class='week']/li")


def test_a_sector_that_changed_hands_is_its_new_holders(
    visit: Visit, county: County, officer: Actor, leader: Actor, sun: Leader
) -> None:
    building = describe_sector(
        officer, county.place, name="城市更新", organisations=[county.housing]
    )
    assign_sector(officer, building, county.leader, begins=date(2023, 1, 5))
    assign_sector(officer, building, sun, begins=date(2023, 6, 5))
    before, after = page_of(visit, leader), page_of(visit, _leader_of(sun))
    assert "分管1项" in before.text("//*[@class='big']")
    assert "“城市更新”6月4日以后不再由周明远分管" in before.text("//main")
    assert "分管3项" in after.text("//*[@class='big']")
    assert "“城市更新”自6月5日起由孙立分管，此前由周明远分管" in after.text("//main")
    # 孙立's page tells of the first task, whose own page names 周明远 and stays closed to him
    assert not after.all(f"//a[@href='/tasks/{county.tasks[0].pk}/']")


def _leader_of(leader: Leader) -> Actor:
    return actor_of(user_with(Role.LEADER, leader=leader))


def test_the_office_chooses_whose_page_it_prints(
    visit: Visit, county: County, officer: Actor, sun: Leader
) -> None:
    page = page_of(visit, officer)
    assert page.texts("//ul[@class='leaders']/li/a") == ["孙立", "周明远"]
    shown = page_of(visit, officer, reverse("desk:leader_sector", args=[sun.pk]))
    assert shown.text("//h1") == "分管工作 孙立"
    assert "没达到5月目标的2项" in shown.text("//main")


def test_pledges_are_counted_by_themselves(visit: Visit, county: County, leader: Actor) -> None:
    pledges = Plan.objects.create(
        place=county.place, year=2023, kind="pledges", title="2023年民生实事"
    )
    task = Task.objects.create(plan=pledges, position=1, number="1", annual_target="建食堂8处")
    task.task_leaders.create(leader=county.leader, written="周明远")
    tallies = page_of(visit, leader).texts("//*[contains(@class, 'big')]")
    assert tallies == [
        "政府工作报告2项：完成1项，未完成1项",
        "民生实事1项：还没有报送结果1项",
    ]


def test_a_sector_without_tasks_says_what_to_do(visit: Visit, county: County) -> None:
    nobody = Leader.objects.create(place=county.place, name="丁", sort_key="d")
    page = page_of(visit, _leader_of(nobody))
    assert "还没有分管的任务" in page.text("//main")


def test_all_is_well_is_said_too(visit: Visit, county: County, leader: Actor) -> None:
    Report.objects.filter(task=county.tasks[2]).update(claim="met")
    page = page_of(visit, leader)
    assert not rows(page)
    assert "没有未完成、部分完成的" in page.text("//main")
    assert "没有等着协调的" in page.text("//main")


def test_a_hundred_tasks_more_ask_the_database_nothing_more(
    visit: Visit, county: County, leader: Actor
) -> None:
    client = visit(leader)
    client.get("/sector/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/sector/")
    for number in range(5, 125):
        task = Task.objects.create(
            plan=county.plan, position=number, number=str(number), annual_target="建桥10座"
        )
        task.task_leaders.create(leader=county.leader, written="周明远")
        Report.objects.create(
            task=task, period_kind="month", period_index=5, claim="partly", progress="建桥2座"
        )
    with CaptureQueriesContext(connection) as many:
        answer = client.get("/sector/")
    assert "分管122项" in Page(answer.content).text("//*[@class='big']")
    assert len(many) <= len(few) + 3
