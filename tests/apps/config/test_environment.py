"""Settings come from the environment, and everything wrong is said in one Chinese sentence."""

import re
from datetime import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jiannuo.config import environment
from jiannuo.config.demonstration import places_as_of

ROOT = Path(__file__).parents[3]
HOME = Path("/var/lib/jiannuo")


@pytest.mark.parametrize("setting", environment.SETTINGS, ids=lambda one: one.name)
def test_every_setting_is_documented_with_its_default(setting: environment.Setting) -> None:
    manual = (ROOT / "docs/operators/settings.md").read_text(encoding="utf-8")
    [line] = [line for line in manual.splitlines() if line.startswith(f"| `{setting.name}` |")]
    default = line.split("|")[2].strip()
    assert default == (f"`{setting.default}`" if setting.default else default)
    assert setting.default or default in {"空", "无"}


def test_the_manual_documents_nothing_that_does_not_exist() -> None:
    manual = (ROOT / "docs/operators/settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE))
    assert named == {setting.name for setting in environment.SETTINGS}


def test_no_module_reads_another_variable_of_ours() -> None:
    known = {setting.name for setting in environment.SETTINGS}
    for path in (ROOT / "src/jiannuo/config").rglob("*.py"):
        asked = re.findall(r'environment\.\w+\("([A-Z_]+)"\)', path.read_text(encoding="utf-8"))
        assert set(asked) <= known


@pytest.mark.parametrize(("word", "on"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_flags_are_on_or_off(word: str, *, on: bool) -> None:
    assert environment.flag("JIANNUO_DEBUG", {"JIANNUO_DEBUG": word}) is on


def test_a_flag_that_is_neither_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="JIANNUO_DEBUG 应为 1 或 0，现为“maybe”"):
        environment.flag("JIANNUO_DEBUG", {"JIANNUO_DEBUG": "maybe"})


@pytest.mark.parametrize("word", ["-1", "半小时", "3.5", "１２"])
def test_a_number_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="应为非负整数"):
        environment.number("JIANNUO_SESSION_HOURS", {"JIANNUO_SESSION_HOURS": word})


def test_without_a_url_the_database_is_an_sqlite_file_in_the_data_folder() -> None:
    described = environment.database("", HOME)
    assert described["NAME"] == "/var/lib/jiannuo/jiannuo.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"  # type: ignore[index]


def test_a_url_names_a_postgresql_server() -> None:
    described = environment.database(
        "postgres://ducha:p%40ss%2Fword@db.example:5433/taizhang?sslmode=require", HOME
    )
    assert (
        described
        | {
            "NAME": "taizhang",
            "USER": "ducha",
            "PASSWORD": "p@ss/word",
            "HOST": "db.example",
            "PORT": "5433",
            "OPTIONS": {"sslmode": "require"},
        }
        == described
    )


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgres://host/", "taizhang"])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL 应形如"):
        environment.database(url, HOME)


def test_a_demonstration_may_show_a_place_as_of_a_day() -> None:
    assert places_as_of("1") == {}
    assert str(places_as_of("淄博市临淄区=2023-06-08")["淄博市临淄区"]) == "2023-06-08"
    with pytest.raises(ImproperlyConfigured, match="JIANNUO_DEMO 应为 1"):
        places_as_of("淄博市临淄区=昨天")


def test_a_mail_server_is_named_by_a_url() -> None:
    found = environment.mail("smtps://ducha:a%40b@mail.gov.cn", "ducha@gov.cn")
    assert (found.host, found.port, found.user, found.password) == (
        "mail.gov.cn",
        465,
        "ducha",
        "a@b",
    )
    assert (found.tls, found.starttls) == (True, False)
    assert environment.mail("", "") == environment.MailServer()
    assert environment.mail("smtp+starttls://mail.gov.cn", "x@y").port == 587


@pytest.mark.parametrize(
    ("url", "sender", "complaint"),
    [
        ("http://mail.gov.cn", "x@y", "JIANNUO_SMTP_URL 应形如"),
        ("smtp://mail.gov.cn", "", "JIANNUO_MAIL_FROM"),
    ],
)
def test_a_mail_server_without_sense_is_refused(url: str, sender: str, complaint: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=complaint):
        environment.mail(url, sender)


def test_quiet_hours_are_a_span_of_the_day_or_none() -> None:
    name = "JIANNUO_QUIET_HOURS"
    assert environment.hours(name, {}) == (time(22), time(7))
    assert environment.hours(name, {name: "0"}) is None
    with pytest.raises(ImproperlyConfigured, match="22:00-07:00"):
        environment.hours(name, {name: "夜里"})
