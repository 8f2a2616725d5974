"""Which words make a figure a bound, and what kind of figure it is."""

import pytest

from jiannuo.core.quantities import quantities
from tests.core.quantities.reading import only


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        # none, and words that lead to the figure itself
        ("新建3所学校", "="),
        ("覆盖率达80%", "="),
        ("提高到995元", "="),
        # at least
        ("学位3000个以上", ">="),
        ("覆盖率达到80%以上", ">="),
        ("不少于51个", ">="),
        ("不低于20万条", ">="),
        ("至少3次", ">="),
        ("满意度≥95%", ">="),
        ("年满60周岁及以上", ">="),
        ("投资5000万元（含）以上", ">="),
        ("至少建设完成100个人充电桩", ">="),
        ("惠及上千人", ">="),
        # more than
        ("产值突破3200亿元", ">"),
        ("企业超过100家", ">"),
        ("面积逾2000平方米", ">"),
        ("带动200余人", ">"),
        ("近2000多人", ">"),
        ("用时3年多。", ">"),
        # at most
        ("控制在3.5%以内", "<="),
        ("预计2-3个月内获批", "<="),
        ("工期不超过18个月", "<="),
        ("补助最高50万元", "<="),
        ("补助5万元封顶", "<="),
        ("3岁以下幼儿", "<="),
        # less than
        ("参会不足30家", "<"),
        ("单价低于600元", "<"),
        ("完成不到三成", "<"),
        # about
        ("约92.8万方", "~"),
        ("完成30%左右", "~"),
        ("参会近百家", "~"),
        ("面积大约50亩", "~"),
        ("投入几十万元", "~"),
        ("每组七八人", "~"),
    ],
)
def test_words_around_a_figure_bound_it(text: str, comparator: str) -> None:
    assert only(text).comparator == comparator


@pytest.mark.parametrize(
    "text", ["通过3个项目", "以上3个项目", "附近3个村", "节约3吨水", "只不过3个月", "大会上3人发言"]
)
def test_parts_of_other_words_are_no_comparators(text: str) -> None:
    assert only(text).comparator == "="


def test_at_least_covers_the_figures_of_its_clause_only() -> None:
    read = quantities("至少建成100个充电桩、20个公共桩，改造3处")
    assert [quantity.comparator for quantity in read] == [">=", ">=", "="]


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("新建3所学校", "amount", None),
        ("资金50亿元以上，为项目注入活水", "amount", None),
        ("引入200名以上优秀人才", "amount", None),
        ("完成率42%", "rate", None),
        ("同比增长26.3%，完成任务目标的42.9%", "rate", None),
        ("占比提高到2.87%以上", "rate", None),
        ("增长5.5%", "growth", "up"),
        ("同比增速-7.7%", "growth", "up"),
        ("能耗下降3.2%", "growth", "down"),
        ("公用经费压减5%", "growth", "down"),
        ("城镇化率提高0.9个百分点", "growth", "up"),
        ("产值翻一番", "growth", "up"),
        ("80周岁以上的独居老年人", "threshold", None),
        ("50万元以上村", "threshold", None),
        ("引进亿元以上项目", "threshold", None),
    ],
)
def test_a_figure_is_of_a_kind(text: str, kind: str, direction: str | None) -> None:
    read = quantities(text)[-1]
    assert (read.kind, read.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("text", "estimated"),
    [
        ("预计完成投资5亿元", True),
        ("预计完成41.7亿元，同比增长21.8%", True),
        ("力争达到100家", True),
        ("争取新设市场主体4200户", True),
        ("已争取上级资金22.5亿元", False),
        ("预计明年通车。已完成3座", False),
        ("人均预期寿命80岁", False),
        ("完成投资5亿元", False),
    ],
)
def test_a_forecast_is_marked(text: str, *, estimated: bool) -> None:
    assert quantities(text)[-1].estimated is estimated


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("1-4月份，全区工业总产值完成834.3亿元", "1-4月份"),
        ("截至6月30日，参保442568人", "截至6月30日"),
        ("上半年已完成6万份", "上半年"),
        ("截至目前，完成24个", "截至目前"),
        ("5月新增55户。累计216户", None),
        ("7月底前完成52户", None),
        ("完成24个", None),
    ],
)
def test_a_figure_is_as_of_the_time_that_its_sentence_gives(text: str, as_of: str | None) -> None:
    time = quantities(text)[-1].as_of
    assert (time and time.span) == as_of
