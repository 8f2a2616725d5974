"""System checks of the login's settings. Apart from the others, because they know roles: models."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning

from jiannuo.directory.models import Role
from jiannuo.directory.passwords import PROFILES


def check_login(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Refuse settings of the login that would not mean what their writer thinks."""
    del app_configs
    found: list[CheckMessage] = []
    if settings.JIANNUO_PASSWORD_PROFILE not in PROFILES:
        found.append(
            Error(
                f"没有名为“{settings.JIANNUO_PASSWORD_PROFILE}”的口令策略。",
                hint=f"JIANNUO_PASSWORD_PROFILE 可选：{'、'.join(PROFILES)}。",
                id="jiannuo.E003",
            )
        )
    unknown = sorted(set(settings.JIANNUO_SECOND_FACTOR_ROLES) - set(Role.values))
    if unknown:
        found.append(
            Error(
                f"没有名为“{'、'.join(unknown)}”的角色，动态口令的要求不会生效。",
                hint=f"JIANNUO_SECOND_FACTOR_ROLES 可选：{'、'.join(Role.values)}。",
                id="jiannuo.E004",
            )
        )
    issuer = settings.JIANNUO_OIDC_ISSUER
    if issuer and not (settings.JIANNUO_OIDC_CLIENT_ID and settings.JIANNUO_OIDC_CLIENT_SECRET):
        found.append(
            Error(
                "统一身份认证缺少客户端编号或密钥。",
                hint="请设 JIANNUO_OIDC_CLIENT_ID 和 JIANNUO_OIDC_CLIENT_SECRET。",
                id="jiannuo.E005",
            )
        )
    if issuer and not issuer.startswith("https://"):
        found.append(
            CheckWarning(
                "统一身份认证的地址不是 HTTPS，登录凭据可能被截取。",
                hint="请把 JIANNUO_OIDC_ISSUER 换成 https:// 开头的地址。",
                id="jiannuo.W003",
            )
        )
    return found
