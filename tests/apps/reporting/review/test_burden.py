"""The burden meter counts what a round asked, from what is there anyway."""

from datetime import timedelta

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.review.return_fields import Returning, return_fields
from jiannuo.reporting.models import ReturnedField, ReturnReason, Submission
from jiannuo.reporting.queries.burden import round_burden
from tests.apps.reporting.review.test_review import NOW, TODAY, hand_in
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of


def test_a_sheet_tells_what_it_cost(officer: Actor, clerk: Actor, county: County) -> None:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet)
    Submission.objects.filter(pk=sheet.pk).update(opened_at=NOW - timedelta(minutes=11))
    asked = Returning(field=ReturnedField.PROGRESS, reason=ReturnReason.SUBITEM)
    return_fields(officer, line_of(sheet, "1"), [asked], due_on=None, today=TODAY)
    burden = round_burden(officer, made)
    housing = next(one for one in burden.sheets if one.organisation == county.housing.name)
    assert (housing.tasks, housing.minutes, housing.returned) == (2, 11, 1)
    assert housing.fields_asked > housing.fields_prefilled > 0
    assert burden.median_minutes == 11
    assert burden.reasons == ((ReturnReason.SUBITEM, 1),)
    assert burden.fields == ((ReturnedField.PROGRESS, 1),)


def test_what_was_never_handed_in_took_no_minutes(officer: Actor, county: County) -> None:
    burden = round_burden(officer, a_round(county, 6))
    assert burden.sheets
    assert burden.median_minutes is None


def test_the_burden_is_shown_to_the_office_alone(clerk: Actor, county: County) -> None:
    assert round_burden(clerk, a_round(county, 6)).sheets == ()
