"""Every address of the review, asked for by every persona."""

import pytest

from jiannuo.directory.actor import Actor
from tests.apps.reporting.review.test_review import hand_in
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import OFFICE, Everybody, expected, names_of, page_of, who_may
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of

PAGES = {
    "review": ("/review/", OFFICE | {"foreign_officer"}),
    "review_round": ("/review/{round}/", OFFICE),
    "review_line": ("/review/{round}/{line}/", OFFICE),
    "review_burden": ("/review/{round}/burden/", OFFICE),
}
DEEDS = {
    "review_decide": (
        "/review/{round}/{line}/decide/",
        {"deed": "accept", "result": "met"},
        OFFICE,
    ),
    "review_take_back": ("/review/{round}/{line}/take-back/", {}, OFFICE),
    "review_accept_clear": ("/review/{round}/accept/", {}, OFFICE),
}


@pytest.fixture
def ids(county: County, clerk: Actor) -> dict[str, int]:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet)
    return {"round": made.pk, "line": line_of(sheet, "1").pk}


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = {}, {}
    for persona, client in everybody():
        for name, (address, welcome) in PAGES.items():
            answer = page_of(client, address, ids)
            # The first page leads its readers on to the round that waits.
            read = "page" if answer == "elsewhere" and persona in OFFICE else answer
            got[persona, name], should[persona, name] = read, expected(persona, welcome)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_a_line_is_not_reached_through_another_round(
    county: County, visit: Visit, officer: Actor, ids: dict[str, int]
) -> None:
    other = a_round(county, 7)
    assert visit(officer).get(f"/review/{other.pk}/{ids['line']}/").status_code == 404


def test_every_address_is_in_the_tables() -> None:
    assert names_of("jiannuo.desk.review.urls") == set(PAGES) | set(DEEDS)
