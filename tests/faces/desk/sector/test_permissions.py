"""Who may read which leader's page: the leader, the secretary, and who reads the whole place."""

from collections.abc import Collection

import pytest

from jiannuo.directory.models import Leader
from tests.faces.desk.matrix import WHOLE, Everybody, names_of, who_gets
from tests.personae import County

IN_THE_PLACE = WHOLE
OWN = {"leader", "secretary"}

PAGES: dict[str, tuple[str, Collection[str], Collection[str]]] = {
    # name: address, who gets the page, who is sent on to another page
    "sector": ("/sector/", IN_THE_PLACE | OWN | {"foreign_officer"}, set()),
    "leader_sector": ("/sector/{leader}/", IN_THE_PLACE | OWN, set()),
}
OTHERS: dict[str, tuple[str, Collection[str], Collection[str]]] = {
    "another leader's": ("/sector/{other}/", IN_THE_PLACE, set()),
    "nobody's": ("/sector/999999/", set(), set()),
}


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    """Return what the addresses name."""
    return {"leader": county.leader.pk, "other": Leader.objects.get(name="孙立").pk}


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, {**PAGES, **OTHERS}, ids)
    assert got == should


def test_every_address_is_in_the_table() -> None:
    assert names_of("jiannuo.desk.sector.urls") == set(PAGES)
