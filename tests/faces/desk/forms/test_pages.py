"""Offline forms on pages: download, fill in, upload, look, take over; many at once for the office."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from playwright.sync_api import expect

from jiannuo.core.readers import read_raw
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.reporting.models import ReportingRound, Submission, SubmissionState
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.forms.test_forms import FILLED, PROGRESS, STATUS, in_word
from tests.faces.desk.conftest import Enter, Visit
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of


@pytest.fixture
def june(county: County) -> ReportingRound:
    return a_round(county, 6)


@pytest.fixture
def sheet(county: County, june: ReportingRound) -> Submission:
    return sheet_of(june, county.housing)


def word(sheet: Submission, filled: dict[str, dict[str, str]], name: str = "报表.docx") -> object:
    return SimpleUploadedFile(name, in_word(report_form(sheet), filled))


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_form_downloads_and_reads(
    visit: Visit, clerk: Actor, sheet: Submission, kind: str
) -> None:
    answer = visit(clerk).get(f"/forms/sheets/{sheet.pk}/form.{kind}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert read_raw(answer.content, f"表.{kind}").blocks


def test_a_clerk_fills_offline(visit: Visit, clerk: Actor, sheet: Submission) -> None:
    client = visit(clerk)
    answer = client.post(f"/forms/sheets/{sheet.pk}/", {"file": word(sheet, FILLED)}, follow=True)
    page = body(answer)
    assert "改动 2 项" in page
    assert "<ins>1-6月新开工12个。</ins>" in page
    arrival = FormArrival.objects.get()
    lines = [line_of(sheet, number).pk for number in ("1", "2")]
    client.post(f"/forms/{arrival.pk}/take/", {"line": lines})
    assert line_of(sheet, "1").progress == "1-6月新开工12个。"
    arrival.refresh_from_db()
    assert arrival.state == FormState.TAKEN


def test_a_wrong_file_is_refused_in_a_sentence(
    visit: Visit, clerk: Actor, sheet: Submission
) -> None:
    file = SimpleUploadedFile("纪要.txt", "会议纪要".encode())
    answer = visit(clerk).post(f"/forms/sheets/{sheet.pk}/", {"file": file})
    assert answer.status_code == 422
    assert "没有找到月报表" in body(answer)


def test_an_officer_enters_several_at_once(
    visit: Visit, officer: Actor, county: County, june: ReportingRound
) -> None:
    housing, finance = sheet_of(june, county.housing), sheet_of(june, county.finance)
    row = {PROGRESS: "已完成。", "存在问题": "无", STATUS: "完成"}
    numbers = dict.fromkeys(("1", "2", "3", "4"), row)
    files = [word(housing, numbers, "a.docx"), word(finance, numbers, "b.docx")]
    client = visit(officer)
    page = body(client.post(f"/forms/rounds/{june.pk}/", {"files": files}, follow=True))
    assert "代录没有疑问的 2 份" in page
    after = body(client.post(f"/forms/rounds/{june.pk}/take/", follow=True))
    assert "已代录并报送 2 份" in after
    for sheet in (housing, finance):
        sheet.refresh_from_db()
        assert (sheet.state, sheet.by_office) == (SubmissionState.SUBMITTED, True)


def test_a_form_of_an_unknown_name_is_asked_about(
    visit: Visit, officer: Actor, june: ReportingRound, sheet: Submission
) -> None:
    file = word(sheet, FILLED, "x.docx")
    Organisation.objects.filter(pk=sheet.organisation_id).update(name="区城建局")
    client = visit(officer)
    client.post(f"/forms/rounds/{june.pk}/", {"files": file})
    arrival = FormArrival.objects.get()
    assert arrival.submission is None
    page = body(client.get(f"/forms/{arrival.pk}/"))
    assert "这份报表是哪家单位的？" in page
    assert "表上写的是“区住建局”" in page
    client.post(f"/forms/{arrival.pk}/take/", {"sheet": sheet.pk})
    arrival.refresh_from_db()
    assert arrival.submission == sheet


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_files_go_one_by_one(
    enter: Enter, officer: Actor, county: County, june: ReportingRound, tmp_path: Path
) -> None:
    paths = []
    for name, organisation in (("a", county.housing), ("b", county.finance)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(in_word(report_form(sheet_of(june, organisation)), FILLED))
        paths.append(path)
    bad = tmp_path / "坏.docx"
    bad.write_bytes(io.BytesIO(b"PK\x03\x04 broken").getvalue())
    tab = enter(officer)
    tab.goto(f"/forms/rounds/{june.pk}/")
    tab.set_input_files("#files", [*paths, bad])
    tab.get_by_role("button", name="读取报表").click()
    expect(tab.get_by_role("heading", name="2 份待代录")).to_be_visible()
    expect(tab.locator(".message.error:not([hidden])")).to_contain_text("坏.docx")
