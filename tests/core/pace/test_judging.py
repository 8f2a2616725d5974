"""Ahead, on track, behind: real cases of domain.md §4, and what must hold for every sum."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.pace import (
    Basis,
    Goal,
    Nature,
    Stage,
    Standing,
    Thresholds,
    curve_of,
    pace_of,
)

HOUSEHOLDS = Goal(amount=Fraction(360), unit="户")


def percent(text: str) -> Fraction:
    return Fraction(text)


def test_the_sum_says_what_was_due_what_was_done_and_what_is_missing() -> None:
    pace = pace_of(HOUSEHOLDS, Fraction(96), 4)
    assert pace.standing is Standing.BEHIND
    assert pace.sum == (
        "4月底应完成120户（按年度目标360户÷12×4），实际96户，欠24户，落后6.7个百分点"
    )
    assert pace.gap == Fraction(-20, 3)
    assert not pace.severe


@pytest.mark.parametrize(
    ("done", "standing"),
    [("91.6", Standing.BEHIND), ("91.7", Standing.ON_TRACK), ("100", Standing.AHEAD)],
)
def test_xuancheng_in_november(done: str, standing: Standing) -> None:
    """Below 91.7 % of the year in November is behind (11/12, exactly 91.66… %)."""
    assert pace_of(Goal(amount=Fraction(100), unit="%"), percent(done), 11).standing is standing


def test_lianyungang_at_the_end_of_the_third_quarter() -> None:
    """53.3 % done is 21.7 points behind 75 %."""
    pace = pace_of(Goal(amount=Fraction(100), unit="%"), percent("53.3"), 9)
    assert pace.gap == percent("-21.7")
    assert pace.sum == "9月底应完成75%（按年度目标100%÷12×9），实际53.3%，落后21.7个百分点"


@pytest.mark.parametrize(("done", "severe"), [("44.9", True), ("45", False), ("65", False)])
def test_yinchuans_red_lamp_is_more_than_thirty_points(done: str, severe: bool) -> None:  # noqa: FBT001
    pace = pace_of(Goal(amount=Fraction(100), unit="%"), percent(done), 9)
    assert pace.severe is severe


def test_a_place_may_allow_some_points_before_it_says_behind() -> None:
    allowing = Thresholds(behind=Fraction(10))
    assert pace_of(HOUSEHOLDS, Fraction(96), 4, allowing).standing is Standing.ON_TRACK
    assert pace_of(HOUSEHOLDS, Fraction(83), 4, allowing).standing is Standing.BEHIND


def test_a_plan_that_is_not_straight_is_the_yardstick() -> None:
    """Linyi plans 25 % for June and 75 % for September (seeds/000): a third in August is no delay."""
    quarters = [
        Stage(month, Fraction(366 * share, 100), cumulative=True)
        for month, share in ((6, 25), (9, 75), (12, 100))
    ]
    curve = curve_of(Fraction(366), quarters=quarters)
    goal = Goal(amount=Fraction(366), unit="个", curve=curve)
    assert pace_of(goal, Fraction(92), 6).standing is Standing.ON_TRACK
    straight = Goal(amount=Fraction(366), unit="个")
    assert pace_of(straight, Fraction(92), 6).standing is Standing.BEHIND
    assert "按二季度累计目标91.5个" in pace_of(goal, Fraction(92), 6).sum
    assert "按二季度累计目标91.5个、三季度累计目标274.5个均摊" in pace_of(goal, Fraction(92), 7).sum


@pytest.mark.parametrize(
    ("goal", "done", "standing", "said"),
    [
        (
            Goal(amount=Fraction(6), unit="%", nature=Nature.LEVEL, growth=True),
            "4.1",
            Standing.BEHIND,
            "年度目标增长6%（直接比较，不按月折算），到5月底增长4.1%，低1.9个百分点",
        ),
        (
            Goal(amount=Fraction(6), unit="%", nature=Nature.LEVEL, growth=True),
            "-2",
            Standing.BEHIND,
            "到5月底下降2%，低8个百分点",
        ),
        (
            Goal(amount=Fraction("3.5"), unit="%", nature=Nature.CEILING),
            "3.1",
            Standing.ON_TRACK,
            "年度目标不超过3.5%（直接比较，不按月折算），到5月底为3.1%，低0.4个百分点",
        ),
        (
            Goal(amount=Fraction("3.5"), unit="%", nature=Nature.CEILING),
            "3.6",
            Standing.BEHIND,
            "高0.1个百分点",
        ),
        (
            Goal(amount=Fraction(995), unit="元", nature=Nature.LEVEL),
            "904",
            Standing.BEHIND,
            "到5月底为904元，低91元",
        ),
    ],
)
def test_growth_levels_and_ceilings_are_never_prorated(
    goal: Goal, done: str, standing: Standing, said: str
) -> None:
    pace = pace_of(goal, percent(done), 5)
    assert (pace.standing, pace.basis) == (standing, None)
    assert said in pace.sum


@pytest.mark.parametrize(
    ("goal", "done", "month", "why"),
    [
        (HOUSEHOLDS, None, 5, "没有报完成数"),
        (HOUSEHOLDS, 5, 0, "没有写明是哪一期"),
        (Goal(amount=Fraction(0), unit="件"), 0, 5, "不是一个正数"),
    ],
)
def test_what_cannot_be_known_is_said_to_be_so(
    goal: Goal, done: int | None, month: int, why: str
) -> None:
    pace = pace_of(goal, None if done is None else Fraction(done), month)
    assert (pace.standing, pace.sum, pace.gap) == (Standing.UNDETERMINED, "", None)
    assert why in pace.reason


@pytest.mark.parametrize(
    ("months", "quarters", "basis", "at_may"),
    [
        ([], [], Basis.LINEAR, 150),
        # the last one is the year's amount: they count from January
        ([], [(3, 60, None), (6, 150, None), (9, 250, None), (12, 360, None)], Basis.QUARTERS, 120),
        # together they are the year's amount: each is its own quarter's
        ([], [(3, 60, None), (6, 90, None), (9, 100, None), (12, 110, None)], Basis.QUARTERS, 120),
        # months go before quarters
        ([(4, 90, True), (5, 100, True)], [(6, 300, True)], Basis.PLAN, 100),
        # neither the one nor the other: nobody guesses
        ([], [(3, 60, None), (6, 90, None)], Basis.LINEAR, 150),
        # they fall, so they are no curve
        ([(4, 90, True), (5, 80, True)], [], Basis.LINEAR, 150),
    ],
)
def test_which_curve_a_plan_is(
    months: list[tuple[int, int, bool | None]],
    quarters: list[tuple[int, int, bool | None]],
    basis: Basis,
    at_may: int,
) -> None:
    def stages(given_stages: list[tuple[int, int, bool | None]]) -> list[Stage]:
        return [Stage(month, Fraction(n), said) for month, n, said in given_stages]

    curve = curve_of(Fraction(360), months=stages(months), quarters=stages(quarters))
    assert (curve.basis, curve.at(5)) == (basis, Fraction(at_may))


amounts = st.fractions(min_value=0, max_value=10**6, max_denominator=1000)


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.lists(amounts, max_size=5), st.integers(1, 12), amounts)
def test_more_done_is_never_a_worse_standing(
    annual: int, steps: list[Fraction], month: int, more: Fraction
) -> None:
    stages = [Stage(at + 1, sum(steps[: at + 1], Fraction(0)), True) for at in range(len(steps))]  # noqa: FBT003
    goal = Goal(amount=Fraction(annual), unit="户", curve=curve_of(Fraction(annual), months=stages))
    order = [Standing.BEHIND, Standing.ON_TRACK, Standing.AHEAD]
    some, rather_more = (pace_of(goal, done, month) for done in (more, more * 2 + 1))
    assert order.index(some.standing) <= order.index(rather_more.standing)
    assert some.gap is not None
    assert rather_more.gap is not None
    assert some.gap < rather_more.gap


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.lists(amounts, max_size=6))
def test_a_curve_rises_from_nothing_and_holds_its_stages(
    annual: int, steps: list[Fraction]
) -> None:
    stages = [Stage(at + 1, sum(steps[: at + 1], Fraction(0)), True) for at in range(len(steps))]  # noqa: FBT003
    curve = curve_of(Fraction(annual), months=stages)
    heights = [curve.at(month) for month in range(1, 13)]
    assert heights == sorted(heights)
    assert heights[-1] >= annual
    if curve.basis is Basis.PLAN:
        assert heights[: len(stages)] == [stage.amount for stage in stages]
