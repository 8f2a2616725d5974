"""No character of a report is lost, and none is counted twice."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.mapping.decomposition import Decomposition, decompose
from jiannuo.core.tables import Cell, Citation, Paragraph, RawDocument, Table
from tests.core.mapping.decomposition.reports import SAMPLES, raw_of

Place = tuple[int | None, int]


def counted(found: Decomposition) -> Counter[Place]:
    """Count how often each character of each paragraph is cited."""
    seen: Counter[Place] = Counter()
    passages = [one for task in found.tasks for one in task.passages]
    for piece in (*passages, *found.not_taken):
        span = piece.citation.span
        assert span is not None
        assert span[1] - span[0] == len(piece.text)
        seen.update((piece.citation.paragraph, at) for at in range(*span))
    return seen


def characters(raw: RawDocument) -> set[Place]:
    return {
        (paragraph.citation.paragraph, at)
        for paragraph in raw.paragraphs()
        for at, character in enumerate(paragraph.text)
        if not character.isspace()
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_character_is_in_one_task_or_left_aside_with_a_reason(path: Path) -> None:
    raw = raw_of(path)
    found = decompose(raw)
    seen = counted(found)
    assert characters(raw) <= set(seen)
    assert set(seen.values()) == {1}
    assert all(one.why for one in found.not_taken)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_cited_stands_there(path: Path) -> None:
    raw = raw_of(path)
    said = {paragraph.citation.paragraph: paragraph.text for paragraph in raw.paragraphs()}
    found = decompose(raw)
    for piece in (*(one for task in found.tasks for one in task.passages), *found.not_taken):
        assert piece.citation.span is not None
        assert said[piece.citation.paragraph][slice(*piece.citation.span)] == piece.text


WORDS = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "一是",
        "①",
        "——",
        "第一，",
        "。",
        "；",
        "：",
        "，",
        "！",
        "“",
        "”",
        "（",
        "）",
        "2025年工作安排",
        "2024年工作回顾",
        "政府工作报告",
        "附件1",
        "名词解释",
        "各位代表！",
        "我们要",
        "让",
        "坚持",
        "加快推进",
        "新建",
        "10公里",
        "6月底前",
        "民生实事",
        "包括：",
        "主要预期目标是：",
        "以下工作：",
        "项目",
        "其中",
        " ",
        "\u3000",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=14).map("".join), max_size=12))
def test_any_text_comes_apart_without_loss(lines: list[str]) -> None:
    raw = RawDocument(
        name="报告",
        format="text",
        blocks=tuple(
            Paragraph(text=line, citation=Citation(paragraph=number))
            for number, line in enumerate(lines, start=1)
        ),
    )
    seen = counted(decompose(raw))
    assert characters(raw) <= set(seen)
    assert set(seen.values()) <= {1}


def test_tables_and_page_furniture_are_left_aside_too() -> None:
    cell = Cell(text="增长8%", row=0, column=0, citation=Citation(table=1, row=1, column=1))
    footer = Paragraph(text="第 3 页", citation=Citation(page=3))
    table = Table(cells=(cell,), citation=Citation(table=1))
    raw = RawDocument(name="报告", format="docx", blocks=(table,), furniture=(footer,))
    found = decompose(raw)
    assert [one.text for one in found.not_taken] == ["增长8%", "第 3 页"]
    assert found.warnings
