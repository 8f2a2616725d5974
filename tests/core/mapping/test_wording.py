"""White space of layout goes, paragraphs stay."""

import pytest

from jiannuo.core.mapping.wording import folded, tidy, tight


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成。  1-5月 增长5%", "完成。1-5月增长5%"),
        ("处置不良贷款 0.65 亿元", "处置不良贷款0.65亿元"),
        ("PLM and CAD", "PLM and CAD"),
        ("府前路幼儿园、\n北京路学校", "府前路幼儿园、北京路学校"),
        ("1.甲。\n2.乙。", "1.甲。\n2.乙。"),
        ("1.甲\n2.乙", "1.甲\n2.乙"),
        ("一句没有写完\n\n就换了行。", "一句没有写完就换了行。"),
        ("甲。\n\n　　乙。", "甲。\n乙。"),
        ("", ""),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_tight_takes_all_white_space_out() -> None:
    assert tight("主 要\n\n负责人") == "主要负责人"


def test_headers_are_compared_in_one_width() -> None:
    assert folded("年度计划 投资（亿元）：") == "年度计划投资(亿元):"
    assert folded("１-８月") == "1-8月"
