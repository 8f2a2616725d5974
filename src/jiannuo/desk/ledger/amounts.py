"""Amounts as people read them: 4170000000 元 is 41.7亿元."""

from decimal import Decimal
from typing import Final

_YI: Final = Decimal(100_000_000)
_WAN: Final = Decimal(10_000)


def amount(number: Decimal, unit: str = "") -> str:
    """Write a number with its unit, in 亿 or 万 where it is long; percentages stay as they are."""
    size = abs(number)
    if unit == "%" or size < _WAN:
        return f"{_plain(number)}{unit}"
    step, word = (_YI, "亿") if size >= _YI else (_WAN, "万")
    scaled = number / step
    if scaled != scaled.quantize(Decimal("0.0001")):
        return f"{_plain(number)}{unit}"
    return f"{_plain(scaled)}{word}{unit}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
