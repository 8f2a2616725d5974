"""Numbers whose form carries their unit: 百分之五, 三分之一, 三成, 翻一番, 1/4, 2.31:1, 半年.

The forms that have a unit come out as `Measured` and are assembled like all others; fractions
and ratios have none, and their value may be no finite decimal.
"""

import re
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core.quantities import comparators, kinds
from jiannuo.core.quantities.assembly import Measured
from jiannuo.core.quantities.figures import Figure, arabic_figure, chinese_figure
from jiannuo.core.quantities.numerals import DIGITS, read_numeral
from jiannuo.core.quantities.quantity import Quantity

_PARTS: Final = re.compile(r"([零一二两三四五六七八九十百千万亿]{1,6}|\d{1,6}) ?分之 ?(负?)")
_PER: Final = {"百": "%", "千": "‰", "万": "‱", "100": "%", "1000": "‰", "10000": "‱"}
_TO: Final = re.compile(r"(?:至|到|-|~)(?:百分之)?")
_TENTHS: Final = re.compile(
    r"([一二两三四五六七八九](?:点[一二三四五六七八九])?|十|几|半|\d(?:\.\d)?|10)(?:至|到|-|~)?([一二三四五六七八九]?)"
    r" ?成(多|余|几)?([一二三四五六七八九半]?)"
    r"(?![立为员本果交都熟功效长绩就品群家体型语分色套天像因不])"
)
_ARABIC: Final = frozenset("0123456789")
_DISCOUNT: Final = re.compile(
    r"(\d{1,2}|\d\.\d|[一二两三四五六七八九](?:点?[一二三四五六七八九])?|对) ?折"
    r"(?![扣叠射返旧算腾磨断线页合抵弯])"
)
_SALE: Final = re.compile(r"(?:打|享受?|按|至|低至|优惠|^)$")
_DOUBLED: Final = re.compile(r"翻了?([一两三四])?番")
_DOUBLINGS: Final = {"一": 2, "两": 4, "三": 8, "四": 16}
_HALF: Final = re.compile(r"半(年|个?小时|天|个月|公里|公斤|个?工作日|个百分点)")
_HALF_NOT_AFTER: Final = frozenset("上下前后大多每一二两三四五六七八九十个过")
_HALF_YEAR_WORDS: Final = frozenset("度报会刊")
_NOT_THE_HALF: Final = frozenset("另每这那大前后")
_FRACTION: Final = re.compile(r"(\d{1,4})/(\d{1,4})(?![\d/.]| ?[月日号])")
_FRACTION_AFTER: Final = re.compile(r" ?(?:以上|以下|左右|的|强|[，。；、,;)]|$)")
_SHARE_BEFORE: Final = re.compile(r"(?:[占达为近约超的足到至过于低高]|全国|全省|全市|不到|首付)$")
_RATIO: Final = re.compile(r"(\d{1,6}(?:\.\d+)?) ?: ?(\d{1,6}(?:\.\d+)?)(?![\d:])")
_RATIO_BEFORE: Final = re.compile(r"比[^，。；]{0,10}$|[按照](?=$)")
_EXACT, _HALF_AMOUNT, _TEN, _FIVE = Decimal(0), Decimal("0.5"), Decimal(10), Decimal(5)
_WIDE: Final = Context(prec=28)
_DOWN: Final = Context(prec=28, rounding=ROUND_FLOOR)
_UP: Final = Context(prec=28, rounding=ROUND_CEILING)


def chinese_form(original: str, text: str, start: int) -> Measured | Quantity | None:
    """Read 百分之五, 三分之一, 三成, 翻一番, 一半 or 半年 at `start` of the folded `text`."""
    if text[start] == "翻":
        return _doubled(text, start)
    if text[start] == "半" and not text.startswith("成", start + 1):
        return _half(text, start)
    if text.startswith("一半", start):
        return _half_of(original, text, start)
    return _with_parts(original, text, start)


def arabic_form(original: str, text: str, start: int) -> Measured | Quantity | None:
    """Read 1/4, 3成, 9.9折 or 3分之1 at an Arabic digit."""
    if found := _with_parts(original, text, start):
        return found
    window = text[start + 1 : start + 8]
    earlier = text[max(0, start - 14) : start]
    if "/" in window and (part := _FRACTION.match(text, start)):
        share = _SHARE_BEFORE.search(earlier) or (
            _FRACTION_AFTER.match(text, part.end()) and not earlier[-1:].isdecimal()
        )
        if share and 0 < int(part[1]) < int(part[2]):
            exact = Fraction(int(part[1]), int(part[2]))
            return _quotient(original, text, part, exact)
    return None


def ratio(original: str, text: str, start: int) -> Quantity | None:
    """Read 2.31:1, and 1:15 where 比 or the like leads up to it; else 8:30 is a time of day."""
    if ":" not in text[start + 1 : start + 8]:
        return None
    found = _RATIO.match(text, start)
    if found is None or not (below := Fraction(found[2])):
        return None
    earlier = text[max(0, start - 14) : start]
    if "." not in found[0] and not _RATIO_BEFORE.search(earlier):
        return None
    return _quotient(original, text, found, Fraction(found[1]) / below)


def _with_parts(original: str, text: str, start: int) -> Measured | Quantity | None:
    window = text[start + 1 : start + 8]
    if "分之" in window and (parts := _PARTS.match(text, start)):
        return _parts(original, text, parts)
    if "折" in window and (discount := _DISCOUNT.match(text, start)):
        return _discount(text, discount)
    if "成" in window and (tenths := _TENTHS.match(text, start)):
        return _tenths(tenths)
    return None


def _figure(text: str, start: int) -> Figure | None:
    read = arabic_figure if text[start : start + 1].isdecimal() else chinese_figure
    return read(text, start)


def _parts(original: str, text: str, parts: re.Match[str]) -> Measured | Quantity | None:
    """百分之五, 千分之三, 百分之五至八, 三分之一."""
    start = parts.start()
    above = _figure(text, parts.end())
    if above is None:
        return None
    if unit := _PER.get(parts[1]):
        upper = None
        if link := _TO.match(text, above.end):
            upper = _figure(text, link.end())
        if upper is not None and upper.low <= above.high:
            upper = None
        end = (upper or above).end
        figure = replace(above, start=start, scaled=True)
        if parts[2]:
            figure = replace(figure, low=-above.high, high=-above.low)
        return Measured(figure, upper, unit, end)
    below = Decimal(parts[1]) if parts[1].isdecimal() else (read_numeral(parts[1]) or (None,))[0]
    if not below or above.low != above.high:
        return None
    whole = re.compile(re.escape(text[start : above.end])).match(text, start)
    exact = Fraction(above.low) / Fraction(below)
    return _quotient(original, text, whole, exact) if whole else None


def _quotient(original: str, text: str, found: re.Match[str], exact: Fraction) -> Quantity:
    """Make a fraction's quantity: its value to 28 digits, the exact one within its bounds."""
    start, end = found.span()
    over, under = Decimal(exact.numerator), Decimal(exact.denominator)
    behind, front = comparators.after(text, end), comparators.before(text, start)
    return Quantity(
        span=original[start:end],
        start=start,
        value=_WIDE.divide(over, under),
        unit=None,
        dimension="ratio",
        comparator=behind[0] if behind else front[0] if front else "=",
        kind="rate",
        low=_DOWN.divide(over, under),
        high=_UP.divide(over, under),
        closed=True,
        place=_EXACT,
        estimated=kinds.is_estimated(text, start),
    )


def _tenths(tenths: re.Match[str]) -> Measured | None:
    """三成 is 30%, 三成五 35%, 七八成 70-80%, 几成 anything."""
    if tenths[1] == "几":
        return None
    low = _FIVE if tenths[1] == "半" else _digit(tenths[1]) * _TEN
    high = _digit(tenths[2]) * _TEN if tenths[2] else low
    if high < low:
        return None
    place = _TEN
    if tenths[4]:
        low = high = low + (_FIVE if tenths[4] == "半" else _digit(tenths[4]))
        place = Decimal(1)
    figure = Figure(
        tenths.start(),
        tenths.end(),
        low,
        high,
        place,
        arabic=False,
        more=tenths[3] or "",
    )
    return Measured(figure, None, "%", tenths.end())


def _digit(written: str) -> Decimal:
    if written[0] in _ARABIC:
        return Decimal(written)
    value = read_numeral(written)
    return value[0] if value else _EXACT


def _discount(text: str, discount: re.Match[str]) -> Measured | None:
    """打八五折 leaves 85% of the price, 9.9折 99%, 打对折 half of it."""
    start = discount.start(1)
    written = discount[1]
    if written[0] not in _ARABIC and not _SALE.search(text, max(0, start - 4), start):
        return None
    if written == "对":
        value = Decimal(50)
    elif written[0] in _ARABIC:
        value = Decimal(written) * (_TEN if len(written) == 1 or "." in written else 1)
    else:
        tens, *ones = (DIGITS[char] for char in written if char in DIGITS)
        value = Decimal(tens * 10 + sum(ones))
    figure = Figure(start, discount.end(), value, value, _EXACT, arabic=False)
    return Measured(figure, None, "%", discount.end())


def _doubled(text: str, start: int) -> Measured | None:
    """翻一番 is twice as much, 翻两番 four times."""
    doubled = _DOUBLED.match(text, start)
    if doubled is None:
        return None
    times = Decimal(_DOUBLINGS[doubled[1] or "一"])
    figure = Figure(start, doubled.end(), times, times, _EXACT, arabic=False)
    return Measured(figure, None, "倍", doubled.end())


def _half(text: str, start: int) -> Measured | None:
    """半年, 半小时, 半个月; not 上半年, 半年度."""
    half = _HALF.match(text, start)
    if half is None or (start and text[start - 1] in _HALF_NOT_AFTER):
        return None
    if half[1] == "年" and text[half.end() : half.end() + 1] in _HALF_YEAR_WORDS:
        return None
    figure = Figure(start, start + 1, _HALF_AMOUNT, _HALF_AMOUNT, _EXACT, arabic=False)
    return Measured(figure, None, half[1], half.end())


def _half_of(original: str, text: str, start: int) -> Quantity | None:
    """一半 as a share (压减一半以上), not 另一半."""
    half = re.compile("一半").match(text, start)
    if start and text[start - 1] in _NOT_THE_HALF:
        return None
    if half is None or not _FRACTION_AFTER.match(text, half.end()):
        return None
    return _quotient(original, text, half, Fraction(1, 2))
