"""Numbers that are no quantities are recognised as what they are."""

import pytest

from jiannuo.core.quantities import KeptOut, Quantity, quantities, readings


@pytest.mark.parametrize(
    ("text", "kept", "reason"),
    [
        ("2024年3月15日", "2024年", "date"),
        ("5月24日召开", "5月24日", "date"),
        ("7-9月，完成", "7-9月", "date"),
        ("规划（2021-2035年）", "2021-2035年", "date"),
        ("2024-05-31前报送", "2024-05-31", "date"),
        ("8:30召开会议", "8:30", "date"),
        ("过去五年来工作", "五年", "period"),
        ("第36个世界无烟日", "36", "ordinal"),
        ("第二批3个项目", "二", "ordinal"),
        ("位居全省前10名", "10名", "ordinal"),
        ("市政发〔2022〕1号文件1条", "2022〕1号", "document_number"),
        ("推进G518改造1条", "518", "identifier"),
        ("构建1+6体系3个", "1+", "identifier"),
        ("5A级景区3个", "5A级", "identifier"),
        ("见附件2，共3页", "2", "identifier"),
        ("完成1、2、4号楼", "1、2、4号", "identifier"),
        ("3.0版系统1套", "3.0", "version"),
        ("三年攻坚行动1项", "三年攻坚", "name"),
        ("落实八项规定1次", "八项规定", "name"),
        ("开展“百日攻坚3次”活动", "3次", "name"),
        ("东区三期1个", "三期", "name"),
        ("十八届人大三次会议", "三次会议", "meeting"),
        ("（1）新建3所", "1", "marker"),
        ("《促进就业20条措施》", "20条措施》", "title"),
    ],
)
def test_a_number_is_kept_out_for_a_reason(text: str, kept: str, reason: str) -> None:
    found = [reading for reading in readings(text) if isinstance(reading, KeptOut)]
    assert (kept, reason) in [(text[k.start : k.end], k.reason) for k in found]


@pytest.mark.parametrize(
    "text",
    [
        "统一规划、一体化推进",
        "进一步压实责任",
        "一批项目落地",
        "一线、二线、三线",
        "四川、三亚、六盘水、三门峡",
        "万众一心、千家万户",
        "“四上”企业、“1+3+N”体系、“5G+工业互联网”",
        "2#机组、7#车间、3号楼、G345国道",
        "12345热线、110平台",
        "电话0533-7180012",
        "PM2.5、NO2、CO2",
        "百年未有之大变局",
        "长三角、红十字、零部件",
        "乌海陆大通道",
        "http://a.cn/q=30%20x",
        "东三省、八一路、五四青年",
        "“科技金融15条”、“15分钟生活圈”",
    ],
)
def test_names_and_words_hold_no_quantity(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("“两个200万亩”任务", "200万亩"),
        ("“到2025年绿化率达40%”", "40%"),
        ("100万吨乙烯项目", "100万吨"),
        ("新建8个体育公园", "8个"),
        ("734个制造业项目", "734个"),
        ("2×66万千瓦机组", "66万千瓦"),
        ("连续五年增长", "五年"),
        ("3日内办结", "3日"),
    ],
)
def test_what_only_looks_like_a_name_is_read(text: str, span: str) -> None:
    (read,) = [r for r in readings(text) if isinstance(r, Quantity)]
    assert read.span == span
