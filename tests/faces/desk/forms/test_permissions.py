"""Every address of offline forms, asked for by every persona."""

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.intake.forms.actions.receive_form import receive_own_form
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.forms.test_forms import FILLED, in_word
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
}
DEEDS = {
    "take_forms": ("/forms/rounds/{round}/take/", {}, OFFICE),
    "discard_form": ("/forms/{form}/discard/", {}, OWN),
    "take_form": ("/forms/{form}/take/", {"line": "0"}, set()),  # a word to the own, 404 to others
}


@pytest.fixture
def ids(county: County, clerk: Actor) -> dict[str, int]:
    made = a_round(county, 6)
    sheet = sheet_of(made, county.housing)
    content = in_word(report_form(sheet), FILLED)
    form = receive_own_form(clerk, sheet, name="表.docx", content=content, now=moment(7, 5))
    sheet.state = "drafting"
    sheet.save()
    return {"round": made.pk, "sheet": sheet.pk, "form": form.pk}


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
