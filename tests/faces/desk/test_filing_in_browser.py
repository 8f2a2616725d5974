"""Issuing and filing a plan as people do it: a real browser, with and without the script."""

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Issue, Receipt, TargetVersion
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import FilingLine, FilingState, PlanFiling
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.faces.desk.conftest import Enter
from tests.personae import County

pytestmark = pytest.mark.django_db(transaction=True)

_PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const cell = document.querySelector(`[name="${field}"]`);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def issue(county: County, officer: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


def own_filing(county: County) -> PlanFiling:
    return PlanFiling.objects.get(organisation=county.housing)


def opened(enter: Enter, actor: Actor, county: County, **options: object) -> Tab:
    tab = enter(actor, **options)
    tab.goto(f"/filing/{own_filing(county).pk}/")
    return tab


def lines_of(county: County) -> list[FilingLine]:
    return list(own_filing(county).lines.order_by("task__position", "order"))


def test_from_the_notice_to_the_approved_plan(
    county: County, officer: Actor, clerk: Actor, head: Actor, enter: Enter
) -> None:
    office = enter(officer)
    office.goto("/issuing/")
    office.get_by_role("link", name="交办任务").click()
    office.get_by_label("发文字号").fill("清政办发〔2023〕1号")
    office.get_by_role("button", name="交办", exact=True).click()
    expect(office.get_by_role("heading", level=1)).to_have_text("落实计划报到0家，还差4家")
    expect(office.get_by_role("textbox", name="催报的话")).to_have_value(
        re.compile("还有4家没有报到")
    )

    own = enter(clerk)
    own.goto("/filing/")
    own.get_by_role("link", name="签收").click()
    own.get_by_role("button", name="签收全部任务").click()
    own.get_by_role("link", name="填报落实计划").click()
    own.get_by_label("1二季度").fill("改造老旧管网6公里。")
    own.get_by_label("2四季度").fill("出让土地1000亩。")
    own.get_by_label("联系电话").fill("0533-2318")
    own.get_by_role("button", name="送负责人签发").click()
    expect(own.get_by_role("heading", level=1)).to_have_text("区住建局的落实计划，请负责人签发")

    chief = enter(head)
    chief.goto(f"/filing/{own_filing(county).pk}/sheet/")
    chief.get_by_role("button", name="签发并报送").click()
    expect(chief.get_by_role("status").first).to_contain_text("已签发，落实计划已报督查室")

    office.reload()
    office.get_by_role("link", name="审核", exact=True).last.click()
    office.get_by_role("button", name="核定，目标进入台账").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("落实计划报到1家，还差3家")
    assert county.tasks[0].targets.get(kind="quarter_targets").text == "改造老旧管网6公里。"


def test_what_is_typed_is_saved_by_itself(
    county: County, issue: Issue, clerk: Actor, enter: Enter
) -> None:
    tab = opened(enter, clerk, county)
    tab.get_by_label("1一季度").fill("启动招标。")
    expect(tab.locator("#saved")).to_contain_text("已自动保存")
    assert lines_of(county)[0].quarters == {"1": "启动招标。"}
    tab.get_by_label("1一季度").fill("启动招标，完成设计。")
    expect(tab.locator("#saved")).to_contain_text("有改动")
    expect(tab.locator("#saved")).to_contain_text("已自动保存")
    assert lines_of(county)[0].quarters == {"1": "启动招标，完成设计。"}


def test_two_people_on_one_line_see_both_texts(
    county: County, issue: Issue, clerk: Actor, head: Actor, enter: Enter
) -> None:
    first, second = opened(enter, clerk, county), opened(enter, head, county)
    first.get_by_label("1一季度").fill("启动招标。")
    expect(first.locator("#saved")).to_contain_text("已自动保存")
    second.get_by_label("1一季度").fill("开工建设。")
    expect(second.locator("#saved")).to_contain_text("您写的没有覆盖它")
    enter.complaints.clear()  # type: ignore[attr-defined]  # the refused save is a 409
    second.get_by_role("button", name="保存", exact=True).last.click()
    expect(second.get_by_role("alert")).to_contain_text("别人刚刚改过")
    expect(second.locator(".theirs")).to_contain_text("一季度：启动招标。")
    expect(second.get_by_label("1一季度")).to_have_value("开工建设。")
    enter.complaints.clear()  # type: ignore[attr-defined]
    second.get_by_role("button", name="保存", exact=True).last.click()
    expect(second.get_by_role("status").first).to_contain_text("已保存")
    assert lines_of(county)[0].quarters == {"1": "开工建设。"}


def test_a_piece_of_a_spreadsheet_keeps_its_cells(
    county: County, issue: Issue, clerk: Actor, enter: Enter
) -> None:
    tab = opened(enter, clerk, county)
    first, second = lines_of(county)
    copied = '启动\t"改造2公里，\n含""高新区""段"\t\t完工\t张三\r\n挂牌\t出让400亩\t\t\t李四\r\n'
    tab.evaluate(_PASTE, [f"l{first.pk}-q1", copied])
    expect(tab.locator("#saved")).to_contain_text("已自动保存")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.quarters == {"1": "启动", "2": '改造2公里，\n含"高新区"段', "4": "完工"}
    assert (first.principal, second.principal) == ("张三", "李四")
    assert second.quarters == {"1": "挂牌", "2": "出让400亩"}


def test_cells_beyond_the_table_are_said(
    county: County, issue: Issue, clerk: Actor, enter: Enter
) -> None:
    tab = opened(enter, clerk, county)
    last = lines_of(county)[-1]
    tab.evaluate(_PASTE, [f"l{last.pk}-q1", "甲\t乙\r\n丙\t丁"])
    expect(tab.locator("#announcement")).to_contain_text("有2个格子超出表格，没有粘贴")


def test_without_the_script_nothing_is_missing(
    county: County, issue: Issue, clerk: Actor, head: Actor, enter: Enter
) -> None:
    tab = opened(enter, head, county, java_script_enabled=False)
    tab.get_by_role("button", name="分解子任务").first.click()
    tab.get_by_label("1.1内容").fill("供热管网")
    tab.get_by_label("1.1二季度").fill("改造3公里。")
    tab.get_by_label("2四季度").fill("全部出让。")
    tab.get_by_label("1主要负责人", exact=True).fill("赵志远")
    tab.get_by_role("button", name="负责人相同，填满空格").click()
    expect(tab.get_by_label("1.1主要负责人")).to_have_value("赵志远")
    tab.get_by_role("button", name="签发并报送").click()
    expect(tab.get_by_role("alert")).to_contain_text("没有写联系电话")
    tab.get_by_label("联系电话").fill("0533-2318")
    tab.get_by_role("button", name="签发并报送").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("已报，等督查室审核")
    assert own_filing(county).state == FilingState.SUBMITTED
    enter.complaints.clear()  # type: ignore[attr-defined]


def test_an_objection_is_raised_and_answered(
    county: County, issue: Issue, officer: Actor, clerk: Actor, enter: Enter
) -> None:
    own = enter(clerk)
    own.goto(f"/filing/receipts/{Receipt.objects.get(organisation=county.housing).pk}/")
    own.get_by_text("提出异议").first.click()
    own.get_by_label("说明").first.fill("供热由区城管局主管。")
    own.get_by_role("button", name="提出异议").first.click()
    expect(own.get_by_text("待答复")).to_be_visible()

    office = enter(officer)
    office.goto("/issuing/")
    office.get_by_role("link", name="答复").click()
    office.get_by_label("调整分工，按下表").check()
    office.get_by_label("区住建局怎样承担").select_option(label="不承担")
    office.get_by_label("增加的单位1", exact=True).fill("区财政局")
    office.get_by_label("答复的理由").fill("改由区财政局承担。")
    office.get_by_role("button", name="答复").click()
    expect(office.get_by_role("status").first).to_contain_text("已答复区住建局")
    own.reload()
    expect(own.get_by_text("改由区财政局承担。")).to_be_visible()
    expect(own.get_by_text("已不由本单位承担")).to_be_visible()


def test_a_target_is_adjusted_and_the_old_one_stays_to_be_seen(
    county: County, issue: Issue, clerk: Actor, director: Actor, enter: Enter
) -> None:
    own = enter(clerk)
    own.goto(f"/tasks/{county.tasks[0].pk}/")
    own.get_by_role("link", name="申请调整").click()
    own.get_by_role("link", name="调整5月目标").click()
    own.get_by_label("调整为").fill("完成供热管网改造4公里。")
    own.get_by_label("理由").fill("选址调整")
    own.get_by_role("button", name="报批").click()

    chief = enter(director)
    chief.goto("/issuing/adjustments/")
    chief.get_by_role("link", name="审批", exact=True).click()
    chief.get_by_role("button", name="同意，现在就改").click()
    expect(chief.get_by_role("heading", level=1)).to_have_text("没有待审批的调整")

    own.goto(f"/tasks/{county.tasks[0].pk}/")
    versions = own.get_by_role("region", name="目标的调整")
    expect(versions).to_contain_text("第2版（现行） 完成供热管网改造4公里。")
    expect(versions).to_contain_text("完成供热管网改造5公里。")
    expect(own.locator(".trail")).to_contain_text(
        "5月目标由“完成供热管网改造5公里。”调整为“完成供热管网改造4公里。”，理由：选址调整，批准人：director"
    )
    assert TargetVersion.objects.count() == 2


@pytest.mark.parametrize("address", ["/filing/", "/filing/{filing}/", "/filing/{filing}/sheet/"])
def test_nothing_sticks_out_on_a_phone(
    address: str, county: County, issue: Issue, clerk: Actor, enter: Enter
) -> None:
    tab = enter(clerk, viewport={"width": 360, "height": 740})
    tab.goto(address.format(filing=own_filing(county).pk))
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
