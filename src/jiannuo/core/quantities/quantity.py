"""The quantity as it comes out of a text: a frozen value that knows its place and its bounds."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jiannuo.core.quantities.time_expression import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit in a text.

    `span` is text[start:start + len(span)]: the number with 万/亿, 余/多 and the unit; comparator
    words stay outside it. `value` is exact, 万 and 亿 multiplied out, a pair for a range; a
    percentage is as written (45 for 45%). `unit` is as written, None where there is none;
    `dimension` is None for a unit that is not in the table.

    `comparator` is one of ``= >= > <= < ~``. `kind` is amount, rate (a share), growth (a change;
    `direction` then says "up" or "down", the value keeping the written sign) or threshold (the
    bound of a class: 80周岁以上的老年人).

    [`low`, `high`] are the bounds that rounding and words such as 余, 约, 近 allow; `closed` says
    that `high` itself belongs to them (exact numbers and ranges), else it is the first value
    outside. They describe the figure, not what the comparator makes of it. `place` is the worth
    of the last written digit.

    `estimated` is true where the sentence calls the figure a forecast (预计, 力争); `as_of` is
    the period or day that the sentence gives for it (1-4月, 截至6月30日), without a year of its own
    unless the text writes one.
    """

    span: str
    start: int
    value: Decimal | tuple[Decimal, Decimal]
    unit: str | None
    dimension: str | None
    comparator: str
    kind: str
    low: Decimal
    high: Decimal
    closed: bool
    place: Decimal
    direction: str | None = None
    estimated: bool = False
    as_of: TimeExpression | None = None

    @property
    def end(self) -> int:
        """Where the span ends, exclusive."""
        return self.start + len(self.span)

    def allows(self, number: Decimal | Fraction) -> bool:
        """Say whether the figure as written may stand for `number`."""
        exact = Fraction(number)
        low, high = Fraction(self.low), Fraction(self.high)
        return low <= exact < high or (self.closed and exact == high)

    def to_json(self) -> dict[str, Any]:
        """Write the quantity as JSON values; numbers are ints or floats where these are exact."""
        written: dict[str, Any] = {
            "span": self.span,
            "start": self.start,
            "value": [_number(part) for part in self.value]
            if isinstance(self.value, tuple)
            else _number(self.value),
            "unit": self.unit,
            "dimension": self.dimension,
            "comparator": self.comparator,
            "kind": self.kind,
            "low": _number(self.low),
            "high": _number(self.high),
            "closed": self.closed,
            "estimated": self.estimated,
        }
        if self.direction:
            written["direction"] = self.direction
        if self.as_of:
            written["as_of"] = self.as_of.to_json()
        return written


def _number(value: Decimal) -> int | float | str:
    """Give a JSON number, or the digits as text where a double would change them."""
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else str(value)
