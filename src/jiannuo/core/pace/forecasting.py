"""The forecast in one sentence: what the last periods gave, what the rest must give, where that ends.

近三期月均310户，剩余2期需月均660户，按此推算年底完成87%。 Said of amounts that count from January, never of
growth or levels, and not where the figures fall: a sum over them would mean nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from jiannuo.core.pace.wording import amount, percent

_YEAR: Final = 12
_RECENT: Final = 3
"""Periods looked back on: long enough for one bad month, short enough to see a change."""
_COUNTED: Final = {1: "一", 2: "两", 3: "三"}


class Step(Enum):
    """How long a period is: its months and the word for an average over it."""

    MONTH = 1, "月均"
    QUARTER = 3, "季均"
    HALF = 6, "每半年"

    @property
    def months(self) -> int:
        """Return the months of a period."""
        return self.value[0]

    @property
    def word(self) -> str:
        """Return what an average over such periods is called."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached from January to the end of a month."""

    month: int
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A forecast: what a period gave lately and must give, the share of the year's amount it ends at."""

    lately: Fraction
    needed: Fraction
    share: Fraction
    sentence: str


def forecast(
    annual: Fraction, unit: str, reached: Sequence[Reached], step: Step = Step.MONTH
) -> Forecast | None:
    """Forecast the year's end; None where nothing can be known or nothing is left to forecast.

    Amounts begin with nothing in January, so that one period is enough for an average from then on.
    """
    points = sorted(reached, key=lambda one: one.month)
    if annual <= 0 or not points or not _rises(points):
        return None
    last = points[-1]
    left = Fraction(_YEAR - last.month, step.months)
    if left <= 0 or last.amount >= annual:
        return None
    start = next((one for one in points if last.month - one.month <= _RECENT * step.months), last)
    if start is last:
        start = Reached(0, Fraction(0))
    periods = Fraction(last.month - start.month, step.months)
    lately = (last.amount - start.amount) / periods
    needed = (annual - last.amount) / left
    share = (last.amount + lately * left) / annual
    since = (
        f"近{_COUNTED[int(periods)]}期"
        if start.month and periods in _COUNTED
        else f"{start.month + 1}-{last.month}月"
        if last.month > start.month + 1
        else f"{last.month}月"
    )
    sentence = (
        f"{since}{step.word}{amount(lately, unit)}，剩余{_periods(left)}需{step.word}{amount(needed, unit)}，"
        f"按此推算年底完成{percent(share)}"
    )
    return Forecast(lately=lately, needed=needed, share=share, sentence=sentence)


def _rises(points: Sequence[Reached]) -> bool:
    months = [one.month for one in points]
    return (
        months[0] >= 1
        and months[-1] <= _YEAR
        and len(set(months)) == len(months)
        and all(later.amount >= earlier.amount for earlier, later in pairwise(points))
        and points[0].amount >= 0
    )


def _periods(left: Fraction) -> str:
    return f"{left}期" if left.denominator == 1 else f"{float(left):.1f}期"
