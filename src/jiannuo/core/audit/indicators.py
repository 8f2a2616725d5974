"""Indicator tables: a row that gives target, actual value and rate each in a column of its own.

The columns hold bare numbers, their unit stands in another column, and what is better (more or
less) only in the indicator's name.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core.audit.findings import Evidence, RowReference
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.quantities import Quantity, quantities
from jiannuo.core.records import Row

_LESS_IS_BETTER: Final = re.compile(
    r"失业率|能耗|水耗|碳排放|排放量|浓度|事故|死亡|发案|发生率|返贫|负债率|不良率|成本|投诉|缺口|控制"
)
_BARE: Final = re.compile(r"\s*[-+]?\d+(?:,\d{3})*(?:\.\d+)?\s*%?\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a cell with what rounding leaves open, and the words it stands in."""

    interval: Interval
    unit: str
    comparator: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator row says; `rate` is in percent."""

    name: str
    target: Value
    actual: Value
    rate: Value | None
    ceiling: bool


def indicator_of(row: Row, reference: RowReference) -> Indicator | None:
    """Read a row's target, actual value and rate; None where one of the first two is no number."""
    target = _value(row, "target_value", reference)
    actual = _value(row, "actual_value", reference)
    if target is None or actual is None or target.unit != actual.unit:
        return None
    name = row.indicator or row.task or row.subproject or ""
    ceiling = target.comparator in {"<=", "<"} or _LESS_IS_BETTER.search(name) is not None
    return Indicator(name, target, actual, _rate(row, reference), ceiling)


def _value(row: Row, field: str, reference: RowReference) -> Value | None:
    text = getattr(row, field)
    if not text:
        return None
    written = text.strip()
    found = quantities(written + (row.measure_unit or "") if written[-1:].isdigit() else written)
    if len(found) != 1 or isinstance(found[0].value, tuple):
        return None
    return Value(
        _interval(found[0]),
        found[0].unit or row.measure_unit or "",
        found[0].comparator,
        _evidence(row, field, reference),
    )


def _rate(row: Row, reference: RowReference) -> Value | None:
    text = (row.ratio or "").strip()
    if not _BARE.fullmatch(text):
        return None
    number = Decimal(text.rstrip("% ").replace(",", ""))
    place = Decimal(1).scaleb(int(number.as_tuple().exponent))
    scale = 1 if "%" in text or abs(number) > 2 else 100  # noqa: PLR2004 - 0.875 and 1.2 are shares
    best = Fraction(number) * scale
    half = Fraction(place) * scale / 2
    interval = Interval(best - half, best + 2 * half, best)
    return Value(interval, "%", "=", _evidence(row, "ratio", reference))


def _interval(quantity: Quantity) -> Interval:
    low, high = Fraction(quantity.low), Fraction(quantity.high)
    first = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    return Interval(low, high, Fraction(first))


def _evidence(row: Row, field: str, reference: RowReference) -> Evidence:
    text = getattr(row, field) or ""
    return Evidence(
        text=text.strip(),
        field=field,
        span=(0, len(text)),
        citation=row.citations.get(field),
        row=reference,
    )
