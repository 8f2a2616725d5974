"""Every address of rounds, rules, holidays and the calendar, asked for by every persona."""

from datetime import timedelta

import pytest

from jiannuo.reporting.models import ExtensionRequest, ReportingRound
from tests.faces.desk.matrix import (
    EVERYBODY,
    OFFICE,
    WHOLE,
    Everybody,
    names_of,
    who_gets,
    who_may,
)
from tests.personae import County

EVERY_OFFICE = OFFICE | {"foreign_officer"}
OWN = {"clerk", "head"}

PAGES = {
    "rounds": ("/rounds/", WHOLE | {"foreign_officer"}, ()),
    "round": ("/rounds/{round}/", WHOLE, ()),
    "round_rules": ("/rounds/of/{place}/rules/", OFFICE, ()),
    "new_round": ("/rounds/of/{place}/new/", OFFICE, ()),
    "ask_extension": ("/rounds/sheets/{sheet}/extension/", OWN, ()),
    "holidays": ("/administration/holidays/", EVERY_OFFICE | {"system_admin"}, ()),
    "calendar": ("/calendar/", EVERYBODY, ()),
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


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_every_address_is_in_the_tables() -> None:
    assert names_of("jiannuo.desk.rounds.urls") == set(PAGES) | set(DEEDS) | OPEN
