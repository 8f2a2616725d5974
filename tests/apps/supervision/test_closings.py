"""Closing a task: applied for with evidence, confirmed, verified, approved; refused, and taken up again."""

from datetime import date

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import SourceFile
from jiannuo.history.deeds import deed_of
from jiannuo.history.queries import about
from jiannuo.ledger.models import Assignment, AssignmentRole, Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.duties import duties
from jiannuo.outbox.models import Message
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.reporting.models import Line
from jiannuo.supervision.actions.apply_closing import (
    Application,
    ApplicationIncompleteError,
    AppliedAlreadyError,
    apply_closing,
    withdraw_closing,
)
from jiannuo.supervision.actions.decide_closing import (
    approve_closing,
    confirm_closing,
    refuse_closing,
    reopen_closing,
    verify_closing,
)
from jiannuo.supervision.errors import MovedOnError, SupervisionRefusedError
from jiannuo.supervision.models import Closing, ClosingState
from jiannuo.supervision.queries.closings import (
    closing_evidence_visible_to,
    closings_visible_to,
    said_against,
)
from tests.personae import County
from tests.rounds import a_round, moment

NOW = moment(6, 20)


def application(text: str = "改造12公里，已验收。", on: date = date(2023, 6, 18)) -> Application:
    file = SourceFile.objects.first()
    assert file is not None
    return Application(finished_on=on, text=text, files=[(file, "验收单.pdf")])


def state_of(task: Task) -> str:
    return str(Task.objects.get(pk=task.pk).state)


def asked(county: County, month: int) -> set[str]:
    made = a_round(county, month)
    return set(Line.objects.filter(submission__round=made).values_list("task__number", flat=True))


def test_the_leads_own_application_is_verified_and_approved_and_the_task_falls_out_of_the_rounds(
    county: County, officer: Actor, director: Actor, clerk: Actor
) -> None:
    task = county.tasks[0]
    assert asked(county, 6) == {"1", "2", "3", "4"}
    closing = apply_closing(clerk, task, application(), now=NOW)
    assert closing.state == ClosingState.CONFIRMED
    assert state_of(task) == TaskState.CLOSING
    assert task.pk in duties([county.plan.pk])[county.housing.pk]
    with pytest.raises(AppliedAlreadyError):
        apply_closing(clerk, task, application(), now=NOW)
    with pytest.raises(SupervisionRefusedError, match="核实的情况"):
        verify_closing(officer, closing, "", now=NOW)
    with pytest.raises(MovedOnError):
        approve_closing(director, closing, now=NOW)
    verify_closing(officer, closing, "看了验收单，现场抽查两处。", now=NOW)
    with pytest.raises(NotAllowedError):
        approve_closing(officer, closing, now=NOW)
    approve_closing(director, closing, now=NOW)

    assert state_of(task) == TaskState.CLOSED
    assert task.pk not in duties([county.plan.pk])[county.housing.pk]
    open_lines = Line.objects.filter(submission__round__period_index=6, task=task)
    assert not open_lines.exists()
    assert asked(county, 7) == {"2", "3", "4"}
    assert Message.objects.filter(key__contains=":approved:", recipient=clerk.id).exists()
    words = [deed_of(one.action).said_of(one.payload) for one in about("task", task.pk)]
    assert "批准销号（区住建局申请，2023年6月18日完成）" in words

    with pytest.raises(SupervisionRefusedError, match="回头看发现了什么"):
        reopen_closing(director, closing, "", now=NOW)
    with pytest.raises(NotAllowedError):
        reopen_closing(officer, closing, "有两处返工。", now=NOW)
    reopen_closing(director, closing, "有两处返工。", now=NOW)
    assert state_of(task) == TaskState.RUNNING
    assert open_lines.exists()
    closing.refresh_from_db()
    assert (closing.state, closing.reopening) == (ClosingState.REOPENED, "有两处返工。")
    assert closing.verification == "看了验收单，现场抽查两处。"
    again = apply_closing(clerk, task, application(), now=NOW)
    assert Closing.objects.filter(task=task).count() == 2
    withdraw_closing(clerk, again)
    assert state_of(task) == TaskState.RUNNING


def test_a_responsible_organisations_application_waits_for_the_lead(
    county: County, officer: Actor, clerk: Actor, neighbour: Actor, street_clerk: Actor
) -> None:
    task = county.tasks[1]
    with pytest.raises(NotAllowedError):  # 区财政局 only supports it
        apply_closing(neighbour, task, application(), now=NOW)
    Assignment.objects.filter(task=task, organisation=county.finance).update(
        role=AssignmentRole.RESPONSIBLE
    )
    closing = apply_closing(neighbour, task, application(), now=NOW)
    assert closing.state == ClosingState.APPLIED
    assert Message.objects.filter(key__contains=":applied:", recipient=clerk.id).exists()
    with pytest.raises(NotAllowedError):
        confirm_closing(neighbour, closing, now=NOW)
    with pytest.raises(NotAllowedError):
        refuse_closing(officer, closing, "还差20亩。", now=NOW)
    with pytest.raises(SupervisionRefusedError, match="写明理由"):
        refuse_closing(clerk, closing, "", now=NOW)
    refuse_closing(clerk, closing, "还差20亩。", now=NOW)
    closing.refresh_from_db()
    assert (closing.state, closing.refused_at_step) == (
        ClosingState.REFUSED,
        ClosingState.APPLIED,
    )
    assert state_of(task) == TaskState.RUNNING
    with pytest.raises(MovedOnError):
        verify_closing(officer, closing, "看了。", now=NOW)

    closing = apply_closing(neighbour, task, application(), now=NOW)
    confirm_closing(clerk, closing, now=NOW)
    verify_closing(officer, closing, "看了出让公告。", now=NOW)
    with pytest.raises(MovedOnError):
        withdraw_closing(neighbour, closing)

    evidence = closing.evidence.get()
    assert evidence in closing_evidence_visible_to(clerk)
    assert not closings_visible_to(street_clerk).exists()
    assert not closing_evidence_visible_to(street_clerk).exists()


def test_an_organisation_that_only_supports_does_not_read_who_brought_which_evidence(
    county: County, clerk: Actor, neighbour: Actor, leader: Actor, observer: Actor
) -> None:
    apply_closing(clerk, county.tasks[1], application(), now=NOW)
    assert closings_visible_to(clerk).count() == closings_visible_to(observer).count() == 1
    assert not closings_visible_to(neighbour).exists()
    assert not closings_visible_to(leader).exists()  # 孙立 leads task 2


def test_an_application_says_what_was_done_when_and_what_bears_it_out(
    county: County, clerk: Actor
) -> None:
    task = county.tasks[0]
    for given, why in (
        (application(""), "写明完成情况"),
        (application(on=date(2023, 6, 21)), "今天以后"),
        (Application(finished_on=None, text="完成。", files=[]), "完成日期"),
        (Application(finished_on=date(2023, 6, 1), text="完成。", files=[]), "至少附一份"),
    ):
        with pytest.raises(ApplicationIncompleteError, match=why):
            apply_closing(clerk, task, given, now=NOW)
    assert state_of(task) != TaskState.CLOSING


def test_numbers_against_a_closing_are_told_and_do_not_block_it(
    county: County, officer: Actor, director: Actor, clerk: Actor
) -> None:
    audit_again(county.plan, Span("month", 5))
    task = county.tasks[1]
    closing = apply_closing(clerk, task, application("全年出让土地600亩。"), now=NOW)
    assert list(said_against(closing)) == [
        "全年目标“出让土地1000亩”，申请里写的是600亩。",
        "单位5月自报“部分完成”。",
        "5月报送出让土地380亩，全年目标1000亩，还差620亩。",
        "5月报送的数字与目标对照：未达标。",
    ]
    closing.text = "已全部完成，见验收单。"
    assert "全年目标“出让土地1000亩”，申请里没有读到对应的数。" in said_against(closing)
    verify_closing(officer, closing, "全年任务经区政府批准核减，余下不再出让。", now=NOW)
    approve_closing(director, closing, now=NOW)
    assert state_of(task) == TaskState.CLOSED
