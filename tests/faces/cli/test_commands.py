"""The command line, run as its users run it: in a process of its own."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("jiannuo") / "samples"))
BULLETIN = SAMPLES / "004_e22efe1dde90f469.txt"
PLEDGES_AND_TASKS = SAMPLES / "003_857b64ca4ee96613.txt"


def jiannuo(
    *words: str | Path, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command; its output is text."""
    return subprocess.run(
        [sys.executable, "-m", "jiannuo", *map(str, words)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "DATABASE_URL": "", **environment},
    )


def test_one_file_prints_an_object() -> None:
    done = jiannuo("read", BULLETIN)
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["source"] == BULLETIN.name
    assert len(document["tables"][0]["rows"]) == 124
    assert document["tables"][0]["rows"][10]["citations"]["progress"]["row"]


def test_several_files_print_a_list() -> None:
    done = jiannuo("read", BULLETIN, PLEDGES_AND_TASKS)
    assert [len(one["tables"]) for one in json.loads(done.stdout)] == [1, 4]


def test_a_table_is_for_people() -> None:
    done = jiannuo("read", BULLETIN, "-f", "table")
    assert "序号" in done.stdout
    assert "待问 第2项" in done.stdout


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_what_is_written_can_be_read(form: str, tmp_path: Path) -> None:
    written = tmp_path / f"台账.{form}"
    assert jiannuo("read", BULLETIN, "-f", form, "-o", written).returncode == 0
    document = json.loads(jiannuo("read", written).stdout)
    assert sum(len(table["rows"]) for table in document["tables"]) == 124


def test_a_missing_file_is_said_in_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    done = jiannuo("read", tmp_path / "没有.docx", BULLETIN)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "找不到这个文件" in done.stderr
    assert len(json.loads(done.stdout)) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["read"], "缺少文件"),
        (["read", "--nonsense", "x"], "没有 --nonsense 这个选项"),
        (["read", str(BULLETIN), "-f", "pdf"], "-f 只能是：json、csv"),
        (["nonsense"], "命令或参数不对"),
    ],
)
def test_wrong_words_are_answered_in_chinese(words: list[str], sentence: str) -> None:
    done = jiannuo(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_quantities_give_a_json_line_for_each_line() -> None:
    done = jiannuo("quantities", "-", given="新建换热站6座\n没有数\n种植苗木3蒲式耳\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[q["span"] for q in line["quantities"]] for line in lines][:2] == [["6座"], []]


def test_reading_starts_without_django() -> None:
    code = "import jiannuo, sys; jiannuo.read(sys.argv[1]); sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(BULLETIN)], check=False)
    assert done.returncode == 0


def test_nothing_starts_without_a_secret(tmp_path: Path) -> None:
    done = jiannuo("setup", JIANNUO_HOME=str(tmp_path), JIANNUO_SECRET_KEY="")
    assert done.returncode == 2
    assert "JIANNUO_SECRET_KEY" in done.stderr
    assert not list(tmp_path.iterdir())


def test_setup_shows_each_administrators_password_once(tmp_path: Path) -> None:
    environment = {"JIANNUO_HOME": str(tmp_path / "home"), "JIANNUO_SECRET_KEY": "k" * 50}
    first = jiannuo("setup", **environment)
    again = jiannuo("setup", **environment)
    assert first.stdout.count("初始口令") == 3
    assert again.returncode == 0
    assert "初始口令" not in again.stdout


def test_a_document_goes_in_and_comes_out(installation: dict[str, str], tmp_path: Path) -> None:
    taken = jiannuo("import", BULLETIN, "--place", "淄博市临淄区", **installation)
    assert "124 项" in taken.stdout, taken.stderr
    out = tmp_path / "台账.docx"
    given = jiannuo("export", "--place", "淄博市临淄区", "-f", "docx", "-o", out, **installation)
    assert given.returncode == 0, given.stderr
    assert len(json.loads(jiannuo("read", out).stdout)["tables"][0]["rows"]) == 124
    assert "留痕完整" in jiannuo("verify-history", **installation).stdout


def test_the_same_file_is_recognised(installation: dict[str, str]) -> None:
    jiannuo("import", BULLETIN, "--place", "淄博市临淄区", **installation)
    again = jiannuo("import", BULLETIN, "--place", "淄博市临淄区", **installation)
    assert again.returncode == 2
    assert "交来过" in again.stderr


def test_an_unknown_place_is_answered_with_the_known_ones(installation: dict[str, str]) -> None:
    done = jiannuo("import", BULLETIN, "--place", "临淄", **installation)
    assert done.returncode == 2
    assert "现有：" in done.stderr
    assert "淄博市临淄区" in done.stderr


def test_a_document_without_a_year_asks_for_it(
    installation: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "任务.csv"
    file.write_text("序号,工作任务,责任单位\n1,新建学校2所,区教体局\n", encoding="utf-8")
    without = jiannuo("import", file, "--place", "淄博市临淄区", **installation)
    assert without.returncode == 2
    assert "年度" in without.stderr


def test_an_audit_reports_contradictions_and_tells_so_by_its_exit_code(tmp_path: Path) -> None:
    done = jiannuo("audit", BULLETIN, "-f", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert {(f["rule"], f["rows"][0]["number"]) for f in found["findings"]} >= {("share", "22")}
    assert len(found["verdicts"]) == 124
    book = tmp_path / "核验.xlsx"
    assert jiannuo("audit", BULLETIN, "-f", "xlsx", "-o", book).returncode == 1
    assert book.read_bytes().startswith(b"PK")


def test_a_file_without_numbers_audits_to_no_findings(tmp_path: Path) -> None:
    file = tmp_path / "任务.csv"
    file.write_text("序号,工作任务,完成情况\n1,推进项目建设,正在推进。\n", encoding="utf-8")
    done = jiannuo("audit", file)
    assert done.returncode == 0
    assert "核验了 0 处说法，未见疑点" in done.stdout
