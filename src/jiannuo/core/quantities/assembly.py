"""Putting a quantity together: sign, comparators, kind, interval, and the span they belong to."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from jiannuo.core.quantities import comparators, kinds
from jiannuo.core.quantities.as_of import AsOf
from jiannuo.core.quantities.figures import Figure
from jiannuo.core.quantities.intervals import Interval, interval
from jiannuo.core.quantities.quantity import Quantity
from jiannuo.core.quantities.units import MeasureUnit, Units

_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_SIGN_BEFORE: Final = frozenset("速长幅比率降为是达到约从由至在和增温值于差零近超")
_SIGNED: Final = frozenset({"%", "℃", "个百分点"})
_PUNCTUATION: Final = frozenset("，。；、：:（( 《\n,;|=")
_CHANGED: Final = frozenset({"percent", "percentage_point", "multiple"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure (or the two of a range) with its unit as written; together text[start:end].

    `half` is the 半 of 2个半月 and 一年半; `as_written` is false where `unit` is not what the text
    has behind the figure (1小时30分).
    """

    figure: Figure
    upper: Figure | None
    unit: str | None
    end: int
    half: bool = False
    as_written: bool = True


def assemble(original: str, text: str, measured: Measured, units: Units, times: AsOf) -> Quantity:
    """Make the quantity of a measured figure; `text` is the folded `original`."""
    figure, end = measured.figure, measured.end
    unit = units.describe(measured.unit) if measured.unit else None
    start, negative = _signed(text, figure.start, measured.unit)
    comparator, word, behind = _comparator(text, start, end, figure)
    value, bounds, place = _value(measured, unit, negative=negative, about=word)
    bounded = behind if comparator in (">=", "<=") else None
    kind, direction = _kind(text, start, unit, bounded)
    return Quantity(
        span=original[start:end],
        start=start,
        value=value,
        unit=_unit_as_written(original, measured),
        dimension=unit.dimension if unit else None,
        comparator=comparator,
        kind=kind,
        low=bounds.low,
        high=bounds.high,
        closed=bounds.closed,
        place=place,
        direction=direction,
        estimated=kinds.is_estimated(text, start),
        as_of=times.before(start),
    )


def _unit_as_written(original: str, measured: Measured) -> str | None:
    """Give the unit in the original's own characters (份（册）, not the folded 份(册))."""
    unit = measured.unit
    if unit is None or not measured.as_written or not unit.endswith(")"):
        return unit
    return original[measured.end - len(unit) : measured.end]


def _signed(text: str, start: int, unit: str | None) -> tuple[int, bool]:
    """Take in a sign in front: -7.7%, +5%, 零下5℃, and the currency sign of ¥5亿."""
    previous = text[start - 1 : start]
    if not previous:
        return start, False
    if previous in "¥$":
        return start - 1, False
    earlier = text[start - 2 : start - 1] if start > 1 else ""
    led = not earlier or earlier in _PUNCTUATION or earlier in _SIGN_BEFORE
    if previous == "负" and led and (text[start].isdecimal() or unit in (None, "%", "℃", "度")):
        return start - 1, True
    if previous == "下" and text[start - 2 : start] == "零下" and unit in ("℃", "度", "摄氏度"):
        return start - 2, True
    if previous in "-+" and (led or (unit in _SIGNED and not earlier.isascii())):
        return start - 1, previous == "-"
    return start, False


def _comparator(text: str, start: int, end: int, figure: Figure) -> tuple[str, str, int | None]:
    """Find the comparator: (sign, the word of approximation, where the word behind ends if it won).

    Behind the figure before in front of it; 余 and 多 before 约 and 近.
    """
    front = comparators.before(text, start)
    behind = comparators.after(text, end)
    about = ""
    if front is not None and front[0] == "~":
        about = text[front[1] : start].strip()
    if behind is not None and behind[0] == "~":
        about = about or "左右"
    if front is not None and front[0] == ">=" and text[front[1] : start] == "上" and figure.arabic:
        front = None
    if behind is not None and (behind[0] != "~" or front is None):
        return behind[0], about, behind[1]
    if front is not None and front[0] != "~":
        return front[0], about, None
    if figure.more in ("余", "多"):
        return ">", about, None
    if front is not None:
        return "~", about, None
    if figure.more or figure.low != figure.high:
        return "~", about, None
    if comparators.at_least_from_afar(text, start):
        return ">=", about, None
    return "=", about, None


def _value(
    measured: Measured, unit: MeasureUnit | None, *, negative: bool, about: str
) -> tuple[Decimal | tuple[Decimal, Decimal], Interval, Decimal]:
    figure, upper = measured.figure, measured.upper
    if measured.half:
        figure = replace(figure, low=figure.low + _HALF, high=figure.high + _HALF, place=_HALF)
    sign = -1 if negative else 1
    if upper is not None:
        low, high = sorted((sign * figure.low, sign * upper.high))
        bounds = Interval(low, high, closed=True)
        return (plain(low), plain(high)), bounds, min(figure.place, upper.place)
    whole = unit is not None and unit.whole
    bounds = interval(figure, whole=whole, negative=negative, about=about)
    if figure.low != figure.high:
        low, high = sorted((sign * figure.low, sign * figure.high))
        return (plain(low), plain(high)), bounds, figure.place
    return plain(sign * figure.low), bounds, figure.place


def _kind(
    text: str, start: int, unit: MeasureUnit | None, bounded: int | None
) -> tuple[str, str | None]:
    """Say what the figure is; `bounded` is where an 以上 or 以下 behind it ends, if one does."""
    dimension = unit.dimension if unit else None
    if text[start] == "翻":
        return "growth", "up"
    if dimension in _CHANGED:
        changed, direction = kinds.change(kinds.clause_before(text, start))
        if changed:
            return "growth", direction
        return "rate" if dimension == "percent" else "amount", None
    if bounded is not None and kinds.is_threshold(text, start, bounded, dimension):
        return "threshold", None
    return "amount", None


def plain(value: Decimal) -> Decimal:
    """Drop the zeros behind the point that multiplying by 万 leaves."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if whole == value else value.normalize()
