"""Enumerated cells and their smallest pieces."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.mapping.items import pieces_of
from jiannuo.core.mapping.wording import tidy


def pieces(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(p.marker, p.name, tidy(text[slice(*p.span)])) for p in pieces_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①甲。②乙。", [("①", None, "甲。"), ("②", None, "乙。")]),
        ("1.甲。2.乙。", [("1", None, "甲。"), ("2", None, "乙。")]),
        ("1、甲；2、乙。", [("1", None, "甲；"), ("2", None, "乙。")]),
        ("（1）甲（2）乙", [("（1）", None, "甲"), ("（2）", None, "乙")]),
        ("一、甲。\n二、乙。", [("一", None, "甲。"), ("二", None, "乙。")]),
        (
            "1.甲\n2.乙\n2.丙\n3.丁",
            [("1", None, "甲"), ("2", None, "乙"), ("2", None, "丙"), ("3", None, "丁")],
        ),
    ],
)
def test_series_of_markers(text: str, expected: list[tuple[str, None, str]]) -> None:
    assert pieces(text) == expected


def test_a_number_with_a_decimal_point_is_no_marker() -> None:
    assert pieces("新增1.5万亩，完成2.3亿元。") == []


def test_an_item_may_begin_with_a_figure() -> None:
    assert pieces("1.5月份完成41家。2.已发布1期。") == [
        ("1", None, "5月份完成41家。"),
        ("2", None, "已发布1期。"),
    ]
    assert pieces("1.0.39万亩开工。\n2.0.5万亩招标。") == [
        ("1", None, "0.39万亩开工。"),
        ("2", None, "0.5万亩招标。"),
    ]


@pytest.mark.parametrize(
    "text",
    ["1.手续尚未完善。", "一是加大力度。二是开展宣传。", "正在推进。", "完成1、2、4号楼门窗安装。"],
)
def test_what_is_no_series_stays_one_text(text: str) -> None:
    assert pieces(text) == []


def test_names_head_their_sentences() -> None:
    assert pieces("产业园：完成立项。 冷链二期 ：土地公示。") == [
        (None, "产业园", "完成立项。"),
        (None, "冷链二期", "土地公示。"),
    ]


def test_a_name_at_the_beginning_is_enough_and_one_in_the_middle_is_not() -> None:
    assert pieces("供应链金融：创新产品；推动登记。") == [
        (None, "供应链金融", "创新产品；推动登记。")
    ]
    assert pieces("已开工建设。另有如下情况：等待批复。") == []


@pytest.mark.parametrize(
    "text", ["其中：甲、乙。", "存在问题：无。", "8:30开会。", "“谁主管：谁负责”原则。"]
)
def test_not_every_colon_makes_a_name(text: str) -> None:
    assert pieces(text) == []


def test_a_name_holds_the_numbers_behind_it() -> None:
    assert pieces("道路工程：办理手续。 断头路： 1.学府路完工。2.齐王路招标。") == [
        (None, "道路工程", "办理手续。"),
        ("1", "断头路", "学府路完工。"),
        ("2", "断头路", "齐王路招标。"),
    ]


def test_a_number_holds_the_names_behind_it() -> None:
    assert pieces("①已立项。②甲路：完工；乙路（东段）：开工。") == [
        ("①", None, "已立项。"),
        ("②", "甲路", "完工；"),
        ("②", "乙路（东段）", "开工。"),
    ]


def test_a_line_without_a_name_beside_named_ones_is_a_piece_of_its_own() -> None:
    assert pieces("①老旧小区：开工。\n棚改：超额。\n租赁住房已建设。\n②已完成。") == [
        ("①", "老旧小区", "开工。"),
        ("①", "棚改", "超额。"),
        ("①", None, "租赁住房已建设。"),
        ("②", None, "已完成。"),
    ]


@given(st.text(alphabet="①②③1234.、（）一二：。；\n 甲乙路", max_size=60))
@settings(deadline=None)
def test_pieces_lie_in_order_and_do_not_overlap(text: str) -> None:
    spans = [piece.span for piece in pieces_of(text)]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
