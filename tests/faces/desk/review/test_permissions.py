"""Every address of the review, asked for by every persona."""

import pytest
from django.urls import get_resolver

from jiannuo.directory.actor import Actor
from tests.apps.reporting.review.test_review import hand_in
from tests.faces.desk.conftest import Visit
from tests.faces.desk.test_permissions import OFFICE, PERSONAE, _expected, _outcome
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of

PAGES = {
    "review": ("/review/", OFFICE | {"foreign_officer"}),
    "review_round": ("/review/{round}/", OFFICE),
    "review_line": ("/review/{round}/{line}/", OFFICE),
    "review_burden": ("/review/{round}/burden/", OFFICE),
}
DEEDS = {
    "review_decide": ("/review/{round}/{line}/decide/", {"deed": "accept", "result": "met"}),
    "review_take_back": ("/review/{round}/{line}/take-back/", {}),
    "review_accept_clear": ("/review/{round}/accept/", {}),
}


@pytest.fixture
def ids(county: County, clerk: Actor) -> dict[str, int]:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet)
    return {"round": made.pk, "line": line_of(sheet, "1").pk}


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_which_page_and_may_do_what(
    persona: str, ids: dict[str, int], visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(persona))

    def outcome(answer: str) -> str:
        return "page" if answer == "elsewhere" and persona in OFFICE else answer

    got = {
        name: outcome(_outcome(client.get(address.format(**ids))))
        for name, (address, _) in PAGES.items()
    }
    assert got == {name: _expected(persona, who, set()) for name, (_, who) in PAGES.items()}
    done = {
        name: outcome(_outcome(client.post(address.format(**ids), sent)))
        for name, (address, sent) in DEEDS.items()
    }
    assert done == {name: _expected(persona, OFFICE, set()) for name in DEEDS}


def test_a_line_is_not_reached_through_another_round(
    county: County, visit: Visit, officer: Actor, ids: dict[str, int]
) -> None:
    other = a_round(county, 7)
    assert visit(officer).get(f"/review/{other.pk}/{ids['line']}/").status_code == 404


def test_every_address_is_in_the_tables() -> None:
    patterns = get_resolver("jiannuo.desk.review.urls").url_patterns
    assert {str(one.name) for one in patterns} == set(PAGES) | set(DEEDS)  # type: ignore[union-attr]
