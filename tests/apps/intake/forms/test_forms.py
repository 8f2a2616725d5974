"""附件4 goes out as docx or xlsx, is filled in by hand, comes back, and lands in the right sheet."""

import io
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest

from jiannuo.core.records import Document
from jiannuo.core.rendering import render
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import OrganisationAlias
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.queries import verify
from jiannuo.intake.forms.actions.receive_form import (
    receive_form_for,
    receive_own_form,
)
from jiannuo.intake.forms.actions.settle_form import attribute, discard, take_over, take_over_for
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.queries.arrivals import forms_to_settle, forms_visible_to
from jiannuo.intake.forms.queries.difference import difference
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.models import (
    Line,
    Report,
    ReportingRound,
    SignatureKind,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.report_forms import report_form
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
PROGRESS, PROBLEMS, NEXT, STATUS = "完成情况", "存在问题", "下一步计划", "是否完成阶段任务目标"


@pytest.fixture
def june(county: County) -> ReportingRound:
    return a_round(county, 6)


@pytest.fixture
def sheet(county: County, june: ReportingRound) -> Submission:
    return sheet_of(june, county.housing)


def in_word(form: Document, filled: dict[str, dict[str, str]]) -> bytes:
    """Fill the Word form in by hand: by number and header."""
    word = docx.Document(io.BytesIO(render(form, "docx")))
    for table in word.tables:
        heads = [cell.text.replace("\n", "") for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            for header, text in filled.get(row.cells[0].text, {}).items():
                row.cells[heads.index(header)].text = text
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def in_excel(form: Document, filled: dict[str, dict[str, str]]) -> bytes:
    """Fill the Excel form in by hand: by number and header."""
    book = openpyxl.load_workbook(io.BytesIO(render(form, "xlsx")))
    for page in book:
        heads: list[Any] = []
        for row in page.iter_rows():
            values = [cell.value for cell in row]
            if PROGRESS in values:
                heads = values
            elif heads and str(values[0]) in filled:
                for header, text in filled[str(values[0])].items():
                    row[heads.index(header)].value = text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FILLED = {
    "1": {PROGRESS: "1-6月新开工12个。", PROBLEMS: "无", NEXT: "7月底前开工3个。", STATUS: "完成"},
    "2": {PROGRESS: "完成改造30户。", PROBLEMS: "资金未到位", STATUS: "部分完成"},
}


@pytest.mark.parametrize("fill", [in_word, in_excel])
def test_a_filled_form_comes_back_into_its_lines(
    clerk: Actor, sheet: Submission, fill: Any
) -> None:
    content = fill(report_form(sheet), FILLED)
    arrival = receive_own_form(clerk, sheet, name="6月报表.docx", content=content, now=NOW)
    found = difference(arrival, sheet)
    assert [one.line.task.number for one in found.lines if one.changes] == ["1", "2"]
    assert found.strangers == ()
    assert found.left_out == ()
    chosen = {one.line.pk for one in found.lines}
    assert take_over(clerk, arrival, lines=chosen, now=NOW) == len(chosen)
    first, second = line_of(sheet, "1"), line_of(sheet, "2")
    assert (first.progress, first.claim, first.problems) == ("1-6月新开工12个。", "met", "无")
    assert first.next_steps == "7月底前开工3个。"
    assert (second.progress, second.claim) == ("完成改造30户。", "partly")
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.DRAFTING
    assert verify().broken_at is None


def test_an_empty_form_changes_nothing(clerk: Actor, sheet: Submission) -> None:
    content = in_word(report_form(sheet), {})
    arrival = receive_own_form(clerk, sheet, name="空表.docx", content=content, now=NOW)
    assert difference(arrival, sheet).changed == 0


def test_no_without_a_degree_is_asked(clerk: Actor, sheet: Submission) -> None:
    content = in_word(report_form(sheet), {"1": {PROGRESS: "未开工。", STATUS: "否"}})
    arrival = receive_own_form(clerk, sheet, name="表.docx", content=content, now=NOW)
    [first] = [one for one in difference(arrival, sheet).lines if one.line.task.number == "1"]
    assert "部分完成还是未完成" in first.question
    take_over(clerk, arrival, lines=[first.line.pk], claims={first.line.pk: "missed"}, now=NOW)
    assert line_of(sheet, "1").claim == "missed"


def test_a_form_of_another_month_or_organisation_is_refused(
    clerk: Actor, county: County, sheet: Submission
) -> None:
    july = sheet_of(a_round(county, 7), county.housing)
    with pytest.raises(FormRefusedError, match="不是6月的报表"):
        receive_own_form(
            clerk, sheet, name="七月.docx", content=in_word(report_form(july), FILLED), now=NOW
        )
    finance = report_form(sheet_of(sheet.round, county.finance))
    with pytest.raises(FormRefusedError, match="填报单位是“区财政局”"):
        receive_own_form(clerk, sheet, name="财政.docx", content=in_word(finance, {}), now=NOW)
    assert not FormArrival.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        ("会议纪要\n研究了有关工作。".encode(), "没有找到月报表"),
        ("秘密★10年\n序号\t任务\t完成情况\n1\t修路\t完成".encode(), "密级标志"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(
    clerk: Actor, sheet: Submission, content: bytes, words: str
) -> None:
    with pytest.raises(FormRefusedError, match=words):
        receive_own_form(clerk, sheet, name="文件.txt", content=content, now=NOW)
    assert not FormArrival.objects.exists()


def test_the_office_enters_a_form_for_an_organisation(
    officer: Actor, sheet: Submission, june: ReportingRound
) -> None:
    content = in_word(report_form(sheet), FILLED)
    arrival = receive_form_for(officer, june, name="微信传来.docx", content=content, now=NOW)
    assert arrival.submission == sheet
    assert list(forms_to_settle(officer, june)) == [arrival]
    chosen = [one.line.pk for one in difference(arrival, sheet).lines]
    entered = take_over_for(officer, arrival, lines=chosen, now=NOW)
    assert entered.handed_in
    sheet.refresh_from_db()
    assert (sheet.state, sheet.by_office, sheet.signature) == (
        SubmissionState.SUBMITTED,
        True,
        SignatureKind.INK,
    )
    assert sheet.signature_file == arrival.file
    assert Report.objects.get(task__number="1", period_index=6).progress == "1-6月新开工12个。"
    assert not forms_to_settle(officer, june).exists()


def test_what_is_missing_is_said_and_the_rest_is_kept(
    officer: Actor, sheet: Submission, june: ReportingRound
) -> None:
    content = in_word(report_form(sheet), {"1": FILLED["1"]})
    arrival = receive_form_for(officer, june, name="表.docx", content=content, now=NOW)
    [first] = [one for one in difference(arrival, sheet).lines if one.changes]
    entered = take_over_for(officer, arrival, lines=[first.line.pk], now=NOW)
    assert not entered.handed_in
    assert {gap.number for gap in entered.gaps} == {"2"}
    assert line_of(sheet, "1").progress == "1-6月新开工12个。"
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.DRAFTING


def test_forms_find_their_organisations_by_name_alias_and_file_name(
    officer: Actor, county: County, june: ReportingRound
) -> None:
    OrganisationAlias.objects.create(
        organisation=county.housing, place=county.place, name="区住房城乡建设局"
    )
    form = report_form(sheet_of(june, county.housing))

    def named(organisation: str, file: str) -> str | None:
        table = replace(form.tables[0], form_fields=(f"填报单位：{organisation}",))
        changed = replace(form, tables=(table,))
        arrival = receive_form_for(
            officer, june, name=file, content=in_word(changed, FILLED), now=NOW
        )
        return arrival.submission.organisation.name if arrival.submission else None

    assert named("区住建局", "a.docx") == "区住建局"
    assert named("区住房城乡建设局", "b.docx") == "区住建局"
    assert named("", "6月份（区住建局）.docx") == "区住建局"
    assert named("", "新建文档.docx") is None


def test_a_form_that_nobody_knows_is_asked_about(
    officer: Actor, county: County, june: ReportingRound, sheet: Submission
) -> None:
    form = report_form(sheet)
    nameless = replace(form, tables=(replace(form.tables[0], form_fields=()),))
    arrival = receive_form_for(
        officer, june, name="新建.docx", content=in_word(nameless, FILLED), now=NOW
    )
    with pytest.raises(FormRefusedError, match="哪家单位"):
        take_over_for(officer, arrival, lines=[1], now=NOW)
    attribute(officer, arrival, sheet)
    assert difference(arrival, sheet).changed == 2


def test_a_line_that_is_handed_in_is_left_alone(
    clerk: Actor, officer: Actor, sheet: Submission, june: ReportingRound
) -> None:
    content = in_word(report_form(sheet), FILLED)
    arrival = receive_own_form(clerk, sheet, name="表.docx", content=content, now=NOW)
    Line.objects.filter(submission=sheet, task__number="1").update(state="submitted")
    first = difference(arrival, sheet).lines[0]
    assert first.locked
    with pytest.raises(FormRefusedError, match="已经报送"):
        take_over(clerk, arrival, lines=[first.line.pk], now=NOW)


def test_a_form_is_settled_once(clerk: Actor, sheet: Submission) -> None:
    content = in_word(report_form(sheet), FILLED)
    arrival = receive_own_form(clerk, sheet, name="表.docx", content=content, now=NOW)
    discard(clerk, arrival, now=NOW)
    with pytest.raises(FormRefusedError, match="已经办过"):
        take_over(clerk, arrival, lines=[1], now=NOW)


@pytest.mark.parametrize("persona", ["neighbour", "foreign_officer", "leader", "observer"])
def test_nobody_else_touches_a_form(
    persona: str, clerk: Actor, sheet: Submission, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(persona)
    content = in_word(report_form(sheet), FILLED)
    with pytest.raises(NotAllowedError):
        receive_own_form(other, sheet, name="表.docx", content=content, now=NOW)
    with pytest.raises(NotAllowedError):
        receive_form_for(other, sheet.round, name="表.docx", content=content, now=NOW)
    arrival = receive_own_form(clerk, sheet, name="表.docx", content=content, now=NOW)
    with pytest.raises(NotAllowedError):
        take_over(other, arrival, lines=[1], now=NOW)
    assert not forms_visible_to(other).exists()


def test_by_which_name_an_organisation_calls_itself_is_asked_once(
    officer: Actor, sheet: Submission, june: ReportingRound
) -> None:
    content = in_word(report_form(sheet), FILLED)
    sheet.organisation.name = "区城建局"
    sheet.organisation.save()
    first = receive_form_for(officer, june, name="一.docx", content=content, now=NOW)
    assert first.submission is None
    attribute(officer, first, sheet)
    assert OrganisationAlias.objects.get().name == "区住建局"
    second = receive_form_for(officer, june, name="二.docx", content=content, now=NOW)
    assert second.submission == sheet


def test_a_form_of_shares_alone_is_handed_to_the_lead(
    officer: Actor, county: County, june: ReportingRound
) -> None:
    """区财政局 answers for task 3 no more: what is left on its form is its part of task 2."""
    county.tasks[2].state = "closed"
    county.tasks[2].save()
    complete_sheets(officer, june)
    sheet = sheet_of(june, county.finance)
    content = in_word(report_form(sheet), {"2": {PROGRESS: "拨付清表资金200万元。"}})
    arrival = receive_form_for(officer, june, name="表.docx", content=content, now=NOW)
    lines = [line_of(sheet, "2").pk]
    assert take_over_for(officer, arrival, lines=lines, now=NOW).handed_in
    sheet.refresh_from_db()
    assert (sheet.state, sheet.by_office) == (SubmissionState.SUBMITTED, True)
    assert line_of(sheet, "2").state == "handed_over"
