"""Single sign-on with a real provider over real HTTP: it says who somebody is, never what they may."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from django.http import HttpResponse
from django.test import Client
from joserfc.jwk import RSAKey

from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import machine
from jiannuo.directory.models import Grant, Role, User
from tests.faces.desk.gate.provider import CLIENT, SECRET, Provider, serving
from tests.personae import County, user_with

START = "/login/provider/?next=/search/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with serving() as running:
        settings.JIANNUO_OIDC_ISSUER = running.issuer
        settings.JIANNUO_OIDC_CLIENT_ID = CLIENT
        settings.JIANNUO_OIDC_CLIENT_SECRET = SECRET
        yield running


@pytest.fixture
def user(county: County) -> User:
    made = create_user(machine(), username="zhaoming", name="赵明")
    grant_role(machine(), made, Role.CLERK, organisation=county.housing)
    return made


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> Request | None:
        return None


def at_the_provider(address: str) -> str:
    """Open the provider's page as a browser would; return where it sends the browser back to."""
    try:
        build_opener(_Stay).open(address)
    except OSError as redirect:
        return str(redirect.headers["Location"])  # type: ignore[attr-defined]
    raise AssertionError(address)


def sign_on(client: Client, start: str = START) -> HttpResponse:
    sent = client.get(start)
    back = urlsplit(at_the_provider(sent["Location"]))
    answer: HttpResponse = client.get(f"{back.path}?{back.query}")
    return answer


def inside(client: Client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def test_who_the_provider_vouches_for_is_inside_and_where_they_wanted_to_go(
    client: Client, provider: Provider, user: User
) -> None:
    assert sign_on(client)["Location"] == "/search/"
    assert "赵明" in client.get("/account/").content.decode()


def test_the_button_stands_on_the_page_only_where_a_provider_is_set(
    client: Client, user: User, settings: Any, provider: Provider
) -> None:
    settings.JIANNUO_OIDC_LABEL = "政务外网统一认证"
    assert "用政务外网统一认证登录" in client.get("/login/").content.decode()
    settings.JIANNUO_OIDC_ISSUER = ""
    assert "统一认证" not in client.get("/login/").content.decode()
    assert client.get("/login/provider/").status_code == 404


def test_state_nonce_and_pkce_go_along_and_differ_each_time(
    client: Client, provider: Provider, user: User
) -> None:
    sign_on(client)
    sign_on(Client())
    first, second = provider.asked
    assert first["code_challenge_method"] == "S256"
    assert first["response_type"] == "code"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20
        assert first[name] != second[name]


def test_a_username_is_matched_whatever_its_case(
    client: Client, provider: Provider, user: User
) -> None:
    provider.subject = "ZhaoMing"
    sign_on(client)
    assert inside(client)


def test_another_claim_can_name_the_user(
    client: Client, provider: Provider, user: User, settings: Any
) -> None:
    settings.JIANNUO_OIDC_CLAIM = "employee"
    provider.subject, provider.claims = "nobody", {"employee": "zhaoming"}
    sign_on(client)
    assert inside(client)


@pytest.mark.parametrize("case", ["unknown", "disabled", "administrator", "no claim"])
def test_whom_this_system_does_not_know_stays_outside_and_nobody_is_made(
    client: Client, provider: Provider, user: User, case: str
) -> None:
    if case == "unknown":
        provider.subject = "sunqi"
    elif case == "disabled":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif case == "administrator":
        provider.subject = user_with(Role.SYSTEM_ADMIN).username
    else:
        provider.claims = {"preferred_username": None}
    users, grants = User.objects.count(), Grant.objects.count()
    said = sign_on(client).content.decode()
    assert "还没有您的账号，或账号已停用" in said or "管理员账号不能用统一身份认证登录" in said
    assert not inside(client)
    assert (User.objects.count(), Grant.objects.count()) == (users, grants)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "somebody-else"},
        {"nonce": "an-old-one"},
        {"exp": int(time.time()) - 3600},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_is_not_for_this_login_is_refused(
    client: Client, provider: Provider, user: User, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert "登录没有完成" in sign_on(client).content.decode()
    assert not inside(client)


def test_a_token_signed_by_somebody_else_is_refused(
    client: Client, provider: Provider, user: User
) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "1"})
    assert "登录没有完成" in sign_on(client).content.decode()
    assert not inside(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    client: Client, provider: Provider, user: User
) -> None:
    sent = Client().get(START)
    back = urlsplit(at_the_provider(sent["Location"]))
    refused = client.get(f"{back.path}?{back.query}")
    assert "登录没有完成" in refused.content.decode()
    assert not inside(client)


def test_an_answer_is_good_once(client: Client, provider: Provider, user: User) -> None:
    sent = client.get(START)
    back = urlsplit(at_the_provider(sent["Location"]))
    client.get(f"{back.path}?{back.query}")
    client.post("/logout/")
    again = client.get(f"{back.path}?{back.query}")
    assert "登录没有完成" in again.content.decode()
    assert not inside(client)


@pytest.mark.django_db
def test_who_gives_up_at_the_provider_is_told_so(client: Client, provider: Provider) -> None:
    sent = client.get(START)
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    back = client.get(f"/login/provider/back/?error=access_denied&state={state}")
    assert "登录没有完成" in back.content.decode()


def test_a_provider_that_does_not_answer_leaves_the_password(
    client: Client, user: User, settings: Any
) -> None:
    settings.JIANNUO_OIDC_ISSUER = "http://127.0.0.1:9"
    said = client.get("/login/provider/").content.decode()
    assert "连不上统一身份认证" in said
    assert 'name="password"' in said


def test_nobody_is_sent_to_another_site_afterwards(
    client: Client, provider: Provider, user: User
) -> None:
    assert sign_on(client, "/login/provider/?next=https://evil.example/")["Location"] == "/"


def test_a_password_that_is_due_is_no_business_of_who_comes_by_the_provider(
    client: Client, provider: Provider, user: User
) -> None:
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    sign_on(client)
    assert inside(client)
