"""序时进度: how far a task should be by now, whether it is, and where it will be at the year's end.

A question of its own beside the period's result: 完成 says that this month's target is met, 欠序时 that
the year's will not be at this rate. Pure sums over exact fractions, each of them in words.
"""

from jiannuo.core.pace.curves import Basis, Curve, Stage, curve_of
from jiannuo.core.pace.forecasting import Forecast, Reached, Step, forecast
from jiannuo.core.pace.judging import Goal, Nature, Pace, Standing, Thresholds, pace_of
from jiannuo.core.pace.stages import Aim, aim_of, stage_of

__all__ = [
    "Aim",
    "Basis",
    "Curve",
    "Forecast",
    "Goal",
    "Nature",
    "Pace",
    "Reached",
    "Stage",
    "Standing",
    "Step",
    "Thresholds",
    "aim_of",
    "curve_of",
    "forecast",
    "pace_of",
    "stage_of",
]
