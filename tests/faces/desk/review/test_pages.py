"""Reviewing in a browser: one line at a time, with the keyboard, nothing written is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.audit_due import make_due_audit
from jiannuo.reporting.actions.review.accept import report_of
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.actions.submission.correct import begin_correction
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import (
    Assessment,
    Line,
    LineState,
    Pace,
    Result,
    Return,
    Submission,
)
from jiannuo.reporting.queries.submissions import span_of_round
from tests.apps.reporting.review.test_review import NOW, hand_in
from tests.faces.desk.conftest import Enter, Visit
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of

WRONG = "计划新开工10个，已开工5个，完成计划的80%。"


@pytest.fixture
def sheet(county: County, clerk: Actor) -> Submission:
    """Return 区住建局's June sheet, handed in; its second line contradicts itself."""
    made = a_round(county, 6, needs_signature=False)
    one = sheet_of(made, county.housing)
    hand_in(clerk, one, n2=WRONG)
    make_due_audit(county.plan.pk, span_of_round(made))
    return one


def address(sheet: Submission, number: str) -> str:
    return f"/review/{sheet.round_id}/{line_of(sheet, number).pk}/"


def post(client: Client, sheet: Submission, number: str, **sent: str) -> object:
    return client.post(f"{address(sheet, number)}decide/", sent)


def test_the_first_page_is_the_worst_line(visit: Visit, officer: Actor, sheet: Submission) -> None:
    answer = visit(officer).get("/review/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == address(sheet, "2")
    assert "2</b> 项待审" in page
    assert 'class="q-contradiction"' in page
    assert "checked" not in page.split("督查评定")[1].split("</tbody>")[0]


def test_nothing_passes_without_an_assessment(
    visit: Visit, officer: Actor, sheet: Submission
) -> None:
    client = visit(officer)
    answer = client.post(f"{address(sheet, '1')}decide/", {"deed": "accept", "text": "看过现场"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "请先评定本期结果" in page
    assert 'value="看过现场"' in page
    assert line_of(sheet, "1").state == LineState.SUBMITTED


def test_deciding_goes_on_to_the_next(visit: Visit, officer: Actor, sheet: Submission) -> None:
    client = visit(officer)
    sent = {"deed": "accept", "result": "partly", "pace": "behind", "text": "还差验收"}
    answer = client.post(f"{address(sheet, '2')}decide/", sent)
    assert answer["Location"] == address(sheet, "1")
    assessment = Assessment.objects.get()
    assert (assessment.result, assessment.pace) == (Result.PARTLY, Pace.BEHIND)
    assert line_of(sheet, "2").state == LineState.ACCEPTED
    undone = client.post(f"{address(sheet, '2')}take-back/", follow=True)
    assert "已撤销对第2项的通过" in undone.content.decode()


def test_a_return_keeps_what_was_written_when_it_fails(
    visit: Visit, officer: Actor, sheet: Submission
) -> None:
    client = visit(officer)
    sent = {"deed": "return", "words": "请补当月数", "reason": "T3"}
    answer = client.post(f"{address(sheet, '2')}decide/", sent)
    assert answer.status_code == 409
    assert "请选要退回哪一栏" in answer.content.decode()
    assert "请补当月数</textarea>" in answer.content.decode()
    client.post(f"{address(sheet, '2')}decide/", {**sent, "field": "progress"})
    assert Return.objects.get().text == "请补当月数"


def test_the_clear_ones_pass_together(visit: Visit, officer: Actor, sheet: Submission) -> None:
    answer = visit(officer).post(f"/review/{sheet.round_id}/accept/", follow=True)
    assert "1项未见疑点的已按自报评定并通过" in answer.content.decode()
    assert line_of(sheet, "1").state == LineState.ACCEPTED
    assert line_of(sheet, "2").state == LineState.SUBMITTED


def test_a_correction_is_shown_and_confirmed(
    visit: Visit, officer: Actor, clerk: Actor, sheet: Submission
) -> None:
    from jiannuo.reporting.actions.review.accept import accept  # noqa: PLC0415
    from jiannuo.reporting.actions.submission.correct import begin_correction  # noqa: PLC0415

    line = line_of(sheet, "1")
    assess(officer, report_of(line), result=Result.MET, now=NOW)
    accept(officer, line)
    begin_correction(clerk, line_of(sheet, "1"), "漏报一处")
    hand_in(clerk, sheet_of(sheet.round, sheet.organisation), n1="6月完成13处。")
    client = visit(officer)
    page = client.get(address(sheet, "1")).content.decode()
    assert "漏报一处" in page
    assert "确认更正" in page
    answer = client.post(f"{address(sheet, '1')}decide/", {"deed": "correction"}, follow=True)
    assert "台账已更新" in answer.content.decode()
    assert report_of(line).progress == "6月完成13处。"


def test_the_burden_page_counts(visit: Visit, officer: Actor, sheet: Submission) -> None:
    Submission.objects.filter(pk=sheet.pk).update(opened_at=NOW - timedelta(minutes=9))
    page = visit(officer).get(f"/review/{sheet.round_id}/burden/").content.decode()
    assert "9 分钟" in page
    assert "不作考核、排名" in page


def test_a_round_that_is_done_says_so(visit: Visit, officer: Actor, county: County) -> None:
    made = a_round(county, 6)
    page = visit(officer).get(f"/review/{made.pk}/").content.decode()
    assert "眼下没有待审的" in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_reviewing_with_keys_alone(enter: Enter, officer: Actor, sheet: Submission) -> None:
    tab = enter(officer)
    tab.goto(address(sheet, "2"))
    tab.keyboard.press("r")
    expect(tab.get_by_label("给单位的话")).to_be_visible()
    tab.get_by_label("给单位的话").fill("a1 请核对")
    assert tab.get_by_role("radio", name="完成", exact=False).first.is_checked() is False
    tab.keyboard.press("Escape")
    tab.locator("h1").click(position={"x": 1, "y": 1}, modifiers=["Alt"], no_wait_after=True)
    tab.goto(address(sheet, "2"))
    tab.keyboard.press("2")
    tab.keyboard.press("7")
    tab.keyboard.press("a")
    expect(tab.get_by_text("第2项已通过")).to_be_visible()
    assert Assessment.objects.get().result == Result.PARTLY


def test_a_correction_shows_what_it_changes(
    visit: Visit, clerk: Actor, officer: Actor, sheet: Submission
) -> None:
    """The number that was wrong is marked whole, in the words that the ledger still holds."""
    line = line_of(sheet, "1")
    Line.objects.filter(pk=line.pk).update(state="accepted")
    begin_correction(clerk, line_of(sheet, "1"), "统计有误")
    fresh = line_of(sheet, "1")
    before = fresh.progress
    text = before.replace("。", "，累计417例。")
    save_line(clerk, fresh, Draft(progress=text, claim="met"), revision=fresh.revision, now=NOW)
    submit(clerk, sheet, now=NOW)
    page = visit(officer).get(f"/review/{sheet.round_id}/{line.pk}/").content.decode()
    assert "台账里现在是" in page
    assert "确认更正" in page
    assert 'value="accept"' not in page
