"""Figures and quotations as they stand in messages."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core import quoting
from jiannuo.core.audit.mentions import Mention

_QUOTE_LIMIT: Final = 42
_WAN: Final = 10_000
_YI: Final = 100_000_000


def figure(value: Fraction, places: int = 2) -> str:
    """Write a figure with at most `places` decimals, without trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    step = Decimal(1).scaleb(-places)
    rounded = number.quantize(step, rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Fraction, places: int = 2) -> str:
    """Write a fraction as a percentage: 24/55 is 43.64%."""
    return f"{figure(share * 100, places)}%"


def amount(value: Fraction, like: Mention) -> str:
    """Write a value in base units the way `like` is written: in its unit and its 万 or 亿."""
    quantity = like.quantity
    scale = scale_of(like)
    word = {1: "", _WAN: "万", _YI: "亿"}.get(scale, "")
    places = 0 if scale == 1 and like.is_counted else 2
    return (
        f"{figure(value / like.factor / (scale if word else 1), places)}{word}{quantity.unit or ''}"
    )


def large(value: Fraction, unit: str) -> str:
    """Write a value in base units with 万 or 亿 where that is shorter: 2.4亿元."""
    for scale, word in ((_YI, "亿"), (_WAN, "万")):
        if abs(value) >= scale and (value / scale * 100).denominator == 1:
            return f"{figure(value / scale)}{word}{unit}"
    return f"{figure(value)}{unit}"


def bare(mention: Mention) -> str:
    """Give the figure of a mention as a term of a formula: 1.19 for 1.19万户, 75 for 75%."""
    value = mention.value / mention.factor / scale_of(mention)
    return figure(value, 6)


def scale_of(mention: Mention) -> int:
    """Give the 万 or 亿 that the figure is written in."""
    span = mention.quantity.span
    scale = 1
    if "亿" in span:
        scale = _YI
    elif "万" in span:
        scale = _WAN
    return scale


def quoted(text: str) -> str:
    """Quote words of the document, shortened in the middle if they are long."""
    words = " ".join(text.split()).strip("，,；;。、 ")
    if len(words) > _QUOTE_LIMIT:
        words = f"{words[: _QUOTE_LIMIT * 2 // 3]}……{words[-(_QUOTE_LIMIT // 3) :]}"
    return quoting.quoted(words)
