"""Every address of rounds, rules, holidays and the calendar, asked for by every persona."""

from datetime import timedelta

import pytest
from django.urls import get_resolver

from jiannuo.reporting.models import ExtensionRequest, ReportingRound
from tests.faces.desk.conftest import Visit
from tests.faces.desk.test_permissions import EVERYBODY, OFFICE, PERSONAE, WHOLE, _outcome
from tests.personae import County

EVERY_OFFICE = OFFICE | {"foreign_officer"}
OWN = {"clerk", "head"}

PAGES = {
    "rounds": ("/rounds/", WHOLE | {"foreign_officer"}),
    "round": ("/rounds/{round}/", WHOLE),
    "round_rules": ("/rounds/of/{place}/rules/", OFFICE),
    "new_round": ("/rounds/of/{place}/new/", OFFICE),
    "ask_extension": ("/rounds/sheets/{sheet}/extension/", OWN),
    "holidays": ("/administration/holidays/", EVERY_OFFICE | {"system_admin"}),
    "calendar": ("/calendar/", EVERYBODY),
}
DEEDS = {
    "announce_round": ("/rounds/{round}/announce/", {}, OFFICE),
    "round_deadline": (
        "/rounds/{round}/deadline/",
        {"day": "2023-06-09", "hour": "24:00", "reason": "防汛"},
        OFFICE,
    ),
    "take_over_round": ("/rounds/{round}/take-over/", {}, OFFICE),
    "lock_round": ("/rounds/{round}/lock/", {}, OFFICE),
    "reopen_round": ("/rounds/{round}/reopen/", {"reason": "补录"}, OFFICE),
    "round_rules": ("/rounds/of/{place}/rules/", {"what": "reminders"}, OFFICE),
    "new_round": ("/rounds/of/{place}/new/", {}, OFFICE),
    "ask_extension": ("/rounds/sheets/{sheet}/extension/", {}, OWN),
    "decide_extension": ("/rounds/extensions/{extension}/", {"decision": "grant"}, OFFICE),
    "holidays": (
        "/administration/holidays/",
        {"what": "local"},
        EVERY_OFFICE | {"system_admin"},
    ),
    "subscribe": ("/calendar/subscription/", {"what": "close"}, EVERYBODY),
}
OPEN = {"feed"}


@pytest.fixture
def ids(may: ReportingRound, county: County) -> dict[str, int]:
    sheet = may.submissions.get(organisation=county.housing)
    extension = ExtensionRequest.objects.create(
        submission=sheet, until=may.due_at + timedelta(days=1), reason="防汛", asked_by="李"
    )
    return {
        "round": may.pk,
        "place": county.place.pk,
        "sheet": sheet.pk,
        "extension": extension.pk,
    }


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_which_page_and_may_do_what(
    persona: str, ids: dict[str, int], visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(persona))
    got = {name: _outcome(client.get(page[0].format(**ids))) for name, page in PAGES.items()}
    assert got == {name: _expected(persona, page[1]) for name, page in PAGES.items()}
    done = {}
    for name, (address, sent, _) in DEEDS.items():
        answer = _outcome(client.post(address.format(**ids), sent))
        done[name] = "page" if answer == "elsewhere" else answer
    assert done == {name: _expected(persona, deed[2]) for name, deed in DEEDS.items()}


def test_every_address_is_in_the_tables() -> None:
    patterns = get_resolver("jiannuo.desk.rounds.urls").url_patterns
    assert {str(one.name) for one in patterns} == set(PAGES) | set(DEEDS) | OPEN  # type: ignore[union-attr]


def _expected(persona: str, welcome: set[str]) -> str:
    return "login" if persona == "stranger" else "page" if persona in welcome else "refused"
