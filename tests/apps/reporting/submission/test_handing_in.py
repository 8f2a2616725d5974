"""From the clerk to the head to the office: signing, handing in, withdrawing, correcting."""

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor, actor_of
from jiannuo.directory.models import Organisation, Role
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify
from jiannuo.ledger.models import SamePromise
from jiannuo.reporting.actions.submission.correct import (
    accept_correction,
    begin_correction,
    drop_correction,
)
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import (
    ChangedBeforeSigningError,
    IncompleteError,
    LockedError,
    ReasonNeededError,
)
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.shares import hand_over, take_back_share, take_over
from jiannuo.reporting.actions.submission.sign import (
    ask_signature,
    hand_back,
    sign,
    submit,
    take_back,
)
from jiannuo.reporting.actions.submission.withdraw import withdraw
from jiannuo.reporting.models import (
    AuditDue,
    Line,
    LineState,
    LineVersion,
    PeriodDocument,
    Report,
    Return,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.sheets import Stage, seen_mark, sheet_lines
from tests.personae import County, user_with
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
LATER = moment(7, 9)


def written(progress: str, **more: str) -> Draft:
    """Return a complete draft."""
    return Draft(**{"progress": progress, "problems": "无", "claim": "met", **more})


def fill(actor: Actor, sheet: Submission) -> None:
    """Write every line that the sheet answers for."""
    for line in Line.objects.filter(submission=sheet, part="whole").select_related("task"):
        fresh = line_of(sheet, line.task.number)
        draft = written(f"第{line.task.number}项6月完成。")
        save_line(actor, fresh, draft, revision=fresh.revision, now=NOW)
    sheet.refresh_from_db()


def mark(sheet: Submission) -> str:
    """Return what a head has seen who has seen the sheet as it stands."""
    lines = Line.objects.filter(submission=sheet, part="whole", state__in=["draft", "returned"])
    order = lines.order_by("task__plan", "task__table", "task__position")
    return seen_mark(order, Submission.objects.get(pk=sheet.pk).paper)


@pytest.fixture
def sheet(county: County, clerk: Actor) -> Submission:
    """Return 区住建局's sheet for June, written."""
    one = sheet_of(a_round(county, 6), county.housing)
    fill(clerk, one)
    return one


def june_reports(county: County) -> dict[str, str]:
    """Return what the ledger says about June, by the tasks' numbers."""
    found = Report.objects.filter(task__plan=county.plan, period_index=6)
    return dict(found.values_list("task__number", "progress"))


def test_the_head_signs_and_the_ledger_has_it(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    ask_signature(clerk, sheet, now=NOW)
    assert sheet.state == SubmissionState.SIGNING
    assert june_reports(county) == {}
    sign(head, sheet, seen=mark(sheet), now=NOW)
    assert (sheet.state, sheet.signature, sheet.signed_by) == ("submitted", "screen", head.name)
    assert sheet.first_submitted_at == NOW
    assert june_reports(county) == {"1": "第1项6月完成。", "2": "第2项6月完成。"}
    report = Report.objects.get(task=county.tasks[0], period_index=6)
    assert (report.claim, report.status, report.problems) == ("met", "完成", "无")


def test_each_line_handed_in_is_a_version_and_an_entry(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    versions = LineVersion.objects.filter(line__submission=sheet)
    assert [(one.number, one.content["progress"]) for one in versions] == [
        (1, "第1项6月完成。"),
        (1, "第2项6月完成。"),
    ]
    actions = Entry.objects.order_by("-sequence").values_list("action", flat=True)[:3]
    assert list(actions) == ["line.submit", "line.submit", "submission.submit"]
    assert verify().broken_at is None


def test_a_clerk_cannot_sign(clerk: Actor, sheet: Submission) -> None:
    with pytest.raises(NotAllowedError):
        sign(clerk, sheet, seen=mark(sheet), now=NOW)
    with pytest.raises(LockedError, match="须由负责人签发"):
        submit(clerk, sheet, now=NOW)


def test_nothing_is_handed_in_with_a_gap(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    line = line_of(sheet, "2")
    save_line(clerk, line, Draft(progress="有进展。"), revision=line.revision, now=NOW)
    with pytest.raises(IncompleteError, match="第2项还没有选是否完成阶段任务目标"):
        ask_signature(clerk, sheet, now=NOW)
    assert june_reports(county) == {}


def test_last_months_text_must_be_changed_or_declared(
    county: County, clerk: Actor, sheet: Submission
) -> None:
    line = line_of(sheet, "2")
    same = written("出让土地380亩。")
    revision = save_line(clerk, line, same, revision=line.revision, now=NOW)
    with pytest.raises(IncompleteError, match="还是上期原文"):
        ask_signature(clerk, sheet, now=NOW)
    declared = Draft(**(same.columns() | {"unchanged": True}))
    save_line(clerk, line, declared, revision=revision, now=NOW)
    ask_signature(clerk, sheet, now=NOW)


def test_the_head_signs_what_was_shown_and_nothing_else(
    clerk: Actor, head: Actor, sheet: Submission
) -> None:
    shown = mark(sheet)
    line = line_of(sheet, "2")
    save_line(clerk, line, written("改过。"), revision=line.revision, now=NOW)
    with pytest.raises(ChangedBeforeSigningError):
        sign(head, sheet, seen=shown, now=NOW)
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.DRAFTING


def test_the_head_hands_it_back_with_a_word(clerk: Actor, head: Actor, sheet: Submission) -> None:
    ask_signature(clerk, sheet, now=NOW)
    with pytest.raises(NotAllowedError):
        hand_back(clerk, sheet, "不行")
    hand_back(head, sheet, "第2项请核对亩数。")
    assert (sheet.state, sheet.head_word) == ("drafting", "第2项请核对亩数。")
    ask_signature(clerk, sheet, now=NOW)
    take_back(clerk, sheet)
    assert (sheet.state, sheet.head_word) == ("drafting", "")


def test_a_round_without_signature_is_submitted_directly(county: County, clerk: Actor) -> None:
    one = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
    fill(clerk, one)
    submit(clerk, one, now=NOW)
    assert (one.state, one.signature) == ("submitted", "none")
    with pytest.raises(LockedError, match="已经报送"):
        submit(clerk, one, now=NOW)
    assert LineVersion.objects.filter(line__submission=one).count() == 2


def test_withdrawn_before_review_it_is_gone_from_the_ledger(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    withdraw(clerk, sheet, reason="亩数写错", now=NOW)
    assert june_reports(county) == {}
    assert sheet.state == SubmissionState.DRAFTING
    line = line_of(sheet, "2")
    save_line(clerk, line, written("出让土地421亩。"), revision=line.revision, now=LATER)
    sign(head, sheet, seen=mark(sheet), now=LATER)
    assert june_reports(county)["2"] == "出让土地421亩。"
    assert sheet.first_submitted_at == NOW  # the first complete submission decides
    assert sheet.submitted_at == LATER


def test_once_the_office_has_begun_nothing_is_withdrawn(
    clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    line = line_of(sheet, "2")
    version = line.versions.get()
    Return.objects.create(line=line, version=version, field="progress", reason="T2", by_name="督")
    with pytest.raises(LockedError, match="已经开始审核"):
        withdraw(clerk, sheet, now=NOW)


def test_a_withdrawal_puts_back_what_a_document_had_said(
    county: County, clerk: Actor, head: Actor
) -> None:
    may = sheet_of(a_round(county, 5), county.housing)
    fill(clerk, may)
    sign(head, may, seen=mark(may), now=NOW)
    of_may = Report.objects.get(task=county.tasks[1], period_index=5)
    assert (of_may.progress, of_may.source_id) == ("第2项6月完成。", None)
    withdraw(clerk, may, now=NOW)
    of_may.refresh_from_db()
    assert (of_may.progress, of_may.status) == ("出让土地380亩。", "部分完成")
    assert of_may.source_id is not None


def test_a_returned_line_comes_back_as_a_new_version(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    line = line_of(sheet, "2")
    asked = Return.objects.create(
        line=line, version=line.versions.get(), field="progress", reason="T2", by_name="督"
    )
    Line.objects.filter(pk=line.pk).update(state=LineState.RETURNED)
    Submission.objects.filter(pk=sheet.pk).update(state=SubmissionState.RETURNED)
    line = line_of(sheet, "2")
    save_line(clerk, line, written("口径：全口径，420亩。"), revision=line.revision, now=LATER)
    sign(head, sheet, seen=mark(sheet), now=LATER)
    assert june_reports(county) == {"1": "第1项6月完成。", "2": "口径：全口径，420亩。"}
    asked.refresh_from_db()
    assert asked.answered_by is not None
    assert (asked.answered_by.number, asked.answered_by.reason) == (2, "退回后重报")
    assert LineVersion.objects.filter(line=line_of(sheet, "1")).count() == 1


def test_a_correction_needs_its_reason_and_is_a_new_version(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    line = line_of(sheet, "2")
    with pytest.raises(ReasonNeededError):
        begin_correction(clerk, line, " ")
    begin_correction(clerk, line, "统计口径有误")
    save_line(clerk, line, written("出让土地418亩。"), revision=line.revision, now=LATER)
    sign(head, sheet, seen=mark(sheet), now=LATER)
    version = line.versions.last()
    assert version is not None
    assert (version.number, version.reason, version.pending) == (2, "统计口径有误", False)
    assert june_reports(county)["2"] == "出让土地418亩。"


def test_what_was_accepted_stands_until_the_office_accepts_its_correction(
    county: County, clerk: Actor, head: Actor, officer: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    Line.objects.filter(submission=sheet).update(state=LineState.ACCEPTED)
    Submission.objects.filter(pk=sheet.pk).update(state=SubmissionState.ACCEPTED)
    line = line_of(sheet, "2")
    begin_correction(clerk, line, "统计口径有误")
    save_line(clerk, line, written("出让土地418亩。"), revision=line.revision, now=LATER)
    sign(head, sheet, seen=mark(sheet), now=LATER)
    assert june_reports(county)["2"] == "第2项6月完成。"
    with pytest.raises(NotAllowedError):
        accept_correction(clerk, line)
    accept_correction(officer, line)
    assert june_reports(county)["2"] == "出让土地418亩。"


def test_also_a_closed_round_can_be_corrected(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    sheet.round.closed_at = timezone.now()
    sheet.round.save()
    line = line_of(sheet, "2")
    begin_correction(clerk, line, "漏报一宗")
    save_line(clerk, line, written("出让土地430亩。"), revision=line.revision, now=LATER)
    sign(head, sheet, seen=mark(sheet), now=LATER)
    assert line.versions.filter(pending=True).exists()
    assert june_reports(county)["2"] == "第2项6月完成。"


def test_a_correction_can_be_given_up(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    line = line_of(sheet, "2")
    begin_correction(clerk, line, "统计口径有误")
    save_line(clerk, line, written("乱写。"), revision=line.revision, now=LATER)
    drop_correction(clerk, line)
    assert (line.progress, line.state, line.correcting) == ("第2项6月完成。", "submitted", "")
    sheet.refresh_from_db()
    assert sheet.state == SubmissionState.SUBMITTED


def test_a_share_goes_to_the_lead_who_takes_it_over_with_a_click(
    county: County, clerk: Actor, neighbour: Actor, sheet: Submission
) -> None:
    share = line_of(sheet_of(sheet.round, county.finance), "2")
    with pytest.raises(IncompleteError):
        hand_over(neighbour, share, now=NOW)
    save_line(neighbour, share, Draft(progress="拨付清表资金200万元。"), revision=0, now=NOW)
    own = line_of(sheet, "2")
    with pytest.raises(LockedError, match="还没有交"):
        take_over(clerk, own, line_of(share.submission, "2"), revision=own.revision, now=NOW)
    hand_over(neighbour, share, now=NOW)
    given = line_of(share.submission, "2")
    revision = take_over(clerk, own, given, revision=own.revision, now=NOW)
    own = line_of(sheet, "2")
    assert own.progress == "第2项6月完成。\n区财政局：拨付清表资金200万元。"
    assert take_over(clerk, own, given, revision=revision, now=NOW) == revision
    take_back_share(neighbour, given)
    assert given.state == LineState.DRAFT


def test_a_lead_does_not_take_over_from_another_task(
    county: County, clerk: Actor, sheet: Submission
) -> None:
    foreign = line_of(sheet_of(sheet.round, county.finance), "3")
    Line.objects.filter(pk=foreign.pk).update(state=LineState.HANDED_OVER)
    own = line_of(sheet, "2")
    with pytest.raises(LockedError):
        take_over(clerk, own, foreign, revision=own.revision, now=NOW)


def test_a_share_is_not_what_the_ledger_says(
    county: County, neighbour: Actor, sheet: Submission
) -> None:
    share = line_of(sheet_of(sheet.round, county.finance), "2")
    save_line(neighbour, share, Draft(progress="拨付资金。"), revision=0, now=NOW)
    hand_over(neighbour, share, now=NOW)
    assert june_reports(county) == {}


def test_several_organisations_of_one_task_are_joined_under_their_names(
    county: County, street_clerk: Actor
) -> None:
    june = a_round(county, 6, needs_signature=False)
    civil = Organisation.objects.get(name="区民政局")
    civil_clerk = actor_of(user_with(Role.CLERK, organisation=civil))
    for actor, organisation, text, claim in (
        (street_clerk, county.north_street, "建成2处。", "met"),
        (civil_clerk, civil, "建成1处，2处未开工。", "missed"),
    ):
        one = sheet_of(june, organisation)
        save_line(actor, line_of(one, "4"), written(text, claim=claim), revision=0, now=NOW)
        submit(actor, one, now=NOW)
    report = Report.objects.get(task=county.tasks[3], period_index=6)
    assert set(report.progress.split("\n")) == {
        "北关街道办事处：建成2处。",
        "区民政局：建成1处，2处未开工。",
    }
    assert (report.claim, report.status) == ("missed", "未完成")  # the worst of them
    withdraw(civil_clerk, sheet_of(june, civil), now=NOW)
    report.refresh_from_db()
    assert (report.progress, report.claim) == ("建成2处。", "met")


def test_each_of_several_organisations_goes_on_from_its_own_words(
    county: County, street_clerk: Actor
) -> None:
    """The joined report, taken over by each, would name them all once more every month."""
    civil = Organisation.objects.get(name="区民政局")
    clerks = {
        county.north_street: (street_clerk, "建成2处。"),
        civil: (actor_of(user_with(Role.CLERK, organisation=civil)), "建成1处。"),
    }
    for month in (6, 7):
        made = a_round(county, month, needs_signature=False)
        for organisation, (actor, text) in clerks.items():
            one = sheet_of(made, organisation)
            open_sheet(actor, one, now=NOW)
            line = line_of(one, "4")
            if month == 6:
                save_line(actor, line, written(text, claim="met"), revision=0, now=NOW)
            else:
                assert line.progress == text
                assert declare_unchanged(actor, one, [line.pk], now=NOW) == (line.pk,)
            submit(actor, one, now=NOW)
        report = Report.objects.get(task=county.tasks[3], period_index=month)
        assert report.progress.split("\n") == ["北关街道办事处：建成2处。", "区民政局：建成1处。"]


def test_figures_that_the_text_leaves_open_stand_in_the_report(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    line = line_of(sheet, "2")
    figures = ({"subject": "当月出让土地", "unit": "亩", "value": "40"},)
    draft = Draft(progress="累计出让土地420亩。", claim="met", figures=figures)
    save_line(clerk, line, draft, revision=line.revision, now=NOW)
    sign(head, sheet, seen=mark(sheet), now=NOW)
    assert june_reports(county)["2"] == "累计出让土地420亩。\n补充数据：当月出让土地40亩。"


def test_the_audit_is_left_to_the_background(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    sign(head, sheet, seen=mark(sheet), now=NOW)
    due = AuditDue.objects.get()
    assert (due.plan_id, due.period_kind, due.period_index) == (county.plan.pk, "month", 6)


def test_the_same_promise_is_written_once_and_reported_twice(
    county: County, clerk: Actor, head: Actor
) -> None:
    first, second = county.tasks[:2]
    SamePromise.objects.create(main=first, task=second, same=True, decided_at=NOW)
    one = sheet_of(a_round(county, 6), county.housing)
    line = line_of(one, "1")
    save_line(clerk, line, written("完成6公里。"), revision=0, now=NOW)
    stages = [each.stage for each in sheet_lines(one)]
    assert stages == [Stage.FILLED, Stage.SPOKEN_FOR]
    ask_signature(clerk, one, now=NOW)
    sign(head, one, seen=mark(one), now=NOW)
    assert june_reports(county) == {"1": "完成6公里。", "2": "完成6公里。"}


def test_a_closed_round_takes_no_first_report(
    county: County, clerk: Actor, head: Actor, sheet: Submission
) -> None:
    seen = mark(sheet)
    sheet.round.closed_at = timezone.now()
    sheet.round.save()
    with pytest.raises(LockedError, match="重新开放"):
        sign(head, sheet, seen=seen, now=LATER)
    assert june_reports(county) == {}


def test_columns_are_named_after_the_period(county: County, head: Actor, sheet: Submission) -> None:
    """What May's bulletin calls 5月份目标任务 is 6月份目标任务 in June's table."""
    may = PeriodDocument.objects.get(plan=county.plan, period_index=5)
    columns = [
        {"header": "5月份目标任务", "field": "period_target"},
        {"header": "1-5月完成情况", "field": "progress"},
        {"header": "15月度安排", "field": "progress"},
        {"header": "5月份计划", "field": "month_plan"},
    ]
    may.tables = [{**may.tables[0], "columns": columns}]
    may.save()
    sign(head, sheet, seen=mark(sheet), now=NOW)
    june = PeriodDocument.objects.get(plan=county.plan, period_index=6)
    assert [column["header"] for column in june.tables[0]["columns"]] == [
        "6月份目标任务",
        "1-6月完成情况",
        "15月度安排",
        "5月份计划",
    ]
