"""Commands for those who stand at the machine: heads kept elsewhere, invitations, the workbook."""

import io
import re
import sqlite3
from pathlib import Path

import openpyxl

from tests.faces.cli.test_commands import jiannuo

PLACE = ("--place", "淄博市临淄区")


def test_a_head_is_kept_elsewhere_and_verified_against(
    installation: dict[str, str], tmp_path: Path
) -> None:
    shown = jiannuo("history-head", "--to", str(tmp_path), **installation)
    line = shown.stdout.splitlines()[0]
    assert re.match(r"践诺留痕 第 \d+ 条 .+ 校验 [0-9a-f]{4}", line)
    assert next(file.name for file in tmp_path.iterdir()).startswith("jiannuo-20")
    assert "不用再抄" in jiannuo("history-head", "--to", str(tmp_path), **installation).stdout
    for given in (("--head", line), ("--heads", str(tmp_path))):
        done = jiannuo("verify-history", *given, **installation)
        assert done.returncode == 0, done.stderr
        assert "与抄存的 1 个链值相符" in done.stdout
    mistyped = jiannuo("verify-history", "--head", line[:-4] + "ffff", **installation)
    assert mistyped.returncode == 2
    assert "抄写有误" in mistyped.stderr
    missing = jiannuo("verify-history", "--heads", "/no/such/place", **installation)
    assert missing.returncode == 2


def test_who_rewrites_the_database_is_found_out(
    installation: dict[str, str], tmp_path: Path
) -> None:
    kept = jiannuo("history-head", **installation).stdout.splitlines()[0]
    database = sqlite3.connect(Path(installation["JIANNUO_HOME"]) / "jiannuo.sqlite3")
    copy = tmp_path / "copy"
    copy.mkdir()
    with sqlite3.connect(copy / "jiannuo.sqlite3") as other:
        database.backup(other)
    database.close()
    with sqlite3.connect(copy / "jiannuo.sqlite3") as other:
        other.execute("DROP TRIGGER history_entry_no_update")
        other.execute("UPDATE history_entry SET actor_name = '别人' WHERE sequence = 2")
    rewritten = {**installation, "JIANNUO_HOME": str(copy)}
    done = jiannuo("verify-history", "--head", kept, **rewritten)
    assert done.returncode == 1
    assert "从第 2 条起不完整" in done.stderr


def test_a_workbook_is_written_filled_in_and_taken_over(
    installation: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "名册.xlsx"
    assert jiannuo("import-directory", file, "--template", *PLACE, **installation).returncode == 0
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    book["单位"].append(["区水利局", "部门"])
    book.save(file)
    dry = jiannuo("import-directory", file, "--dry-run", *PLACE, **installation)
    assert "单位第 2 行　新增区水利局" in dry.stdout
    assert "没有导入" in dry.stdout
    assert "1 处变化，已导入" in jiannuo("import-directory", file, *PLACE, **installation).stdout
    assert "没有变化" in jiannuo("import-directory", file, *PLACE, **installation).stdout
    book["单位"].append(["区火星局", "大局"])
    book.save(file)
    wrong = jiannuo("import-directory", file, *PLACE, **installation)
    assert wrong.returncode == 2
    assert "“单位”第 3 行“类别”" in wrong.stderr


def test_an_administrator_who_forgot_the_password_is_invited_at_the_machine(
    installation: dict[str, str],
) -> None:
    done = jiannuo("invite", "anquan", "--unbind", **installation)
    assert re.search(r"邀请码：(?:[2-9A-Z]{4}-?){3}", done.stdout), done.stderr
    assert "没有“niemand”" in jiannuo("invite", "niemand", **installation).stderr
