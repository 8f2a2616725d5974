"""Every address of releases, asked for by every persona."""

import pytest

from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from tests.faces.desk.matrix import OFFICE, Everybody, names_of, who_gets, who_may
from tests.personae import County
from tests.releases import NOW, drafted, published

HANDS = OFFICE | {"reviewer"}
"""Who drafts, reviews or approves; each sees the whole way of a release."""

PAGES = {
    "releases": ("/releases/", HANDS | {"foreign_officer"}, ()),
    "one_release": ("/releases/{release}/", HANDS, ()),
    "release_row": ("/releases/{release}/rows/{row}/", HANDS, ()),
    "release_bulletin": ("/releases/{release}/bulletin/", HANDS, ()),
    "new_release": ("/releases/new/{plan}/", OFFICE, ()),
    "public_face": ("/releases/of/{place}/", {"director"}, ()),
}
DEEDS = {
    "new_release": ("/releases/new/{plan}/", {"period": "month-5", "correction": "更正"}, OFFICE),
    "public_face": ("/releases/of/{place}/", {"slug": "qinghe"}, {"director"}),
    "release_step": ("/releases/{release}/step/", {"do": "send"}, OFFICE),
    "decide_release_rows": (
        "/releases/{release}/decide/",
        {"row": "{row}", "openness": "public"},
        OFFICE,
    ),
    "redact_release": ("/releases/{release}/redact/", {"do": "keep_all"}, OFFICE),
    "withdraw_released": (
        "/releases/{release}/rows/{row}/withdraw/",
        {"why": "重复"},
        {"director"},
    ),
    "mark_withdrawn": ("/releases/bulletins/{bulletin}/withdrawn/", {}, {"director"}),
}


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    bulletin = Bulletin.objects.create(
        place=county.place,
        plan=county.plan,
        kind="whole",
        year=2023,
        number=1,
        state=BulletinState.ISSUED,
        openness=Openness.PUBLIC,
        issued_on=NOW.date(),
        drafted_at=NOW,
        content={"title": "5月通报", "blocks": [{"id": "a", "text": "总体平稳。"}]},
    )
    published(drafted(county.plan))
    release = drafted(county.plan, bulletin=bulletin, correction="附上通报。")
    return {
        "release": release.pk,
        "row": release.rows.earliest("pk").pk,
        "plan": county.plan.pk,
        "place": county.place.pk,
        "bulletin": bulletin.pk,
    }


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


@pytest.mark.parametrize("name", DEEDS)
def test_who_may_do_what(everybody: Everybody, ids: dict[str, int], name: str) -> None:
    got, should = who_may(everybody, {name: DEEDS[name]}, ids)
    assert got == should


def test_no_address_is_left_out() -> None:
    assert names_of("jiannuo.desk.releases.urls") == set(PAGES) | set(DEEDS)
