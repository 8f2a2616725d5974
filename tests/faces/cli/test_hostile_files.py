"""Commands read files in the browser's sandbox: archives, marks, harm, each with its sentence."""

import json
from pathlib import Path

import pytest

from tests.core.readers.hostile_files import CORPUS
from tests.core.readers.mutations import GOOD
from tests.core.readers.office_files import zipped
from tests.faces.cli.test_commands import BULLETIN, jiannuo


def test_an_archive_prints_a_list(tmp_path: Path) -> None:
    (tmp_path / "一包.zip").write_bytes(GOOD["一包.zip"])
    done = jiannuo("read", tmp_path / "一包.zip")
    assert done.returncode == 0, done.stderr
    assert [one["source"] for one in json.loads(done.stdout)] == ["a.docx", "b.xlsx", "c.csv"]


def test_what_an_archive_leaves_out_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    content = zipped(
        {"好.csv": GOOD["台账.csv"], "密.txt": "机密★1年", "内.zip": zipped({"a": "x"})}
    )
    (tmp_path / "包.zip").write_bytes(content)
    done = jiannuo("read", tmp_path / "包.zip")
    assert done.returncode == 2
    assert [one["source"] for one in json.loads(done.stdout)] == ["好.csv"]
    assert "套的压缩包" in done.stderr
    assert "密级标志" in done.stderr


@pytest.mark.parametrize("command", ["read", "audit", "decompose"])
def test_a_marked_file_is_not_read(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("机密★1年\n一、修路", encoding="utf-8")
    done = jiannuo(command, tmp_path / "a.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "保密" in done.stderr


@pytest.mark.parametrize("name", ["炸弹.docx", "实体.xlsx", "加密.docx", "两面.pdf", "半截.docx"])
def test_harm_is_one_line_and_never_a_traceback(name: str, tmp_path: Path) -> None:
    hostile = next(one for one in CORPUS if one.name == name)
    (tmp_path / name).write_bytes(hostile.make())
    done = jiannuo("--debug", "read", tmp_path / name)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


def test_an_archives_files_go_into_the_ledger_one_by_one(
    installation: dict[str, str], tmp_path: Path
) -> None:
    content = zipped({BULLETIN.name: BULLETIN.read_bytes(), "密.txt": "机密★1年"})
    (tmp_path / "包.zip").write_bytes(content)
    done = jiannuo("import", tmp_path / "包.zip", "--place", "淄博市临淄区", **installation)
    assert "124 项" in done.stdout
    assert "密级标志" in done.stderr
