"""Forty offices send their May by messenger, as files: told apart, looked at, entered (代录).

Thirty-four Word forms are as they should be. Three name their office as nobody knows it, one was
printed as a PDF; two are of another month, one is broken, one is no form at all: those are refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.cli.intake import take_in
from jiannuo.core.records import Document, Period, PeriodKind, Row
from jiannuo.core.rendering import render
from jiannuo.directory.models import OrganisationAlias
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.models import LinePart, Report, ReportingRound, Submission
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.forms.test_forms import PROGRESS, STATUS, in_word
from tests.faces.desk.conftest import Enter
from tests.faces.desk.cycle.linzi import Linzi, plan_as_excel
from tests.faces.desk.cycle.offices import SHARE
from tests.faces.desk.cycle.opening import decide_leads
from tests.faces.desk.cycle.stage import Stage, succeeded

pytestmark = pytest.mark.browser

OFFICES = 40
UNKNOWN = ("临淄区城建服务中心", "临淄经贸委", "临淄文教办")
"""What three offices call themselves; nobody has heard of them by these names."""
READING = 240_000
"""Milliseconds for forty files to be read, one after the other, on a busy machine."""


@pytest.fixture
def may(place: Linzi) -> ReportingRound:
    """Announce May's round on the plan as it was imported."""
    take_in(place.place, "任务分解表.xlsx", plan_as_excel(place.bulletin))
    decide_leads(place)
    place.clock.to(6, 5)
    one = create_round(place.officer, place.place, year=2023, span=Span("month", 5))
    announce_round(place.officer, one, at=place.clock.moment)
    return one


def test_forty_files_at_once(
    place: Linzi, may: ReportingRound, enter: Enter, tmp_path: Path
) -> None:
    stage = Stage(place, enter, tmp_path)
    sheets = list(may.submissions.select_related("organisation", "round")[:OFFICES])
    printed, unknown, of_april, rest = sheets[0], sheets[1:4], sheets[4:6], sheets[6:]
    tab = stage.tab(place.officer)
    files = [
        _printed(tab, place, printed, tmp_path),
        *_called_otherwise(place, unknown, tmp_path),
        *_of_april(place, of_april, tmp_path),
        *(_form(place, sheet, tmp_path) for sheet in rest),
        *_no_forms(tmp_path),
    ]
    _drop(stage, may, files)
    _refused(tab, of_april)
    for sheet, name in zip(unknown, UNKNOWN, strict=True):
        _attribute(stage, may, sheet, name)
    _enter_the_clear_ones(stage, may, len(rest) + 1)
    entered = [printed, *unknown, *rest]
    _is_in_the_ledger(place, entered, of_april)
    assert Entry.objects.filter(action="submission.enter_for").count() == len(entered)
    assert verify().broken_at is None


def _said(linzi: Linzi, sheet: Submission) -> dict[str, dict[str, str]]:
    """Return what an office writes into its form, by number: the bulletin's words."""
    said: dict[str, dict[str, str]] = {}
    for line in sheet.lines.select_related("task"):
        row = linzi.said[line.task.number]
        whole = {PROGRESS: row.progress or "", STATUS: row.status or ""}
        said[line.task.number] = whole if line.part == LinePart.WHOLE else {PROGRESS: SHARE}
    return said


def _form(linzi: Linzi, sheet: Submission, folder: Path) -> Path:
    path = folder / f"{sheet.organisation.name}5月报表.docx"
    path.write_bytes(in_word(report_form(sheet), _said(linzi, sheet)))
    return path


def _called_otherwise(linzi: Linzi, sheets: Sequence[Submission], folder: Path) -> list[Path]:
    """Return forms whose 填报单位 is a name that the place doesn't know, as files without one."""
    paths = []
    for at, (sheet, name) in enumerate(zip(sheets, UNKNOWN, strict=True), start=1):
        path = folder / f"报表({at}).docx"
        form = _with_blank(report_form(sheet), "填报单位", name)
        path.write_bytes(in_word(form, _said(linzi, sheet)))
        paths.append(path)
    return paths


def _of_april(linzi: Linzi, sheets: Sequence[Submission], folder: Path) -> list[Path]:
    """Return forms that say April: last month's file, sent once more."""
    paths = []
    for sheet in sheets:
        path = folder / f"{sheet.organisation.name}报表.docx"
        form = report_form(sheet)
        april = replace(
            form,
            title=(form.title or "").replace("5月", "4月"),
            period=Period(PeriodKind.MONTH, 4),
        )
        path.write_bytes(in_word(april, _said(linzi, sheet)))
        paths.append(path)
    return paths


def _printed(tab: Tab, linzi: Linzi, sheet: Submission, folder: Path) -> Path:
    """Return a form that was printed into a PDF: text, no scan."""
    form, said = report_form(sheet), _said(linzi, sheet)
    tables = tuple(
        replace(table, rows=tuple(_filled(row, said) for row in table.rows))
        for table in form.tables
    )
    path = folder / f"{sheet.organisation.name}5月报表.pdf"
    tab.set_content(render(replace(form, tables=tables), "html").decode())
    tab.pdf(path=path, format="A4", landscape=True)
    return path


def _filled(row: Row, said: Mapping[str, Mapping[str, str]]) -> Row:
    words = said[row.number or ""]
    return replace(row, progress=words[PROGRESS], status=words.get(STATUS))


def _with_blank(form: Document, label: str, value: str) -> Document:
    tables = tuple(
        replace(
            table,
            form_fields=tuple(
                f"{label}：{value}" if blank.startswith(label) else blank
                for blank in table.form_fields
            ),
        )
        for table in form.tables
    )
    return replace(form, tables=tables)


def _no_forms(folder: Path) -> list[Path]:
    """Return a file that is torn and one that is something else."""
    torn, minutes = folder / "坏的.docx", folder / "会议纪要.txt"
    torn.write_bytes(next(folder.glob("*.docx")).read_bytes()[:-400])
    minutes.write_text("会议研究了下一步工作。")
    return [torn, minutes]


def _drop(stage: Stage, one: ReportingRound, files: Sequence[Path]) -> None:
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/forms/rounds/{one.pk}/")
    tab.set_input_files("#files", files)
    tab.get_by_role("button", name="读取报表").click()
    heading = tab.get_by_role("heading", name=f"{OFFICES - 2} 份待代录")
    expect(heading).to_be_visible(timeout=READING)
    stage.look(tab, "31-forty")


def _refused(tab: Tab, of_april: Sequence[Submission]) -> None:
    """Find a sentence for each file that wasn't taken: its name, why, what to do."""
    said = tab.locator(".message.error:not([hidden])")
    expect(said).to_have_count(4)
    for sheet in of_april:
        name = f"“{sheet.organisation.name}报表.docx”"
        expect(said.filter(has_text=name)).to_contain_text("不是5月的报表，没有收下")
    expect(said.filter(has_text="坏的.docx")).to_contain_text("损坏")
    expect(said.filter(has_text="会议纪要.txt")).to_contain_text("没有找到月报表")


def _attribute(stage: Stage, one: ReportingRound, sheet: Submission, name: str) -> None:
    """Say whose form it is that calls itself otherwise; look at the difference; enter it."""
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/forms/rounds/{one.pk}/")
    tab.get_by_role("row", name=re.compile(name)).get_by_role("link").click()
    expect(tab.locator("h1")).to_have_text("这份报表是哪家单位的？")
    expect(tab.locator("main")).to_contain_text(f"表上写的是“{name}”")
    tab.locator("#sheet").select_option(label=sheet.organisation.name)
    tab.get_by_role("button", name="就是这家").click()
    expect(tab.locator("h1")).to_have_text(re.compile(r"改动 \d+ 项"))
    expect(tab.locator("ins").first).to_be_visible()
    stage.look(tab, f"32-{sheet.pk}")
    tab.get_by_role("button", name="代录并报送").click()
    succeeded(tab, f"{sheet.organisation.name}的月报已代录并报送")
    assert OrganisationAlias.objects.get(name=name).organisation == sheet.organisation


def _enter_the_clear_ones(stage: Stage, one: ReportingRound, count: int) -> None:
    tab = stage.tab(stage.linzi.officer)
    tab.goto(f"/forms/rounds/{one.pk}/")
    tab.get_by_role("button", name=f"代录没有疑问的 {count} 份").click()
    succeeded(tab, f"已代录并报送 {count} 份")
    expect(tab.locator("main")).to_contain_text("现在没有等待代录的报表")


def _is_in_the_ledger(
    linzi: Linzi, entered: Sequence[Submission], missing: Sequence[Submission]
) -> None:
    """Compare what the ledger says with what stood on the forms, word for word."""
    for sheet in entered:
        sheet.refresh_from_db()
        name = sheet.organisation.name
        assert (name, sheet.state, sheet.by_office) == (name, "submitted", True)
        for line in sheet.lines.filter(part=LinePart.WHOLE).select_related("task"):
            report = Report.objects.get(task=line.task, period_index=5)
            assert (linzi.said[line.task.number].progress or "") in report.progress
        assert not sheet.lines.filter(part=LinePart.SHARE).exclude(state="handed_over").exists()
    for sheet in missing:
        sheet.refresh_from_db()
        assert sheet.state == "not_started"
