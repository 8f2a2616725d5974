"""Chapter two, May 25 to June 9: May's round opens, is reminded of, reported, reviewed and locked."""

import re

from playwright.sync_api import expect

from jiannuo.ledger.periods import Span
from jiannuo.outbox.actions.set_address import add_address
from jiannuo.outbox.models import Channel
from jiannuo.reporting.models import Line, LinePart, ReportingRound
from tests.apps.outbox.conftest import Mailbox
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.offices import mays_words, sign_off, write
from tests.faces.desk.cycle.stage import PHONE, Stage, succeeded
from tests.faces.desk.report.conftest import a_picture
from tests.faces.desk.report.test_in_browser import paste
from tests.rounds import line_of, sheet_of

IN_BROWSER = ("区总工会", "区供销社", "区住建局", "闻韶街道办事处")
"""The offices whose May is played by hand; the others do the same without being watched."""
OF_THE_STREET = "辖区内居民拆迁协商工作按计划推进。"


def open_the_round(stage: Stage) -> ReportingRound:
    """Set the rule, make May's round by hand, be refused a second one, and announce it."""
    linzi = stage.linzi
    linzi.clock.to(5, 25)
    tab = stage.tab(linzi.officer)
    tab.goto(f"/rounds/of/{linzi.place.pk}/rules/")
    tab.get_by_role("button", name="保存规则").click()
    succeeded(tab, "规则已保存")
    for _ in range(2):
        tab.goto(f"/rounds/of/{linzi.place.pk}/new/")
        tab.get_by_label("报送期").select_option(label="2023年5月月报")
        tab.get_by_role("button", name="建立", exact=True).click()
        expect(tab.locator("main")).to_be_visible()
    expect(tab.locator(".fault")).to_contain_text("2023年5月月报已经有一个报送轮次")
    tab.get_by_role("link", name="看2023年5月月报这一轮").click()
    expect(tab.locator("main")).to_contain_text("6月7日（周三）24:00截止")
    tab.get_by_role("button", name="通知开始填报").click()
    succeeded(tab, "已通知各单位开始填报")
    return ReportingRound.objects.get(place=linzi.place)


def most_report(stage: Stage, one: ReportingRound) -> None:
    """Let the offices that nobody watches report what the bulletin says of them."""
    linzi = stage.linzi
    linzi.clock.to(6, 2)
    said = mays_words(linzi)
    for sheet in one.submissions.select_related("organisation"):
        name = sheet.organisation.name
        if name in IN_BROWSER:
            continue
        written = write(linzi, one, name, said)
        if written.lines.filter(part=LinePart.WHOLE).exists():
            sign_off(linzi, written)
    stage.background()


def remind(stage: Stage, one: ReportingRound, mailbox: Mailbox) -> None:
    """On the morning before the deadline whoever is missing is reminded, in the site and by letter."""
    linzi = stage.linzi
    clerk = linzi.clerk("区总工会")
    add_address(clerk.author, f"user:{clerk.user}", Channel.EMAIL, "zgh@example.gov.cn")
    linzi.clock.to(6, 6)
    stage.background()
    assert len(mailbox.letters) == 1
    tab = stage.tab(clerk)
    tab.goto("/messages/")
    expect(tab.locator("main")).to_contain_text("5月月报明晚24:00截止")
    office = stage.tab(linzi.officer)
    office.goto(f"/rounds/{one.pk}/")
    expect(office.locator("main")).to_contain_text("区总工会")
    stage.look(office, "05-round")


def the_union_pastes(stage: Stage) -> None:
    """Paste a row from Excel as the union's clerk; its head signs on a phone."""
    linzi = stage.linzi
    row = linzi.said["98"]
    tab = stage.tab(linzi.clerk("区总工会"))
    tab.goto("/")
    tab.get_by_role("link", name="填报", exact=True).click()
    tab.get_by_role("link", name="从第98项填起").click()
    paste(tab, f"{row.progress}\t无\t6月继续走访慰问。\t{row.status}")
    expect(tab.locator("#progress")).to_have_value(row.progress or "")
    expect(tab.locator("input[name=claim][value=met]")).to_be_checked()
    stage.look(tab, "06-line")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("h1")).to_have_text("5月份月报填好了，可以送签")
    tab.get_by_role("button", name="送负责人签发").click()
    expect(tab.locator("h1")).to_have_text("5月份月报等负责人签发")
    stage.leave(linzi.head("区总工会"))
    phone = stage.tab(linzi.head("区总工会"), viewport=PHONE, has_touch=True)
    phone.goto("/report/")
    expect(phone.locator("h1")).to_have_text("5月份月报请您签发，1项")
    phone.get_by_role("button", name="签发并报送").click()
    expect(phone.locator("h1")).to_have_text("5月份月报已报")


def the_cooperative_signs_with_ink(stage: Stage) -> None:
    """Type as the cooperative's clerk, print, and hand the signed page in."""
    linzi = stage.linzi
    row = linzi.said["65"]
    tab = stage.tab(linzi.clerk("区供销社"))
    tab.goto("/report/")
    tab.get_by_role("link", name="从第65项填起").click()
    tab.locator("#progress").fill(row.progress or "")
    tab.locator("input[name=claim][value=met]").check()
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("h1")).to_have_text("5月份月报填好了，可以送签")
    tab.get_by_role("link", name="打印签字后上传").click()
    tab.get_by_label("签字人").fill("区供销社负责人")
    scan = {"name": "签字页.png", "mimeType": "image/png", "buffer": a_picture()}
    tab.get_by_label("签字页").set_input_files(scan)  # type: ignore[arg-type]  # a file payload
    stage.look(tab, "07-ink")
    tab.get_by_role("button", name="上传并报送").click()
    expect(tab.locator("h1")).to_have_text("5月份月报已报")


def a_share_is_handed_over(stage: Stage, one: ReportingRound) -> None:
    """Give the street's part of task 47 to the housing bureau, which takes it over; its head signs."""
    linzi = stage.linzi
    street = stage.tab(linzi.clerk("闻韶街道办事处"))
    street.goto(f"/report/lines/{_line(linzi, one, '闻韶街道办事处', '47').pk}/")
    street.locator("#progress").fill(OF_THE_STREET)
    street.get_by_role("button", name="交牵头单位").click()
    succeeded(street, "已交牵头单位")
    sheet = write(linzi, one, "区住建局", mays_words(linzi))
    tab = stage.tab(linzi.clerk("区住建局"))
    tab.goto(f"/report/lines/{_line(linzi, one, '区住建局', '47').pk}/")
    expect(tab.locator("main")).to_contain_text(OF_THE_STREET)
    tab.get_by_role("button", name="采用").first.click()
    succeeded(tab, "已采用闻韶街道办事处的内容")
    expect(tab.locator("#progress")).to_have_value(re.compile(f"闻韶街道办事处：{OF_THE_STREET}"))
    tab.goto(f"/report/{sheet.pk}/")
    stage.look(tab, "08-sheet")
    tab.get_by_role("button", name="送负责人签发").click()
    expect(tab.locator("h1")).to_have_text("5月份月报等负责人签发")
    head = stage.tab(linzi.head("区住建局"))
    head.goto("/report/")
    stage.look(head, "09-signing")
    head.get_by_role("button", name="签发并报送").click()
    expect(head.locator("h1")).to_have_text("5月份月报已报")
    write(linzi, one, "闻韶街道办事处", {})


def _line(linzi: Linzi, one: ReportingRound, name: str, number: str) -> Line:
    return line_of(sheet_of(one, linzi.organisation(name)), number)


def everybody_is_in(stage: Stage, one: ReportingRound) -> None:
    """On the deadline's evening nobody is missing, and all were in time."""
    stage.background()
    sheets = one.submissions.all()
    assert {sheet.state for sheet in sheets} == {"submitted"}
    assert all(sheet.first_submitted_at <= one.due_at for sheet in sheets)  # type: ignore[operator]
    assert Span(one.period_kind, one.period_index) == Span("month", 5)
