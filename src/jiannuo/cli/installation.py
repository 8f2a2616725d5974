"""The installation that a command works on: Django's settings, the database, its readiness."""

import os

import django
from django.core.checks import run_checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from jiannuo.cli.refusal import Refusal


def open_installation() -> None:
    """Load the settings and the apps. Commands that use the database are imported after this."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
    django.setup()


def require_configured() -> None:
    """Raise Refusal where the settings are not fit to run with (no secret, no writable home)."""
    for message in run_checks():
        if message.is_serious():
            raise Refusal(f"{message.msg}{message.hint or ''}")


def require_ready() -> None:
    """Raise Refusal where the settings are not fit, or the database is missing or of another version."""
    require_configured()
    if pending_migrations():
        raise Refusal("数据库还没有建好，或不是这个版本的：请先运行 jiannuo setup。")


def pending_migrations() -> int:
    """Count the migrations that the database lacks. Raises Refusal where it does not answer."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Refusal(
            f"连不上数据库（{str(error).splitlines()[0]}）：请核对 DATABASE_URL，确认数据库已启动。"
        ) from error
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
