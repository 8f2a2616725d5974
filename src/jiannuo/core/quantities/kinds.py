"""What a figure is in its sentence: an amount, a share, a change, or the bound of a class."""

import re
from typing import Final

_WINDOW: Final = 36
_CLAUSE_END: Final = re.compile(r"[，。；;！？!?\n,]")
_SENTENCE_END: Final = re.compile(r"[。；;！？!?\n]")
_SENTENCE_WINDOW: Final = 120
_UP: Final = "增长 增长率 增速 增幅 增加 增收 提升 提高 上升 上涨 攀升 净增 同比增 环比增 涨幅 上浮 扩大 多增 增速达 新高"
_DOWN: Final = "下降 降低 减少 回落 压减 缩减 减幅 降幅 下滑 负增长 降本 下浮 缩短 收窄 压缩 下调 削减 减 降 跌"
_CHANGE: Final = re.compile(
    "|".join(
        sorted((*_UP.split(), *_DOWN.split(), "增", "涨", "同比", "环比"), key=len, reverse=True)
    )
)
_CHANGE_NOUNS: Final = frozenset({"增长率", "增速", "增幅", "涨幅", "降幅", "减幅"})
"""Names of a change: 增速达到8% is one, 提高到8% leads to a level."""
_DOWN_WORDS: Final = frozenset(_DOWN.split())
_SHARE: Final = re.compile(
    r"占|率|完成|达标|比重|比例|进度|覆盖|份额|任务的|目标的|计划的|工程量的|总量的"
)
_LEVEL: Final = re.compile(r"^[^0-9，。]{0,6}?(?:[到至为]|达到|达)")
_ESTIMATED: Final = re.compile(
    r"预计|预估|估计|预测|预期(?!寿|性|目|值|效|管|引)|估算|有望|力争|争取(?=[新完实达年在于尽早全建突引开今将把让用])|测算|望达"
)
_CLASS: Final = re.compile(r"的|[\u4e00-\u9fff]")
_CLASS_NOUN: Final = re.compile(
    r"(?:重[点大])?(?:[工产]业)?(?:项目|企业|村|镇|园区|工程|单位|家庭|产业|基地|水库|河流|机组|人群)"
)
_NOT_A_CLASS: Final = re.compile(r"[达完突超实增提力争确保到至过成满持稳]")
_MEASURED: Final = frozenset(
    {"money", "age", "area", "length", "mass", "power", "volume", "voltage"}
)
_ACHIEVED: Final = re.compile(
    r"(?:达到?|完成|突破|不低于|争取|实现|引进|新增|投资|保持|增加|提高到|资金|控制在)$"
)


def clause_before(text: str, start: int) -> str:
    """Give the words in front of a figure back to the last comma or full stop (at most 36)."""
    window = text[max(0, start - _WINDOW) : start]
    last = 0
    for end in _CLAUSE_END.finditer(window):
        last = end.end()
    return window[last:]


def change(words: str) -> tuple[bool, str | None]:
    """Say whether the words before a percentage tell of a change, and its direction.

    The last word of change decides, unless a word of share stands after it (同比增长…，完成任务的)
    or it leads to a level (提高到, 下降至).
    """
    found = None
    for word in _CHANGE.finditer(words):
        found = word
    if found is None:
        return False, None
    rest = words[found.end() :]
    if _SHARE.search(rest) or (found[0] not in _CHANGE_NOUNS and _LEVEL.match(rest)):
        return False, None
    if found[0] in ("同比", "环比"):
        return True, None
    return True, "down" if found[0] in _DOWN_WORDS else "up"


def is_estimated(text: str, start: int) -> bool:
    """Say whether the sentence up to the figure calls it a forecast (预计, 力争)."""
    window = text[max(0, start - _SENTENCE_WINDOW) : start]
    last = max((word.end() for word in _ESTIMATED.finditer(window)), default=0)
    return last > 0 and _SENTENCE_END.search(window, last) is None


def is_threshold(text: str, start: int, end: int, dimension: str | None) -> bool:
    """Say whether a figure with 以上/以下 (ending at `end`) bounds a class of things.

    Ages always do; other measures when a noun follows and no word of achievement leads up to it:
    50万元以上村 is a class, 完成4000万元以上 is not.
    """
    if dimension == "age":
        return True
    if dimension not in _MEASURED or not _CLASS.match(text, end):
        return False
    if _NOT_A_CLASS.match(text, end):
        return False
    if _CLASS_NOUN.match(text, end):
        return True
    return _ACHIEVED.search(text, max(0, start - 6), start) is None
