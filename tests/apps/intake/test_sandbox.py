"""A file is read in a process of its own, and every way in which that can end has its sentence."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jiannuo.intake.reading import sandbox
from jiannuo.intake.reading.sandbox import (
    Marked,
    Progress,
    Read,
    ReadingFailedError,
    Unread,
    examine,
    understand_raw,
)
from tests.apps.intake.files import TABLE, rendered

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")


def test_a_file_is_read_and_understood_in_two_steps() -> None:
    stages: list[str] = []

    def beat(progress: Progress) -> None:
        assert 0 <= progress.share <= 1
        stages.append(progress.stage)

    found = examine(rendered("xlsx"), "通报.xlsx", beat)
    assert isinstance(found, Read)
    assert found.content["raw"]["format"] == "xlsx"
    understood = understand_raw(found.content["raw"], "通报.xlsx", beat)
    assert isinstance(understood, Read)
    assert understood.content["document"]["year"] == 2023
    assert list(dict.fromkeys(stages)) == ["reading", "understanding"]


def test_an_unreadable_file_has_its_readers_sentence() -> None:
    found = examine(b"Rar!\x1a\x07\x01\x00....", "打包.rar")
    assert isinstance(found, Unread)
    assert "RAR" in found.sentence


def test_a_marked_file_says_its_level() -> None:
    assert examine(f"机密★\n{TABLE}".encode(), "通报.txt") == Marked("机密")


def test_a_mark_in_a_pages_head_is_found() -> None:
    found = examine(_with_header(rendered("docx"), "秘密★1年"), "通报.docx")
    assert found == Marked("秘密")


def test_a_name_is_an_argument_and_never_a_command() -> None:
    name = "$(touch x); `id` 'x' \"y\" --help.txt"
    found = examine(TABLE.encode(), name)
    assert isinstance(found, Read)
    assert found.content["raw"]["name"] == name


def test_who_stops_waiting_ends_the_child() -> None:
    class EnoughError(Exception):
        pass

    def stop(_progress: Progress) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        examine(TABLE.encode(), "通报.txt", stop)


@unix
def test_a_zip_that_would_fill_the_memory_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b"x" * (300 * 1024**2))
    found = examine(packed.getvalue(), "炸弹.docx")
    assert isinstance(found, Unread)
    assert "炸弹.docx" in found.sentence


def test_a_file_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE_SECONDS", 0.01)
    found = examine(TABLE.encode(), "慢.txt")
    assert isinstance(found, Unread)
    assert "已停止" in found.sentence


@unix
@pytest.mark.usefixtures("crashing")
def test_a_crash_of_the_child_is_the_files_misfortune() -> None:
    found = examine(TABLE.encode(), "怪.txt")
    assert isinstance(found, Unread)
    assert "程序中断" in found.sentence


@pytest.mark.usefixtures("failing")
def test_an_error_of_ours_is_told_apart_and_brings_its_traceback() -> None:
    with pytest.raises(ReadingFailedError, match="系统出错") as raised:
        examine(TABLE.encode(), "通报.txt")
    assert "RuntimeError" in raised.value.traceback


@unix
def test_no_file_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "must-not-be"
    script = (
        "import sys; from jiannuo.intake.reading.limits import confine; confine()\n"
        "with open(sys.argv[1], 'w') as file: file.write('x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, check=False
    )
    assert b"File too large" in done.stderr
    assert target.read_text() == ""


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch, telling: str) -> None:
    monkeypatch.setenv("JIANNUO_SECRET_KEY", "do-not-tell")
    monkeypatch.setenv("DATABASE_URL", "postgres://do-not-tell")
    with pytest.raises(ReadingFailedError) as raised:
        examine(TABLE.encode(), "通报.txt")
    assert telling in raised.value.traceback
    assert "do-not-tell" not in raised.value.traceback


@unix
def test_memory_is_bounded() -> None:
    script = (
        "from jiannuo.intake.reading.limits import MEMORY, confine; confine(); bytearray(MEMORY)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every Python kill itself as a crashing parser would."""
    _at_every_start(
        tmp_path, monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    )


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the reading process a fault of its own."""
    fault = (
        "from jiannuo.core import readers\n"
        "def broken(*_): raise RuntimeError('a fault')\n"
        "readers.read_raw = broken\n"
    )
    _at_every_start(tmp_path, monkeypatch, fault)


@pytest.fixture
def telling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the reading process say its environment and fail; returns a word that is in it."""
    _at_every_start(
        tmp_path,
        monkeypatch,
        "import os, sys; print(os.environ, file=sys.stderr, flush=True); os._exit(1)",
    )
    return str(tmp_path)


def _at_every_start(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Run code at the start of every Python that is started from here."""
    (folder / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(folder))


def _with_header(docx: bytes, text: str) -> bytes:
    """Return a docx with a further part, as Word writes page heads."""
    header = f"<w:hdr><w:p><w:r><w:t>{text[:1]}</w:t></w:r><w:r><w:t>{text[1:]}</w:t></w:r></w:p></w:hdr>"
    packed = io.BytesIO(docx)
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("word/header9.xml", header)
    return packed.getvalue()
