"""Tasks are issued with a notice; organisations sign for them or object; the office answers."""

from datetime import UTC, date, datetime

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.queries import about
from jiannuo.ledger.actions.answer_objection import (
    AlreadyAnsweredError,
    AnswerWordsMissingError,
    answer_objection,
)
from jiannuo.ledger.actions.issue_tasks import (
    NobodyAnswersError,
    NothingToIssueError,
    Notice,
    issue_tasks,
)
from jiannuo.ledger.actions.reassign import NoOrganisationError, Wanted
from jiannuo.ledger.actions.receive_tasks import (
    AlreadyObjectedError,
    NotOursError,
    WordsMissingError,
    raise_objection,
    sign_receipt,
)
from jiannuo.ledger.models import (
    AssignmentRole,
    Issue,
    Objection,
    ObjectionAnswer,
    ObjectionReason,
    Receipt,
    TaskState,
)
from jiannuo.ledger.queries.issuing import issuable
from jiannuo.ledger.queries.visible import tasks_visible_to
from tests.personae import County

NOW = datetime(2023, 3, 15, 9, 0, tzinfo=UTC)
NOTICE = Notice(
    year=2023,
    title="关于对2023年《政府工作报告》年度任务目标立项督查的通知",
    number="清政办发〔2023〕1号",
    issued_on=date(2023, 3, 15),
    due_at=datetime(2023, 3, 24, 16, 0, tzinfo=UTC),
)


def issued(county: County, officer: Actor, *tasks: int) -> Issue:
    chosen = [county.tasks[one].pk for one in tasks or range(4)]
    return issue_tasks(officer, county.place, NOTICE, chosen, now=NOW)


def receipt_of(issue: Issue, organisation: int) -> Receipt:
    return issue.receipts.select_related("issue", "organisation").get(organisation=organisation)


def test_every_organisation_with_a_duty_is_handed_a_receipt(county: County, officer: Actor) -> None:
    issue = issued(county, officer)
    handed = set(issue.receipts.values_list("organisation__name", flat=True))
    assert handed == {"区住建局", "区财政局", "北关街道办事处", "区民政局"}


def test_a_task_with_reports_is_under_way_and_can_still_be_issued(
    county: County, officer: Actor
) -> None:
    issued(county, officer)
    states = list(county.plan.tasks.values_list("state", flat=True))
    assert states == [TaskState.RUNNING] * 3 + [TaskState.ISSUED]


def test_tasks_added_later_are_issued_by_a_further_notice(county: County, officer: Actor) -> None:
    issued(county, officer, 0, 1)
    later = issued(county, officer, 0, 1, 2)
    assert list(later.tasks.all()) == [county.tasks[2]]
    assert list(issuable(county.place, 2023)) == [county.tasks[3]]


def test_nothing_to_issue_is_said(county: County, officer: Actor) -> None:
    issued(county, officer)
    with pytest.raises(NothingToIssueError):
        issued(county, officer)


def test_a_task_without_organisations_is_named(county: County, officer: Actor) -> None:
    county.tasks[2].assignments.all().delete()
    with pytest.raises(NobodyAnswersError, match="第3项没有责任单位"):
        issued(county, officer)
    assert not Issue.objects.exists()


@pytest.mark.parametrize("persona", ["observer", "clerk", "head", "leader", "foreign_officer"])
def test_only_the_office_issues(
    persona: str, county: County, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        issued(county, request.getfixturevalue(persona))


def test_the_trail_of_each_task_names_the_notice(county: County, officer: Actor) -> None:
    issued(county, officer)
    newest = about("task", county.tasks[0].pk)[0]
    assert (newest.action, newest.payload["number"]) == ("task.issue", NOTICE.number)


def test_an_organisation_signs_for_all_its_tasks_at_once(
    county: County, officer: Actor, clerk: Actor
) -> None:
    receipt = receipt_of(issued(county, officer), county.housing.pk)
    assert sign_receipt(clerk, receipt, now=NOW)
    receipt.refresh_from_db()
    assert (receipt.signed_at, receipt.signed_by) == (NOW, clerk.name)
    assert not sign_receipt(clerk, receipt, now=NOW)


@pytest.mark.parametrize("persona", ["neighbour", "street_clerk", "officer", "leader"])
def test_nobody_signs_for_another_organisation(
    persona: str, county: County, officer: Actor, request: pytest.FixtureRequest
) -> None:
    receipt = receipt_of(issued(county, officer), county.housing.pk)
    with pytest.raises(NotAllowedError):
        sign_receipt(request.getfixturevalue(persona), receipt, now=NOW)


def _objection(county: County, officer: Actor, clerk: Actor) -> Objection:
    receipt = receipt_of(issued(county, officer), county.housing.pk)
    return raise_objection(
        clerk,
        receipt,
        county.tasks[0],
        ObjectionReason.NOT_OURS,
        "供热由区城管局主管。",
        now=NOW,
    )


def test_an_organisation_objects_to_one_assignment(
    county: County, officer: Actor, clerk: Actor
) -> None:
    objection = _objection(county, officer, clerk)
    assert objection.answer == ObjectionAnswer.OPEN
    with pytest.raises(AlreadyObjectedError):
        raise_objection(
            clerk,
            objection.receipt,
            county.tasks[0],
            ObjectionReason.OTHER,
            "再说一次",
            now=NOW,
        )


def test_an_objection_is_about_an_own_task_and_says_why(
    county: County, officer: Actor, clerk: Actor
) -> None:
    receipt = receipt_of(issued(county, officer), county.housing.pk)
    with pytest.raises(NotOursError):
        raise_objection(clerk, receipt, county.tasks[2], ObjectionReason.NOT_OURS, "", now=NOW)
    with pytest.raises(WordsMissingError):
        raise_objection(clerk, receipt, county.tasks[0], ObjectionReason.OTHER, "", now=NOW)


def test_the_office_lets_an_assignment_stand(county: County, officer: Actor, clerk: Actor) -> None:
    objection = _objection(county, officer, clerk)
    with pytest.raises(AnswerWordsMissingError):
        answer_objection(officer, objection, "", now=NOW)
    answer_objection(officer, objection, "三定方案已明确由你局负责。", now=NOW)
    objection.refresh_from_db()
    assert objection.answer == ObjectionAnswer.KEPT
    assert objection.answered_by == officer.name
    with pytest.raises(AlreadyAnsweredError):
        answer_objection(officer, objection, "再答一次。", now=NOW)


def test_the_office_changes_an_assignment_and_hands_the_task_to_the_new_organisation(
    county: County, officer: Actor, clerk: Actor, neighbour: Actor
) -> None:
    objection = _objection(county, officer, clerk)
    wanted = [
        Wanted(organisation=county.finance.pk, role=AssignmentRole.LEAD, lead=True),
        Wanted(organisation=county.housing.pk, role=AssignmentRole.SUPPORTING, lead=False),
    ]
    answer_objection(officer, objection, "改由区财政局牵头。", wanted=wanted, now=NOW)
    task = county.tasks[0]
    assert tasks_visible_to(neighbour).filter(pk=task.pk).exists()
    happened = next(one for one in about("task", task.pk) if one.action == "task.reassign")
    assert happened.payload["before"] == "区住建局"
    assert happened.payload["after"] == "区财政局（牵头）、区住建局（配合）"


def test_a_task_keeps_somebody_who_answers(county: County, officer: Actor, clerk: Actor) -> None:
    objection = _objection(county, officer, clerk)
    alone = [Wanted(organisation=county.finance.pk, role=AssignmentRole.SUPPORTING)]
    with pytest.raises(NoOrganisationError):
        answer_objection(officer, objection, "改。", wanted=alone, now=NOW)
    objection.refresh_from_db()
    assert objection.answer == ObjectionAnswer.OPEN


def test_an_organisation_does_not_answer_its_own_objection(
    county: County, officer: Actor, clerk: Actor, head: Actor
) -> None:
    objection = _objection(county, officer, clerk)
    for persona in (clerk, head):
        with pytest.raises(NotAllowedError):
            answer_objection(persona, objection, "同意。", now=NOW)
