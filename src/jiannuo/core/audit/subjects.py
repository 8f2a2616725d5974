"""What a figure is about: the words around it, compared.

Chinese has no spaces, and a dictionary would have to know every town's projects; pairs of
neighbouring characters (bigrams) of what remains after common words are taken out are enough to
tell 农村危房改造 from 供热管网, and they need no dictionary.
"""

import re
from functools import lru_cache
from typing import Final

_COMMON: Final = """
    完成 实现 达到 达成 已经 目前 正在 进行 推进 工作 项目 工程 任务 目标 计划
    年度 全年 本年 当年 年内 今年 以来 累计 共计 合计 总计 总共 一共 其中 当月
    本月 每月 本期 截至 截止 月底 月份 季度 上半年 下半年 组织 开展 做好 加强
    加快 积极 继续 持续 进一步 及时 相关 有关 情况 启动 实施 落实 力争 争取
    建设 打造 确保 预计 新增 新建 新开工 增加 增长 同比 增速 下降 提高 提升
    左右 以上 以下 以内 不少于 不低于 不超过 超过 突破 至少 全部 全面 全市 全区
    全县 全省 全国 我市 我区 我县 实际 剩余 尚有 还需 均已 分别 年初 主要 的
    了 等 率 已 将 各 个 拟
""".split()  # noqa: SIM905 - words read better as words
_COMMON_WORD: Final = re.compile("|".join(sorted(set(_COMMON), key=len, reverse=True)))
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_ABBREVIATION: Final = range(2, 5)
_WINDOW: Final = 4


@lru_cache(maxsize=65536)
def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of the words that say what the text is about."""
    found: set[str] = set()
    for run in _HAN_RUN.findall(text):
        for word in _COMMON_WORD.split(run):
            if len(word) == 1:
                continue
            found.update(word[i : i + 2] for i in range(len(word) - 1))
    return frozenset(found)


@lru_cache(maxsize=65536)
def characters(text: str) -> frozenset[str]:
    """Single characters of the words that say what the text is about."""
    return frozenset(c for run in _HAN_RUN.findall(text) for c in _COMMON_WORD.sub("", run))


def covered(these: frozenset[str], those: frozenset[str]) -> float:
    """Share of `these` that are among `those`; 0 where there is nothing to compare."""
    return len(these & those) / len(these) if these else 0.0


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger one holds."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


@lru_cache(maxsize=16384)
def abbreviates(short: str, long: str) -> bool:
    """Say whether a short name can be an abbreviation of some words of a text: 棚改, 棚户区改造.

    Its characters stand there in the same order, the first and the last not too far apart.
    """
    if len(short) not in _ABBREVIATION or not _HAN_RUN.fullmatch(short):
        return False
    start = long.find(short[0])
    while start >= 0:
        place = start
        for character in short[1:]:
            place = long.find(character, place + 1)
            if place < 0:
                return False
        if place - start < _WINDOW * len(short):
            return True
        start = long.find(short[0], start + 1)
    return False
