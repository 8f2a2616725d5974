"""The forecast's one sentence."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.pace import Reached, Step, forecast


def reached(*points: tuple[int, int]) -> list[Reached]:
    return [Reached(month, Fraction(amount)) for month, amount in points]


@pytest.mark.parametrize(
    ("annual", "unit", "points", "step", "sentence"),
    [
        (
            5385,
            "户",
            [(7, 3135), (8, 3400), (9, 3800), (10, 4065)],
            Step.MONTH,
            "近三期月均310户，剩余2期需月均660户，按此推算年底完成87%",
        ),
        (
            1000,
            "亩",
            [(5, 380)],
            Step.MONTH,
            "1-5月月均76亩，剩余7期需月均88.57亩，按此推算年底完成91.2%",
        ),
        (
            100,
            "处",
            [(3, 20), (6, 50)],
            Step.QUARTER,
            "近一期季均30处，剩余2期需季均25处，按此推算年底完成110%",
        ),
        (
            200_000_000,
            "元",
            [(4, 50_000_000), (5, 60_000_000)],
            Step.MONTH,
            "近一期月均1000万元，剩余7期需月均2000万元，按此推算年底完成65%",
        ),
    ],
)
def test_what_was_given_lately_what_is_needed_and_where_it_ends(
    annual: int, unit: str, points: list[tuple[int, int]], step: Step, sentence: str
) -> None:
    found = forecast(Fraction(annual), unit, reached(*points), step)
    assert found is not None
    assert found.sentence == sentence


@pytest.mark.parametrize(
    ("annual", "points"),
    [
        (0, [(5, 1)]),
        (100, []),
        (100, [(12, 80)]),  # nothing is left of the year
        (100, [(5, 100)]),  # nothing is left to do
        (100, [(4, 30), (5, 20)]),  # figures that fall do not count from January
        (100, [(5, 20), (5, 30)]),  # two figures for one month
    ],
)
def test_it_says_nothing_where_nothing_can_be_known(
    annual: int, points: list[tuple[int, int]]
) -> None:
    assert forecast(Fraction(annual), "户", reached(*points)) is None


@settings(max_examples=80)
@given(st.integers(1, 10**6), st.integers(1, 11), st.integers(0, 10**6))
def test_what_is_needed_leads_to_the_years_amount_exactly(
    annual: int, month: int, done: int
) -> None:
    found = forecast(Fraction(annual), "户", reached((month, done)))
    if found is None:
        assert done >= annual
        return
    assert done + found.needed * (12 - month) == annual
    assert (found.share >= 1) == (found.lately >= found.needed)
