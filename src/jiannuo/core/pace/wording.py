"""Amounts and shares as people read them in a sum: 2.5万户, 91.7%, 6.7个百分点."""

from fractions import Fraction
from typing import Final

_YI: Final = 100_000_000
_WAN: Final = 10_000
_RATES: Final = frozenset({"%", "‰", "个百分点"})


def amount(number: Fraction, unit: str) -> str:
    """Write an amount with its unit, in 万 or 亿 where it is long, with at most two decimals.

    Whole things (户, 个) come out whole where they are; what is between them is shown.
    """
    size = abs(number)
    if unit in _RATES or size < _WAN:
        return f"{decimals(number)}{unit}"
    step, word = (_YI, "亿") if size >= _YI else (_WAN, "万")
    scaled = number / step
    places = 4 if (scaled * _WAN).denominator == 1 else 2
    return f"{decimals(scaled, places)}{word}{unit}"


def percent(share: Fraction) -> str:
    """Write a share of one as a percentage with at most one decimal (0.87 is 87%)."""
    return f"{decimals(share * 100, 1)}%"


def points(gap: Fraction) -> str:
    """Write a gap in percentage points, however small (0.04 is 0.04个百分点)."""
    places = 1 if abs(gap) >= Fraction(1, 20) or gap == 0 else 2
    return f"{decimals(abs(gap), places)}个百分点"


def decimals(number: Fraction, places: int = 2) -> str:
    """Write a number rounded half up, without idle noughts."""
    scale = 10**places
    scaled = abs(number) * scale
    rounded = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    whole, rest = divmod(rounded, scale)
    tail = f".{rest:0{places}d}".rstrip("0").rstrip(".") if places else ""
    sign = "-" if number < 0 and rounded else ""
    return f"{sign}{whole}{tail}"
