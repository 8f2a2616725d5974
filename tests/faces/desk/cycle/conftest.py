"""Linzi on the eighth of May 2023, and a clock that the story sets forward."""

from typing import Any

import pytest

from tests.apps.outbox.conftest import mailbox
from tests.faces.desk.cycle.linzi import Clock, Linzi, linzi

__all__ = ["mailbox"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Freeze `directory.clock`, where every page and action asks for the day and the hour."""
    one = Clock()
    monkeypatch.setattr("jiannuo.directory.clock.timezone", one)
    return one


@pytest.fixture
def place(transactional_db: None, home: Any, clock: Clock) -> Linzi:
    return linzi(clock)
