"""Every address of bulletins, asked for by every persona."""

import pytest

from jiannuo.bulletins.actions.comment import comment
from jiannuo.bulletins.models import BulletinState
from jiannuo.directory.actor import machine
from tests.apps.bulletins.lives import NOW, a_draft, lead_to
from tests.faces.desk.matrix import OFFICE, WHOLE, Everybody, names_of, who_gets, who_may
from tests.personae import County

INSIDE = WHOLE | {"reviewer"}
"""Who sees a bulletin being made."""
READERS = INSIDE | {"clerk", "head", "neighbour", "street_clerk", "leader", "secretary"}
"""Who reads what was issued in the place."""

PAGES = {
    # name (after a colon: in which state): address, who gets the page, who is sent on
    "bulletin: draft": ("/bulletins/{draft}/", WHOLE, ()),
    "bulletin: checking": ("/bulletins/{checking}/", INSIDE, ()),
    "bulletin: issued": ("/bulletins/{issued}/", READERS, ()),
    "bulletin_versions": ("/bulletins/{checking}/versions/", INSIDE, ()),
    "bulletin_versions: issued": ("/bulletins/{issued}/versions/", INSIDE, ()),
    "bulletin_schedule": ("/bulletins/schedule/{place}/", OFFICE, ()),
}
DEEDS = {
    # name (after a colon: which deed): address, what is sent, who may
    "bulletin_step: send on": ("/bulletins/{draft}/step/", {"do": "send_on"}, OFFICE),
    "bulletin_step: pass on": (
        "/bulletins/{checking}/step/",
        {"do": "pass_on", "revision": "0"},
        OFFICE,
    ),
    "bulletin_step: sign": (
        "/bulletins/{signing}/step/",
        {"do": "sign", "revision": "0"},
        {"director"},
    ),
    "bulletin_step: number": ("/bulletins/{signed}/step/", {"do": "number"}, OFFICE),
    "bulletin_step: issue": ("/bulletins/{numbered}/step/", {"do": "issue"}, OFFICE),
    "bulletin_step: correct": (
        "/bulletins/{issued}/step/",
        {"do": "correct", "word": "有误"},
        OFFICE,
    ),
    "bulletin_step: withdraw": (
        "/bulletins/{issued}/step/",
        {"do": "withdraw", "word": "有误"},
        {"director"},
    ),
    "bulletin_remark_settled": (
        "/bulletins/{talked}/remarks/{remark}/settled/",
        {},
        INSIDE - {"observer"},
    ),
    "bulletin_remark": ("/bulletins/{talked}/remarks/", {"text": "请核对"}, INSIDE - {"observer"}),
    "bulletin_step: send back": (
        "/bulletins/{talked}/step/",
        {"do": "send_back", "word": "再核数字"},
        OFFICE,
    ),
    "bulletin_step: discard": ("/bulletins/{other}/step/", {"do": "discard"}, OFFICE),
    "bulletin_openness": (
        "/bulletins/{numbered}/openness/",
        {"openness": "public"},
        {"reviewer"},
    ),
    "bulletin_schedule": (
        "/bulletins/schedule/{place}/",
        {"whole-period": "month", "whole-workdays": "5", "whole-active": "on"},
        OFFICE,
    ),
}


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    """Return what the addresses name: bulletins that nobody of the personae has written."""
    by = machine("系统")
    found = {
        state: lead_to(BulletinState(state), a_draft(county), by, by).pk
        for state in ("checking", "signing", "signed", "numbered", "issued")
    }
    talked = lead_to(BulletinState.CHECKING, a_draft(county), by, by)
    return {
        **found,
        "draft": a_draft(county).pk,
        "other": a_draft(county).pk,
        "talked": talked.pk,
        "remark": comment(by, talked, "数字请核对", now=NOW).pk,
        "place": county.place.pk,
    }


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_every_address_of_a_bulletin_s_life_is_in_the_tables() -> None:
    known = {name.partition(":")[0] for name in (*PAGES, *DEEDS)}
    assert {
        "bulletin",
        "bulletin_step",
        "bulletin_openness",
        "bulletin_versions",
        "bulletin_remark",
        "bulletin_remark_settled",
        "bulletin_schedule",
    } <= known
    assert known <= names_of("jiannuo.desk.bulletins.urls")
