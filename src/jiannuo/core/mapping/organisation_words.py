"""How names of organisations end, and the words that say what part one plays.

Names of Chinese public bodies end in what they are: 局, 委员会, 街道办事处, 集团. The endings are
the language of such names; no organisation is listed.
"""

import re
from typing import Final

from jiannuo.core.mapping.wording import words

LEADING: Final = ("牵头", "主办", "主责", "总牵头", "牵头负责", "牵头责任", "第一责任")
"""Words by which the document itself says who leads."""

_SUFFIXES = words(
    "局 委 办 部 院 厅 署 社 馆 团 校 联 台 镇 乡 街道 公司 集团 中心 银行 支行 分行 政府 公署 管委会 "
    "委员会 办事处 办公室 指挥部 专班 工作组 工作队 领导小组 小组 支队 大队 总队 中队 站 所 处 队 科 "
    "协会 商会 学会 联合会 理事会 居委会 村委会 党工委 纪委 监委 团委 工会 妇联 残联 科协 文联 侨联 "
    "工商联 开发区 高新区 经开区 示范区 度假区 园区 新区 保税区 合作区 林场 农场 水库 电厂 热电厂 "
    "供电 电信 移动 联通 铁塔 烟草 邮政 石油 石化 保险 学校 大学 学院 医院 中学 小学 幼儿园 部门 单位 "
    "县区 市县 区县 镇街 街镇 乡镇 市州 责任人 业主 企业 村 社区 府 平台 基地 电视台 报社 供销社 信用社 "
    "联社 服务站 管理站 工作站 法院 检察院 研究院 设计院 事务所 交易所 研究所 派出所 海关 税务 气象"
)
_SUFFIX = re.compile(r"(?:" + "|".join(sorted(_SUFFIXES, key=len, reverse=True)) + r")$")

BARE_HEADS: Final = frozenset(
    words(
        "政府 人民政府 管委会 管理委员会 委员会 办事处 街道办事处 办公室 执法局 管理局 服务局 保障局 监管局 "
        "监督管理局 服务中心 管理中心 中心 分局 公司 有限公司 有限责任公司 集团 集团公司 指挥部 领导小组 专班 "
        "工作专班 支行 分行 支队 大队 部门 成员单位 局 委 办 部 处 镇 乡 办公厅 委办公室 公室 事处 力公司 "
        "理局 务局 员会 委会 道办事处 民政府 护局 障局 法局 源局 设局 村局 管局"
    )
)
"""Ends of names that stand alone only where a line break or page break cut a name in two."""

PLACE_PREFIX: Final = "省市区县旗州镇"
"""A name that begins with its place's rank (区财政局) is whole from there on."""

_ROLE = r"总牵头|牵头责任|牵头|主办|主责|第一责任|责任|承办|配合|协办|协助|协同|参与|实施|落实|提供数据|数据提供|督导|指导"
_WRAPPED_ROLE = "|".join(r"\s*".join(role) for role in _ROLE.split("|"))
ROLE_MARK: Final = re.compile(
    rf"[（(【\[]\s*(?:为\s*)?(?P<jointly>共同|联合)?(?P<role>{_WRAPPED_ROLE})\s*(?:单位|部门)?\s*[）)】\]]"
)
"""A narrow column breaks a line anywhere, also within the mark."""
ROLE_LABEL: Final = re.compile(rf"(?P<role>{_ROLE})(?:责任)?(?:单位|部门|主体)?\s*[：:]")
ROLE_TAIL: Final = re.compile(
    r"(?P<role>提供数据|牵头负责|牵头|配合|协助|负责|主办|协办|参与|协同|承办)$"
)
DUTIES: Final = re.compile(
    r"(?:按照?|根据|依)(?:各自)?(?:职责|分工|职能|职责分工|职能分工)(?:分工)?$"
)
"""What stands between a name and 负责 and is no part of it: 县市场监管局按职责分工负责."""

OPEN_TAIL: Final = re.compile(
    r"等(?P<what>(?:各|相关|有关|\d+个)?(?:责任|成员|产业|职能|相关|有关|市直|区直|县直|市级|区级|县级)*"
    r"(?:部门|单位|街道办事处|街道|镇街|镇办|乡镇|企业|机构|部门单位)?)?$"
)


def is_complete(name: str) -> bool:
    """Say whether a name ends as organisations' names do (a bracket behind it aside)."""
    core = _without_brackets(name)
    return bool(_SUFFIX.search(core)) and core not in BARE_HEADS


def _without_brackets(name: str) -> str:
    if name.endswith(("）", ")")):
        opening = max(name.rfind("（"), name.rfind("("))
        if opening > 0:
            return name[:opening]
    return name


_SAME_ROLE = {
    "总牵头": "牵头",
    "牵头责任": "牵头",
    "牵头负责": "牵头",
    "主办": "牵头",
    "主责": "牵头",
    "第一责任": "牵头",
    "数据提供": "提供数据",
    "落实": "责任",
    "负责": "责任",
    "承办": "责任",
    "实施": "责任",
    "协办": "配合",
    "协同": "配合",
}


def role_word(role: str) -> str:
    """Bring the spellings of one role together; others stay the document's own word."""
    return _SAME_ROLE.get(role, role)
