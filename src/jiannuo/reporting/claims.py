"""What an organisation's own word about its target amounts to."""

import re
from typing import Final

from jiannuo.reporting.models import Claim

_EDGES: Final = re.compile(r"^[\s，。：:、]+|[\s，。：:、]+$")

_WORDS: Final[dict[Claim, frozenset[str]]] = {
    Claim.MET: frozenset(
        {
            *("完成", "已完成", "全部完成", "按期完成", "提前完成", "超额完成", "圆满完成"),
            *("是", "达标", "已达标", "达序时", "超序时", "办结", "已办结", "已销号", "已落实"),
        }
    ),
    Claim.PARTLY: frozenset(
        {
            *("部分完成", "基本完成", "大部分完成", "未全部完成"),
            *("正在推进", "推进中", "进行中", "正在实施"),
        }
    ),
    Claim.MISSED: frozenset(
        {
            *("未完成", "没完成", "没有完成", "否", "未达标"),
            *("未启动", "未开工", "未落实", "滞后", "欠序时"),
        }
    ),
}
"""基本完成 claims less than 完成: it says that something is still missing."""


def claim_of(status: str | None) -> Claim | None:
    """Return what a status word claims; None where nothing is said, OTHER for an unknown word."""
    word = _EDGES.sub("", status or "")
    if not word:
        return None
    return next((claim for claim, words in _WORDS.items() if word in words), Claim.OTHER)
