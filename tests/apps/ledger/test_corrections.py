"""A person puts right what the reading got wrong; the old value stays in the trail."""

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history import queries as history
from jiannuo.ledger.actions.correct_field import (
    ChangedMeanwhileError,
    NotCorrectableError,
    correct_target,
    correct_task,
)
from jiannuo.ledger.actions.decide_lead import NotAssignedError, decide_lead
from jiannuo.ledger.models import Target, Task
from jiannuo.reporting.actions.correct_report import correct_report
from jiannuo.reporting.models import Report
from tests.personae import County


def test_a_correction_is_stored_with_who_and_why(county: County, officer: Actor) -> None:
    task = county.tasks[0]
    correct_task(officer, task, "category", "城市建设", before="城市更新", reason="原文为城市建设")
    assert Task.objects.get(pk=task.pk).category == "城市建设"
    newest = history.about("task", task.pk)[0]
    assert newest.actor_name == officer.name
    assert newest.payload == {
        "field": "category",
        "before": "城市更新",
        "after": "城市建设",
        "reason": "原文为城市建设",
    }


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    county: County, officer: Actor
) -> None:
    task = county.tasks[0]
    correct_task(officer, task, "category", "城市建设", before="城市更新")
    with pytest.raises(ChangedMeanwhileError, match="现在是“城市建设”"):
        correct_task(officer, task, "category", "民生", before="城市更新")
    assert Task.objects.get(pk=task.pk).category == "城市建设"


@pytest.mark.parametrize("field", ["plan", "state", "position", "units", "password", "progress"])
def test_only_texts_of_the_task_can_be_corrected(
    county: County, officer: Actor, field: str
) -> None:
    with pytest.raises(NotCorrectableError, match="不能在这里更正"):
        correct_task(officer, county.tasks[0], field, "1", before="")


def test_a_target_is_corrected(county: County, officer: Actor) -> None:
    target = Target.objects.get(task=county.tasks[1])
    correct_target(officer, target, "出让土地410亩。", before="出让土地400亩。")
    assert Target.objects.get(pk=target.pk).text == "出让土地410亩。"


def test_a_report_is_corrected_and_its_claim_with_its_status(
    county: County, officer: Actor
) -> None:
    report = Report.objects.get(task=county.tasks[1])
    correct_report(officer, report, "status", "完成", before="部分完成")
    stored = Report.objects.get(pk=report.pk)
    assert (stored.status, stored.claim) == ("完成", "met")
    with pytest.raises(ChangedMeanwhileError):
        correct_report(officer, report, "status", "未完成", before="部分完成")
    with pytest.raises(NotCorrectableError):
        correct_report(officer, report, "task", "1", before="")


@pytest.mark.parametrize("persona", ["clerk", "leader", "observer", "foreign_officer", "stranger"])
def test_others_correct_nothing(
    county: County, persona: str, request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(persona)
    task, report = county.tasks[1], Report.objects.get(task=county.tasks[1])
    with pytest.raises(NotAllowedError):
        correct_task(actor, task, "category", "民生", before="城市更新")
    with pytest.raises(NotAllowedError):
        correct_report(actor, report, "status", "完成", before="部分完成")
    with pytest.raises(NotAllowedError):
        decide_lead(actor, task, [county.finance.pk])


def test_a_person_answers_who_leads(county: County, officer: Actor) -> None:
    task = county.tasks[3]
    decide_lead(officer, task, [county.streets.pk])
    assert list(task.assignments.order_by("order").values_list("lead", flat=True)) == [True, False]
    assert history.about("task", task.pk)[0].payload == {"before": [], "after": ["各街道办事处"]}


def test_the_lead_must_be_assigned(county: County, officer: Actor) -> None:
    with pytest.raises(NotAssignedError, match="牵头单位必须是"):
        decide_lead(officer, county.tasks[3], [county.finance.pk])
