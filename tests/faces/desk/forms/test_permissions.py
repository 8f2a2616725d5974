"""Every address of offline forms, asked for by every persona."""

import pytest

from jiannuo.directory.actor import Actor, machine
from jiannuo.intake.forms.actions.receive_form import receive_own_form
from jiannuo.intake.forms.actions.receive_plan_form import receive_plan_form
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import FilingState, PlanFiling
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.forms.test_forms import FILLED, in_word
from tests.apps.intake.forms.test_plan_forms import TELEPHONE, filing_of, plan_in_word
from tests.apps.ledger.test_issuing import NOTICE
from tests.apps.ledger.test_issuing import NOW as ISSUED
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import OFFICE, Everybody, names_of, who_gets, who_may
from tests.personae import County
from tests.rounds import a_round, moment, sheet_of

OWN = {"clerk", "head"}
PAGES = {
    "own_form": ("/forms/sheets/{sheet}/", OWN, ()),
    "download_form": ("/forms/sheets/{sheet}/form.docx", OWN, ()),
    "forms_of_round": ("/forms/rounds/{round}/", OFFICE, ()),
    "form": ("/forms/{form}/", OWN, ()),
    # 区住建局's plan, which it is writing: its drafts are its own.
    "plan_form": ("/forms/plans/{filing}/", OWN, ()),
    "download_plan_form": ("/forms/plans/{filing}/form.docx", OWN, ()),
    "filled_plan": ("/forms/filled-plans/{plan_form}/", OWN, ()),
}
DEEDS = {
    "take_forms": ("/forms/rounds/{round}/take/", {}, OFFICE),
    "discard_form": ("/forms/{form}/discard/", {}, OWN),
    "take_form": ("/forms/{form}/take/", {"line": "0"}, set()),  # a word to the own, 404 to others
    "plan_form": ("/forms/plans/{filing}/", {}, OWN),
    "take_plan_form": (
        "/forms/filled-plans/{plan_form}/take/",
        {"cover": "联系电话", "was-联系电话": ""},
        OWN,
    ),
    "discard_plan_form": ("/forms/filled-plans/{plan_form}/discard/", {}, OWN),
}


@pytest.fixture
def ids(county: County, clerk: Actor) -> dict[str, int]:
    made = a_round(county, 6)
    sheet = sheet_of(made, county.housing)
    content = in_word(report_form(sheet), FILLED)
    form = receive_own_form(clerk, sheet, name="表.docx", content=content, now=moment(7, 5))
    sheet.state = "drafting"
    sheet.save()
    every = [task.pk for task in county.tasks]
    issue = issue_plan(machine(), county.place, NOTICE, every, now=ISSUED)
    filing = filing_of(issue, county.housing)
    open_filing(clerk, filing)
    plan = receive_plan_form(
        clerk, filing, name="计划.docx", content=plan_in_word(filing, {}, TELEPHONE), now=ISSUED
    )
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.DRAFTING)
    return {
        "round": made.pk,
        "sheet": sheet.pk,
        "form": form.pk,
        "filing": filing.pk,
        "plan_form": plan.pk,
    }


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_what_is_being_written_is_not_the_offices(
    visit: Visit, officer: Actor, county: County, ids: dict[str, int]
) -> None:
    untouched = sheet_of(a_round(county, 7), county.housing)
    client = visit(officer)
    assert client.get(f"/forms/sheets/{ids['sheet']}/form.docx").status_code == 404
    assert client.get(f"/forms/sheets/{untouched.pk}/form.docx").status_code == 200


def test_every_address_is_in_the_tables() -> None:
    assert names_of("jiannuo.desk.forms.urls") == set(PAGES) | set(DEEDS)
