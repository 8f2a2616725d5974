"""The office reviews what was handed in: assess, accept, return one field, accept in bulk."""

from datetime import date

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify
from jiannuo.reporting.actions.audit_due import make_due_audit
from jiannuo.reporting.actions.review.accept import (
    accept,
    accept_as_claimed,
    report_of,
    take_acceptance_back,
)
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.actions.review.errors import (
    AlreadyReviewedError,
    NotAssessedError,
    ReviewRefusedError,
)
from jiannuo.reporting.actions.review.return_fields import Returning, return_fields
from jiannuo.reporting.actions.round.close import close_round
from jiannuo.reporting.actions.submission.correct import (
    accept_correction,
    begin_correction,
    drop_correction,
)
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import (
    Assessment,
    Finding,
    Line,
    LineState,
    Pace,
    Result,
    Return,
    ReturnedField,
    ReturnReason,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.review import Doubt, review_queue
from jiannuo.reporting.queries.submissions import span_of_round
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
LATER = moment(7, 12)
TODAY = date(2023, 7, 5)


def hand_in(clerk: Actor, sheet: Submission, **progress: str) -> None:
    """Write the sheet's open lines and hand it in; `progress` by the tasks' numbers (n1, n2 …)."""
    for line in Line.objects.filter(
        submission=sheet, part="whole", state__in=["draft", "returned"]
    ):
        fresh = line_of(sheet, line.task.number)
        text = progress.get(f"n{line.task.number}", f"第{line.task.number}项6月完成。")
        draft = Draft(progress=text, problems="无", claim="met")
        save_line(clerk, fresh, draft, revision=fresh.revision, now=NOW)
    sheet.refresh_from_db()
    submit(clerk, sheet, now=NOW)


@pytest.fixture
def sheet(county: County, clerk: Actor) -> Submission:
    """Return 区住建局's sheet for June, handed in, in a round without signatures."""
    one = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
    hand_in(clerk, one)
    return one


@pytest.fixture
def first(sheet: Submission) -> Line:
    return line_of(sheet, "1")


def test_nothing_passes_before_somebody_has_assessed_it(officer: Actor, first: Line) -> None:
    with pytest.raises(NotAssessedError, match="请先评定"):
        accept(officer, first)
    assess(officer, report_of(first), result=None, pace=Pace.ON_TRACK, now=NOW)
    with pytest.raises(NotAssessedError):
        accept(officer, first)
    assess(officer, report_of(first), result=Result.PARTLY, now=NOW)
    accept(officer, first)
    assert line_of(first.submission, "1").state == LineState.ACCEPTED


def test_the_offices_word_stands_beside_the_claim(officer: Actor, first: Line) -> None:
    report = report_of(first)
    assess(officer, report, result=Result.PARTLY, text="未见验收材料", now=NOW)
    assess(officer, report, result=Result.MET, now=LATER)
    assessment = Assessment.objects.get(report=report)
    assert (assessment.result, assessment.by_name) == ("met", officer.name)
    report.refresh_from_db()
    assert report.claim == "met"
    told = [
        entry.payload for entry in Entry.objects.filter(action="report.assess").order_by("sequence")
    ]
    assert len(told) == 2
    assert "partly" in told[1]


def test_a_sheet_is_accepted_with_its_last_line(
    officer: Actor, sheet: Submission, first: Line
) -> None:
    for number in ("1", "2"):
        line = line_of(sheet, number)
        assess(officer, report_of(line), result=Result.MET, now=NOW)
        sheet.refresh_from_db()
        assert sheet.state == SubmissionState.SUBMITTED
        accept(officer, line)
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.ACCEPTED
    assert verify().broken_at is None


def test_an_acceptance_can_be_taken_back_while_the_round_is_open(
    officer: Actor, sheet: Submission, first: Line
) -> None:
    accept_as_claimed(officer, [line_of(sheet, "1"), line_of(sheet, "2")], now=NOW)
    take_acceptance_back(officer, line_of(sheet, "1"))
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.SUBMITTED
    accept(officer, line_of(sheet, "1"))
    close_round(officer, sheet.round, at=LATER)
    with pytest.raises(ReviewRefusedError, match="已经锁定"):
        take_acceptance_back(officer, line_of(sheet, "1"))


def test_one_field_goes_back_and_the_rest_stays(
    officer: Actor, clerk: Actor, county: County, sheet: Submission, first: Line
) -> None:
    asked = Returning(
        field=ReturnedField.PROGRESS, reason=ReturnReason.MONTH_FIGURE, text="请补6月当月数。"
    )
    return_fields(officer, first, [asked], due_on=date(2023, 7, 10), today=TODAY)
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.RETURNED
    assert line_of(sheet, "1").state == LineState.RETURNED
    assert line_of(sheet, "2").state == LineState.SUBMITTED
    in_time = sheet.first_submitted_at
    hand_in(clerk, sheet, n1="6月新开工3个。")
    sheet.refresh_from_db()
    assert sheet.first_submitted_at == in_time
    [answered] = Return.objects.all()
    assert answered.answered_by is not None
    assert answered.answered_by.content["progress"] == "6月新开工3个。"


@pytest.mark.parametrize(
    ("fields", "due_on", "words"),
    [
        ([], None, "哪一栏"),
        ([("progress", "T9", "")], None, "写明"),
        ([("progress", "T1", ""), ("progress", "T2", "")], None, "只退一次"),
        ([("progress", "T1", "")], date(2023, 7, 4), "已经过去"),
    ],
)
def test_a_return_says_what_is_wanted(
    officer: Actor,
    first: Line,
    fields: list[tuple[str, str, str]],
    due_on: date | None,
    words: str,
) -> None:
    asked = [
        Returning(field=ReturnedField(field), reason=ReturnReason(reason), text=text)
        for field, reason, text in fields
    ]
    with pytest.raises(ReviewRefusedError, match=words):
        return_fields(officer, first, asked, due_on=due_on, today=TODAY)
    assert line_of(first.submission, "1").state == LineState.SUBMITTED


def test_bulk_acceptance_is_all_or_nothing(officer: Actor, sheet: Submission) -> None:
    lines = [line_of(sheet, "1"), line_of(sheet, "2")]
    Line.objects.filter(pk=lines[1].pk).update(state=LineState.RETURNED)
    with pytest.raises(AlreadyReviewedError, match="退回"):
        accept_as_claimed(officer, lines, now=NOW)
    assert not Assessment.objects.exists()
    assert line_of(sheet, "1").state == LineState.SUBMITTED


@pytest.mark.parametrize("persona", ["clerk", "head", "observer", "leader", "foreign_officer"])
def test_only_the_places_office_reviews(
    persona: str, first: Line, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(persona)
    asked = [Returning(field=ReturnedField.CLAIM, reason=ReturnReason.FIGURES)]
    with pytest.raises(NotAllowedError):
        assess(actor, report_of(first), result=Result.MET, now=NOW)
    with pytest.raises(NotAllowedError):
        accept(actor, first)
    with pytest.raises(NotAllowedError):
        return_fields(actor, first, asked, due_on=None, today=TODAY)
    assert review_queue(actor, first.submission.round) == () or persona == "observer"


def test_doubts_come_first_in_the_queue(officer: Actor, clerk: Actor, county: County) -> None:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet, n2="计划新开工10个，已开工5个，完成计划的80%。")
    make_due_audit(county.plan.pk, span_of_round(made))
    queue = review_queue(officer, made)
    assert queue[0].line.task.number == "2"
    assert queue[0].doubt is Doubt.CONTRADICTION
    assert "50" in queue[0].why


def test_the_queue_takes_few_queries(
    officer: Actor, sheet: Submission, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(review_queue(officer, sheet.round)) == 2


def test_a_correction_that_is_sent_back_stays_a_correction(
    officer: Actor, clerk: Actor, sheet: Submission
) -> None:
    """Of a locked round: nothing passes, and nothing reaches the ledger, before it is confirmed."""
    accept_as_claimed(officer, [line_of(sheet, number) for number in "12"], now=NOW)
    close_round(officer, sheet.round, at=LATER)
    begin_correction(clerk, line_of(sheet, "1"), "统计口径有误")
    hand_in(clerk, sheet, n1="改为6公里。")
    line = line_of(sheet, "1")
    with pytest.raises(ReviewRefusedError, match="请先点“确认更正”"):
        accept(officer, line)
    back = Returning(field=ReturnedField.PROGRESS, reason=ReturnReason.BASIS)
    return_fields(officer, line, [back], due_on=None, today=TODAY)
    hand_in(clerk, sheet, n1="改为6公里，口径为已通水。")
    line = line_of(sheet, "1")
    assert [one.pending for one in line.versions.order_by("number")] == [False, True, True]
    assert report_of(line).progress == "第1项6月完成。"
    accept_correction(officer, line)
    accept(officer, line_of(sheet, "1"))
    assert report_of(line).progress == "改为6公里，口径为已通水。"
    assert review_queue(officer, sheet.round) == ()


def test_a_returned_correction_can_be_given_up(
    officer: Actor, clerk: Actor, sheet: Submission
) -> None:
    accept_as_claimed(officer, [line_of(sheet, number) for number in "12"], now=NOW)
    begin_correction(clerk, line_of(sheet, "1"), "统计口径有误")
    hand_in(clerk, sheet, n1="改为6公里。")
    back = Returning(field=ReturnedField.PROGRESS, reason=ReturnReason.BASIS)
    return_fields(officer, line_of(sheet, "1"), [back], due_on=None, today=TODAY)
    drop_correction(clerk, line_of(sheet, "1"))
    line = line_of(sheet, "1")
    assert (line.progress, line.state) == ("第1项6月完成。", LineState.ACCEPTED)
    assert not line.versions.filter(pending=True, withdrawn_at=None).exists()
    assert not line.returns.filter(answered_by=None).exists()


def test_unchanged_is_asked_about_only_the_second_time(
    officer: Actor, clerk: Actor, county: County
) -> None:
    """Who says 无变化 has answered the question; seven of ten tasks would stand among the doubts."""
    doubts = []
    for month in (6, 7):
        made = a_round(county, month, needs_signature=False)
        sheet = sheet_of(made, county.housing)
        open_sheet(clerk, sheet, now=NOW)
        pks = [line_of(sheet, number).pk for number in "12"]
        assert len(declare_unchanged(clerk, sheet, pks, now=NOW)) == 2
        submit(clerk, sheet, now=NOW)
        assert make_due_audit(county.plan.pk, span_of_round(made))
        copied = Finding.objects.filter(rule="copied", period_index=month, standing=True)
        assert copied.exists()
        said = {each.line.task.number: each.why for each in review_queue(officer, made)}
        doubts.append("一字不差" in said["1"])
    assert doubts == [False, True]
