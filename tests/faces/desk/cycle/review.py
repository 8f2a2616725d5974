"""Chapter three, June 8 and 9: the office reviews May, sends one field back, accepts, and locks."""

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.reporting.actions.review.accept import accept_as_claimed
from jiannuo.reporting.models import Line, LineState, ReportingRound, Return
from jiannuo.reporting.queries.review import review_queue
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.offices import sign_off
from tests.faces.desk.cycle.stage import Stage, succeeded
from tests.rounds import line_of, sheet_of

KEYS = {"met": "1", "partly": "2", "missed": "3"}
BY_KEYS = 6
"""Doubtful lines that are decided by keys; the rest of them likewise, unwatched."""
ADDED = "担保贷款余额3.88亿元为截至5月底数。"


def queue_of(stage: Stage, one: ReportingRound, waiting: int) -> Tab:
    """Open the queue; doubts stand first."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/review/{one.pk}/")
    expect(tab.locator(".queue-count b").first).to_have_text(str(waiting))
    return tab


def return_one_field(stage: Stage, one: ReportingRound, number: str, name: str) -> None:
    """Send 完成情况 of one line back by keys, with a coded reason and a day."""
    line = _line(stage.linzi, one, number, name)
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/review/{one.pk}/{line.pk}/")
    stage.look(tab, "10-review")
    tab.keyboard.press("r")
    tab.get_by_role("checkbox", name="完成情况").check()
    tab.get_by_role("radio", name="T2 口径不清").check()
    tab.get_by_label("给单位的话").fill("请写明担保贷款余额的截止时间。")
    tab.get_by_label("请于何日前重报").fill("2023-06-09")
    tab.get_by_role("button", name="退回", exact=True).click()
    succeeded(tab, f"第{number}项已退回“完成情况”，其余栏目保持已报")
    assert Return.objects.get().field == "progress"


def report_again(stage: Stage, one: ReportingRound, number: str, name: str) -> None:
    """Find what was sent back, add what was asked for; the head signs again."""
    linzi = stage.linzi
    tab = stage.tab(linzi.clerk(name))
    tab.goto("/")
    expect(tab.locator("main")).to_contain_text("退回")
    line = _line(linzi, one, number, name)
    tab.goto(f"/report/lines/{line.pk}/")
    expect(tab.locator("main")).to_contain_text("请写明担保贷款余额的截止时间")
    tab.locator("#progress").fill(line.progress + ADDED)
    stage.look(tab, "11-returned")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("h1")).to_have_text("5月份月报填好了，可以送签")
    sign_off(linzi, sheet_of(one, linzi.organisation(name)))
    stage.background()


def accept_by_keys(stage: Stage, one: ReportingRound) -> None:
    """Decide doubtful lines with two keys each, bulk-accept the clear ones, then the rest."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/review/{one.pk}/")
    for _ in range(BY_KEYS):
        line = Line.objects.get(pk=tab.url.rstrip("/").rpartition("/")[2])
        tab.keyboard.press(KEYS[line.claim])
        tab.keyboard.press("a")
        succeeded(tab, f"第{line.task.number}项已通过")
    clear = sum(not each.why for each in review_queue(stage.linzi.officer, one))
    tab.get_by_text(f"{clear} 项未见疑点，一并通过").click()
    tab.get_by_role("button", name=f"确认通过这 {clear} 项").click()
    succeeded(tab, f"{clear}项未见疑点的已按自报评定并通过")
    rest = [each.line for each in review_queue(stage.linzi.officer, one)]
    accept_as_claimed(stage.linzi.officer, rest, now=stage.linzi.clock.now())
    assert not Line.objects.filter(submission__round=one, state=LineState.SUBMITTED).exists()


def lock(stage: Stage, one: ReportingRound) -> None:
    """Lock the round: its deadline is over and everything is accepted."""
    stage.linzi.clock.to(6, 9)
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/rounds/{one.pk}/")
    tab.get_by_role("button", name="锁定本轮").click()
    succeeded(tab, "本轮已锁定")
    stage.look(tab, "12-locked")


def tallies_of(stage: Stage, *, met: int, partly: int, missed: int) -> None:
    """Count the ledger's page: the claims of a period, computed from what stands in the ledger."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/ledgers/{stage.linzi.plan.pk}/?period=month-5")
    for name, count in (("met", met), ("partly", partly), ("missed", missed)):
        expect(tab.locator(f"#tally-{name} b")).to_have_text(str(count))
    stage.look(tab, "13-ledger")


def _line(linzi: Linzi, one: ReportingRound, number: str, name: str) -> Line:
    return line_of(sheet_of(one, linzi.organisation(name)), number)
