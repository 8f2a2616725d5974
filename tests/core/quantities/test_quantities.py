"""What a quantity in a text is: its span, value, unit and dimension."""

import pytest

import jiannuo
from jiannuo.core.quantities import STANDARD, iter_quantities, quantities
from tests.core.quantities.reading import only, spans, value_of


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "dimension"),
    [
        # Arabic, full width, thousands, decimals, 万 and 亿
        ("改造小区366个。", "366个", "366", "个", "count"),
        ("新开工1.19万户", "1.19万户", "11900", "户", "count"),
        ("总产值3.4万亿元", "3.4万亿元", "3400000000000", "元", "money"),
        ("补助１２３．５万元", "１２３．５万元", "1235000", "元", "money"),
        ("合同价1,234,567.89元", "1,234,567.89元", "1234567.89", "元", "money"),
        ("合同价82，225.00元", "82，225.00元", "82225", "元", "money"),
        ("中标41403368.47元", "41403368.47元", "41403368.47", "元", "money"),
        ("投资1万2千元", "1万2千元", "12000", "元", "money"),
        ("投资1亿3000万元", "1亿3000万元", "130000000", "元", "money"),
        ("销量3万4000台", "3万4000台", "34000", "台", "count"),
        ("处置 0.65 亿元", "0.65 亿元", "65000000", "元", "money"),
        # Chinese numerals
        ("新建两座桥", "两座", "2", "座", "count"),
        ("出台二十五条措施", "二十五条", "25", "条", "count"),
        ("下拨一千二百万元", "一千二百万元", "12000000", "元", "money"),
        ("人民币伍万元整", "伍万元", "50000", "元", "money"),
        ("走访一百零五户", "一百零五户", "105", "户", "count"),
        # and some more
        ("带动200余人", "200余人", "200", "人", "count"),
        ("征收200多万平方米", "200多万平方米", "2000000", "平方米", "area"),
        ("整治十余个", "十余个", "10", "个", "count"),
        ("发放宣传袋 100 余份", "100 余份", "100", "份", "count"),
        # parts of a whole
        ("签约率45%", "45%", "45", "%", "percent"),
        ("合格率百分之三十点五", "百分之三十点五", "30.5", "%", "percent"),
        ("死亡率千分之三", "千分之三", "3", "‰", "percent"),
        ("占比三成", "三成", "30", "%", "percent"),
        ("占比三成五", "三成五", "35", "%", "percent"),
        ("占比七八成", "七八成", "70~80", "%", "percent"),
        ("提高2.3个百分点", "2.3个百分点", "2.3", "个百分点", "percentage_point"),
        ("五金产品打八五折", "八五折", "85", "%", "percent"),
        ("占全国的1/4", "1/4", "0.25", None, "ratio"),
        ("完成四分之一", "四分之一", "0.25", None, "ratio"),
        ("收入比缩小到2.5:1", "2.5:1", "2.5", None, "ratio"),
        # times as much
        ("是去年的1.8倍", "1.8倍", "1.8", "倍", "multiple"),
        ("产值翻一番", "翻一番", "2", "倍", "multiple"),
        ("产值翻两番", "翻两番", "4", "倍", "multiple"),
        # ranges
        ("对接活动3至5场次", "3至5场次", "3~5", "场次", "count"),
        ("户均2000—3000元", "2000—3000元", "2000~3000", "元", "money"),
        ("每户50~60亩", "50~60亩", "50~60", "亩", "area"),
        ("补助3-5万元", "3-5万元", "30000~50000", "元", "money"),
        ("补助1万元至2万元", "1万元至2万元", "10000~20000", "元", "money"),
        ("节能5%-8%", "5%-8%", "5~8", "%", "percent"),
        ("用时三到五天", "三到五天", "3~5", "天", "duration"),
        ("十八至三十万元", "十八至三十万元", "180000~300000", "元", "money"),
        # vague numbers
        ("惠及数百万元", "数百万元", "2000000~9000000", "元", "money"),
        ("接待几十人", "几十人", "20~90", "人", "count"),
        ("投工三四十个", "三四十个", "30~40", "个", "count"),
        # compound units
        ("标准904元/月", "904元/月", "904", "元/月", "money_per_time"),
        ("产能25万吨/年", "25万吨/年", "250000", "吨/年", "mass_per_time"),
        ("补助300元/人/年", "300元/人/年", "300", "元/人/年", "money_per_count_per_time"),
        ("流速15米/秒", "15米/秒", "15", "米/秒", "length_per_time"),
        ("电价0.56元/千瓦时", "0.56元/千瓦时", "0.56", "元/千瓦时", "money_per_energy"),
        ("抽检4.5批次/千人", "4.5批次/千人", "4.5", "批次/千人", "count_per_count"),
        ("筹集28.6万套（间）", "28.6万套（间）", "286000", "套（间）", "count"),
        # units that continue
        ("工期2个半月", "2个半月", "2.5", "个月", "duration"),
        ("历时一年半", "一年半", "1.5", "年", "duration"),
        ("历时3年零2个月", "3年零2个月", "38", "个月", "duration"),
        ("车程1小时30分", "1小时30分", "1.5", "小时", "duration"),
        ("单价3元5角", "3元5角", "3.5", "元", "money"),
        ("重三斤二两", "三斤二两", "3.2", "斤", "mass"),
        ("身高1米8。", "1米8", "1.8", "米", "length"),
        ("用时半个月", "半个月", "0.5", "个月", "duration"),
        # signs and currencies
        ("同比增速-7.7%", "-7.7%", "-7.7", "%", "percent"),
        ("气温零下12℃", "零下12℃", "-12", "℃", "temperature"),
        ("报价￥1,234.56", "￥1,234.56", "1234.56", "元", "money"),
        ("外资$5亿", "$5亿", "500000000", "美元", "money"),
        ("外资8000万美元", "8000万美元", "80000000", "美元", "money"),
        # units that the table does not know, and none
        ("完成300榫。", "300榫", "300", "榫", None),
        ("旅客3500万，增长", "3500万", "35000000", None, None),
        # a cell that holds nothing else
        ("1,650", "1,650", "1650", None, None),
        ("三点一四", "三点一四", "3.14", None, None),
    ],
)
def test_a_quantity_is_read(
    text: str, span: str, value: str, unit: str | None, dimension: str | None
) -> None:
    quantity = only(text)
    assert (quantity.span, value_of(quantity)) == (span, value)
    assert (quantity.unit, quantity.dimension) == (unit, dimension)
    assert text[quantity.start : quantity.end] == span


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("由904元/月提高到995元/月", ["904元/月", "995元/月"]),
        ("从5%到8%", ["5%", "8%"]),
        ("新建25条、41.29公里", ["25条", "41.29公里"]),
        ("2户3人", ["2户", "3人"]),
        ("4000米12000平方米", ["4000米", "12000平方米"]),
        ("分别提高11.1、11.2个百分点", ["11.1", "11.2个百分点"]),
        ("2.0.5万亩高标准农田", ["0.5万亩"]),
        ("4.7个县区已召开会议", ["7个"]),
        ("水泉、城头、冯卯三镇", ["三镇"]),
    ],
)
def test_every_quantity_of_a_clause_is_read_in_order(text: str, read: list[str]) -> None:
    assert spans(text) == read


def test_figures_that_share_a_unit_have_it() -> None:
    first, second = quantities("分别高于全省2.2个和3.7个百分点")
    assert first.unit == second.unit == "个百分点"


def test_an_offices_own_units_are_read() -> None:
    table = "名称,别名,量纲,基准,折合,整数,后不接,汉字数后不接,数字\n笼,,count,笼,1,是,,,任意\n"
    (quantity,) = quantities("养鸡20笼以上", STANDARD.extended(table))
    assert (quantity.span, quantity.dimension, quantity.comparator) == ("20笼", "count", ">=")
    assert quantities("养鸡20笼以上") == ()


def test_a_text_is_read_line_by_line_with_progress() -> None:
    lines = ["新建3所\n", "无\n", "完成80%\n"]
    told: list[int] = []
    read = list(iter_quantities(lines, progress=told.append))
    assert [[q.span for q in found] for _, found in read] == [["3所"], [], ["80%"]]
    assert told == [5, 7, 13]


def test_a_quantity_is_written_as_json() -> None:
    assert only("1-4月份，预计增长5.5%以上").to_json() == {
        "span": "5.5%",
        "start": 10,
        "value": 5.5,
        "unit": "%",
        "dimension": "percent",
        "comparator": ">=",
        "kind": "growth",
        "low": 5.45,
        "high": 5.55,
        "closed": False,
        "estimated": True,
        "direction": "up",
        "as_of": {
            "span": "1-4月份",
            "start": 0,
            "kind": "months",
            "relation": "in",
            "precision": "month",
            "months": [1, 4],
        },
    }


def test_the_package_offers_it_at_its_root() -> None:
    assert jiannuo.quantities("新建3所学校") == quantities("新建3所学校")
