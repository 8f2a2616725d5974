"""A real queue with real worker processes on the test's own database."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.apps.intake.files import TABLE

LARGE = TABLE + "".join(
    f"{number}\t修建{number}号路{number % 97}公里，完成投资{number % 89}亿元。\t"
    f"已修{number % 50}公里，占{number % 100}%。\t区交通局、区财政局、区自然资源局\n"
    for number in range(4, 5_000)
)
"""A table that takes seconds to read, so that there is a middle in which a worker can die."""


@pytest.fixture
def queue(settings: Any) -> None:
    """Use the product's own queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def start_worker(home: Path) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Return a function that starts a worker process on this test's database."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
                "JIANNUO_HOME": str(home),
                "JIANNUO_ARRIVALS": str(home / "antechamber"),
                "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            },
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.wait()
