"""Users, roles, organisations, the trail."""

import re

import pytest
from django.test import Client

from jiannuo.directory.actor import Actor, actor_of
from jiannuo.directory.models import Grant, Organisation, Role, User
from jiannuo.history.models import Entry
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County

USERS = "/administration/users/"


@pytest.fixture
def system(visit: Visit, system_admin: Actor) -> Client:
    return visit(system_admin)


@pytest.fixture
def security(visit: Visit, security_admin: Actor) -> Client:
    return visit(security_admin)


def shown_password(content: bytes) -> str:
    return Page(content).text("//p[@class='secret']")


def test_a_new_user_gets_a_password_for_one_login(system: Client, client: Client) -> None:
    answer = system.post(USERS, {"username": "zhaoming", "name": "赵明"})
    password = shown_password(answer.content)
    assert re.fullmatch(r"(?:[2-9A-HJ-NP-Za-km-z]{4}-?){3}", password)
    entered = client.post("/login/", {"username": "zhaoming", "password": password})
    assert entered.status_code == 302
    assert client.get("/")["Location"] == "/password/"
    assert Entry.objects.filter(action="user.create").count() >= 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"username": "USER0", "name": "某"}, "已经有人用了"),
        ({"username": "", "name": "某"}, "必填"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_at_its_field(
    system: Client, given: dict[str, str], sentence: str
) -> None:
    before = User.objects.count()
    assert sentence in system.post(USERS, given).content.decode()
    assert User.objects.count() == before


def test_users_are_found_by_name_and_by_their_organisation(
    system: Client, county: County, clerk: Actor
) -> None:
    page = Page(system.get(f"{USERS}?text=住建").content)
    assert page.texts("//tbody/tr/th") == [clerk.name]
    assert "没有找到" in Page(system.get(f"{USERS}?text=查无此人").content).text("//tbody")


def test_a_forgotten_password_is_reset_and_must_be_changed(system: Client, clerk: Actor) -> None:
    answer = system.post(f"{USERS}{clerk.user}/reset/")
    user = User.objects.get(pk=clerk.user)
    assert user.check_password(shown_password(answer.content))
    assert user.must_change_password


def test_an_account_is_closed_and_opened_again(system: Client, visit: Visit, clerk: Actor) -> None:
    inside = visit(clerk)
    assert inside.get("/").status_code == 200
    system.post(f"{USERS}{clerk.user}/disable/")
    assert inside.get("/").status_code == 302
    assert "已停用" in system.get(f"{USERS}{clerk.user}/").content.decode()
    system.post(f"{USERS}{clerk.user}/disable/")
    assert User.objects.get(pk=clerk.user).is_active


def test_nobody_closes_their_own_account(system: Client, system_admin: Actor) -> None:
    answer = system.post(f"{USERS}{system_admin.user}/disable/", follow=True)
    assert "不能停用自己的账号" in answer.content.decode()
    assert User.objects.get(pk=system_admin.user).is_active


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"role": "observer", "place": "{place}"}, Role.OBSERVER),
        ({"role": "clerk", "place": "{place}", "organisation": "区财政局"}, Role.CLERK),
        ({"role": "secretary", "place": "{place}", "leader": "周明远"}, Role.SECRETARY),
        ({"role": "audit_admin"}, Role.AUDIT_ADMIN),
    ],
)
def test_a_role_is_given_and_taken(
    security: Client, county: County, roleless: Actor, given: dict[str, str], held: Role
) -> None:
    form = {name: word.format(place=county.place.pk) for name, word in given.items()}
    answer = security.post(f"{USERS}{roleless.user}/grant/", form)
    assert answer.status_code == 302
    user = User.objects.get(pk=roleless.user)
    assert actor_of(user).roles == {held}
    grant = Grant.objects.get(user=user, active=True)
    security.post(f"{USERS}{user.pk}/withdraw/{grant.pk}/")
    assert actor_of(user).roles == frozenset()
    assert security.post(f"{USERS}{user.pk}/withdraw/{grant.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"role": "officer"}, "请选择地区"),
        ({"role": "clerk", "place": "{place}"}, "请写明单位"),
        ({"role": "clerk", "place": "{place}", "organisation": "区火星局"}, "没有登记“区火星局”"),
        ({"role": "king"}, "选择一个有效的选项"),
    ],
)
def test_a_role_whose_reach_is_missing_is_refused_at_its_field(
    security: Client, county: County, roleless: Actor, given: dict[str, str], sentence: str
) -> None:
    form = {name: word.format(place=county.place.pk) for name, word in given.items()}
    answer = security.post(f"{USERS}{roleless.user}/grant/", form)
    assert sentence in answer.content.decode()
    assert not Grant.objects.filter(user=roleless.user).exists()


def test_the_three_administrators_exclude_one_another(
    security: Client, system_admin: Actor
) -> None:
    answer = security.post(f"{USERS}{system_admin.user}/grant/", {"role": "audit_admin"})
    assert "不得由同一人担任" in answer.content.decode()


def test_an_officer_looks_after_the_organisations_of_the_place(
    visit: Visit, officer: Actor, county: County
) -> None:
    client = visit(officer)
    listed = Page(client.get("/administration/organisations/").content)
    assert "区住建局" in listed.texts("//tbody/tr/th")
    address = f"/administration/organisations/{county.housing.pk}/"
    client.post(address, {"kind": "bureau", "telephone": "2318", "alias": "区住房城乡建设局"})
    found = Organisation.objects.get(pk=county.housing.pk)
    assert found.telephone == "2318"
    assert [alias.name for alias in found.aliases.all()] == ["区住房城乡建设局"]
    taken = client.post(address, {"kind": "bureau", "telephone": "", "alias": "区财政局"})
    assert "已经是另一个单位的名称" in taken.content.decode()


def test_the_auditor_verifies_the_whole_trail(
    visit: Visit, audit_admin: Actor, county: County
) -> None:
    page = Page(visit(audit_admin).get("/administration/trail/?verify=1").content)
    assert "全部相接，没有改动" in page.text("//p[contains(@class,'success')]")
    assert len(page.all("//tbody/tr")) == Entry.objects.count()
