"""The self-reported verdict that opens a completion cell: 完成。… 部分完成。…."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.wording import words

_WORDS = words(
    "部分完成 基本完成 未完成 尚未完成 已完成 全部完成 提前完成 超额完成 按期完成 按时完成 逾期完成 完成 "
    "已办结 办结 未办结 正在办理 正在推进 推进中 持续推进 有序推进 顺利推进 正常推进 按序时推进 按计划推进 "
    "达序时 达序时进度 达到序时进度 超序时 超序时进度 欠序时 欠序时进度 慢序时 滞后 严重滞后 推进缓慢 达进度 欠进度 "
    "超进度 未达序时 未达序时进度 未达到序时进度 未达到序时 达到序时 进行中 实施中 建设中 已启用 已投用 未启动 已启动 未开工 已开工 已竣工 已完工 暂停 暂缓 暂缓实施 暂不实施 停工 待确定 "
    "长期坚持 基本达到 已销号 未销号 已整改 整改中 红灯 黄灯 绿灯 蓝灯 是 否"
)
_VERDICT = "|".join(sorted(_WORDS, key=len, reverse=True))
_WRAPPED = r"\s*".join
_BROKEN = "|".join(_WRAPPED(word) for word in sorted(_WORDS, key=len, reverse=True))
"""The same words where a narrow column breaks a line within them."""
_PREFIX = re.compile(
    rf"\s*(?:[（(【\[](?P<bracketed>{_BROKEN})[）)】\]]\s*[。：:；;.!！]?\s*"
    rf"|(?P<status>{_BROKEN})\s*(?:[。：:；;.!！\n]\s*|$))"
)
"""A verdict in brackets needs no stop behind it: 【已完成】已建成……."""
_HEADING = re.compile(
    rf"\s*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)]?[、.．]?)?\s*(?:目前|已经|关于)?(?P<status>{_VERDICT}|推进较慢|进展缓慢|进展滞后"
    r"|进度滞后|推进滞后|进度缓慢|进展顺利|推进有力)"
    r"(?=的|事项|任务|项目|工作|类|[（(：:]|\d+项|$)"
)
_WHOLE = re.compile(rf"\s*[（(【\[]?(?P<status>{_VERDICT})[）)】\]]?\s*[。.]?\s*$")
_ANSWERS = frozenset(words("是 否 完成"))
"""Words that are a verdict in a cell and something else in a heading: 完成工作任务."""
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Prefix:
    """The verdict's span and the place where the report itself begins."""

    span: tuple[int, int]
    rest: int


def status_prefix(text: str) -> Prefix | None:
    """Find the verdict at a cell's beginning."""
    found = _PREFIX.match(text)
    if found is None:
        return None
    return Prefix(found.span("bracketed" if found["bracketed"] else "status"), found.end())


def status_of_heading(text: str) -> str | None:
    """Read the verdict that a heading passes on what stands below it: 三、未达到序时进度的任务（7项）."""
    found = _HEADING.match(text)
    return found["status"] if found and found["status"] not in _ANSWERS else None


def opens_with_verdicts(cells: Sequence[str]) -> bool:
    """Say whether a column has the custom of opening its cells with a verdict: most of them do.

    In a table of one or two rows (a ledger filtered to a task) all of them must.
    """
    filled = [text for text in cells if text.strip()]
    opened = sum(status_prefix(text) is not None for text in filled)
    if len(filled) <= _ENOUGH:
        return bool(filled) and opened == len(filled)
    return opened >= _ENOUGH and opened * 2 > len(filled)


def looks_like_status(text: str) -> bool:
    """Say whether a cell is a verdict and nothing else."""
    return bool(_WHOLE.match(text))
