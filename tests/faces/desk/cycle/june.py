"""Chapter four, June 27 to July 8: prefilled sheets, 无变化, a falling figure, a correction, a new lead, forms."""

import io
import re
from pathlib import Path

import docx
from playwright.sync_api import expect

from jiannuo.ledger.models import AdjustmentKind
from jiannuo.ledger.queries.duties import Duty, duties_within
from jiannuo.reporting.actions.review.accept import accept_as_claimed
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.models import Line, LinePart, LineVersion, Report, ReportingRound
from jiannuo.reporting.queries.report_forms import report_form
from jiannuo.reporting.queries.review import review_queue
from tests.apps.intake.forms.test_forms import PROGRESS, STATUS, in_word
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.offices import sign_off, write
from tests.faces.desk.cycle.opening import JUNE_TARGET
from tests.faces.desk.cycle.stage import Stage, succeeded
from tests.rounds import line_of, sheet_of

BY_FORM = (
    "区信访局",
    "区市场监管局",
    "临淄医疗保障分局",
    "临淄公共资源交易中心",
    "临淄火车站改造及周边片区开发建设指挥部",
)
"""Offices that send their form by messenger."""
FALLEN = "完成建设容量0.5万千瓦，累计完成建设容量3.35万千瓦。"
"""What task 67 says in June; in May the cumulative capacity was 3.85."""
SETTLED = "6月完成当月工作任务。"


def the_round_comes_by_rule(stage: Stage) -> ReportingRound:
    """June's round is there on its day, announced, without anybody's doing."""
    stage.linzi.clock.to(6, 27)
    stage.background()
    return ReportingRound.objects.exclude(announced_at=None).get(period_index=6)


def the_lead_changes(stage: Stage, one: ReportingRound) -> None:
    """Ask for another lead of task 85; the director approves, and the sheets follow."""
    linzi = stage.linzi
    task = linzi.task("85")
    tab = stage.tab(linzi.officer)
    tab.goto(f"/tasks/{task.pk}/adjust/?what=units")
    tab.get_by_label("区文物局怎样承担").select_option("lead")
    tab.get_by_label("区文旅局怎样承担").select_option("supporting")
    tab.get_by_label("理由").fill("文物活化利用工作由区文物局统筹。")
    tab.get_by_role("button", name="报批").click()
    succeeded(tab, "调整申请已提交")
    chief = stage.tab(linzi.director)
    chief.goto("/issuing/adjustments/")
    chief.get_by_role("link", name="审批", exact=True).click()
    stage.look(chief, "14-adjustment")
    chief.get_by_role("button", name="同意，现在就改").click()
    succeeded(chief, "已审批")
    assert task.adjustments.get().kind == AdjustmentKind.ASSIGNMENT
    relics, tourism = linzi.organisation("区文物局"), linzi.organisation("区文旅局")
    assert duties_within([task.pk])[relics.pk] == {task.pk: Duty.ANSWERS}
    assert line_of(sheet_of(one, relics), "85").part == LinePart.WHOLE
    assert line_of(sheet_of(one, tourism), "85").part == LinePart.SHARE


def unchanged_at_a_press(stage: Stage, one: ReportingRound) -> None:
    """On one page a press says that nothing changed; on the sheet many tasks at once."""
    linzi = stage.linzi
    linzi.clock.to(7, 3)
    tab = stage.tab(linzi.clerk("区妇联"))
    line = _line(linzi, one, "区妇联", "104")
    tab.goto(f"/report/lines/{line.pk}/")
    own = linzi.said["104"].progress or ""
    expect(tab.locator("#progress")).to_have_value(own)
    stage.look(tab, "15-prefilled")
    tab.get_by_role("button", name="6月无变化").click()
    line.refresh_from_db()
    assert (line.unchanged, line.progress, line.claim) == (True, own, "met")
    stage.leave(linzi.clerk("区妇联"))


def a_figure_falls(stage: Stage, one: ReportingRound) -> None:
    """Say 无变化 for all tasks but one; what is typed there is asked about at once."""
    linzi = stage.linzi
    tab = stage.tab(linzi.clerk("区发改局"))
    tab.goto("/report/")
    tab.locator("[data-press=pick-all]").click()
    tab.get_by_role("checkbox", name="第67项无变化").uncheck()
    stage.look(tab, "16-all-unchanged")
    tab.get_by_role("button", name="所选各项无变化").click()
    tab.get_by_role("button", name=re.compile("项无变化$")).click()
    expect(tab.locator("h1")).to_have_text("6月份月报，还有1项要填")
    tab.get_by_role("link", name="从第67项填起").click()
    tab.locator("#progress").fill(FALLEN)
    tab.locator("input[name=claim][value=met]").check()
    expect(tab.locator("#questions")).to_contain_text("累计数比上一期少")
    stage.look(tab, "17-falling")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("h1")).to_have_text("6月份月报填好了，可以送签")
    sheet = write(linzi, one, "区发改局", {})
    sign_off(linzi, sheet)


def may_is_corrected(stage: Stage, one: ReportingRound) -> None:
    """Correct a locked figure of May with a reason; the ledger follows once the office accepts."""
    linzi = stage.linzi
    name, line = "区卫健局", _line(linzi, one, "区卫健局", "113")
    tab = stage.tab(linzi.clerk(name))
    tab.goto(f"/report/lines/{line.pk}/")
    tab.get_by_text("更正已报内容").click()
    tab.get_by_label("更正理由").fill("远程会诊例数统计有误。")
    tab.get_by_role("button", name="开始更正").click()
    succeeded(tab, "可以更正了")
    tab.locator("#progress").fill(line.progress.replace("477例", "417例"))
    stage.look(tab, "18-correction")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("h1")).to_have_text("5月份月报填好了，可以送签")
    tab.get_by_role("button", name="送负责人签发").click()
    head = stage.tab(linzi.head(name))
    head.goto(f"/report/{line.submission_id}/sign/")
    head.get_by_role("button", name="签发并报送").click()
    expect(head.locator("h1")).to_have_text("5月份月报已报")
    report = Report.objects.get(task=line.task_id, period_index=5)
    assert "477例" in report.progress
    office = stage.tab(linzi.officer)
    office.goto(f"/review/{one.pk}/")
    expect(office.locator(".queue-count b").first).to_have_text("1")
    expect(office.locator("del")).to_have_text("477")
    stage.look(office, "19-correction-reviewed")
    office.get_by_role("button", name="确认更正").click()
    succeeded(office, "第113项的更正已确认，台账已更新")
    office.keyboard.press("1")
    office.keyboard.press("a")
    succeeded(office, "第113项已通过")
    report.refresh_from_db()
    assert "417例" in report.progress
    versions = LineVersion.objects.filter(line=line).order_by("number")
    assert [version.reason for version in versions] == ["", "远程会诊例数统计有误。"]


def offline(stage: Stage, one: ReportingRound, folder: Path) -> None:
    """Download the justice bureau's form, fill it in Word, upload it, look, and take it over."""
    linzi = stage.linzi
    tab = stage.tab(linzi.clerk("区司法局"))
    sheet = sheet_of(one, linzi.organisation("区司法局"))
    tab.goto(f"/forms/sheets/{sheet.pk}/")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Word 报表").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    filled = docx.Document(str(path))
    [table] = filled.tables
    heads = [cell.text.replace("\n", "") for cell in table.rows[0].cells]
    cells = table.rows[1].cells
    cells[heads.index(PROGRESS)].text = SETTLED
    cells[heads.index(STATUS)].text = "完成"
    content = io.BytesIO()
    filled.save(content)
    path.write_bytes(content.getvalue())
    tab.locator("#file").set_input_files(path)
    tab.get_by_role("button", name="读取报表").click()
    expect(tab.locator("h1")).to_have_text("改动 1 项")
    expect(tab.locator("ins").first).to_contain_text(SETTLED)
    stage.look(tab, "20-difference")
    tab.get_by_role("button", name="采用所选").click()
    succeeded(tab, "已采用 1 项")
    sheet.refresh_from_db()
    sign_off(linzi, sheet)
    stage.leave(linzi.clerk("区司法局"))


def forms_by_messenger(stage: Stage, one: ReportingRound, folder: Path) -> None:
    """Drop five Word forms at once and enter them for their offices (代录)."""
    linzi = stage.linzi
    paths = []
    for name in BY_FORM:
        sheet = sheet_of(one, linzi.organisation(name))
        numbers = sheet.lines.values_list("task__number", flat=True)
        row = {PROGRESS: SETTLED, STATUS: "完成"}
        path = folder / f"{name}6月报表.docx"
        path.write_bytes(in_word(report_form(sheet), dict.fromkeys(numbers, row)))
        paths.append(path)
    tab = stage.tab(linzi.officer)
    tab.goto(f"/forms/rounds/{one.pk}/")
    tab.set_input_files("#files", paths)
    tab.get_by_role("button", name="读取报表").click()
    expect(tab.get_by_role("heading", name="5 份待代录")).to_be_visible()
    stage.look(tab, "21-five-forms")
    tab.get_by_role("button", name="代录没有疑问的 5 份").click()
    succeeded(tab, "已代录并报送 5 份")
    for name in BY_FORM:
        sheet = sheet_of(one, linzi.organisation(name))
        assert (sheet.state, sheet.by_office) == ("submitted", True)


def the_rest_report(stage: Stage, one: ReportingRound) -> None:
    """Most say 无变化; the union's target is the one that was approved, the new lead reports task 85."""
    linzi = stage.linzi
    assert JUNE_TARGET in linzi.task("98").targets.get(kind="month_plan", period_index=6).text
    for sheet in one.submissions.exclude(state="submitted").select_related("organisation"):
        name = sheet.organisation.name
        written = write(linzi, one, name, {"85": Draft(progress=SETTLED, claim="met")})
        whole = written.lines.filter(part=LinePart.WHOLE)
        chosen = whole.exclude(task__number="85").values_list("pk", flat=True)
        declare_unchanged(linzi.clerk(name), written, list(chosen), now=linzi.clock.now())
        if whole.exists():
            sign_off(linzi, written)
    stage.background()
    assert Report.objects.filter(period_index=6).count() == 124
    tab = stage.tab(linzi.officer)
    tab.goto(f"/ledgers/{linzi.plan.pk}/")
    expect(tab.locator(".grid > thead")).to_contain_text("6月份目标任务")
    assert Report.objects.get(task=linzi.task("85"), period_index=6).progress == SETTLED


def june_is_reviewed(stage: Stage, one: ReportingRound) -> None:
    """Find the falling figure among the doubts, with both numbers; accept the rest."""
    linzi = stage.linzi
    linzi.clock.to(7, 8)
    tab = stage.tab(linzi.officer)
    line = _line(linzi, one, "区发改局", "67")
    tab.goto(f"/review/{one.pk}/{line.pk}/")
    expect(tab.locator(".machine-margin")).to_contain_text("3.85")
    expect(tab.locator(".machine-margin")).to_contain_text("3.35")
    stage.look(tab, "22-falling-reviewed")
    tab.get_by_label("评定说明").fill("已电话核实，按3.35万千瓦。")
    tab.get_by_role("radio", name=re.compile("部分完成")).check()
    tab.get_by_role("button", name=re.compile("^通过")).click()
    succeeded(tab, "第67项已通过")
    waiting = [each.line for each in review_queue(linzi.officer, one)]
    accept_as_claimed(linzi.officer, waiting, now=linzi.clock.now())
    tab.goto(f"/rounds/{one.pk}/")
    tab.get_by_role("button", name="锁定本轮").click()
    succeeded(tab, "本轮已锁定")


def _line(linzi: Linzi, one: ReportingRound, name: str, number: str) -> Line:
    return line_of(sheet_of(one, linzi.organisation(name)), number)
