"""Nothing vanishes: every character of a source is a value, a label, a separator or is shown."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jiannuo
from jiannuo.core.mapping import read, understand
from jiannuo.core.readers import read_raw
from jiannuo.core.records import Row
from jiannuo.core.rendering import render
from jiannuo.core.tables import Cell, Citation, RawDocument, Table
from tests.core.mapping.accounting import unaccounted

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("0*.txt"))
LAYOUTS = sorted((Path(__file__).resolve().parents[2] / "samples" / "layouts").glob("*.txt"))

HEADERS = st.lists(
    st.sampled_from(
        [
            "序号",
            "类别",
            "重点任务",
            "具体项目",
            "年度目标",
            "5月份目标任务",
            "月度计划",
            "进展情况",
            "存在问题",
            "下步打算",
            "牵头领导",
            "牵头单位",
            "责任单位",
            "配合单位",
            "完成时限",
            "备注",
            "完成率",
            "不知所云",
            "二季度",
            "三季度",
            "完成情况",
        ]
    ),
    min_size=2,
    max_size=8,
)
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(
        [
            "1",
            "一、稳增长",
            "完成。已建成3处。",
            "①甲：开工。②乙：完工。",
            "1.完成设计。2.完成招标。",
            "全年目标：新建5处。一季度目标：启动。二季度目标：完成25%。",
            "1月，准备。2-3月，开工。",
            "区发改局（牵头） 区财政局 区住建局",
            "区自然资源局区住建局",
            "县教育局牵头，县财政局、县审计局配合",
            "张  健\n刘松",
            "进展情况：顺利。存在问题：无。",
            "同上",
            "无",
            "合计",
            "6月底前",
            "55.6%",
            "★市水利局、市财政局等部门",
        ]
    ),
    st.text(alphabet="甲乙丙区局镇完成目标牵头：。；，、（）()1234①② \n一二季度月", max_size=30),
)


@pytest.mark.parametrize("path", [*SAMPLES, *LAYOUTS], ids=lambda path: path.stem[:12])
def test_no_character_of_a_real_or_invented_document_is_lost(path: Path) -> None:
    raw = read_raw(path.read_bytes(), path.name)
    assert unaccounted(raw, understand(raw)) == []


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_no_character_is_lost_in_any_format(path: Path, form: str) -> None:
    raw = read_raw(render(read(path), form), f"导出.{form}")
    assert unaccounted(raw, understand(raw)) == []


@given(headers=HEADERS, rows=st.lists(st.lists(TEXTS, min_size=8, max_size=8), max_size=6))
@settings(deadline=None, max_examples=150)
def test_no_character_of_any_table_is_lost(headers: list[str], rows: list[list[str]]) -> None:
    raw = document_of([headers, *(row[: len(headers)] for row in rows)])
    assert unaccounted(raw, understand(raw)) == []


@pytest.mark.parametrize("path", [*SAMPLES, *LAYOUTS], ids=lambda path: path.stem[:12])
def test_every_value_stands_where_its_citation_says(path: Path) -> None:
    raw = read_raw(path.read_bytes(), path.name)
    places = {}
    for cell in (cell for table in raw.tables() for cell in table.cells):
        places[(cell.citation.table, cell.citation.row, cell.citation.column)] = cell.text
    for row in understand(raw).rows():
        for name, value in values_of(row):
            citation = row.citations[name]
            text = places.get((citation.table, citation.row, citation.column))
            if text is not None:
                start, end = citation.span or (0, len(text))
                assert bare(value) in bare(text[start:end]), (name, value)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_every_filled_field_has_a_place(path: Path) -> None:
    for row in understand(read_raw(path.read_bytes(), path.name)).rows():
        for name, _ in values_of(row):
            assert name in row.citations


def test_the_count_finds_what_is_really_lost() -> None:
    raw = document_of([["序号", "重点任务", "进展情况"], ["1", "修路", "完成。已通车。"]])
    document = understand(raw)
    other = document_of(
        [["序号", "重点任务", "进展情况"], ["1", "修路", "完成。已通车。"], ["2", "造林", "开工"]]
    )
    assert unaccounted(raw, document) == []
    assert unaccounted(other, document) == ["2", "造林", "开工"]


def values_of(row: Row) -> list[tuple[str, str]]:
    """Every value that was taken from one place, with the key of its citation."""
    joined = {name.partition("+")[0] for name in row.citations if "+" in name}
    made = {"category", "measure_unit", "status"}  # put together from headings, headers and ticks
    values = [
        (name, value)
        for name in row.citations
        if "." not in name and "+" not in name and name not in joined | made
        if isinstance(value := getattr(row, name), str)
    ]
    values += [(f"quarter_targets.{key}", text) for key, text in row.quarter_targets.items()]
    values += [(f"month_plan.{key}", text) for key, text in row.month_plan.items()]
    values += [(f"units.{place}", unit.name) for place, unit in enumerate(row.units)]
    values += [(f"leaders.{place}", name) for place, name in enumerate(row.leaders)]
    values += [(f"items.{place}", item.text) for place, item in enumerate(row.items)]
    return values


def bare(text: str) -> str:
    return "".join(text.split())


def document_of(rows: list[list[str]]) -> RawDocument:
    cells = tuple(
        Cell(
            text=text.strip(),
            row=row,
            column=column,
            citation=Citation(table=1, row=row + 1, column=column + 1),
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RawDocument(
        name="表.txt", format="text", blocks=(Table(cells=cells, citation=Citation(table=1)),)
    )
