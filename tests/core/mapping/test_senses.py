"""What headers are called, and what that means."""

import pytest

from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.mapping.vocabulary import SENSES


@pytest.mark.parametrize(
    ("header", "family"),
    [
        ("序 号", "number"),
        ("任务编号", "number"),
        ("重点任务", "task"),
        ("民生实事\n内容", "task"),
        ("年度目标任务", "target"),
        ("5月份目标任务", "target"),
        ("月度计划", "plan"),
        ("二季度推进情况", "progress"),
        ("截至目前工作进展情况", "progress"),
        ("存在的困难和问题", "problems"),
        ("未完成原因", "causes"),
        ("下一步工作打算", "next_steps"),
        ("分管区领导", "leaders"),
        ("牵头单位", "units"),
        ("责任单位（加黑的为牵头部门）", "units"),
        ("配合部门", "units"),
        ("主要负责人", "principal"),
        ("分管负责人", "deputy"),
        ("联系人及电话", "contact"),
        ("完成时限", "deadline"),
        ("是否完成阶段任务目标", "status"),
        ("完成率（%）", "ratio"),
        ("县（市、区）", "region"),
        ("指标名称", "indicator"),
        ("备注", "remarks"),
    ],
)
def test_a_header_has_its_meaning(header: str, family: str) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert meaning.sense.family == family


@pytest.mark.parametrize("text", ["", "山兴集团", "不知所云", "2500户", "甲" * 60])
def test_what_is_no_header_word_has_none(text: str) -> None:
    assert meaning_of(text) is None


def test_a_word_as_it_stands_is_surer_than_one_that_ends_so() -> None:
    whole, ending = meaning_of("责任单位"), meaning_of("市级部门责任单位")
    assert whole is not None
    assert ending is not None
    assert whole.certainty > ending.certainty


@pytest.mark.parametrize(
    ("header", "families"),
    [
        ("存在问题及原因", ["problems", "causes"]),
        ("责任单位及责任人", ["units", "principal"]),
        ("进展情况及存在问题", ["progress", "problems"]),
    ],
)
def test_a_header_that_joins_two_names_both(header: str, families: list[str]) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert [meaning.sense.family, *(sense.family for sense in meaning.also)] == families


def test_the_vocabulary_is_written_as_headers_are_compared() -> None:
    assert all(word == word.strip() and "（" not in word for word in SENSES)
