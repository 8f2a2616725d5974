"""Taking apart costs time in proportion to the text, whatever it is made of."""

import time

import pytest

from jiannuo.core.mapping.decomposition import decompose
from jiannuo.core.tables import Citation, Paragraph, RawDocument

SHORT, TIMES = 2_000, 8
TOLERATED = 24
"""Eight times the text may cost eight times the work; quadratic work would cost 64 times."""

HOSTILE = (
    "（", "“", "（“《", "一是", "①", "。", "；", "，", "：", "——", "某", "1", "加快", "坚持", "我们要",
    "前月底", "包括：", "包括：甲；", "其中，", "办好实事。", "主要目标是：1%。", "各位代表！", "2025年", "让", "一、", "\u3000",
)  # fmt: skip
LINES = (
    "（一）加快项目建设",
    "附件",
    "今年工作",
    "各位代表！",
    "加快建设，推进十个项目和工程的前期工作以及",
    "新建学校。办好",
)


def cost(paragraphs: list[str]) -> float:
    """Processor seconds of one run: the lesser of two."""
    heading = "二、2025年工作安排"
    raw = RawDocument(
        name="报告",
        format="text",
        blocks=tuple(
            Paragraph(text=text, citation=Citation(paragraph=number))
            for number, text in enumerate([heading, *paragraphs], start=1)
        ),
    )
    spent = []
    for _ in range(2):
        begun = time.process_time()
        decompose(raw)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_long_paragraph(piece: str) -> None:
    short = piece * (SHORT // len(piece))
    assert cost([short * TIMES]) < TOLERATED * max(cost([short]), 0.001)


@pytest.mark.parametrize("line", LINES)
def test_many_lines(line: str) -> None:
    few = [line] * 150
    assert cost(few * TIMES) < TOLERATED * max(cost(few), 0.001)
