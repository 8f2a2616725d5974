"""Any text is audited without error, and a long one in the same steps as a short one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.audit import audit, audit_text
from jiannuo.core.audit.reading import read
from jiannuo.core.records import Row
from tests.core.audit.ledgers import document

WORDS = st.sampled_from(
    [
        "完成",
        "累计",
        "占",
        "其中",
        "共",
        "剩余",
        "目标",
        "全年",
        "5月",
        "1-5月",
        "42.9%",
        "24个",
        "55个",
        "3.2亿元",
        "1万亩",
        "0元",
        "-5%",
        "三座",
        "、",
        "，",
        "。",
        "；",
        "（",
        "）",
        "：",
        "等",
        "和",
        "未",
        "待",
        "后",
        "已",
        "正在",
        "开工",
        "一、",
        "1.",
        "①",
        "增长",
        "“",
        "”",
        "《",
        "》",
        "3至5场",
        "分别",
        "的",
        "率",
        "第一批",
        "以上",
        "%",
        "万",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["完成", "未完成", "部分完成", None]))
def test_no_text_raises(annual: str, target: str, report: str, status: str | None) -> None:
    row = Row(
        number="1",
        annual_target=annual,
        period_target=target,
        progress=report,
        status=status,
        quarter_targets={"1": target, "2": report},
        month_plan={"3": report},
        next_steps=annual,
    )
    result = audit(document(row, row), earlier=[document(row)])
    for finding in result.findings:
        assert finding.message
        assert finding.evidence


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_form_raises(target: str, report: str) -> None:
    audit_text(target, report, status="完成")


def test_every_mention_of_a_long_text_is_read_once() -> None:
    text = "甲村完成改造3户，占应改造6户的50%；" * 400
    (row,) = read(document(Row(progress=text))).rows
    assert len(row.mentions) == 1200
    result = audit(document(Row(progress=text)))
    assert result.checked >= 400
    assert result.findings == ()


def test_a_very_long_text_is_cut_at_its_full_stops_and_loses_nothing() -> None:
    sentence = "甲村完成改造3户，占应改造6户的50%。"
    text = sentence * 200
    (row,) = read(document(Row(progress=text))).rows
    assert "".join(passage.text for passage in row.passages) == text
    assert all(passage.text.endswith("。") for passage in row.passages)
    assert max(len(passage.text) for passage in row.passages) <= 1500


@pytest.mark.parametrize(
    "word", ["达到", "开工建设", "已完成", "1-5月份", "不超过", "(3个", "其中3个"]
)
def test_repeated_words_do_not_send_a_pattern_astray(word: str) -> None:
    text = f"桥6座，{word * 150}3个，占5%。"
    audit(document(Row(annual_target=text, period_target=text, progress=text, status="完成")))
