"""`jiannuo decompose`, run as its users run it."""

import json
from pathlib import Path

from jiannuo.core.mapping import read
from tests.faces.cli.test_commands import jiannuo

REPORT = next((Path(__file__).resolve().parents[2] / "samples" / "reports").glob("01-*.txt"))


def test_a_report_is_listed_for_a_person() -> None:
    done = jiannuo("decompose", REPORT)
    assert done.returncode == 0
    assert "建议任务 20 项" in done.stdout
    assert "民生实事 5 项" in done.stdout
    assert (
        "6月底前开工建设县城第二水厂，年底前建成云溪大桥。（时限：6月底前、年底前）" in done.stdout
    )
    assert "〔上年工作回顾，不是今年的任务〕" in done.stdout


def test_json_holds_tasks_and_what_was_not_taken() -> None:
    found = json.loads(jiannuo("decompose", REPORT, "-f", "json").stdout)
    assert found["year"] == 2025
    assert len(found["tasks"]) == 20
    assert found["tasks"][1]["passages"][0]["citation"]["span"]
    assert all(one["why"] for one in found["not_taken"])


def test_an_excel_list_reads_back(tmp_path: Path) -> None:
    book = tmp_path / "任务.xlsx"
    assert jiannuo("decompose", REPORT, "-f", "xlsx", "-o", book).returncode == 0
    assert len(list(read(book).rows())) == 20


def test_a_text_without_a_plan_says_so(tmp_path: Path) -> None:
    review = tmp_path / "回顾.txt"
    review.write_text("2025年政府工作报告\n一、2024年工作回顾\n新建公路3公里。\n", encoding="utf-8")
    assert "没有找到今年工作安排的部分" in jiannuo("decompose", review).stdout
    refused = jiannuo("decompose", review, "-f", "docx", "-o", tmp_path / "任务.docx")
    assert refused.returncode == 2
    assert "没有找到今年工作安排的部分" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_missing_report_is_one_sentence(tmp_path: Path) -> None:
    done = jiannuo("decompose", tmp_path / "没有.txt")
    assert done.returncode == 2
    assert "找不到" in done.stderr
