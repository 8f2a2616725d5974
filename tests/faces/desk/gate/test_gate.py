"""The way in and out."""

from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from tests.faces.desk.conftest import Visit
from tests.personae import PASSWORD, County

LOGIN = "/login/"
NEW = "Xin-kou-ling-7788"


@pytest.fixture
def user(officer: Actor) -> User:
    return User.objects.get(pk=officer.user)


def enter(client: Client, user: User, password: str = PASSWORD, **more: str) -> HttpResponse:
    answer: HttpResponse = client.post(
        LOGIN, {"username": user.username, "password": password, **more}
    )
    return answer


def test_a_stranger_is_sent_to_the_login_and_back_to_where_they_wanted_to_go(
    client: Client, user: User
) -> None:
    sent = client.get("/search/?text=供热")
    assert sent.status_code == 302
    assert sent["Location"].startswith("/login/?next=/search/%3Ftext%3D")
    entered = enter(client, user, next="/search/?text=供热")
    assert (entered.status_code, unquote(entered["Location"])) == (302, "/search/?text=供热")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_nobody_is_sent_to_another_site(client: Client, user: User, elsewhere: str) -> None:
    assert enter(client, user, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_is_refused_without_saying_which_of_the_two_was_wrong(
    client: Client, user: User
) -> None:
    wrong = enter(client, user, "wrong").content.decode()
    unknown = client.post(LOGIN, {"username": "nobody", "password": PASSWORD}).content.decode()
    assert "用户名或口令不对" in wrong
    assert "用户名或口令不对" in unknown


def test_the_account_is_locked_after_five_failures_and_says_for_how_long(
    client: Client, user: User
) -> None:
    answers = [enter(client, user, "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "15 分钟后自动解锁" in answers[-1].content.decode()
    assert enter(client, user).status_code == 429


def test_a_disabled_user_stays_outside(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    assert "用户名或口令不对" in enter(client, user).content.decode()


def test_leaving_takes_a_form_and_shows_the_login_again(visit: Visit, officer: Actor) -> None:
    client = visit(officer)
    asked = client.get("/logout/")
    assert (asked.status_code, asked["Allow"]) == (405, "POST")
    assert "不能这样打开" in asked.content.decode()
    assert client.post("/logout/")["Location"] == LOGIN
    assert client.get("/").status_code == 302


def test_a_password_that_others_know_must_be_changed_before_anything_else(
    visit: Visit, officer: Actor, user: User
) -> None:
    user.set_password(NEW)
    user.must_change_password = True
    user.save()
    client = visit(officer)
    assert client.get("/")["Location"] == "/password/"
    assert client.get("/search/")["Location"] == "/password/"
    assert "先换一个口令" in client.get("/password/").content.decode()
    own = "Zi-ji-de-8899"
    changed = client.post("/password/", {"present": NEW, "new": own, "again": own})
    assert changed["Location"] == "/"
    assert client.get("/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(own)
    assert not user.must_change_password


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"present": "wrong", "new": NEW, "again": NEW}, "现在的口令不对"),
        ({"present": PASSWORD, "new": NEW, "again": "other"}, "两遍不一样"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "不能与最近 5 次用过的相同"),
        ({"present": PASSWORD, "new": "12345678", "again": "12345678"}, "至少三类"),
        ({"present": PASSWORD, "new": "", "again": ""}, "这个字段是必填项"),
    ],
)
def test_what_is_wrong_with_a_new_password_stands_at_its_field(
    visit: Visit, officer: Actor, user: User, given: dict[str, str], sentence: str
) -> None:
    shown = visit(officer).post("/password/", given)
    assert shown.status_code == 200
    assert sentence in shown.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_htmx_is_sent_to_the_login_as_a_whole_page(client: Client, county: County) -> None:
    grid = reverse("desk:grid", args=[county.plan.pk])
    sent = client.get(
        grid, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{grid}?text=供热"}
    )
    assert sent.status_code == 200
    assert sent["HX-Redirect"].startswith("/login/?next=%2Fledgers%2F")
    assert not sent.content


def test_a_form_without_its_token_is_refused_with_a_way_out(officer: Actor) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(LOGIN, {"username": "x", "password": "y"})
    assert refused.status_code == 403
    assert "表单已过期" in refused.content.decode()


def test_pages_are_kept_by_nobody_between_server_and_screen(visit: Visit, officer: Actor) -> None:
    shown = visit(officer).get("/")
    assert shown["Cache-Control"] == "no-store"
    policy = shown["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
