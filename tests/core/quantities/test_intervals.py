"""What numbers a written figure may stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.core.quantities.reading import only


@pytest.mark.parametrize(
    ("text", "low", "high", "closed"),
    [
        # counted things written out are exact; what is measured is rounded at its last digit
        ("366个", "366", "366", True),
        ("20公里", "19.5", "20.5", False),
        ("7.2km", "7.15", "7.25", False),
        ("45%", "44.5", "45.5", False),
        ("0.50%", "0.495", "0.505", False),
        ("-7.7%", "-7.75", "-7.65", False),
        # 万 and 亿 move the last digit
        ("1.19万户", "11850", "11950", False),
        ("1万户", "5000", "15000", False),
        ("一千二百万元", "11500000", "12500000", False),
        # and some more: up to the next step
        ("200余人", "200", "300", False),
        ("2700余套", "2700", "2800", False),
        ("1.5万余户", "15000", "16000", False),
        # about: a twentieth to either side, or the rounding where that is wider
        ("约100亩", "95", "105", False),
        ("30%左右", "28.5", "31.5", False),
        ("约5亩", "4.5", "5.5", False),
        ("约100个", "95", "105", False),
        # nearly: from a tenth below
        ("近500个", "450", "500", True),
        # vague numbers
        ("数百个", "200", "1000", False),
        ("十几个", "11", "20", False),
        # ranges are closed
        ("3至5场次", "3", "5", True),
        ("2-3个月", "2", "3", True),
    ],
)
def test_a_figure_has_bounds(text: str, low: str, high: str, *, closed: bool) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.closed) == (Decimal(low), Decimal(high), closed)


@pytest.mark.parametrize(
    ("text", "number", "allowed"),
    [
        ("1.19万户", "11850", True),
        ("1.19万户", "11949", True),
        ("1.19万户", "11950", False),
        ("366个", "366", True),
        ("366个", "367", False),
        ("3至5场次", "5", True),
        ("3至5场次", "5.1", False),
    ],
)
def test_a_figure_allows_what_lies_in_its_bounds(text: str, number: str, *, allowed: bool) -> None:
    assert only(text).allows(Decimal(number)) is allowed


def test_a_fraction_without_a_finite_decimal_allows_its_exact_value() -> None:
    assert only("完成三分之一").allows(Fraction(1, 3))
    assert not only("完成三分之一").allows(Decimal("0.3334"))


@pytest.mark.parametrize(
    ("text", "place"), [("1.19万户", "100"), ("45%", "1"), ("0.50%", "0.01"), ("5亿元", "1E8")]
)
def test_the_last_written_place_is_known(text: str, place: str) -> None:
    assert only(text).place == Decimal(place)
