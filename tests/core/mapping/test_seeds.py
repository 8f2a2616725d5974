"""The five real documents say what people found them to say."""

import json
from pathlib import Path

import pytest

import jiannuo
from jiannuo.core.mapping import read
from jiannuo.core.records import Document, PeriodKind, from_json, to_json
from tests.core.mapping.essence import essence

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("0*.txt"))
EXPECTED = Path(__file__).resolve().parents[2] / "samples" / "expected"


def seed(number: str) -> Document:
    return read(next(path for path in SAMPLES if path.name.startswith(number)))


def test_all_five_are_here() -> None:
    assert [path.name[:3] for path in SAMPLES] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_a_real_document_is_understood(path: Path) -> None:
    expected = json.loads((EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert essence(read(path)) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_what_is_understood_can_be_written_and_read_back(path: Path) -> None:
    document = read(path)
    assert from_json(to_json(document)) == document


def test_the_number_of_rows_is_that_of_the_documents() -> None:
    counts = {path.name[:3]: [len(table.rows) for table in read(path).tables] for path in SAMPLES}
    assert counts == {"000": [4], "001": [6], "002": [46], "003": [87, 22, 0, 0], "004": [124]}


def test_the_tally_of_the_bulletin_is_that_of_its_verdicts() -> None:
    statuses = [row.status for row in seed("004").rows()]
    tally = {status: statuses.count(status) for status in set(statuses)}
    assert tally == {"完成": 106, "部分完成": 15, "未完成": 3}


def test_who_leads_is_asked_where_seventeen_rows_do_not_tell() -> None:
    asked = [
        row.number
        for row in seed("004").rows()
        if any("没有标明由谁牵头" in doubt.why for doubt in row.doubts)
    ]
    assert len(asked) == 17
    assert all(
        unit.lead is None for row in seed("004").rows() if row.number in asked for unit in row.units
    )


def test_garbled_leaders_stay_as_they_stand_and_become_questions() -> None:
    rows = {row.number: row for row in seed("004").rows()}
    assert rows["94"].leaders == ("崔高", "赞晋")
    assert [(doubt.field, "崔赞、高晋" in doubt.why) for doubt in rows["94"].doubts] == [
        ("leaders", True)
    ]
    assert rows["81"].leaders == ("郭克华", "崔赞高")
    assert any("郭克华、崔赞、高晋" in doubt.why for doubt in rows["81"].doubts)


def test_the_targets_of_another_task_that_slid_into_a_plan_are_raised() -> None:
    row = list(seed("000").rows())[1]
    assert row.annual_target == "市区新建综合公园5处。"
    assert "通达南路" in (row.period_plan_text or "")
    assert any(
        warning.startswith("“月度计划”一格末尾混入了另一项任务的目标") for warning in row.warnings
    )
    assert [doubt.field for doubt in row.doubts] == ["period_plan_text"]
    assert all("通达南路" not in item.text for item in row.items)


def test_a_name_written_in_two_ways_becomes_a_question() -> None:
    row = list(seed("000").rows())[2]
    assert any("沈河路" in doubt.why and "汶河路" in doubt.why for doubt in row.doubts)


def test_units_run_together_are_cut_and_asked_about() -> None:
    row = list(seed("002").rows())[4]
    assert [unit.name for unit in row.units if unit.lead is False] == [
        "区自然资源局",
        "区住建局",
        "山兴集团",
    ]
    assert any("区自然资源局区住建局" in doubt.why for doubt in row.doubts)


def test_a_character_that_is_no_name_is_kept_unplaced() -> None:
    assert [(piece.text, piece.citation.row) for piece in seed("004").unplaced] == [("局", 44)]


def test_the_notice_gives_its_particulars_and_its_rules() -> None:
    notice = seed("003")
    assert notice.document_number == "市中政办发〔2022〕1号"
    assert notice.period is not None
    assert notice.period.kind is PeriodKind.YEAR
    duties = {rule.rule for rule in notice.rules}
    assert {"定期报送", "限时报送", "通报", "督促检查"} <= duties
    assert any("次月初5个工作日内" in rule.quote for rule in notice.rules)


def test_every_column_says_why_it_was_taken_for_what_it_is() -> None:
    for path in SAMPLES:
        for table in read(path).tables:
            assert all(column.why for column in table.columns)
