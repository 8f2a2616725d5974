"""Chapter one, May 8 to 19: the list comes in, names are put right, tasks are issued, plans are filed."""

import base64
import re

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.directory.models import Organisation
from jiannuo.ledger.models import Issue
from jiannuo.ledger.queries.issuing import preparation
from jiannuo.reporting.actions.answer_lead import answer_lead
from jiannuo.reporting.models import PlanFiling
from tests.faces.desk.cycle.linzi import Linzi, plan_as_excel
from tests.faces.desk.cycle.offices import file_plan, sign_receipts
from tests.faces.desk.cycle.stage import Stage, succeeded
from tests.faces.desk.intake.test_in_browser import DROP

UNDECIDED = "104"
"""Three offices answer for this task, each for a part of it: it keeps three."""
BY_PRESS = {"2": "区发改局", "4": "区财政局"}
"""Tasks whose lead is said on the spot, while they are issued."""


def take_the_list_in(stage: Stage) -> None:
    """Drop the office's own table and confirm what was read."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto("/import/")
    content = base64.b64encode(plan_as_excel(stage.linzi.bulletin)).decode()
    tab.evaluate(DROP, ["任务分解表.xlsx", content])
    expect(tab.locator("#bar .sums")).to_contain_text("124 行")
    tab.get_by_role("button", name="确认，写入台账").click()
    expect(tab).to_have_url(re.compile("/ledgers/"))
    succeeded(tab, "124 项")
    named = Organisation.objects.filter(place=stage.linzi.place)
    assert named.count() == 53


def put_names_right(stage: Stage) -> None:
    """Two names of one street office become one; a set of offices gets its members."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto("/administration/organisations/?text=闻韶")
    tab.get_by_role("link", name="闻韶街道", exact=True).click()
    tab.get_by_role("link", name="并入其他单位").click()
    tab.get_by_label("并入哪个单位").fill("闻韶街道办事处")
    tab.get_by_label("自何日起").fill("2023-05-08")
    tab.get_by_label("依据").fill("同一单位的两种写法")
    tab.get_by_role("button", name="看看会有哪些变化").click()
    expect(tab.locator("main")).to_contain_text("1 项任务")
    stage.look(tab, "01-merging")
    tab.get_by_role("button", name="确认并入").click()
    succeeded(tab, "“闻韶街道”已并入“闻韶街道办事处”")
    tab.goto("/administration/organisations/?text=专班")
    tab.get_by_role("link", name="各产业链工作专班").click()
    tab.get_by_label("成员").fill("齐鲁化工区管委会、临淄经济开发区管委会")
    tab.get_by_role("button", name="保存").click()
    succeeded(tab, "“各产业链工作专班”已更新")
    stage.linzi.staff()


def decide_leads(linzi: Linzi) -> None:
    """Say who leads, task by task, but for those that the story decides elsewhere or leaves open."""
    for one in preparation(linzi.place, 2023).unclear:
        if one.task.number not in {*BY_PRESS, UNDECIDED}:
            answer_lead(linzi.officer, one.task, [one.candidates[0].organisation_id])


def issue(stage: Stage) -> Issue:
    """Say who leads where it is still unclear, write the notice, issue all tasks."""
    decide_leads(stage.linzi)
    tab = stage.tab(stage.linzi.officer)
    tab.goto("/issuing/")
    tab.get_by_role("link", name="交办任务").click()
    tab.get_by_label("发文字号").fill("临政办字〔2023〕8号")
    for number, name in BY_PRESS.items():
        tab.get_by_role("button", name=f"{name}牵头").first.click()
        succeeded(tab, f"第{number}项的牵头单位已记下")
    expect(tab.get_by_label("发文字号")).to_have_value("临政办字〔2023〕8号")
    tab.get_by_label("还要报月度计划").check()
    stage.look(tab, "02-issuing")
    tab.get_by_role("button", name="交办", exact=True).click()
    succeeded(tab, "已交办124项任务")
    made = Issue.objects.get(place=stage.linzi.place)
    assert made.tasks.count() == 124
    tab.goto("/issuing/")
    expect(tab.locator("main")).to_contain_text("任务都已交办")
    return made


def sign_for_receipt(stage: Stage, made: Issue) -> None:
    """Sign for the union's tasks in the browser, and for the others likewise."""
    stage.linzi.clock.to(5, 10)
    tab = stage.tab(stage.linzi.clerk("区总工会"))
    tab.goto("/")
    tab.get_by_role("link", name=re.compile("签收")).first.click()
    tab.get_by_role("button", name="签收全部任务").click()
    succeeded(tab, "已签收")
    sign_receipts(stage.linzi, made)
    office = stage.tab(stage.linzi.officer)
    office.goto(f"/issuing/{made.pk}/")
    expect(office.locator("main")).to_contain_text("都已签收")


def file_plans(stage: Stage, made: Issue) -> None:
    """Three offices file their plans; the union's is typed, signed, and approved by the office."""
    linzi = stage.linzi
    linzi.clock.to(5, 16)
    tab = stage.tab(linzi.clerk("区总工会"))
    tab.goto("/filing/")
    tab.get_by_role("link", name="开始填报").click()
    _write_plan(tab)
    stage.look(tab, "03-filing")
    tab.get_by_role("button", name="送负责人签发").click()
    expect(tab.locator("h1")).to_contain_text("请负责人签发")
    filing = PlanFiling.objects.get(organisation=linzi.organisation("区总工会"))
    head = stage.tab(linzi.head("区总工会"))
    head.goto(f"/filing/{filing.pk}/sheet/")
    head.get_by_role("button", name="签发并报送").click()
    succeeded(head, "落实计划已报督查室")
    for name in ("区供销社", "区住建局"):
        file_plan(linzi, made, name, {"6": "完成当月任务。"})
    office = stage.tab(linzi.officer)
    office.goto(f"/issuing/{made.pk}/")
    expect(office.locator("h1")).to_contain_text("落实计划报到3家")
    stage.look(office, "04-notice")
    office.goto(f"/filing/{filing.pk}/sheet/")
    office.get_by_role("button", name="核定，目标进入台账").click()
    filing.refresh_from_db()
    assert filing.state == "approved"
    targets = {(one.kind, one.period_index): one.text for one in linzi.task("98").targets.all()}
    assert targets["month_plan", 6] == JUNE_TARGET


JUNE_TARGET = "走访慰问新就业形态劳动者100人次。"


def _write_plan(tab: Tab) -> None:
    tab.get_by_label("1二季度").fill("开展关爱活动3场次。")
    tab.get_by_label("1三季度").fill("开展送清凉活动。")
    tab.get_by_label("1四季度").fill("全面完成年度任务。")
    details = tab.locator("tr.months details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    tab.get_by_label("6月").fill(JUNE_TARGET)
    tab.get_by_label("联系电话").fill("0533-7180000")
