"""The machine's own browser, started once for all faces: two in one process get in each other's way."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.__main__ import chromium

PATIENCE = 20_000
"""Milliseconds that a browser's test waits for what must come: machines may be busy."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium; nothing is downloaded."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver runs an event loop of its own
    with sync_playwright() as driver:
        chromium_of_machine = driver.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"]
        )
        yield chromium_of_machine
        chromium_of_machine.close()
