"""System checks: what an installation must have before it may start, with hints in Chinese."""

import os
from collections.abc import Sequence
from typing import Any, Final

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured

_SHORTEST_SECRET: Final = 32


def check_secret(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Refuse to run without a secret, or with one that can be guessed."""
    del app_configs
    demo: bool = settings.JIANNUO_DEMO  # read first: broken settings are no missing secret
    secret = _secret()
    if not secret:
        return [
            Error(
                "没有设置密钥 JIANNUO_SECRET_KEY，不能启动。",
                hint=(
                    "运行 python -c 'import secrets; print(secrets.token_urlsafe(50))' "
                    "得到一个密钥，设为环境变量 JIANNUO_SECRET_KEY；"
                    "只想看看的话，运行 jiannuo demo。"
                ),
                id="jiannuo.E001",
            )
        ]
    if len(secret) < _SHORTEST_SECRET and not demo:
        return [
            CheckWarning(
                f"密钥 JIANNUO_SECRET_KEY 只有 {len(secret)} 个字符，容易被猜出。",
                hint="换成至少 50 个随机字符；更换后所有人须重新登录。",
                id="jiannuo.W001",
            )
        ]
    return []


def check_home(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Refuse to run where the data folder cannot be written."""
    del app_configs
    home = settings.JIANNUO_HOME
    nearest = next((folder for folder in (home, *home.parents) if folder.exists()), None)
    if nearest is not None and nearest.is_dir() and os.access(nearest, os.W_OK):
        return []
    return [
        Error(
            f"数据目录 {home} 不能写入。",
            hint="检查该目录的属主和权限，或用环境变量 JIANNUO_HOME 另指一个目录。",
            id="jiannuo.E002",
        )
    ]


def check_debug(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """Warn of the debug mode where the product is deployed."""
    del app_configs
    if not settings.DEBUG:
        return []
    return [
        CheckWarning(
            "调试模式开着，访问者能看到程序内部信息。",
            hint="正式环境请去掉环境变量 JIANNUO_DEBUG。",
            id="jiannuo.W002",
        )
    ]


def refuse_without_secret() -> None:
    """Stop a server's start where system checks do not run (WSGI). Raises ImproperlyConfigured."""
    for message in check_secret(None):
        if message.is_serious():
            raise ImproperlyConfigured(f"{message.msg}{message.hint}")


def _secret() -> str:
    """Return the secret, or nothing where Django would refuse to hand out an empty one."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""
