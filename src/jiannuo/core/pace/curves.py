"""How far a year's amount should have come by the end of each month: the plan curve.

The filed months of the plan (附件3, 月度计划) go first, then the quarters' targets, then a straight line
through the year (month/12). Offices' plans are rarely straight (seeds/000 plans 25 % for the first
half and 75 % for the second), so the straight line is the last resort, not the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

_YEAR: Final = 12


class Basis(StrEnum):
    """What the expected amount rests on."""

    PLAN = "plan"
    QUARTERS = "quarters"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class Stage:
    """What is to be reached by the end of a month (3 for the first quarter).

    `cumulative` is True where the words say that the amount counts from January (累计, 全年的75%),
    False where they say that it is this period's alone (当月, 当季), None where they do not say.
    """

    month: int
    amount: Fraction
    cumulative: bool | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """Amounts from January on that are to be reached by the end of some months, the last in December."""

    basis: Basis
    points: tuple[tuple[int, Fraction], ...]

    def at(self, month: int) -> Fraction:
        """Return what is to be reached by the end of a month (1 to 12), in between two points evenly."""
        before = (0, Fraction(0))
        for point in self.points:
            if month <= point[0]:
                share = Fraction(month - before[0], point[0] - before[0])
                return before[1] + (point[1] - before[1]) * share
            before = point
        return before[1]

    def around(self, month: int) -> tuple[tuple[int, Fraction], tuple[int, Fraction]]:
        """Return the points between which a month lies; twice the same where it is one of them."""
        known = ((0, Fraction(0)), *self.points)
        for low, high in pairwise(known):
            if month == high[0]:
                return high, high
            if month < high[0]:
                return low, high
        return known[-1], known[-1]


def curve_of(
    annual: Fraction, *, months: Sequence[Stage] = (), quarters: Sequence[Stage] = ()
) -> Curve:
    """Return the curve of a year's amount: by its months if they can be understood, else its quarters, else straight.

    Stages are understood if they say that they count from January, or if their sum, or the last of
    them, is the year's amount; what could be either is not guessed at.
    """
    for basis, stages in ((Basis.PLAN, months), (Basis.QUARTERS, quarters)):
        points = _points(annual, stages)
        if points:
            return Curve(basis, points)
    return Curve(Basis.LINEAR, ((_YEAR, annual),))


def _points(annual: Fraction, stages: Sequence[Stage]) -> tuple[tuple[int, Fraction], ...]:
    ordered = sorted(stages, key=lambda stage: stage.month)
    if len({stage.month for stage in ordered}) != len(ordered) or not ordered:
        return ()
    amounts = [stage.amount for stage in ordered]
    said = {stage.cumulative for stage in ordered}
    if True in said and False not in said:
        reached = amounts
    elif ordered[-1].month == _YEAR and sum(amounts) == annual and True not in said:
        reached = list(accumulate(amounts))
    elif ordered[-1].month == _YEAR and amounts[-1] == annual and False not in said:
        reached = amounts
    else:
        return ()
    if any(later < earlier for earlier, later in pairwise((Fraction(0), *reached))):
        return ()
    points = [(stage.month, amount) for stage, amount in zip(ordered, reached, strict=True)]
    if points[-1][0] < _YEAR:
        points.append((_YEAR, max(annual, points[-1][1])))
    return tuple(points)
