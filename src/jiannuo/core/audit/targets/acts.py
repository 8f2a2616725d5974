"""Acts that a target can ask for and a report can be searched for, with their other names.

The table is the language of supervision: a report on 调研 may say 摸底 or 走访. `decisive` acts are
events of their own (签约, 开园): a report that never names one has not reported it, whatever else it
says about the same thing. Soft words (做好, 加强, 推进) ask for nothing that could be missing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Act:
    """An act under its first name: `asked` finds it in a target, `told` in a report."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    decisive: bool = False


def _acts(table: str, *, decisive: bool = False) -> tuple[Act, ...]:
    """Read a table: a line holds an act's names; those behind | only tell of it."""
    found = []
    for line in table.strip().splitlines():
        names, _, hints = line.partition(" | ")
        asked = "|".join(names.split())
        told = "|".join((*names.split(), *hints.split()))
        found.append(Act(names.split()[0], re.compile(asked), re.compile(told), decisive))
    return tuple(found)


ACTS: Final = (
    *_acts(
        """
        签约 签订 签署 成交 合同 协议
        开园 开业 投用 投入使用 投产 通车 启用 开放 运营 开馆 揭牌 挂牌
        考察 参观 观摩 赴.{0,8}学习 外出
        暗访 明察 抽查 突击检查
        表彰 奖励 评选 选树 命名 颁奖
        """,
        decisive=True,
    ),
    *_acts(
        """
        验收 销号
        招标 招投标 采购 挂网 中标 比选 磋商
        检查 核查 排查 巡查 督查 督导 执法 监督 监管 巡护 抽检
        整治 治理 清理 取缔 拆除 查处 打击 整改 | 化解 清偿 关停
        公布 公示 公开 | 发布 通报
        调研 摸底 摸排 摸清 调查 普查 走访 测绘
        储备库 人才库 数据库 资源库 项目库 信息库 名录库
        台账 名册 清单 名录 档案 | 登记 摸底 统计
        审计 稽查 稽核
        论证 评审 研讨 评估 征求意见
        宣传 推介 推广 展播 营销 普及
        培训 讲座 辅导 授课 传授 研修
        邀请 聘请
        申报 报送 上报 推荐 获批 认定
        优惠 半价 免费 补贴 减免 消费券
        汇报 请示 报告(?!厅|期|书|会) 通报
        出台 印发 制定 下发 制订 发布 拟定
        召开 会议 座谈
        演出 展演 送戏 文艺 巡演
        拆除 拆迁 清表 征收
        组卷 报批 用地
        立项 备案 核准 批复
        审核 审批 审查 批复
        设计 图纸 规划方案
        回头看 复核 复查
        竣工 完工 建成
        评级 评定 评价
        招聘 | 引进 录用 聘用 招录 招募
        修复 抢修 维修 修缮
        """
    ),
)
_SOFT: Final = re.compile(
    r"^(?:并|同时|进一步|积极|主动|大力|全力|不断|持续|继续|稳步|有序|着力|努力|切实)*"
    r"(?:提高|增强|促进|避免|确保|保障|实现|发挥|依托|按照|以|围绕|聚焦|通过|借助|利用|结合|针对|根据|落实|用好|做到|做好|抓好|抓实|抓紧|抓细"
    r"|努力|争创|加大|加强|加快|强化|深化|优化|完善|巩固|配合|协助|支持|鼓励|引导|推进|推动|力促|关注|跟踪|掌握|了解|与上"
    r"|与.{1,8}对接|筹备|准备|使用)"
)
_INCIDENTAL: Final = re.compile(
    "(?:并|同时)?(?:进行|开展|做好|加强)?(?:宣传|检查|培训|会议|评估)(?:工作)?"
)
_TITLES: Final = re.compile(r"《[^》]*》")


def is_soft(clause: str) -> bool:
    """Say whether a clause only asks to go on, to help, or says why."""
    return _SOFT.match(clause.strip()) is not None


@lru_cache(maxsize=8192)
def acts_in(text: str) -> tuple[Act, ...]:
    """Give the acts that a text names; titles of documents name none."""
    plain = _TITLES.sub("《》", text)
    return tuple(act for act in ACTS if act.asked.search(plain))


def is_incidental(text: str) -> bool:
    """Say whether a clause names an everyday act and nothing that it is done to: 进行宣传."""
    return _INCIDENTAL.fullmatch(text.strip()) is not None
