"""The first page, a task, its sources, search, and what stands around every page."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import Parse, SourceRow
from jiannuo.history import guard
from jiannuo.history.models import Entry
from jiannuo.ledger.models import Plan, Task
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County


@pytest.fixture
def client(visit: Visit, officer: Actor) -> Client:
    return visit(officer)


def read(client: Client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer.content)


def test_the_first_page_lists_plans_by_place_with_their_source(
    client: Client, county: County
) -> None:
    page = read(client, "/ledgers/")
    assert page.text("//h1") == "台账共记4项任务，来自1份计划"
    assert page.texts("//section/h2") == ["东川市清河区"]
    assert page.href(county.plan.title) == f"/ledgers/{county.plan.pk}/"
    assert page.href("may.txt") == f"/sources/{Parse.objects.get().pk}/"
    assert "5月自报：完成1项，部分完成1项，未完成1项" in page.texts("//p[@class='about']")


def test_an_empty_ledger_says_what_to_do_next(
    visit: Visit, foreign_officer: Actor, roleless: Actor
) -> None:
    assert "任务分解表" in read(visit(foreign_officer), "/").text("//div[@class='empty']")
    assert "联系督查室" in read(visit(roleless), "/").text("//div[@class='empty']")


def test_the_frame_says_who_reads_and_where_they_can_go(client: Client, county: County) -> None:
    page = read(client, "/ledgers/")
    assert page.text("//span[@class='place']") == "清河区政府工作督查台账"
    assert page.texts("//header//nav/a") == [
        "待办", "台账", "交办", "轮次", "审核", "通报", "发布", "督办", "导入", "搜索", "管理",
    ]  # fmt: skip
    assert page.texts("//header//nav/a[@aria-current='page']") == ["台账"]
    assert not page.all("//*[@class='demo']")


def test_a_demonstration_says_that_it_is_one_and_as_of_which_day(
    client: Client, county: County, settings: Any
) -> None:
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {"东川市清河区": date(2023, 6, 8)}
    said = read(client, "/").text("//*[@class='demo']")
    assert said.startswith("演示")
    assert "东川市清河区按2023年6月8日展示" in said


def test_a_task_shows_target_report_people_and_trail(client: Client, county: County) -> None:
    page = read(client, reverse("desk:task", args=[county.tasks[1].pk]))
    assert page.text("//h1") == "出让土地1000亩。"
    whole = page.text("//main")
    for said in (
        "5月目标出让土地400亩。",
        "完成情况出让土地380亩。",
        "存在问题部分地块附着物尚未清表。",
        "下步打算6月底前完成清表。",
        "区住建局牵头",
        "区财政局配合",
        "孙立领导",
        "从文件导入任务",
    ):
        assert said in whole
    assert "均与前后相接，未被改动" in whole


def test_a_task_without_a_lead_asks_and_one_without_reports_says_so(
    client: Client, county: County
) -> None:
    page = read(client, reverse("desk:task", args=[county.tasks[3].pk]))
    assert "未注明牵头" in page.text("//dl[@class='now']")
    assert "文件没有注明谁牵头" in page.text("//ul[contains(@class,'ask')]")
    assert "还没有报送" in page.text("//main")


def test_the_question_who_leads_is_answered_where_it_is_asked(
    client: Client, county: County, visit: Visit, street_clerk: Actor
) -> None:
    address = reverse("desk:task", args=[county.tasks[3].pk])
    assert read(client, address).texts("//details/summary") == ["谁牵头？"]
    assert not read(visit(street_clerk), address).all("//details[@class='decide']")
    nothing = client.post(f"{address}lead/", follow=True)
    assert "请先选一家单位" in nothing.content.decode()
    foreign = client.post(f"{address}lead/", {"lead": str(county.finance.pk)}, follow=True)
    assert "必须是这项任务的责任单位之一" in foreign.content.decode()
    client.post(f"{address}lead/", {"lead": str(county.streets.pk)})
    decided = read(client, address)
    assert "牵头单位各街道办事处" in decided.text("//dl[@class='now']")
    assert decided.texts("//details[@class='decide']/summary") == ["更正牵头单位"]
    assert not decided.all("//ul[contains(@class,'ask')]")
    assert "确定牵头单位" in decided.text("//ol[@class='trail']")


def test_a_trail_that_was_touched_is_seen(client: Client, county: County) -> None:
    task = county.tasks[0]
    entry = Entry.objects.about("task", task.pk).order_by("sequence")[0]
    guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE history_entry SET actor_name = 'X' WHERE sequence = %s", [entry.sequence]
        )
    said = read(client, reverse("desk:task", args=[task.pk])).text("//main")
    assert "的内容被改动过。请告知审计管理员" in said


def test_every_value_of_a_task_leads_to_its_source_cell(client: Client, county: County) -> None:
    page = read(client, reverse("desk:task", args=[county.tasks[0].pk]))
    links = page.all("//a[@class='cite']")
    assert {link.get("href").split("/")[-2] for link in links} >= {"annual_target", "progress"}
    for link in links:
        cell = read(client, link.get("href"))
        assert len(cell.all("//td[@class='cited']")) == 1
        assert page.all(f"//*[@id='{link.get('aria-controls')}']")


def test_the_source_cell_stands_among_its_neighbours_with_the_cited_words_marked(
    client: Client, county: County
) -> None:
    task = county.tasks[0]
    row = SourceRow.objects.get(pk=task.source_id)
    row.citations["progress"]["span"] = [0, 4]
    row.save()
    address = reverse("desk:source_cell", args=[task.pk, row.pk, "progress"])
    page = read(client, address)
    assert page.texts("//td[@class='cited']/mark") == ["供热管网"]
    assert "出让土地380亩。" in page.text("//table[@class='sheet']")
    assert "表1 第2行 第3列" in page.text("//p[@class='note']")
    whole = read(client, page.href("打开来源全文到这一格"))
    assert whole.texts("//td[@id='cited']/mark") == ["供热管网"]
    assert len(whole.all("//table[@class='sheet']//tr")) == 5


def test_a_value_without_a_source_has_no_page(client: Client, county: County) -> None:
    task = county.tasks[0]
    address = reverse("desk:source_cell", args=[task.pk, task.source_id, "remarks"])
    assert client.get(address).status_code == 404


def test_an_address_of_a_source_that_makes_no_sense_shows_the_source(
    client: Client, county: County
) -> None:
    parse = Parse.objects.get().pk
    for query in ("table=x&row=-1", "row=99999999999999999999", "table=7&row=3", "span=x-y&row=2"):
        assert client.get(f"/sources/{parse}/?{query}").status_code == 200


def test_the_original_is_an_attachment(client: Client, county: County) -> None:
    page = read(client, f"/sources/{Parse.objects.get().pk}/")
    answer = client.get(page.href("下载原件"))
    assert answer["Content-Disposition"] == 'attachment; filename="may.txt"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_search_groups_by_plan_and_marks_what_it_found(client: Client, county: County) -> None:
    page = read(client, "/search/?text=土地")
    assert county.plan.title in page.text("//section[@class='found']/h2")
    assert page.texts("//article//h3//mark") == ["土地"]
    assert {mark.text for mark in page.all("//mark")} == {"土地"}
    assert page.href("在台账里看") == f"/ledgers/{county.plan.pk}/?text=%E5%9C%9F%E5%9C%B0"


def test_a_search_that_finds_nothing_says_how_to_go_on(client: Client, county: County) -> None:
    assert "没有找到“供电”" in read(client, "/search/?text=供电").text("//div[@class='empty']")
    assert "例如" in read(client, "/search/").text("//main")


def test_search_shows_nobody_what_they_may_not_see(
    visit: Visit, clerk: Actor, neighbour: Actor, county: County
) -> None:
    assert read(visit(clerk), "/search/?text=供热").all("//mark")
    assert not read(visit(neighbour), "/search/?text=供热").all("//mark")


def test_text_is_never_markup(client: Client, county: County) -> None:
    Task.objects.filter(pk=county.tasks[0].pk).update(annual_target="<script>alert(1)</script>")
    Plan.objects.filter(pk=county.plan.pk).update(title="<b>计划</b>")
    for address in ("/", f"/ledgers/{county.plan.pk}/", f"/tasks/{county.tasks[0].pk}/"):
        content = client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "<b>计划" not in content


def test_errors_are_pages_that_say_what_to_do(client: Client, visit: Visit, clerk: Actor) -> None:
    missing = client.get("/tasks/999999/")
    assert missing.status_code == 404
    assert "没有找到这一页" in missing.content.decode()
    refused = visit(clerk).get("/administration/users/")
    assert refused.status_code == 403
    assert "您没有权限" in Page(refused.content).text("//h1")


def test_our_own_failure_says_when_and_tells_nothing_else(
    client: Client, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    Plan.objects.filter(pk=county.plan.pk).update(tables=[{"columns": None, "position": 0}])
    monkeypatch.setattr("jiannuo.reporting.queries.grid.tables_shown", lambda *_: [{}])
    answer = client.get(f"/ledgers/{county.plan.pk}/")
    assert answer.status_code == 500
    page = Page(answer.content)
    assert "系统出错了" in page.text("//h1")
    assert "KeyError" not in page.text("//main")
    assert page.href("再试一次") == f"/ledgers/{county.plan.pk}/"
