"""Units that continue: 2个半月, 一年半, 3元5角, 三斤二两, 1小时30分, 1米8.

Both parts make one quantity, in the larger unit where that is a finite decimal (1.5年), else in
the smaller (3年2个月 is 38个月).
"""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core.quantities.assembly import Measured
from jiannuo.core.quantities.figures import Figure, arabic_figure, chinese_figure
from jiannuo.core.quantities.numerals import DIGITS
from jiannuo.core.quantities.units import Units

_HALVED: Final = frozenset(
    {"年", "天", "倍", "小时", "个月", "公里", "斤", "公斤", "亩", "里", "吨", "周", "米", "升"}
)
_NOT_AFTER_HALF: Final = frozenset("年天月数导径岛山坡夜自成机封")
_SUBUNITS: Final = {
    "元": {"角": Fraction(1, 10), "毛": Fraction(1, 10), "分": Fraction(1, 100)},
    "块": {"角": Fraction(1, 10), "毛": Fraction(1, 10)},
    "角": {"分": Fraction(1, 10)},
    "小时": {"分": Fraction(1, 60)},
    "分钟": {"秒": Fraction(1, 60)},
}
"""Parts that are units only behind their whole."""
_FULL_NAME: Final = {"分": "分钟"}
_WHOLE_NAME: Final = {"块": "元"}
_TENTHS_OF: Final = re.compile(r"([1-9])(?![\d.万亿千百十%])(?=[，。；、,;) ]|[高宽长深左以的]|\Z)")
_TAELS: Final = re.compile(r"([一二三四五六七八九1-9])两(?![个名家项位户座年天])")
_CONTINUES: Final = frozenset("0123456789 零又" + "".join(DIGITS))
_JOINT: Final = re.compile(r" ?[零又]? ?")
_ONE: Final = Decimal(1)
_MOST_DIGITS: Final = 6


def continued(text: str, measured: Measured, units: Units) -> Measured:
    """Take in what continues a quantity behind its unit, if anything does."""
    if measured.upper is not None or measured.unit is None or measured.figure.more:
        return measured
    halved = _halved(text, measured, units)
    if halved is not None:
        return halved
    once = _joined(text, measured, units)
    if once is None:
        return measured
    return _joined(text, replace(once, figure=replace(once.figure, place=_ONE)), units) or once


def _halved(text: str, measured: Measured, units: Units) -> Measured | None:
    unit, end = measured.unit or "", measured.end
    if text[end : end + 1] != "半":
        return None
    if unit == "个":
        for length in (2, 1):
            whole = "个" + text[end + 1 : end + 1 + length]
            if len(whole) == length + 1 and whole in units.by_name:
                return replace(measured, unit=whole, end=end + 1 + length, half=True)
        return None
    if unit not in _HALVED or text[end + 1 : end + 2] in _NOT_AFTER_HALF:
        return None
    return replace(measured, end=end + 1, half=True)


def _joined(text: str, measured: Measured, units: Units) -> Measured | None:
    figure, unit = measured.figure, measured.unit or ""
    if text[measured.end : measured.end + 1] not in _CONTINUES:
        return None
    joint = _JOINT.match(text, measured.end)
    start = joint.end() if joint else measured.end
    following = text[start : start + 1]
    if not (following.isdecimal() or following in DIGITS) or figure.scaled or figure.place < 1:
        return None
    if unit == "米" and (tenth := _TENTHS_OF.match(text, start)):
        value = figure.low + Decimal(tenth[1]) / 10
        return _whole(measured, value, Decimal("0.1"), unit, tenth.end())
    if unit == "斤" and (tael := _TAELS.match(text, start)):
        value = figure.low + Decimal(DIGITS.get(tael[1], tael[1])) / 10
        return _whole(measured, value, Decimal("0.1"), unit, tael.end())
    smaller = (arabic_figure if following.isdecimal() else chinese_figure)(text, start)
    if smaller is None or smaller.scaled or smaller.more or smaller.low != smaller.high:
        return None
    part, word, end = _part(text, unit, smaller, units)
    if part is None or part * Fraction(smaller.low) >= 1:
        return None
    sum_ = Fraction(figure.low) + part * Fraction(smaller.low)
    exact = _decimal(sum_)
    if exact is not None:
        place = smaller.place * part.numerator / part.denominator
        return _whole(measured, exact, place, unit, end)
    small = _decimal(sum_ / part)
    return (
        _whole(measured, small, smaller.place, _FULL_NAME.get(word, word), end) if small else None
    )


def _part(text: str, unit: str, smaller: Figure, units: Units) -> tuple[Fraction | None, str, int]:
    """Say what share of `unit` the unit behind the smaller figure is: (share, word, end)."""
    for word, share in _SUBUNITS.get(unit, {}).items():
        end = smaller.end + len(word)
        longer = units.word_at(text, smaller.end)
        if text.startswith(word, smaller.end) and (longer is None or longer[1] <= end):
            return share, word, end
    found = units.word_at(text, smaller.end)
    larger = units.by_name.get(unit)
    if found is None or larger is None:
        return None, "", smaller.end
    other = units.by_name[found[0]]
    if other.base != larger.base or other.factor >= larger.factor:
        return None, "", smaller.end
    return other.factor / larger.factor, found[0], found[1]


def _whole(measured: Measured, value: Decimal, place: Decimal, unit: str, end: int) -> Measured:
    figure = replace(measured.figure, low=value, high=value, place=place)
    return replace(
        measured, figure=figure, unit=_WHOLE_NAME.get(unit, unit), end=end, as_written=False
    )


def _decimal(value: Fraction) -> Decimal | None:
    """Write the fraction as a decimal of at most six places, None if it has no such form."""
    scaled = value * 10**_MOST_DIGITS
    return (
        Decimal(scaled.numerator).scaleb(-_MOST_DIGITS).normalize()
        if scaled.denominator == 1
        else None
    )
