"""The product refuses to start unsafely, and says what to do."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

SOURCE = Path(__file__).parents[3] / "src"
START = "import jiannuo.config.wsgi"
CHECK = "import django; from django.core.management import call_command; django.setup(); call_command('check')"


def run(code: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept
        | {
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": "jiannuo.config.settings",
            "JIANNUO_HOME": str(home),
            "PYTHONIOENCODING": "utf-8",
        }
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("code", [START, CHECK], ids=["server", "commands"])
def test_without_a_secret_nothing_starts(code: str, tmp_path: Path) -> None:
    done = run(code, tmp_path)
    assert done.returncode != 0
    assert "没有设置密钥 JIANNUO_SECRET_KEY" in done.stderr


@pytest.mark.parametrize("code", [START, CHECK], ids=["server", "commands"])
def test_with_a_secret_it_starts(code: str, tmp_path: Path) -> None:
    done = run(code, tmp_path, JIANNUO_SECRET_KEY="k" * 60)
    assert done.returncode == 0, done.stderr


def test_the_settings_can_be_imported_without_any_environment(tmp_path: Path) -> None:
    assert run("import jiannuo.config.settings", tmp_path).returncode == 0


def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path: Path) -> None:
    done = run(START, tmp_path, JIANNUO_SECRET_KEY="k" * 60, JIANNUO_BEHIND_TLS="有")
    assert "JIANNUO_BEHIND_TLS 应为 1 或 0" in done.stderr


def test_a_data_folder_that_cannot_be_written_is_an_error(settings: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings.JIANNUO_HOME = blocked / "home"
    assert "jiannuo.E002" in {message.id for message in run_checks()}


def test_a_short_secret_is_warned_of(settings: Any) -> None:
    settings.SECRET_KEY = "short"
    assert "jiannuo.W001" in {message.id for message in run_checks()}


def test_debugging_is_warned_of(settings: Any) -> None:
    settings.DEBUG = True
    assert "jiannuo.W002" in {message.id for message in run_checks()}


def test_behind_tls_everything_that_django_asks_for_is_set(tmp_path: Path) -> None:
    code = CHECK.replace("'check'", "'check', deploy=True, fail_level='WARNING'")
    done = run(code, tmp_path, JIANNUO_SECRET_KEY="aBcDeFg-12345" * 5, JIANNUO_BEHIND_TLS="1")
    assert done.returncode == 0, done.stderr
