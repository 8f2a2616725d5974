"""Kinds of problems, read from the words of real tables."""

import pytest

from jiannuo.core.mapping.problems import is_no_problem, problem_kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("建设资金未落实", ["资金"]),
        ("体育公园52亩土地没有土地指标", ["土地指标"]),
        ("52亩土地没有指标", ["土地指标"]),
        ("地面附着物需征收", ["征地拆迁"]),
        ("立项、环评未完成", ["手续"]),
        ("因成片开发方案省厅未批复", ["上级审批"]),
        ("受文物考古发掘影响，施工单位未进场施工", ["考古文物"]),
        ("近期雨水较多影响工程推进速度", ["天气季节"]),
        ("建设资金未落实，5户拆迁未完成", ["资金", "征地拆迁"]),
        ("一切正常", []),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in problem_kinds(text)] == kinds


@pytest.mark.parametrize("text", ["", "无", "暂无。", "没有问题", "—", "不存在问题"])
def test_no_problem(text: str) -> None:
    assert is_no_problem(text)
    assert problem_kinds(text) == ()


def test_a_problem_that_begins_with_none_is_one() -> None:
    assert not is_no_problem("无土地指标")
