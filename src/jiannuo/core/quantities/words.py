"""The ordinary words around a number that decide whether it counts anything.

Chinese numerals are also parts of words (统一, 二环, 三农, 一起, 百强), so a numeral with a
classifier is a count only if its surroundings do not say otherwise.
"""

import re
from dataclasses import replace
from typing import Final

from jiannuo.core.quantities.assembly import Measured
from jiannuo.core.quantities.comparators import before
from jiannuo.core.quantities.figures import Figure
from jiannuo.core.quantities.kept_out import relative_years
from jiannuo.core.quantities.quantity import Quantity

_INDENT: Final = 8
_ITEM_BEFORE: Final = frozenset("\n\r。；;！？")
_DIGITS: Final = re.compile(r"[\d,.]+")
_NUMERALS: Final = re.compile(r"[零〇一二两三四五六七八九十百千万亿廿卅几数]+")
_NO_NUMERAL_BEFORE: Final = frozenset("第每")
_SOLE: Final = re.compile(
    r"(?:仅有?|只有?|共有?|各有?|新增|新建|建成|增加|新设|获批|获评|减少|荣获|余下|剩余|开工|达|超过?|不足|不到|近|约"
    r"|增长|提高|下降|降低|缩短|提前|历时|为期|工期|期限|翻|(?<=[\u4e00-\u9fff]{2})、)了?$"
)
_SOLE_UNITS: Final = frozenset("个家座处所名件项台辆套部份人支枚栋户条场")
_SYSTEM: Final = re.compile("制(?![造度定氢药品成冷剂作])")  # 三人制, 一箱制
_ALWAYS_SOLE: Final = frozenset(
    {"倍", "%", "个百分点", "个月", "美元", "欧元", "港元", "平方米", "立方米", "平方公里", "公斤"}
)
_MEASURES: Final = frozenset({"吨", "亩", "公顷", "公里", "米", "升", "元", "小时", "分钟", "斤"})
_POST: Final = re.compile(r" ?(?:[，。；、,;)）\n]|$)")
_NOT_POST: Final = frozenset("每任这那某同另第唯哪统逐何是有为成合了第单专之及干办说抓")
_NAME_AFTER_GREAT: Final = re.compile(
    r"[^，。；、\d]{0,8}?(?:行动|工程|攻坚|战役|战略|计划|任务|专项|提升|球)"
)
_CLASS_AFTER: Final = re.compile(r" ?级(?!联|配|以|市|领|干|管)")
_WORDS_IN_FRONT: Final = frozenset("目此日年月以之当提空眼跟面门史事生先期后底末旬节汛季")
_ENUMERATED: Final = re.compile(r"、[^，。；、]{1,8}$")
_ORDINAL_CLASSES: Final = frozenset("一二三四五")
_QUARTERS_OF_THE_SKY: Final = frozenset("东西南北中")
_APPOSED: Final = frozenset("镇村县区乡市省地街国校院馆")
_MEASURES_BARE: Final = re.compile(
    r"(?:超过|突破|超|近|(?<!百)上|达到|达|约|过|逾|接近|不足|不到|将近|迈上|迈入|跨上|站上|登上|跨越|突破了|超出|迈过|跃上|踏上|破)$"
)


def begins_item(text: str, start: int) -> bool:
    """Say whether a number stands where the marker of a list item stands (1., 2.)."""
    place = start
    while place and text[place - 1] == " " and start - place < _INDENT:
        place -= 1
    return not place or text[place - 1] in _ITEM_BEFORE


def end_of_digits(text: str, start: int) -> int:
    """Where a run of digits ends."""
    run = _DIGITS.match(text, start)
    return run.end() if run else start + 1


def end_of_numerals(text: str, start: int) -> int:
    """Where a run of Chinese numeral characters ends."""
    run = _NUMERALS.match(text, start)
    return run.end() if run else start + 1


def says_amount(found: Quantity) -> bool:
    """Say whether a quantity inside a short quotation is one all the same.

    “5G+”, “15分钟生活圈” and “50条” are names; “新增200万亩” and “95%以上” speak of amounts.
    """
    return found.unit in ("%", "个百分点") or (
        found.dimension not in (None, "count", "duration") and found.span[0].isdecimal()
    )


def is_item_then_count(found: Quantity, figure: Figure) -> bool:
    """Say whether 4.7个 at the beginning of an item is item 4 with 7个: nobody counts 4.7 things."""
    return figure.place < 1 and not figure.scaled and found.dimension == "count"


def is_passed(text: str, start: int) -> bool:
    """Say whether words before a bare scale make it a mark that was passed: 突破万亿."""
    return _MEASURES_BARE.search(text, max(0, start - 4), start) is not None


def is_apposed(unit: str) -> bool:
    """Say whether a unit names places or bodies that a numeral may count in apposition."""
    return unit in _APPOSED


def is_rank(text: str, start: int) -> bool:
    """Say whether 前 in front of a number makes it a rank (前10名), not a word's end (目前3个)."""
    return start == 1 or text[start - 2] not in _WORDS_IN_FRONT


def is_enumerated(text: str, start: int) -> bool:
    """Say whether a numeral closes an enumeration whose members it counts: 甲、乙、丙三镇."""
    return _ENUMERATED.search(text, max(0, start - 12), start) is not None


def lifted(first: Figure, second: Figure) -> Figure:
    """Give the first figure of 3-5万元 the second one's scale."""
    if first.scaled or second.scale == 1 or first.low * second.scale >= second.low:
        return first
    return replace(
        first,
        low=first.low * second.scale,
        high=first.high * second.scale,
        place=first.place * second.scale,
        scaled=second.scaled,
    )


def refuse(text: str, measured: Measured) -> str | None:
    """Say why a number with a unit is no quantity: a reason, "" for an ordinary word, None if it is."""
    figure, unit = measured.figure, measured.unit
    if _SYSTEM.match(text, measured.end) or (
        unit == "类" and text[figure.start : measured.end] == "1类"
    ):
        return "name"
    if text[figure.start - 1 : figure.start] == "后" and unit in ("名", "位") and not figure.more:
        return "ordinal"
    if text[figure.start - 1 : figure.start] == "前" and unit not in ("%", "‰", "‱"):
        return "ordinal" if is_rank(text, figure.start) else None
    if unit == "级" and figure.place >= 1:
        return ""
    if unit in ("年", "个年度") and relative_years(text, figure.start, measured.end):
        return "period"
    if unit == "大" and _NAME_AFTER_GREAT.match(text, measured.end):
        return "name"
    if figure.arabic:
        return None
    return _refuse_chinese(text, measured)


def _refuse_chinese(text: str, measured: Measured) -> str | None:
    figure, unit, end = measured.figure, measured.unit or "", measured.end
    start = figure.start
    written = text[start : figure.end]
    previous = text[start - 1 : start]
    if previous and previous in _NO_NUMERAL_BEFORE and not before(text, start):
        return ""
    if previous.isascii() and previous.isalpha():
        return ""
    if figure.bare and not figure.more:
        if _CLASS_AFTER.match(text, end) or unit == "年":
            return ""
        if unit == "元" and figure.scaled and text.startswith(("以上", "及以上"), end):
            return None
        return None if is_passed(text, start) else ""
    if unit == "期" and len(written) == 1 and written != "两":
        return "name"
    if is_apposed(unit) and not figure.scaled:
        named = is_enumerated(text, start) and previous not in _QUARTERS_OF_THE_SKY
        return None if named else ""
    if measured.upper is not None or measured.half or not measured.as_written:
        return None
    if written == "一":
        return _refuse_one(text, measured, unit)
    if written == "二" and unit not in ("%", "元", "亩", "倍", "成"):
        return ""
    if unit == "大" and len(written) > 1:
        return ""
    if unit == "类" and written in _ORDINAL_CLASSES:
        return ""
    return None


def _refuse_one(text: str, measured: Measured, unit: str) -> str | None:
    """一个, 一家 are mostly articles: a count only after words of counting or closing a clause."""
    start, end = measured.figure.start, measured.end
    after = text[end : end + 1]
    if after and unit and after == unit[-1]:
        return ""
    lead = text[max(0, start - 4) : start]
    if unit in ("年", "天") and not re.search(r"(?:为期|历时|缩短|提前|延长|工期|期限)$", lead):
        return ""
    if unit in _SOLE_UNITS and _SOLE.search(lead):
        return None
    if unit in _ALWAYS_SOLE or (unit in _MEASURES and _SOLE.search(lead)):
        return None
    if unit in _SOLE_UNITS and _POST.match(text, end) and text[start - 1 : start] not in _NOT_POST:
        return None
    return ""
