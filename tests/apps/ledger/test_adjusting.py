"""Targets, organisations and states change by decision only; what stood before stays to be seen."""

from datetime import UTC, datetime

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.deeds import deed_of
from jiannuo.history.queries import about
from jiannuo.ledger.actions.ask_adjustment import (
    AskedAlreadyError,
    Grounds,
    NothingChangesError,
    ReasonMissingError,
    ask_for_organisations,
    ask_for_state,
    ask_for_text,
)
from jiannuo.ledger.actions.decide_adjustment import (
    DecidedAlreadyError,
    RefusalWordsMissingError,
    StandsOtherwiseError,
    grant_adjustment,
    refuse_adjustment,
)
from jiannuo.ledger.actions.reassign import Wanted
from jiannuo.ledger.models import (
    Adjustment,
    AssignmentRole,
    Decision,
    Target,
    TargetVersion,
    Task,
    TaskState,
)
from jiannuo.ledger.search import search
from tests.personae import County

NOW = datetime(2023, 6, 8, 9, 0, tzinfo=UTC)
LATER = datetime(2023, 6, 9, 9, 0, tzinfo=UTC)
WHY = Grounds(reason="选址调整", document="清政办字〔2023〕12号")


def _target(county: County) -> Target:
    return county.tasks[0].targets.get(kind="period_target")


def _asked(county: County, clerk: Actor, text: str = "完成供热管网改造4公里。") -> Adjustment:
    task = Task.objects.select_related("plan").get(pk=county.tasks[0].pk)
    return ask_for_text(clerk, task, _target(county), text, WHY, now=NOW)


def test_an_organisation_asks_and_the_director_approves(
    county: County, clerk: Actor, director: Actor
) -> None:
    asked = _asked(county, clerk)
    assert (asked.organisation, asked.decision) == (county.housing, Decision.OPEN)
    assert _target(county).text == "完成供热管网改造5公里。"
    grant_adjustment(director, asked, now=LATER)
    assert _target(county).text == "完成供热管网改造4公里。"


def test_the_old_text_stays_as_a_version(county: County, clerk: Actor, director: Actor) -> None:
    grant_adjustment(director, _asked(county, clerk), now=LATER)
    grant_adjustment(director, _asked(county, clerk, "完成3公里。"), now=LATER)
    first, second, third = TargetVersion.objects.all()
    assert (first.number, first.text, first.at) == (1, "完成供热管网改造5公里。", None)
    assert (second.number, second.text, second.reason, second.approved_by, second.document) == (
        2,
        "完成供热管网改造4公里。",
        WHY.reason,
        director.name,
        WHY.document,
    )
    assert (third.number, third.text) == (3, "完成3公里。")


def test_the_trail_says_it_in_one_sentence(county: County, clerk: Actor, director: Actor) -> None:
    grant_adjustment(director, _asked(county, clerk), now=LATER)
    newest = about("task", county.tasks[0].pk)[0]
    assert deed_of(newest.action).said_of(newest.payload) == (
        "5月目标由“完成供热管网改造5公里。”调整为“完成供热管网改造4公里。”，理由：选址调整，"
        f"批准人：{director.name}，依据：清政办字〔2023〕12号"
    )


def test_a_year_s_target_changes_the_same_way_and_is_found_by_its_new_words(
    county: County, officer: Actor, director: Actor
) -> None:
    task = Task.objects.select_related("plan").get(pk=county.tasks[1].pk)
    asked = ask_for_text(officer, task, "annual_target", "出让土地900亩。", WHY, now=NOW)
    assert asked.organisation is None
    grant_adjustment(director, asked, now=LATER)
    task.refresh_from_db()
    assert task.annual_target == "出让土地900亩。"
    versions = TargetVersion.objects.values_list("text", flat=True)
    assert list(versions) == ["出让土地1000亩。", "出让土地900亩。"]
    assert [hit.task for hit in search(officer, "900亩").hits] == [task.pk]


def test_organisations_change_by_decision(county: County, officer: Actor, director: Actor) -> None:
    task = Task.objects.select_related("plan").get(pk=county.tasks[2].pk)
    wanted = [Wanted(organisation=county.housing.pk, role=AssignmentRole.RESPONSIBLE)]
    grant_adjustment(
        director, ask_for_organisations(officer, task, wanted, WHY, now=NOW), now=LATER
    )
    assert list(task.organisations.all()) == [county.housing]


@pytest.mark.parametrize(
    "state", [TaskState.PAUSED, TaskState.POSTPONED, TaskState.ENDED, TaskState.ADJUSTED]
)
def test_a_task_is_paused_or_ended_by_decision(
    state: TaskState, county: County, officer: Actor, director: Actor
) -> None:
    task = Task.objects.select_related("plan").get(pk=county.tasks[2].pk)
    grant_adjustment(director, ask_for_state(officer, task, state, WHY, now=NOW), now=LATER)
    task.refresh_from_db()
    assert task.state == state


def test_a_refusal_changes_nothing_and_says_why(
    county: County, clerk: Actor, director: Actor
) -> None:
    asked = _asked(county, clerk)
    with pytest.raises(RefusalWordsMissingError):
        refuse_adjustment(director, asked, "", now=LATER)
    refuse_adjustment(director, asked, "年度目标不变。", now=LATER)
    asked.refresh_from_db()
    assert (asked.decision, asked.answer) == (Decision.REFUSED, "年度目标不变。")
    assert _target(county).text == "完成供热管网改造5公里。"
    with pytest.raises(DecidedAlreadyError):
        grant_adjustment(director, asked, now=LATER)


def test_a_request_says_why_changes_something_and_is_made_once(
    county: County, clerk: Actor
) -> None:
    task = Task.objects.select_related("plan").get(pk=county.tasks[0].pk)
    with pytest.raises(ReasonMissingError):
        ask_for_text(clerk, task, _target(county), "别的", Grounds(reason=""), now=NOW)
    with pytest.raises(NothingChangesError):
        ask_for_text(clerk, task, _target(county), _target(county).text, WHY, now=NOW)
    _asked(county, clerk)
    with pytest.raises(AskedAlreadyError):
        _asked(county, clerk, "另一个目标")


def test_a_request_does_not_overwrite_what_changed_after_it(
    county: County, clerk: Actor, director: Actor
) -> None:
    asked = _asked(county, clerk)
    Target.objects.filter(pk=_target(county).pk).update(text="完成6公里。")
    with pytest.raises(StandsOtherwiseError):
        grant_adjustment(director, asked, now=LATER)
    asked.refresh_from_db()
    assert asked.decision == Decision.OPEN


@pytest.mark.parametrize("persona", ["officer", "clerk", "head", "observer", "foreign_officer"])
def test_only_the_director_approves(
    persona: str, county: County, clerk: Actor, request: pytest.FixtureRequest
) -> None:
    asked = _asked(county, clerk)
    with pytest.raises(NotAllowedError):
        grant_adjustment(request.getfixturevalue(persona), asked, now=LATER)


@pytest.mark.parametrize("persona", ["neighbour", "street_clerk", "leader", "observer"])
def test_only_the_office_and_the_task_s_organisations_ask(
    persona: str, county: County, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        _asked(county, request.getfixturevalue(persona))
