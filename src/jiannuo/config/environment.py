"""The settings an operator may set: environment variables only, each with its default and its help.

`docs/operators/settings.md` explains every one of them; a test fails for any that is missing there.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; `default` is what holds while it is unset or empty."""

    name: str
    default: str
    help: str


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("JIANNUO_SECRET_KEY", "", "签名会话用的密钥，至少 50 个随机字符；不设则不启动"),
    Setting("JIANNUO_HOME", "~/.jiannuo", "数据目录：数据库、上传的文件都在这里"),
    Setting("DATABASE_URL", "", "postgres://用户:口令@主机:端口/库名；不设则用数据目录中的 SQLite"),
    Setting("JIANNUO_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "允许访问的主机名，以逗号分隔"),
    Setting("JIANNUO_BEHIND_TLS", "0", "前面有 HTTPS 反向代理时设为 1"),
    Setting("JIANNUO_TRUSTED_PROXIES", "0", "前面的反向代理层数；登录锁定按真实来源地址计算时需要"),
    Setting("JIANNUO_SESSION_IDLE_MINUTES", "30", "无操作多少分钟后须重新登录"),
    Setting("JIANNUO_SESSION_HOURS", "12", "一次登录最长多少小时"),
    Setting("JIANNUO_PASSWORD_PROFILE", "dengbao", "口令策略：dengbao（等级保护）或 asvs"),
    Setting(
        "JIANNUO_PASSWORD_WORDS", "", "口令中不得出现的本地词（地名、单位简称拼音），以逗号分隔"
    ),
    Setting("JIANNUO_INVITATION_DAYS", "7", "邀请码几天内有效"),
    Setting("JIANNUO_SECOND_FACTOR_ROLES", "", "哪些角色登录必须用动态口令，以逗号分隔"),
    Setting("JIANNUO_OIDC_ISSUER", "", "统一身份认证（OpenID Connect）的签发地址；不设则不用"),
    Setting("JIANNUO_OIDC_CLIENT_ID", "", "在统一身份认证登记的客户端编号"),
    Setting("JIANNUO_OIDC_CLIENT_SECRET", "", "在统一身份认证登记的客户端密钥"),
    Setting("JIANNUO_OIDC_CLAIM", "preferred_username", "哪一项声明与本系统的用户名对应"),
    Setting("JIANNUO_OIDC_LABEL", "统一身份认证", "登录页上按钮的名称"),
    Setting("JIANNUO_HEADS_FOLDER", "", "每天把留痕链值抄存到哪个目录；应在本机管理员改不了的地方"),
    Setting("JIANNUO_UPLOAD_MEGABYTES", "50", "单个上传文件的上限（兆字节）"),
    Setting("JIANNUO_ARRIVALS", "", "上传的文件检查之前放在哪个目录；应在内存中，不设则自动选定"),
    Setting("JIANNUO_SITE_URL", "", "网站地址（https://…），写在邮件和群消息的末尾"),
    Setting(
        "JIANNUO_SMTP_URL",
        "",
        "smtp://、smtps:// 或 smtp+starttls://用户:口令@主机:端口；不设则不发邮件",
    ),
    Setting("JIANNUO_MAIL_FROM", "", "发件人地址；设了邮件服务器就必须设"),
    Setting(
        "JIANNUO_WEBHOOK_HOSTS",
        "qyapi.weixin.qq.com,oapi.dingtalk.com",
        "群机器人允许的主机（内网代理连同端口），以逗号分隔",
    ),
    Setting(
        "JIANNUO_QUIET_HOURS",
        "22:00-07:00",
        "夜间免打扰时段，期间的消息到时段结束再发；不要则设为 0",
    ),
    Setting("JIANNUO_DEBUG", "0", "开发时设为 1；生产环境不得打开"),
    Setting("JIANNUO_DEMO", "", "演示模式；由 jiannuo demo 设置，不要手工设置"),
    Setting("JIANNUO_PUBLIC_FILE", "", "独立公开网站读的发布文件；由 jiannuo serve-public 设置"),
)

_DEFAULTS: Final = {setting.name: setting.default for setting in SETTINGS}


def text(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a setting's text, or its default. Raises KeyError for a setting that isn't listed."""
    return environment.get(name, "").strip() or _DEFAULTS[name]


def flag(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Return a setting that is on or off. Raises ImproperlyConfigured for any other word."""
    match text(name, environment).lower():
        case "1" | "true" | "yes" | "on":
            return True
        case "" | "0" | "false" | "no" | "off":
            return False
        case other:
            raise ImproperlyConfigured(f"{name} 应为 1 或 0，现为“{other}”。请改正后重新启动。")


def number(name: str, environment: Mapping[str, str] = os.environ) -> int:
    """Return a setting that counts something. Raises ImproperlyConfigured for anything else."""
    content = text(name, environment)
    if not content.isascii() or not content.isdigit():
        raise ImproperlyConfigured(f"{name} 应为非负整数，现为“{content}”。请改正后重新启动。")
    return int(content)


def words(name: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return a setting that lists words, parted by commas."""
    return [word.strip() for word in text(name, environment).split(",") if word.strip()]


def hours(name: str, environment: Mapping[str, str] = os.environ) -> tuple[time, time] | None:
    """Return a span of the day, None for 0. Raises ImproperlyConfigured for anything else."""
    content = text(name, environment)
    if content == "0":
        return None
    start, _, end = content.partition("-")
    try:
        return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} 应形如 22:00-07:00，或为 0，现为“{content}”。请改正后重新启动。"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The mail server; without a host there is no e-mail."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail(url: str, sender: str) -> MailServer:
    """Return the mail server that a URL names. Raises ImproperlyConfigured for another kind of URL."""
    if not url:
        return MailServer()
    if not sender:
        raise ImproperlyConfigured(
            "设了 JIANNUO_SMTP_URL，还须用 JIANNUO_MAIL_FROM 写明发件人地址。"
        )
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            "JIANNUO_SMTP_URL 应形如 smtps://用户:口令@主机:465（或 smtp://、smtp+starttls://）。"
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )


def database(url: str, home: Path) -> dict[str, object]:
    """Return Django's description of the database: SQLite below `home` unless a URL names PostgreSQL.

    SQLite takes its write lock when a transaction begins (IMMEDIATE), so that two writers wait for
    each other instead of failing half-way, and writes each transaction through to the disk (FULL):
    what was answered with "已报" survives a power cut. A thread keeps its connection: opening one takes
    longer than most pages ask of it. Raises ImproperlyConfigured for a URL of another engine.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "jiannuo.sqlite3"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL 应形如 postgres://用户:口令@主机:端口/库名；使用内置数据库时不要设置它。"
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
