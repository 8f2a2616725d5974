"""Every address of administration and of the gate, asked for by every persona."""

from collections.abc import Collection

import pytest

from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Deputation, Grant, Leader, Organisation, Role, User
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import (
    ADMINISTRATORS,
    EVERYBODY,
    OFFICE,
    Everybody,
    names_of,
    who_gets,
    who_may,
)
from tests.personae import County

LOOKING_AFTER = ADMINISTRATORS | OFFICE | {"foreign_officer"}
OF_THE_PLACE = LOOKING_AFTER - {"foreign_officer"}
EDITING = OFFICE | {"system_admin"}
FOREIGN = {"foreign_officer"}
"""Gets the page of their own places again, with the place that they sent refused at its field."""
IMPORTING = EDITING | {"security_admin", "foreign_officer"}
USER = "/administration/users/{other}/"
LEADER = "/administration/leaders/{leader}/"
HOUSING = "/administration/organisations/{housing}/"

PAGES: dict[str, tuple[str, Collection[str], Collection[str]]] = {
    # name: address, who gets the page, who is sent on to another page
    "administration": ("/administration/", set(), LOOKING_AFTER),
    "users": ("/administration/users/", ADMINISTRATORS, set()),
    "user": (USER, ADMINISTRATORS, set()),
    "organisations": ("/administration/organisations/", LOOKING_AFTER, set()),
    "organisation": (HOUSING, OF_THE_PLACE, set()),
    "merge": (HOUSING + "merge/?into=区财政局&on=2023-06-01", EDITING, set()),
    "leaders": ("/administration/leaders/", LOOKING_AFTER, set()),
    "leader": (LEADER, OF_THE_PLACE, set()),
    "places": ("/administration/places/", ADMINISTRATORS, set()),
    "place": ("/administration/places/{place}/", ADMINISTRATORS, set()),
    "import_directory": ("/administration/import/", IMPORTING, set()),
    "workbook": ("/administration/import/{place}.xlsx", IMPORTING - {"foreign_officer"}, set()),
    "trail": ("/administration/trail/", {"audit_admin"}, set()),
    "heads": ("/administration/trail/heads.txt", {"audit_admin"}, set()),
    "password": ("/password/", EVERYBODY, set()),
    "account": ("/account/", EVERYBODY, set()),
    "second_factor": ("/account/second-factor/", EVERYBODY, set()),
}

DEEDS: dict[str, tuple[str, dict[str, str], Collection[str]]] = {
    # name: address, what is sent, who may
    "users": (
        "/administration/users/",
        {"username": "newcomer", "name": "新人"},
        {"system_admin"},
    ),
    "user": (USER, {"name": "别人", "telephone": "2318"}, {"system_admin"}),
    "invite": (USER + "invite/", {}, {"system_admin"}),
    "invite_all": ("/administration/users/invitations/", {}, {"system_admin"}),
    "disable": (USER + "disable/", {}, {"system_admin"}),
    "grant": (USER + "grant/", {"role": "officer", "place": "{place}"}, {"security_admin"}),
    "withdraw": (USER + "withdraw/{grant}/", {}, {"security_admin"}),
    "unbind_user": (USER + "unbind/", {}, {"security_admin"}),
    "appoint_user": (
        USER + "deputies/",
        {"grant": "{kept}", "deputy": "third", "begins": "2099-01-01", "ends": "2099-01-02"},
        {"security_admin"},
    ),
    "organisations": (
        "/administration/organisations/",
        {"place": "{place}", "name": "区水利局", "kind": "bureau"},
        EDITING | FOREIGN,
    ),
    "organisation": (HOUSING, {"kind": "bureau", "telephone": "2318"}, EDITING),
    "rename": (HOUSING + "rename/", {"name": "区住建委", "on": "2023-06-01"}, EDITING),
    "leaders": (
        "/administration/leaders/",
        {"place": "{place}", "name": "吴新"},
        EDITING | FOREIGN,
    ),
    "leader": (LEADER, {"title": "副区长"}, EDITING),
    "assign": (LEADER + "assign/", {"name": "交通", "begins": "2023-01-05"}, EDITING),
    "release": ("/administration/tenures/{tenure}/release/", {}, EDITING),
    "succeed": (LEADER + "succeed/", {"successor": "孙立", "on": "2023-06-01"}, EDITING),
    "places": ("/administration/places/", {"name": "新区", "level": "county"}, {"system_admin"}),
    "place": (
        "/administration/places/{place}/",
        {"name": "清河区", "full_name": "东川市清河区", "level": "county"},
        {"system_admin"},
    ),
    "confirm_directory": ("/administration/import/confirm/", {"rows": "x"}, IMPORTING),
    "stand": ("/account/standing/", {"standing": ""}, EVERYBODY),
    "leave_others": ("/account/sessions/", {}, EVERYBODY),
    "appoint": ("/account/deputies/", {}, EVERYBODY),
    "end_deputation": ("/account/deputies/{deputation}/end/", {}, set()),  # another's
    "unbind": ("/account/second-factor/remove/", {"code": "000000"}, EVERYBODY),
    # the last, because nothing more can be done with what is merged
    "merge": (HOUSING + "merge/", {"into": "区财政局", "on": "2023-06-01"}, EDITING),
}
OPEN = {"sign_in", "sign_out", "code", "provider", "provider_back", "welcome", "invitation"}
"""Addresses before the login; `test_gate`, `test_second_factor` and `test_provider` tell their story."""


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    """Return what the addresses name."""
    other = User.objects.create(username="other", name="别人", password="x")
    third = User.objects.create(username="third", name="第三人", password="x")
    grant = Grant.objects.create(user=other, role=Role.OBSERVER, place=county.place)
    kept = Grant.objects.create(user=other, role=Role.OFFICER, place=county.place)
    Grant.objects.create(user=third, role=Role.OBSERVER, place=county.place)
    deputation = Deputation.objects.create(
        grant=kept, deputy=third, begins="2023-01-01", ends="2023-01-02"
    )
    leader = Leader.objects.get(name="周明远")
    sector = describe_sector(machine(), county.place, name="城市建设")
    tenure = assign_sector(machine(), sector, leader, begins=county.plan.created_at.date())
    return {
        "housing": county.housing.pk,
        "place": county.place.pk,
        "other": other.pk,
        "grant": grant.pk,
        "kept": kept.pk,
        "leader": leader.pk,
        "tenure": tenure.pk,
        "deputation": deputation.pk,
    }


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_an_officer_registers_nobody_in_a_foreign_place(
    ids: dict[str, int], visit: Visit, foreign_officer: Actor
) -> None:
    client = visit(foreign_officer)
    for name in ("organisations", "leaders"):
        address, sent, _ = DEEDS[name]
        client.post(address, {field: word.format(**ids) for field, word in sent.items()})
    assert not Organisation.objects.filter(name="区水利局").exists()
    assert not Leader.objects.filter(name="吴新").exists()


def test_every_address_is_in_the_table() -> None:
    named = names_of("jiannuo.desk.directory.urls") | names_of("jiannuo.desk.gate.urls")
    assert named == set(PAGES) | set(DEEDS) | OPEN
