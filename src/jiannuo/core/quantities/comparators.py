"""The words around a figure that make it a bound: 不少于, 超过, 约, 以上, 以内, 左右.

They stay outside the quantity's span. A word after the figure decides before one in front
(达到80%以上 is >=), and 余 or 多 inside it before 约.
"""

import re
from typing import Final

_BEFORE: Final = {
    ">=": "不少于 不低于 不小于 不下于 不亚于 不得少于 不得低于 不得小于 不能少于 不能低于 至少 至少为 至少达 "
    "至少达到 最少 最低 起码 保底 大于等于 高于或等于 ≥ ≧ 上",
    ">": "超过 超过了 突破 突破了 冲破 超 已超 逾 逾越 高于 大于 多于 过 早已过 跨过 超越 好几 > ﹥ ＞",
    "<=": "不超过 不超 最多不超过 不高于 不多于 不大于 不突破 不逾 不得超过 不得高于 不得多于 不得突破 "
    "不能超过 最多 至多 最高 最高达 最高为 上限 上限为 不过 小于等于 ≤ ≦",
    "<": "不足 不到 低于 少于 小于 未满 不满 未达 未达到 未到 未突破 未超过 不及 < ﹤ ＜",
    "~": "约 约为 约有 约占 约达 约合 约计 约需 约莫 大约 大约为 大约有 大概 大致 大体 差不多 近 近乎 将近 接近 "
    "接近于 逼近 临近 ≈",
}
"""Words in front. 上 counts only before a scale (上千人), which the assembly sees to."""
_WORDS_BEFORE: Final = {word: sign for sign, words in _BEFORE.items() for word in words.split()}
_LENGTHS: Final = tuple(sorted({len(word) for word in _WORDS_BEFORE}, reverse=True))
_LAST_CHARACTERS: Final = frozenset(word[-1] for word in _WORDS_BEFORE)
_NOT_AFTER: Final = {
    "过": frozenset("通经不渡难路度超越胜高错走跨穿翻突"),
    "上": frozenset("以迈跃站登跨踏冲走达考加关用线迎赶攀升网岸会天路市晚早马山海之向"),
    "近": frozenset("附最临靠贴邻远相"),
    "超": frozenset("赶反不已未"),
    "约": frozenset("节合预签大履违集契公制简相"),
    "最高": frozenset("创"),
    "不过": frozenset("只"),
}
"""Characters before which the last character of a word is no comparator (通过, 以上, 附近)."""
_AFTER: Final = re.compile(
    r" ?(?:(?P<about>左右|上下|前后|上下浮动)"
    r"|(?:\(含[^()]{0,6}\)|\(不含[^()]{0,6}\))?"
    r"(?:(?P<least>以上|及以上|及其以上|\+以上|或以上|起步|封底|往上|朝上)"
    r"|(?P<most>以内|之内|以下|及以下|或以下|内(?![部容外陆地蒙涵环需销墙科江资循径存河湖网生设镜乡黄丘])|封顶|以里))"
    r"|(?P<over>有余|多(?=[，。；,;、)）]|$)))"
)
_AFTER_FIRST: Final = frozenset("左上前以之及或(内起封往朝有多+ ")
_AT_LEAST_ABOVE: Final = re.compile(r"(?:至少|最少)[^，。；,;：:0-9]{0,14}$")
_LIST_OF: Final = re.compile(r"(?:至少|最少)[^，。；,;：:]{0,40}、[^，。；,;：:0-9]{0,10}$")
_WINDOW: Final = 64
_SPACES: Final = 2


def before(text: str, start: int) -> tuple[str, int] | None:
    """Find the comparator word that ends at `start` (spaces aside): (sign, where it begins)."""
    end = start
    while end and text[end - 1] == " " and start - end < _SPACES:
        end -= 1
    if not end or text[end - 1] not in _LAST_CHARACTERS:
        return None
    for length in _LENGTHS:
        word = text[end - length : end] if end >= length else ""
        sign = _WORDS_BEFORE.get(word)
        if sign is None:
            continue
        earlier = text[end - length - 1 : end - length] if end > length else ""
        if earlier and earlier in _NOT_AFTER.get(word, ()):
            return None
        return sign, end - length
    return None


def after(text: str, end: int) -> tuple[str, int] | None:
    """Find the comparator word that begins at `end`: (sign, where it ends)."""
    if text[end : end + 1] not in _AFTER_FIRST:
        return None
    found = _AFTER.match(text, end)
    if found is None:
        return None
    sign = {"about": "~", "least": ">=", "most": "<=", "over": ">"}[found.lastgroup or "about"]
    return sign, found.end()


def at_least_from_afar(text: str, start: int) -> bool:
    """至少 before a verb covers the figures of its clause: 至少建成100个…、20个…."""
    window = text[max(0, start - _WINDOW) : start]
    if "至少" not in window and "最少" not in window:
        return False
    return bool(_AT_LEAST_ABOVE.search(window) or _LIST_OF.search(window))
