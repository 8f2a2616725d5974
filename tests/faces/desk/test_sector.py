"""A leader's first page: what fell short in the sector, why, and what the numbers ask."""

import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Task
from jiannuo.reporting.models import Answer, AnswerKind, Report
from tests.faces.desk.conftest import Enter, Visit
from tests.faces.desk.reading import Page
from tests.faces.desk.test_permissions import a_finding
from tests.personae import County


@pytest.mark.parametrize("persona", ["leader", "secretary"])
def test_it_says_what_is_red_in_the_sector_and_why(
    visit: Visit, county: County, persona: str, request: pytest.FixtureRequest
) -> None:
    page = Page(visit(request.getfixturevalue(persona)).get("/ledgers/").content)
    assert page.text("//h1") == "分管的2项任务，1项未完成"
    (line,) = page.texts("//section[@class='short']//li")
    assert line.startswith("未完成")
    for said in (
        "3 一般公共预算收入增长6%以上。",
        "本期目标增长6%。",
        "完成情况增长4.1%。",
        "区财政局",
    ):
        assert said in line
    assert page.all(f"//section[@class='short']//a[@href='/tasks/{county.tasks[2].pk}/']")


def test_a_stated_problem_goes_before_the_progress(
    visit: Visit, county: County, leader: Actor
) -> None:
    Report.objects.filter(task=county.tasks[2]).update(problems="重点税源企业减收。")
    line = Page(visit(leader).get("/ledgers/").content).text("//section[@class='short']//li")
    assert "存在问题重点税源企业减收。" in line
    assert "增长4.1%" not in line


def test_what_the_numbers_ask_stands_there_until_it_is_answered(
    visit: Visit, county: County, leader: Actor
) -> None:
    finding = a_finding(county)
    asked = "//section[@class='short asked']//li"
    (line,) = Page(visit(leader).get("/ledgers/").content).texts(asked)
    assert line.startswith("矛盾第1项")
    assert "1658人÷3000人" in line
    Answer.objects.create(finding=finding, kind=AnswerKind.FALSE_ALARM, by_name="甲")
    assert not Page(visit(leader).get("/ledgers/").content).all(asked)


def test_a_sector_without_shortfall_says_so(visit: Visit, county: County, leader: Actor) -> None:
    Report.objects.filter(task=county.tasks[2]).update(claim="met")
    page = Page(visit(leader).get("/ledgers/").content)
    assert page.text("//h1") == "分管的2项任务，没有未完成的"
    assert "没有单位自报未完成或部分完成" in page.text("//main")


def test_an_office_sees_its_plans_as_before(visit: Visit, county: County, officer: Actor) -> None:
    page = Page(visit(officer).get("/ledgers/").content)
    assert page.text("//h1").startswith("台账共记")
    assert not page.all("//section[@class='short']")


def test_eleven_shortfalls_with_long_texts_fit_on_one_sheet(
    enter: Enter, county: County, leader: Actor
) -> None:
    first = county.tasks[2]
    long = "推进园区管廊、污水处理厂和配套道路建设，完成立项、环评、初步设计和施工图审查。" * 6
    for number in range(10):
        task = Task.objects.create(
            plan=first.plan, position=10 + number, number=str(10 + number), annual_target=long
        )
        task.task_leaders.create(leader=county.leader, written="周明远")
        Report.objects.create(
            task=task, period_kind="month", period_index=5, claim="partly", progress=long
        )
    tab = enter(leader)
    tab.goto(reverse("desk:plans"))
    assert tab.locator(".short li").count() == 11
    assert len(PdfDocument(tab.pdf(prefer_css_page_size=True))) == 1


def test_a_source_that_somebody_may_not_open_is_no_link(
    visit: Visit, county: County, clerk: Actor, observer: Actor
) -> None:
    for address in ("/ledgers/", reverse("desk:grid", args=[county.plan.pk])):
        assert "may.txt" in Page(visit(clerk).get(address).content).text("//main")
        assert not Page(visit(clerk).get(address).content).all("//a[.='may.txt']")
        assert Page(visit(observer).get(address).content).all("//a[.='may.txt']")
