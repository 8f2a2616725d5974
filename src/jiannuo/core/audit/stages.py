"""The stages that works and procedures pass, in their order.

Later stages hold fewer things than earlier ones (开工30个，竣工7个，验收5个), and a report that
names only an earlier stage than the target asked for has not said that the target is met.
"""

import re
from typing import Final

_STAGES: Final = (
    "谋划|策划|摸排|摸底|对接|洽谈|考察|调研|前期准备|准备工作|筹备",
    "可研|项目建议书|立项|备案|核准|批复立项",
    "选址|用地预审|土地预审|土地手续|土地组卷|组卷|征地|征收|拆迁|文勘|考古|环评|稳评|前期手续|前期工作|手续",
    "设计|规划方案|图纸|图审|方案论证|评审",
    "招标|招投标|采购|挂网|开标|中标",
    "签约|签订合同|签订协议",
    "开工|动工|进场施工|破土|启动建设|开始建设",
    "施工|在建|建设中|浇筑|铺设|安装|修复|抢修|整修",
    "主体完工|主体完成|主体封顶|封顶|主体验收",
    "完工|竣工|建成|完成建设|建设完成",
    "竣工验收|完工验收|验收",
    "投用|投入使用|投产|通车|开园|运营|启用|交付|入住|开业",
)
_PATTERNS: Final = tuple(re.compile(words) for words in _STAGES)
START: Final = 6
"""The stage at which something stands on the ground: 开工."""
_MAIN_STRUCTURE: Final = re.compile(r"主体(?:结构|工程)?验收")
"""The acceptance of a main structure is no acceptance of the whole."""
_PAPERS_OF_WORKS: Final = re.compile("施工(?=图|许可|招|手续|单位|合同|方案|组织|监理|控制价)")
"""The drawings, permits and tenders of works are no works."""
_COUNTED: Final = {
    **dict.fromkeys(("签约", "签订"), 5),
    **dict.fromkeys(("开工", "动工", "启动", "实施"), START),
    **dict.fromkeys(("完成", "主体", "封顶"), 8),
    **dict.fromkeys(("完工", "竣工", "建成"), 9),
    **dict.fromkeys(("验收", "销号"), 10),
    **dict.fromkeys(("投用", "投产", "投入使用", "运营", "通车", "交付", "入住"), 11),
}
_COUNTED_WORD: Final = re.compile("|".join(sorted(_COUNTED, key=len, reverse=True)))


def furthest(text: str) -> int | None:
    """Give the latest stage that a text names, None if it names none."""
    plain = _PAPERS_OF_WORKS.sub("", _MAIN_STRUCTURE.sub("主体完成", text))
    return max((n for n, pattern in enumerate(_PATTERNS) if pattern.search(plain)), default=None)


def counted(text: str) -> int | None:
    """Give the stage that things were counted at, by the last verb: 治理完成7个 at 完成."""
    found = _COUNTED_WORD.findall(text)
    return _COUNTED[found[-1]] if found else None


_NOT_YET: Final = re.compile(r"将|待|拟|计划|准备|下一步|未|无法")


def reached(text: str) -> int | None:
    """Give the latest stage that a report says was reached, without what is planned or waited for."""
    told = [part for part in re.split("[，。；：、\n]", text) if not _NOT_YET.search(part)]
    return furthest("，".join(told))
