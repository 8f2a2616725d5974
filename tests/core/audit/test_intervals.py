"""What rounding leaves open."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from jiannuo.core.audit.intervals import Interval, written

NUMBERS = st.decimals(min_value=1, max_value=10**6, places=2)


def test_a_figure_stands_for_what_is_rounded_or_cut_off_to_it() -> None:
    stated = written(Decimal("42.9"))
    assert (stated.low, stated.high) == (Fraction("42.85"), Fraction("43.0"))


def test_ranges_that_only_touch_do_not_meet_but_an_exact_figure_at_the_end_does() -> None:
    lower = Interval(Fraction(1), Fraction(2), Fraction(1))
    upper = Interval(Fraction(2), Fraction(3), Fraction(2))
    assert not lower.meets(upper)
    assert lower.meets(Interval.exactly(2))


@given(NUMBERS, NUMBERS)
def test_sums_and_quotients_hold_the_figures_they_are_made_of(a: Decimal, b: Decimal) -> None:
    one, other = written(a), written(b)
    assume(other.low > 0)
    assert (one + other).low <= Fraction(a) + Fraction(b) <= (one + other).high
    assert one.over(other).low <= Fraction(a) / Fraction(b) <= one.over(other).high


@given(NUMBERS)
def test_a_figure_meets_itself(a: Decimal) -> None:
    assert written(a).meets(written(a))
    assert not written(a).below(written(a))
