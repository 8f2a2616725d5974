"""Users, roles, organisations, the trail."""

import re

import pytest
from django.test import Client

from jiannuo.directory.actor import Actor, actor_of
from jiannuo.directory.models import Grant, Organisation, Role, User
from jiannuo.history.models import Entry
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County, user_with

USERS = "/administration/users/"


@pytest.fixture
def system(visit: Visit, system_admin: Actor) -> Client:
    return visit(system_admin)


@pytest.fixture
def security(visit: Visit, security_admin: Actor) -> Client:
    return visit(security_admin)


def shown_code(content: bytes) -> str:
    return Page(content).text("//p[@class='secret']")


def test_a_new_user_sets_the_first_password_with_the_code_from_the_slip(
    system: Client, client: Client
) -> None:
    answer = system.post(USERS, {"username": "zhaoming", "name": "赵明"})
    code = shown_code(answer.content)
    assert re.fullmatch(r"(?:[2-9A-HJKMNP-Z]{4}-?){3}", code)
    assert f"/welcome/{code}/" in answer.content.decode()
    typed = client.post("/welcome/", {"code": code.lower().replace("-", "")})
    assert "赵明，请设置您的口令" in client.get(typed["Location"]).content.decode()
    own = {"new": "Chun-feng-27", "again": "Chun-feng-27"}
    assert client.post(typed["Location"], own)["Location"] == "/"
    assert "口令已设好" in client.get("/").content.decode()
    assert User.objects.get(username="zhaoming").check_password("Chun-feng-27")
    assert client.get(typed["Location"]).status_code == 410
    assert [e.action for e in Entry.objects.filter(subject_label="zhaoming")] == [
        "user.create", "user.invite", "user.accept", "user.enter",
    ]  # fmt: skip


def test_slips_are_printed_for_everybody_who_waits(system: Client) -> None:
    for name in ("zhaoming", "qianli"):
        system.post(USERS, {"username": name, "name": name})
    page = Page(system.post(f"{USERS}invitations/").content)
    assert len(page.all("//p[@class='secret']")) == 2


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


def test_a_forgotten_password_is_set_anew_with_a_code(
    system: Client, client: Client, clerk: Actor, visit: Visit
) -> None:
    inside = visit(clerk)
    assert inside.get("/").status_code == 200
    first = shown_code(system.post(f"{USERS}{clerk.user}/invite/").content)
    code = shown_code(system.post(f"{USERS}{clerk.user}/invite/").content)
    user = User.objects.get(pk=clerk.user)
    assert not user.has_usable_password()
    assert inside.get("/").status_code == 302
    assert client.get(f"/welcome/{first}/").status_code == 410
    client.post(f"/welcome/{code}/", {"new": "Chun-feng-27", "again": "Chun-feng-27"})
    assert client.get("/").status_code == 200


def test_no_administrator_takes_over_the_account_of_another(
    system: Client, security: Client, security_admin: Actor, system_admin: Actor
) -> None:
    for deed in ("invite", "disable"):
        answer = system.post(f"{USERS}{security_admin.user}/{deed}/", follow=True)
        assert "不能由其他管理员重置或停用" in answer.content.decode()
    account = User.objects.get(pk=security_admin.user)
    assert account.is_active
    assert account.has_usable_password()
    answer = security.post(f"{USERS}{system_admin.user}/unbind/", follow=True)
    assert "不能由其他管理员重置" in answer.content.decode()


def test_nobody_grants_roles_to_themselves(security: Client, security_admin: Actor) -> None:
    answer = security.post(f"{USERS}{security_admin.user}/grant/", {"role": "system_admin"})
    assert "不能给自己授予角色" in answer.content.decode()
    own = Grant.objects.get(user=security_admin.user)
    answer = security.post(f"{USERS}{security_admin.user}/withdraw/{own.pk}/", follow=True)
    assert "不能收回自己的角色" in answer.content.decode()
    assert actor_of(User.objects.get(pk=security_admin.user)).roles == {Role.SECURITY_ADMIN}


def test_an_account_with_a_handed_out_password_becomes_no_administrator(
    system: Client, security: Client
) -> None:
    system.post(USERS, {"username": "zhaoming", "name": "赵明"})
    made = User.objects.get(username="zhaoming")
    answer = security.post(f"{USERS}{made.pk}/grant/", {"role": "audit_admin"})
    assert "请等本人登录并自己设好口令" in answer.content.decode()
    assert not Grant.objects.filter(user=made).exists()


def test_the_last_administrator_of_a_kind_stays(
    security: Client, audit_admin: Actor, roleless: Actor
) -> None:
    last = Grant.objects.get(user=audit_admin.user)
    address = f"{USERS}{audit_admin.user}/withdraw/{last.pk}/"
    assert "最后一名审计管理员" in security.post(address, follow=True).content.decode()
    security.post(f"{USERS}{roleless.user}/grant/", {"role": "audit_admin"})
    assert "角色已收回" in security.post(address, follow=True).content.decode()


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
    user_with(Role.AUDIT_ADMIN)
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
    client = visit(audit_admin)
    head = client.get("/administration/trail/heads.txt").content.decode()
    assert re.match(
        r"践诺留痕 第 \d+ 条 [-\d]+ [:\d]+ 链值 (?:[0-9a-f]{8} ){8}校验 [0-9a-f]{4}", head
    )
    page = Page(client.post("/administration/trail/", {"heads": head}).content)
    said = page.text("//p[contains(@class,'success')]")
    assert "全部相接，没有改动" in said
    assert "与抄存的 1 个链值相符" in said
    assert len(page.all("//tbody/tr")) == Entry.objects.count()


def test_a_mistyped_head_is_told_from_a_rewritten_trail(
    visit: Visit, audit_admin: Actor, county: County
) -> None:
    client = visit(audit_admin)
    head = client.get("/administration/trail/heads.txt").content.decode()
    at = head.index("链值") + 3
    mistyped = head[:at] + ("0" if head[at] != "0" else "1") + head[at + 1 :]
    page = Page(client.post("/administration/trail/", {"heads": mistyped}).content)
    assert "抄写有误" in page.text("//span[@class='fault']")
    assert mistyped.strip() in page.text("//textarea")


def test_the_auditor_finds_what_somebody_did(
    visit: Visit, audit_admin: Actor, county: County
) -> None:
    page = Page(visit(audit_admin).get("/administration/trail/?text=住建").content)
    assert set(page.texts("//tbody/tr/td[5]")) == {"区住建局"}
