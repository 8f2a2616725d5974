"""Who answers for which task, and who gives the lead a share."""

from datetime import date

from jiannuo.directory.actions.merge_organisation import merge_organisation
from jiannuo.directory.actor import machine
from jiannuo.ledger.models import Assignment, TaskState
from jiannuo.ledger.queries.duties import Duty, duties
from tests.personae import County


def _lead(county: County, task: int, *organisations: int) -> None:
    Assignment.objects.filter(task=county.tasks[task]).update(lead=False)
    Assignment.objects.filter(task=county.tasks[task], organisation__in=organisations).update(
        lead=True
    )


def test_a_marked_lead_answers_and_the_others_share(county: County) -> None:
    _lead(county, 1, county.housing.pk)
    found = duties([county.plan.pk])
    assert found[county.housing.pk][county.tasks[1].pk] is Duty.ANSWERS
    assert found[county.finance.pk][county.tasks[1].pk] is Duty.SHARES


def test_of_several_leads_the_first_named_answers(county: County) -> None:
    _lead(county, 1, county.housing.pk, county.finance.pk)
    first = county.tasks[1].assignments.order_by("order").values_list("organisation", flat=True)[0]
    answering = [
        one
        for one, of_tasks in duties([county.plan.pk]).items()
        if of_tasks.get(county.tasks[1].pk) is Duty.ANSWERS
    ]
    assert answering == [first]


def test_without_a_marked_lead_everybody_responsible_answers(county: County) -> None:
    Assignment.objects.filter(task=county.tasks[1]).update(lead=None, role="responsible")
    found = duties([county.plan.pk])
    assert found[county.housing.pk][county.tasks[1].pk] is Duty.ANSWERS
    assert found[county.finance.pk][county.tasks[1].pk] is Duty.ANSWERS


def test_a_set_of_organisations_stands_for_its_members(county: County) -> None:
    found = duties([county.plan.pk])
    assert found[county.north_street.pk][county.tasks[3].pk] is Duty.ANSWERS
    assert county.streets.pk not in found


def test_a_set_without_members_answers_as_one(county: County) -> None:
    county.streets.members.clear()
    found = duties([county.plan.pk])
    assert found[county.streets.pk][county.tasks[3].pk] is Duty.ANSWERS


def test_closed_tasks_are_nobodys_duty(county: County) -> None:
    county.plan.tasks.update(state=TaskState.CLOSED)
    assert duties([county.plan.pk]) == {}


def test_what_a_merged_organisation_owed_its_successor_owes(county: County) -> None:
    """One office under two names (闻韶街道, 闻韶街道办事处) fills one sheet, not two."""
    _lead(county, 1, county.housing.pk)
    day = date(2023, 5, 8)
    merge_organisation(machine(), county.finance, county.housing, on=day, today=day)
    found = duties([county.plan.pk])
    assert county.finance.pk not in found
    assert found[county.housing.pk] == {
        county.tasks[0].pk: Duty.ANSWERS,
        county.tasks[1].pk: Duty.ANSWERS,
        county.tasks[2].pk: Duty.ANSWERS,
    }
