"""Settings of the login that would not mean what their writer thinks stop the start."""

from typing import Any

import pytest

from jiannuo.config.login_checks import check_login


def ids() -> list[str | None]:
    return [message.id for message in check_login(None)]


def test_the_defaults_are_fine() -> None:
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("JIANNUO_PASSWORD_PROFILE", "nist", ["jiannuo.E003"]),
        ("JIANNUO_PASSWORD_PROFILE", "asvs", []),
        ("JIANNUO_SECOND_FACTOR_ROLES", ["director", "boss"], ["jiannuo.E004"]),
        ("JIANNUO_SECOND_FACTOR_ROLES", ["director", "system_admin"], []),
        ("JIANNUO_OIDC_ISSUER", "https://sso.example", ["jiannuo.E005"]),
    ],
)
def test_a_mistake_is_named(settings: Any, name: str, value: object, found: list[str]) -> None:
    setattr(settings, name, value)
    assert ids() == found


def test_a_provider_without_tls_is_warned_of(settings: Any) -> None:
    settings.JIANNUO_OIDC_ISSUER = "http://sso.example"
    settings.JIANNUO_OIDC_CLIENT_ID = settings.JIANNUO_OIDC_CLIENT_SECRET = "x"
    assert ids() == ["jiannuo.W003"]


def test_a_role_that_does_not_exist_is_answered_with_those_that_do(settings: Any) -> None:
    settings.JIANNUO_SECOND_FACTOR_ROLES = ["boss"]
    [message] = check_login(None)
    assert "“boss”" in message.msg
    assert "director" in (message.hint or "")
