"""Correcting a text on the task's page, and settling what the reading asked."""

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.core.mapping.members import LEAD_UNNAMED
from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceRow
from jiannuo.ledger.models import Target, Task
from jiannuo.reporting.models import Report
from tests.faces.desk.conftest import Enter, Visit
from tests.faces.desk.reading import Page
from tests.personae import County


@pytest.fixture
def client(visit: Visit, officer: Actor) -> Client:
    return visit(officer)


def task_page(client: Client, task: Task) -> Page:
    return Page(client.get(reverse("desk:task", args=[task.pk])).content)


def form_of(page: Page, label: str) -> str:
    (link,) = page.all(f"//dt[.='{label}']/..//a[contains(@class,'edit')]")
    return str(link.get("href"))


def doubt(task: Task, *questions: tuple[str, str]) -> None:
    """Let the reading of a task's row ask."""
    row = SourceRow.objects.get(pk=task.source_id or 0)
    row.doubts = [{"field": field, "why": why, "confidence": 0.5} for field, why in questions]
    row.doubt_count = len(questions)
    row.save()


def test_a_value_is_corrected_with_its_old_text_one_click_away(
    client: Client, county: County
) -> None:
    task = county.tasks[1]
    address = form_of(task_page(client, task), "5月目标")
    form = Page(client.get(address).content)
    assert form.text("//textarea").strip() == "出让土地400亩。"
    sent = {"text": "出让土地410亩。", "before": "出让土地400亩。", "reason": "识别有误"}
    assert "数字已重新核验" in client.post(address, sent, follow=True).content.decode()
    page = task_page(client, task)
    assert "出让土地410亩。" in page.text("//main")
    corrected = page.text("//details[@class='corrected']")
    assert corrected.startswith("已更正原为出让土地400亩。officer")
    assert corrected.endswith("理由：识别有误")
    assert "更正“本期目标”原为出让土地400亩。改为出让土地410亩。" in page.text(
        "//ol[@class='trail']"
    )


def test_the_numbers_are_read_anew(client: Client, county: County) -> None:
    task = county.tasks[1]
    address = form_of(task_page(client, task), "完成情况")
    client.post(address, {"text": "出让土地420亩。", "before": "出让土地380亩。"})
    assert Report.objects.get(task=task).verdict.outcome == "met"


def test_pieces_are_cut_anew_from_the_corrected_text(client: Client, county: County) -> None:
    task = county.tasks[0]
    address = form_of(task_page(client, task), "5月目标")
    text = "1.改造管网5公里。2.新建换热站2座。"
    client.post(address, {"text": text, "before": "完成供热管网改造5公里。"})
    pieces = [(one["marker"], one["text"]) for one in Target.objects.get(task=task).items]
    assert pieces == [("1", "改造管网5公里。"), ("2", "新建换热站2座。")]


def test_nothing_is_lost_where_two_people_correct_at_once(client: Client, county: County) -> None:
    task = county.tasks[0]
    address = reverse("desk:correct", args=[task.pk, "task", task.pk, "category"])
    client.post(address, {"text": "城市建设", "before": "城市更新"})
    answer = client.post(address, {"text": "民生", "before": "城市更新", "reason": "原文"})
    form = Page(answer.content)
    assert answer.status_code == 409
    assert "刚被别人改过，现在是“城市建设”" in form.text("//p[@class='fault']")
    assert form.text("//textarea").strip() == "民生"
    assert form.all("//input[@name='before']")[0].get("value") == "城市建设"
    assert Task.objects.get(pk=task.pk).category == "城市建设"


@pytest.mark.parametrize("field", ["annual_target", "period_target"])
def test_what_a_task_is_known_by_cannot_be_emptied(
    client: Client, county: County, field: str
) -> None:
    task = county.tasks[1]
    target = Target.objects.get(task=task)
    holder = ("target", target.pk) if field == "period_target" else ("task", task.pk)
    before = target.text if field == "period_target" else task.annual_target
    address = reverse("desk:correct", args=[task.pk, *holder, field])
    answer = client.post(address, {"text": " ", "before": before})
    assert "不能改成空白" in answer.content.decode()


def test_an_emptied_text_can_be_put_back(client: Client, county: County) -> None:
    task = county.tasks[1]
    address = form_of(task_page(client, task), "存在问题")
    client.post(address, {"text": "", "before": "部分地块附着物尚未清表。"})
    page = task_page(client, task)
    assert "原为部分地块附着物尚未清表。" in page.text("//details[@class='corrected']")
    assert form_of(page, "存在问题") == address


def test_an_unchanged_text_is_no_correction(client: Client, county: County) -> None:
    task = county.tasks[1]
    address = form_of(task_page(client, task), "存在问题")
    same = "部分地块附着物尚未清表。"
    said = client.post(address, {"text": same, "before": same}, follow=True).content.decode()
    assert "内容没有变化" in said
    assert not task_page(client, task).all("//details[@class='corrected']")


@pytest.mark.parametrize(
    "below",
    ["task/{other}/annual_target/", "report/999/progress/", "plan/1/title/", "task/{own}/state/"],
)
def test_only_texts_of_the_task_have_a_form(client: Client, county: County, below: str) -> None:
    own, other = county.tasks[0].pk, county.tasks[1].pk
    address = f"/tasks/{own}/correct/{below.format(own=own, other=other)}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "甲", "before": "乙"}).status_code == 404


def test_who_may_not_correct_sees_no_way_to_it(visit: Visit, clerk: Actor, county: County) -> None:
    page = task_page(visit(clerk), county.tasks[0])
    assert not page.all("//a[contains(@class,'edit')]")
    assert not page.all("//form[contains(@class,'settle')]")


def doubtful(client: Client, county: County) -> list[str]:
    grid = Page(client.get(reverse("desk:grid", args=[county.plan.pk])).content)
    return grid.texts("//a[@id='tally-doubtful']/b")


def test_naming_the_lead_settles_the_question_about_it_and_no_other(
    client: Client, county: County
) -> None:
    task = county.tasks[3]
    other = "单位以“等”结尾，还有哪些单位需要确认。"
    doubt(task, ("units", LEAD_UNNAMED), ("units", other))
    client.post(reverse("desk:lead", args=[task.pk]), {"lead": str(county.streets.pk)})
    page = task_page(client, task)
    assert page.texts("//ul[contains(@class,'ask')]/li/span/text()/..")[0].startswith(
        f"责任单位：{other}"
    )
    assert f"核对疑问所问{LEAD_UNNAMED}" in page.text("//ol[@class='trail']")
    assert doubtful(client, county) == ["1"]
    settle = reverse("desk:settle", args=[task.pk])
    said = client.post(settle, {"field": "units", "why": other}, follow=True).content.decode()
    assert "不再计入待问" in said
    assert doubtful(client, county) == []
    again = client.post(settle, {"field": "units", "why": other}, follow=True).content.decode()
    assert "已经核对过了" in again


def test_correcting_a_text_settles_what_was_asked_about_it(client: Client, county: County) -> None:
    task = county.tasks[0]
    doubt(task, ("progress", "文字在句子中间结束，可能有缺漏，请核对原件。"))
    assert doubtful(client, county) == ["1"]
    report = Report.objects.get(task=task)
    address = reverse("desk:correct", args=[task.pk, "report", report.pk, "progress"])
    client.post(address, {"text": "供热管网改造完成5.2公里。", "before": report.progress})
    assert doubtful(client, county) == []


def test_the_form_opens_below_the_value(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer)
    tab.goto(reverse("desk:task", args=[county.tasks[1].pk]))
    tab.locator("dt:text-is('存在问题') + dd a.edit").click()
    text = tab.locator("textarea[name=text]")
    text.wait_for()
    tab.locator("textarea[name=text]:focus").wait_for()
    text.fill("部分地块附着物尚未清除。")
    tab.get_by_role("button", name="保存更正").click()
    tab.locator("details.corrected summary").click()
    assert "部分地块附着物尚未清表。" in tab.locator("details.corrected").inner_text()
