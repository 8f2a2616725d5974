"""June after May in a real Chromium: the same list, renumbered, reworded, with a changed target."""

import re

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.confirm import confirm
from jiannuo.ledger.models import Plan
from tests.apps.intake.files import ReadUpload
from tests.faces.desk.conftest import Enter

pytestmark = pytest.mark.browser

HEAD = "2024年重点工作{}月份完成情况通报表\n\n序号\t年度目标任务\t完成情况\t责任单位\n"
MAY = HEAD.format(5) + (
    "1\t完成供热管网改造12公里，新增供热面积50万平方米，惠及居民6000户。\t部分完成。已完成5公里。\t区住建局\n"
    "2\t新建幼儿园3所，新增学位810个，9月投入使用。\t部分完成。主体完工。\t区教体局\n"
    "3\t新建幼儿园2所，新增学位540个，年内主体完工。\t部分完成。已开工。\t区教体局\n"
    "4\t出让土地1000亩。\t部分完成。已出让300亩。\t区自然资源局\n"
    "5\t修建农村公路25条。\t部分完成。已修10条。\t区交通局\n"
    "6\t改造老旧小区18个。\t部分完成。已开工9个。\t区住建局\n"
)
JUNE = HEAD.format(6) + (
    "1\t出让土地900亩。\t部分完成。已出让380亩。\t区自然资源局\n"
    "2\t修建农村公路25条。\t部分完成。已修14条。\t区交通局\n"
    "3\t完成供热管网改造12公里，新增供热面积50万平米，惠及居民6000余户。\t部分完成。已完成7公里。\t区住建局\n"
    "4\t新建幼儿园4所，新增学位900个，年内投入使用。\t部分完成。内部装修。\t区教体局\n"
    "5\t改造老旧小区18个。\t部分完成。已开工12个。\t区住建局\n"
)


@pytest.fixture
def may_plan(read_upload: ReadUpload, officer: Actor) -> Plan:
    return confirm(officer, read_upload(MAY.encode(), "5月.txt")).plans.get()


def test_what_differs_is_shown_what_is_unclear_is_asked_and_no_target_changes(
    enter: Enter, officer: Actor, read_upload: ReadUpload, may_plan: Plan
) -> None:
    june = read_upload(JUNE.encode(), "6月.txt")
    tab = enter(officer)
    tab.goto(f"/import/{june.pk}/")
    alike = tab.locator("#alike")
    expect(alike).to_contain_text("5 行中 4 行对得上")
    alike.get_by_text("看看哪里不同").click()
    changed = alike.locator("tr", has_text="出让土地900亩")
    expect(changed).to_contain_text("出让土地1000亩")

    # one row might be either kindergarten: a person says which
    question = alike.locator(".asking")
    expect(question).to_have_count(1)
    expect(question).to_contain_text("新建幼儿园4所")
    question.get_by_role("button", name=re.compile("是第2项")).click()
    expect(alike).to_contain_text("5 行中 5 行对得上")
    expect(alike.locator(".asking")).to_have_count(0)
    expect(alike).to_contain_text("台账里有 1 项这份文件没有提到")

    alike.get_by_label(re.compile("并入")).check()
    tab.get_by_role("button", name="确认，写入台账").click()
    expect(tab).to_have_url(re.compile(f"/ledgers/{may_plan.pk}/"))
    tasks = {task.number: task for task in may_plan.tasks.all()}
    assert tasks["4"].annual_target == "出让土地1000亩。"
    assert tasks["2"].annual_target.startswith("新建幼儿园3所")
    said = {
        number: [one.progress for one in task.reports.order_by("period_index")]
        for number, task in tasks.items()
    }
    assert said["4"] == ["已出让300亩。", "已出让380亩。"]
    assert said["2"] == ["主体完工。", "内部装修。"]
    assert said["3"] == ["已开工。"]
