"""The interval that a written figure stands for.

A measured figure is true within half its last written place: 1.19万 is [11850, 11950), 45% is
[44.5, 45.5). Counted things written out in full are exact: 366个. Words widen it:

    余, 多, 来        up to the next step of the last non-zero digit: 200余 is [200, 300)
    约, 左右, 上下     a twentieth of the value to either side, or its rounding if that is wider
    近, 接近, 将近     from a tenth below up to the value
    几, 数            what the approximate number spans: 数百 is [200, 1000)

A range is closed at both ends: 3至5场 is [3, 5].
"""

from decimal import Decimal
from typing import Final, NamedTuple

from jiannuo.core.quantities.figures import Figure

_ABOUT: Final = Decimal("0.05")
_NEARLY: Final = Decimal("0.1")
_NEARLY_WORDS: Final = frozenset(["近", "接近", "将近", "近乎", "逼近", "临近", "接近于"])


class Interval(NamedTuple):
    """Bounds of a figure; `closed` says that `high` belongs to them."""

    low: Decimal
    high: Decimal
    closed: bool


def interval(figure: Figure, *, whole: bool, negative: bool = False, about: str = "") -> Interval:
    """Say what numbers the figure may stand for; `whole` that its unit is counted.

    `about` is the word (约, 近, 左右) that loosens it, empty if there is none.
    """
    low, high, closed = _written(figure, whole=whole)
    if about in _NEARLY_WORDS:
        low = min(low, figure.low - abs(figure.low) * _NEARLY)
    elif about:
        low = min(low, figure.low - abs(figure.low) * _ABOUT)
        high = max(high, figure.high + abs(figure.high) * _ABOUT)
        closed = closed and high == figure.high
    return Interval(-high, -low, closed=closed) if negative else Interval(low, high, closed)


def _written(figure: Figure, *, whole: bool) -> Interval:
    if figure.more == "几":
        return Interval(figure.low, figure.high + figure.place, closed=False)
    if figure.low != figure.high:
        return Interval(figure.low, figure.high, closed=True)
    if figure.more:
        return Interval(figure.low, figure.low + _last_step(figure), closed=False)
    if not figure.place or figure.bare or (whole and not figure.scaled and figure.place >= 1):
        return Interval(figure.low, figure.low, closed=True)
    half = figure.place / 2
    return Interval(figure.low - half, figure.low + half, closed=False)


def _last_step(figure: Figure) -> Decimal:
    """Worth of the last non-zero digit: 2700余 counts in hundreds."""
    step = figure.place
    number = int(figure.low / step)
    while number and number % 10 == 0:
        number //= 10
        step *= 10
    return step
