"""Ahead, on track or behind, with the sum in words; and why, where that cannot be said.

Amounts are measured by the plan curve, the gap in percentage points of the year's amount. Growth,
level, rate and ceiling targets are compared directly, never prorated (Lianyungang 2019; domain.md §4).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from jiannuo.core.pace.curves import Basis, Curve, curve_of
from jiannuo.core.pace.wording import amount, decimals, points

_DECEMBER: Final = 12
_RATES: Final = frozenset({"%", "‰", "个百分点"})
_QUARTER_NAMES: Final = {3: "一季度", 6: "二季度", 9: "三季度", 12: "四季度"}


class Nature(StrEnum):
    """How a year's target wants to be measured."""

    AMOUNT = "amount"
    LEVEL = "level"
    CEILING = "ceiling"


class Standing(StrEnum):
    """Where a task stands against its year."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many percentage points on a gap has a name.

    Behind begins below the curve (Xuancheng 2024: under 91.7 % in November is behind) unless a place
    allows some points; severe is Yinchuan's red lamp (more than 30 points), and its first step (10)
    is taken as the mark of being ahead.
    """

    behind: Fraction = Fraction(0)
    ahead: Fraction = Fraction(10)
    severe: Fraction = Fraction(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A year's target in one unit; `curve` only for amounts (straight where none is given)."""

    amount: Fraction
    unit: str
    nature: Nature = Nature.AMOUNT
    growth: bool = False
    curve: Curve | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A standing with what it rests on.

    `sum` says it in words; empty where undetermined, and then `reason` says why. `gap` is in
    percentage points of the year's amount (of the rate itself for rates), negative where behind, None
    where there is none in points. `expected` is what should be reached by now.
    """

    standing: Standing
    severe: bool = False
    expected: Fraction | None = None
    gap: Fraction | None = None
    basis: Basis | None = None
    sum: str = ""
    reason: str = ""


def undetermined(reason: str) -> Pace:
    """Return the pace that nobody can know, and why."""
    return Pace(standing=Standing.UNDETERMINED, reason=reason)


def pace_of(
    goal: Goal,
    achieved: Fraction | None,
    month: int,
    thresholds: Thresholds = Thresholds(),
) -> Pace:
    """Compare what was achieved by the end of a month (1 to 12) with what should have been.

    `achieved` counts from January for amounts, and is the level itself for the others; None where
    nothing was reported. Never raises.
    """
    if achieved is None:
        return undetermined("没有报完成数。")
    if not 1 <= month <= _DECEMBER:
        return undetermined("没有写明是哪一期。")
    if goal.nature is not Nature.AMOUNT:
        return _direct(goal, achieved, month)
    if goal.amount <= 0:
        return undetermined("年度目标不是一个正数，算不出进度。")
    return _by_curve(goal, achieved, month, thresholds)


def _by_curve(goal: Goal, achieved: Fraction, month: int, thresholds: Thresholds) -> Pace:
    curve = goal.curve or curve_of(goal.amount)
    expected = curve.at(month)
    gap = (achieved - expected) / goal.amount * 100
    if achieved >= goal.amount and month < _DECEMBER:
        standing = Standing.AHEAD
    elif gap < -thresholds.behind:
        standing = Standing.BEHIND
    elif gap > 0 and gap >= thresholds.ahead:
        standing = Standing.AHEAD
    else:
        standing = Standing.ON_TRACK
    unit = goal.unit
    said = (
        f"{month}月底应完成{amount(expected, unit)}（{_why(goal, curve, month)}），"
        f"实际{amount(achieved, unit)}，{_gap(achieved - expected, gap, unit)}"
    )
    return Pace(
        standing=standing,
        severe=standing is Standing.BEHIND and -gap > thresholds.severe,
        expected=expected,
        gap=gap,
        basis=curve.basis,
        sum=said,
    )


def _why(goal: Goal, curve: Curve, month: int) -> str:
    unit = goal.unit
    if curve.basis is Basis.LINEAR:
        return f"按年度目标{amount(goal.amount, unit)}÷12×{month}"
    low, high = curve.around(month)
    if low == high:
        return f"按{_name(curve, high[0])}{amount(high[1], unit)}"
    return f"按{_name(curve, low[0])}{amount(low[1], unit)}、{_name(curve, high[0])}{amount(high[1], unit)}均摊"


def _name(curve: Curve, month: int) -> str:
    if month == 0:
        return "年初"
    if month == _DECEMBER:
        return "全年目标"
    if curve.basis is Basis.QUARTERS and month in _QUARTER_NAMES:
        return f"{_QUARTER_NAMES[month]}累计目标"
    return f"计划{month}月底累计"


def _gap(difference: Fraction, gap: Fraction, unit: str) -> str:
    if difference == 0:
        return "正好达到"
    if unit in _RATES:
        return f"{'超过' if difference > 0 else '落后'}{points(gap)}"
    if difference > 0:
        return f"多{amount(difference, unit)}，超过{points(gap)}"
    return f"欠{amount(-difference, unit)}，落后{points(gap)}"


def _direct(goal: Goal, achieved: Fraction, month: int) -> Pace:
    """Compare a growth, level, rate or ceiling: reached or not; it does not gather over the year."""
    ceiling = goal.nature is Nature.CEILING
    difference = goal.amount - achieved if ceiling else achieved - goal.amount
    rate = goal.unit in _RATES
    bound = "不超过" if ceiling else "增长" if goal.growth else "达到"
    target = f"年度目标{bound}{amount(goal.amount, goal.unit)}（直接比较，不按月折算）"
    verb = "增长" if goal.growth and achieved >= 0 else "下降" if goal.growth else "为"
    shown = abs(achieved) if goal.growth else achieved
    said = f"{target}，到{month}月底{verb}{amount(shown, goal.unit)}"
    if difference == 0:
        said += "，正好达到"
    else:
        over = difference < 0 if ceiling else difference > 0
        by = points(difference) if rate else f"{decimals(abs(difference))}{goal.unit}"
        said += f"，{'高' if over else '低'}{by}"
    return Pace(
        standing=Standing.ON_TRACK if difference >= 0 else Standing.BEHIND,
        expected=goal.amount,
        gap=difference if rate else None,
        sum=said,
    )
