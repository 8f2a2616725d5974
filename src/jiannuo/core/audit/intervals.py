"""Exact intervals: what rounding leaves open.

A figure as written stands for every value that would be rounded, or cut off, to it. A sum is a
contradiction only if the interval of what is computed and the interval of what is stated share
no value.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between `low` and `high`, both included; `best` is the figure as written."""

    low: Fraction
    high: Fraction
    best: Fraction

    @classmethod
    def exactly(cls, value: Fraction | Decimal | int) -> "Interval":
        """Make the interval of a value that nobody rounded."""
        value = Fraction(value)
        return cls(value, value, value)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high, self.best + other.best)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low, self.best - other.best)

    def times(self, factor: Fraction) -> "Interval":
        """Multiply by an exact positive factor."""
        return Interval(self.low * factor, self.high * factor, self.best * factor)

    def over(self, whole: "Interval") -> "Interval":
        """Divide by an interval of positive values. Raises ZeroDivisionError where it holds zero."""
        quotients = [a / b for a in (self.low, self.high) for b in (whole.low, whole.high)]
        return Interval(min(quotients), max(quotients), self.best / whole.best)

    def meets(self, other: "Interval") -> bool:
        """Say whether some value belongs to both; the upper end of what was rounded does not."""
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high

    def below(self, other: "Interval") -> bool:
        """Say whether every value here is less than every value there."""
        return self.high < other.low

    def widened(self, low: Fraction, high: Fraction) -> "Interval":
        """Make room for further readings of the same figure."""
        return Interval(min(self.low, low), max(self.high, high), self.best)


def written(value: Decimal, unit_value: Fraction = Fraction(1)) -> Interval:
    """Read a decimal as written: what is rounded (half a last place) or cut off (a whole one) to it.

    42.9 stands for [42.85, 43.0]: 42.94 is rounded to it, 42.99 cut off to it.
    """
    place = Fraction(Decimal(1).scaleb(int(value.as_tuple().exponent)))
    best = Fraction(value)
    towards = place if value >= 0 else -place
    near, far = best - towards / 2, best + towards
    low, high = min(near, far), max(near, far)
    return Interval(low * unit_value, high * unit_value, best * unit_value)
