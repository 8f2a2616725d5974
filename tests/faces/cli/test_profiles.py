"""Mapping profiles on the command line: applied to a file, carried from one installation to another."""

import json
from pathlib import Path

import pytest

from tests.apps.intake.profiles.test_remembering import MAY
from tests.faces.cli.test_commands import jiannuo

PROFILE = {
    "jiannuo": "mapping-profile",
    "version": 1,
    "name": "安河县",
    "layouts": [
        {
            "headers": sorted(["序号", "事项", "谁来办", "办到哪了", "卡在哪"]),
            "columns": {"谁来办": "units.责任", "办到哪了": "progress", "卡在哪": "problems"},
            "aside": False,
        }
    ],
    "names": {},
    "answers": [],
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "对应方式.json"
    file.write_text(json.dumps(PROFILE, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture
def may(tmp_path: Path) -> Path:
    file = tmp_path / "五月.txt"
    file.write_text(MAY, encoding="utf-8")
    return file


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_is_read_as_the_profile_says(profile: Path, may: Path, times: int) -> None:
    done = jiannuo("read", *[may] * times, "--profile", profile)
    document = json.loads(done.stdout)
    document = document[0] if times > 1 else document
    first = document["tables"][0]["rows"][0]
    assert (first["progress"], first["problems"]) == ("完成招标。", "资金未到位")
    assert "按本单位上次的对应方式" in document["tables"][0]["columns"][2]["why"]


def test_what_is_no_profile_is_said_in_one_line(may: Path) -> None:
    done = jiannuo("read", may, "--profile", may)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "对应方式" in done.stderr


def test_a_profile_is_imported_and_exported(
    profile: Path, tmp_path: Path, installation: dict[str, str]
) -> None:
    place = ("--place", "淄博市临淄区")
    done = jiannuo("profiles", "import", profile, *place, **installation)
    assert done.returncode == 0, done.stderr
    assert "1 条" in done.stdout
    out = tmp_path / "out.json"
    assert jiannuo("profiles", "export", *place, "-o", out, **installation).returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["layouts"] == PROFILE["layouts"]
