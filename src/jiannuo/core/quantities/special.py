"""Numbers whose form carries their unit: 百分之五, 三分之一, 三成, 翻一番, 1/4, 2.31:1, 半年."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core.quantities import comparators, kinds
from jiannuo.core.quantities.figures import Figure, arabic_figure, chinese_figure
from jiannuo.core.quantities.intervals import Interval
from jiannuo.core.quantities.numerals import DIGITS, read_numeral
from jiannuo.core.quantities.quantity import Quantity

_PARTS: Final = re.compile(r"([零一二两三四五六七八九十百千万亿]{1,6}|\d{1,6}) ?分之 ?(负?)")
_PER: Final = {"百": "%", "千": "‰", "万": "‱"}
_TENTHS: Final = re.compile(
    r"([一二两三四五六七八九几]|\d(?:\.\d)?)(?:至|到|-)?([一二三四五六七八九]?)(?<!一一)成(多|余)?([一二三四五六七八九半]?)"
    r"(?![立为员本果交都熟功效长绩就品群千家体型份人语年活册分色片败套天像材片套因千])"
)
_DOUBLED: Final = re.compile(r"翻了?([一两三四])?番")
_DOUBLINGS: Final = {"一": 2, "两": 4, "三": 8, "四": 16}
_HALF: Final = re.compile(r"半(年|个?小时|天|个月|公里|公斤|个?工作日|个百分点)")
_HALF_NOT_AFTER: Final = frozenset("上下前后大多每一二两三四五六七八九十个过")
_HALF_OF: Final = re.compile(r"一半")
_FRACTION: Final = re.compile(r"(\d{1,4})/(\d{1,4})(?![\d/.]| ?[月日号])")
_FRACTION_AFTER: Final = re.compile(r" ?(?:以上|以下|左右|的|强|[，。；、,;)]|$)")
_SHARE_BEFORE: Final = re.compile(r"(?:[占达为近约超的足到至过于低高]|全国|全省|全市|不到|首付)$")
_RATIO: Final = re.compile(r"(\d{1,6}(?:\.\d+)?) ?: ?(\d{1,6}(?:\.\d+)?)(?![\d:])")
_RATIO_BEFORE: Final = re.compile(r"比[^，。；]{0,10}$|[按达为] ?$")
_WIDE: Final = Context(prec=28)


def at(original: str, text: str, start: int) -> Quantity | None:
    """Read 百分之五, 三分之一, 三成, 翻一番 or 半年 at `start` of the folded `text`."""
    if text[start] == "翻":
        return _doubled(original, text, start)
    if text[start] == "半":
        return _half(original, text, start)
    if "分之" in text[start + 1 : start + 8] and (parts := _PARTS.match(text, start)):
        return _parts(original, text, parts)
    if "成" in text[start + 1 : start + 6] and (tenths := _TENTHS.match(text, start)):
        return _tenths(original, text, tenths)
    if text.startswith("一半", start):
        return _half_of(original, text, start)
    return None


def ratio(original: str, text: str, start: int) -> Quantity | None:
    """Read 1/4, 2.31:1, 3成 or 3分之1 at an Arabic digit."""
    window = text[start + 1 : start + 8]
    if "分之" in window and (parts := _PARTS.match(text, start)):
        return _parts(original, text, parts)
    if "成" in window and (tenths := _TENTHS.match(text, start)):
        return _tenths(original, text, tenths)
    earlier = text[max(0, start - 14) : start]
    if "/" in window and (found := _FRACTION.match(text, start)):
        share = _SHARE_BEFORE.search(earlier) or (
            _FRACTION_AFTER.match(text, found.end()) and not earlier[-1:].isascii()
        )
        if share and 0 < int(found[1]) < int(found[2]):
            exact = Fraction(int(found[1]), int(found[2]))
            return _quotient(original, text, found.start(), found.end(), exact)
    if ":" in window and (found := _RATIO.match(text, start)):
        apart = Fraction(found[2])
        if apart and (("." in found[0]) or _RATIO_BEFORE.search(earlier)):
            return _quotient(original, text, found.start(), found.end(), Fraction(found[1]) / apart)
    return None


def _parts(original: str, text: str, parts: re.Match[str]) -> Quantity | None:
    start = parts.end()
    read = arabic_figure if text[start : start + 1].isdigit() else chinese_figure
    above = read(text, start)
    if above is None:
        return None
    if unit := _PER.get(parts[1]) or {"100": "%", "1000": "‰"}.get(parts[1]):
        return _quantity(
            original, text, parts.start(), above.end, above, unit, negative=bool(parts[2])
        )
    below = Decimal(parts[1]) if parts[1].isdigit() else (read_numeral(parts[1]) or (None,))[0]
    if not below or above.low != above.high:
        return None
    return _quotient(
        original, text, parts.start(), above.end, Fraction(above.low) / Fraction(below)
    )


def _quotient(original: str, text: str, start: int, end: int, exact: Fraction) -> Quantity:
    """A fraction: its value to 28 digits, bounded so that the exact value lies between."""
    over, under = Decimal(exact.numerator), Decimal(exact.denominator)
    value = _WIDE.divide(over, under)
    low = Context(prec=28, rounding=ROUND_FLOOR).divide(over, under)
    high = Context(prec=28, rounding=ROUND_CEILING).divide(over, under)
    sign = _sign(text, start, end)
    return Quantity(
        span=original[start:end],
        start=start,
        value=value,
        unit=None,
        dimension="ratio",
        comparator=sign,
        kind="rate",
        low=low,
        high=high,
        closed=True,
        place=Decimal(0),
        estimated=kinds.is_estimated(text, start),
    )


def _tenths(original: str, text: str, tenths: re.Match[str]) -> Quantity | None:
    """三成 is 30%, 三成五 35%, 七八成 70-80%."""
    low = _digit(tenths[1]) * 10
    high = _digit(tenths[2]) * 10 if tenths[2] else low
    if tenths[1] == "几":
        low, high = Decimal(20), Decimal(90)
    if high < low or (
        tenths[1] == "一" and not tenths[2] and text[tenths.end() : tenths.end() + 1] == "不"
    ):
        return None
    if tenths[4]:
        high = low = low + (Decimal(5) if tenths[4] == "半" else _digit(tenths[4]))
    place = Decimal(1) if tenths[4] else Decimal(10)
    figure = Figure(
        tenths.start(), tenths.end(), low, high, place, arabic=False, more=tenths[3] or ""
    )
    return _quantity(original, text, tenths.start(), tenths.end(), figure, "%")


def _digit(written: str) -> Decimal:
    return (
        Decimal(DIGITS[written])
        if written in DIGITS
        else Decimal(written if written != "几" else 0)
    )


def _doubled(original: str, text: str, start: int) -> Quantity | None:
    doubled = _DOUBLED.match(text, start)
    if doubled is None:
        return None
    times = Decimal(_DOUBLINGS.get(doubled[1] or "一", 2))
    figure = Figure(start, doubled.end(), times, times, Decimal(0), arabic=False)
    return _quantity(original, text, start, doubled.end(), figure, "倍", grown=True)


def _half(original: str, text: str, start: int) -> Quantity | None:
    half = _HALF.match(text, start)
    if half is None or (start and text[start - 1] in _HALF_NOT_AFTER):
        return None
    if half[1] == "年" and text[half.end() : half.end() + 1] in ("度", "报", "会"):
        return None
    amount = Decimal("0.5")
    figure = Figure(start, half.end(), amount, amount, Decimal(0), arabic=False)
    return _quantity(original, text, start, half.end(), figure, half[1])


def _half_of(original: str, text: str, start: int) -> Quantity | None:
    """一半 as a share: 压减一半以上; not 另一半."""
    end = start + 2
    if text[start - 1 : start] in ("另", "每", "这", "那", "大") and start:
        return None
    if not _FRACTION_AFTER.match(text, end):
        return None
    return _quotient(original, text, start, end, Fraction(1, 2))


def _sign(text: str, start: int, end: int) -> str:
    behind, front = comparators.after(text, end), comparators.before(text, start)
    return behind[0] if behind else front[0] if front else "="


def _quantity(
    original: str,
    text: str,
    start: int,
    end: int,
    figure: Figure,
    unit: str,
    *,
    negative: bool = False,
    grown: bool = False,
) -> Quantity:
    sign = _sign(text, start, end)
    if sign == "=" and figure.more in ("余", "多"):
        sign = ">"
    changed, direction = (True, "up") if grown else kinds.change(kinds.clause_before(text, start))
    low, high = (-figure.high, -figure.low) if negative else (figure.low, figure.high)
    half = figure.place / 2
    bounds = Interval(low, high, closed=True)
    if low == high and half:
        step = figure.place if figure.more else half
        bounds = Interval(low - (0 if figure.more else half), high + step, closed=False)
    dimension = {"%": "percent", "‰": "percent", "‱": "percent", "倍": "multiple"}.get(unit)
    return Quantity(
        span=original[start:end],
        start=start,
        value=low if low == high else (low, high),
        unit=unit,
        dimension=dimension or "duration" if unit not in ("公里", "公斤") else "length",
        comparator=sign,
        kind="growth" if changed else "rate" if dimension == "percent" else "amount",
        low=bounds.low,
        high=bounds.high,
        closed=bounds.closed,
        place=figure.place,
        direction=direction,
        estimated=kinds.is_estimated(text, start),
    )
