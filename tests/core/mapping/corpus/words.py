"""What such tables are made of: invented works, organisations and people in real forms of words."""

import random
from typing import Final

COUNTIES: Final = ("东平区", "安河县", "临川县", "西渡区", "北桥市", "南岭县", "青石区", "兴和旗")
BUREAUS: Final = (
    "发展和改革局", "教育和体育局", "工业和信息化局", "民政局", "财政局", "自然资源局", "住房和城乡建设局",
    "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局", "卫生健康局", "应急管理局",
    "市场监管局", "行政审批服务局", "城市管理局", "生态环境分局", "医疗保障局", "大数据局",
)  # fmt: skip
BODIES: Final = (
    "城关街道办事处", "河口镇", "龙泉镇", "城投集团", "供电公司", "残联", "妇联", "高铁新城指挥部",
    "经济开发区管委会", "税务局", "总工会", "产业园区管委会", "各镇街",
)  # fmt: skip
SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱许何吕张孔曹严金魏陶姜谢潘葛范彭鲁马苗方任袁唐薛雷贺罗"
)
GIVEN: Final = (
    "伟", "建国", "志强", "晓东", "丽华", "明", "海涛", "春梅", "永刚", "文静", "立新", "德胜", "玉兰", "凯",
    "宏伟", "淑芬", "国平", "振华", "雪松", "佳", "兴旺", "学军", "桂英", "子轩", "庆云",
)  # fmt: skip
CATEGORIES: Final = (
    "稳增长", "产业升级", "乡村振兴", "民生保障", "生态环保", "城市更新", "改革开放", "安全发展",
    "科技创新", "交通建设", "教育惠民", "健康服务",
)  # fmt: skip
_WORKS: Final = (
    ("改造老旧小区", "个", (5, 60)),
    ("新建改建农村公路", "公里", (20, 300)),
    ("新增城镇就业", "人", (800, 9000)),
    ("建设高标准农田", "万亩", (1, 12)),
    ("新建幼儿园", "所", (1, 9)),
    ("改造供热老旧管网", "公里", (5, 40)),
    ("新建口袋公园", "处", (3, 25)),
    ("培育规模以上工业企业", "家", (5, 50)),
    ("实施棚户区改造", "户", (100, 2000)),
    ("新增公共停车位", "个", (200, 3000)),
    ("创建美丽乡村示范村", "个", (4, 30)),
    ("建设充电桩", "个", (50, 800)),
    ("治理水土流失面积", "平方公里", (5, 60)),
    ("完成技改投资", "亿元", (3, 40)),
)
_PLACES: Final = (
    "城东片区", "高新产业园", "南部新城", "清河沿线", "老城区", "北部山区", "沿湖片区", "职教园",
)  # fmt: skip
_PROJECTS: Final = (
    "智慧水务一期工程", "城乡冷链物流中心", "污水处理厂提标改造", "全民健身中心", "第二人民医院新院区",
    "滨河大道北延", "农产品交易市场", "环保新材料产业园", "城市展览馆", "数字政务服务平台",
    "公共实训基地", "快速路连接线", "养老服务中心", "冶金企业搬迁改造", "垃圾分类收运体系",
)  # fmt: skip
_DONE: Final = (
    "前期手续已办理完毕", "主体工程已封顶", "已完成招标", "正在进行室内装修", "已完成土方开挖",
    "完成投资{n}万元", "设备采购合同已签订", "累计完成工程量的{p}%", "已整理上报相关资料",
    "召开专题调度会{k}次", "已完成{k}个标段施工",
)  # fmt: skip
_PROBLEMS: Final = (
    "资金拨付进度较慢", "部分地块尚未完成征收", "用地指标未落实", "管线迁改影响施工进度",
    "受连续降雨影响，工期延误", "专业技术人员不足", "个别群众对补偿标准有异议", "环评手续仍在办理",
)  # fmt: skip
_NEXT: Final = (
    "倒排工期，加快施工进度", "{m}月底前完成主体工程", "加强与上级部门对接，争取资金支持",
    "抓紧完善手续，{m}月上旬开工", "组织竣工验收", "继续做好群众工作，推进征收",
)  # fmt: skip
_ROAD_NAMES: Final = ("学府路", "迎宾大道", "清河路", "工业一路", "文昌街", "振兴路")


def person(chance: random.Random) -> str:
    """Make a name of a person."""
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def telephone(chance: random.Random) -> str:
    """Make a telephone number that belongs to nobody: the range kept for films and examples."""
    return f"0{chance.randint(300, 399)}-5550{chance.randint(100, 199)}"


def work(chance: random.Random) -> tuple[str, str, str]:
    """Make a task: its wording, and its target as figure and measure unit ("" for a project)."""
    if chance.random() < 0.4:
        name = chance.choice(_PROJECTS)
        return f"{chance.choice(_PLACES)}{name}", "", ""
    name, unit, (least, most) = chance.choice(_WORKS)
    figure = f"{chance.randint(least, most)}"
    return f"{chance.choice(_PLACES)}{name}", figure, unit


def target(chance: random.Random, wording: str, figure: str, unit: str) -> str:
    """Make the year's target of a task."""
    if figure:
        core = wording[len(next(place for place in _PLACES if wording.startswith(place))) :]
        return f"{core}{figure}{unit}{chance.choice(['', '以上', '，群众满意度达到90%以上'])}"
    return chance.choice(
        [
            "完成主体工程建设，累计完成投资{n}万元",
            "{m}月底前开工建设，年底前完成形象进度{p}%",
            "建成并投入使用",
            "完成竣工验收，{m}月底投入运营；同步完善周边道路{k}条",
        ]
    ).format(**_figures(chance))


def done(chance: random.Random) -> str:
    """Make a report of a task's progress, of one sentence or several, sometimes counted."""
    pieces = chance.sample(_DONE, chance.randint(1, 3))
    texts = [piece.format(**_figures(chance)) for piece in pieces]
    form = chance.random()
    if len(texts) > 1 and form < 0.25:
        signs = "①②③"
        roads = chance.sample(_ROAD_NAMES, len(texts))
        return "".join(
            f"{signs[n]}{road}：{text}。"
            for n, (road, text) in enumerate(zip(roads, texts, strict=True))
        )
    if len(texts) > 1 and form < 0.4:
        return "".join(f"{n}.{text}。" for n, text in enumerate(texts, 1))
    return f"{'，'.join(texts)}。"


def problem(chance: random.Random) -> str:
    """Make a problem."""
    return f"{chance.choice(_PROBLEMS)}。"


def next_step(chance: random.Random) -> str:
    """Make what is planned next."""
    return f"{chance.choice(_NEXT).format(**_figures(chance))}。"


def _figures(chance: random.Random) -> dict[str, int]:
    return {
        "n": chance.randint(200, 9000),
        "m": chance.randint(6, 12),
        "p": chance.randint(10, 95),
        "k": chance.randint(2, 9),
    }
