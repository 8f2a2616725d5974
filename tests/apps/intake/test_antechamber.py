"""Where bytes wait that nobody has looked at: in memory, unreadable for others, gone when let go."""

import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from jiannuo.intake import antechamber
from jiannuo.intake.antechamber import (
    AntechamberFullError,
    let_go,
    let_strays_go,
    place_bytes,
    waiting_bytes,
)
from jiannuo.intake.reading.volatile import is_memory, volatile_folder


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.JIANNUO_ARRIVALS = str(tmp_path / "wait")
    return tmp_path / "wait"


def test_bytes_come_back_until_they_are_let_go(folder: Path) -> None:
    token = place_bytes(b"x")
    assert waiting_bytes(token) == b"x"
    let_go(token)
    assert waiting_bytes(token) is None
    let_go(token)


def test_nobody_else_may_look(folder: Path) -> None:
    token = place_bytes(b"x")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / token).stat().st_mode) == 0o600


@pytest.mark.skipif(
    not is_memory(volatile_folder()), reason="this system keeps no folder in memory"
)
def test_by_default_they_lie_in_memory(home: Path, settings: Any) -> None:
    settings.JIANNUO_ARRIVALS = ""
    token = place_bytes(b"x")
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert (antechamber._folder() / token).is_relative_to(volatile_folder())
    let_go(token)
    antechamber._folder().rmdir()


def test_on_a_disk_they_are_overwritten_before_they_go(folder: Path, tmp_path: Path) -> None:
    token = place_bytes(b"secret")
    os.link(folder / token, tmp_path / "same")
    let_go(token)
    assert (tmp_path / "same").read_bytes() == b"\0" * 6


def test_strays_are_erased_once_nobody_can_be_about_to_claim_them(folder: Path) -> None:
    known, stray, fresh = place_bytes(b"a"), place_bytes(b"b"), place_bytes(b"c")
    for token in (known, stray):
        os.utime(folder / token, (time.time() - 3600,) * 2)
    assert let_strays_go({known}) == 1
    assert [waiting_bytes(one) for one in (known, stray, fresh)] == [b"a", None, b"c"]


def test_a_full_one_takes_nothing_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(antechamber, "_SPARE", 10**15)
    with pytest.raises(AntechamberFullError, match="再上传"):
        place_bytes(b"x")
    assert list(folder.iterdir()) == []


def test_one_that_somebody_else_prepared_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    with pytest.raises(PermissionError):
        place_bytes(b"x")


def test_the_chosen_folder_is_the_same_place_everywhere(settings: Any, folder: Path) -> None:
    chosen = antechamber.name()
    assert antechamber.name() == chosen
    settings.JIANNUO_ARRIVALS = ""
    assert antechamber.name() != chosen
