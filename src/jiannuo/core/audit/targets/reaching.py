"""Whether a figure reaches its target.

A target is a demand, not a measurement: 5% is asked for exactly. The achieved figure may have been
rounded, and gets the benefit of it.
"""

from fractions import Fraction

from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.mentions import Mention


def signed(mention: Mention) -> Interval:
    """Give a figure's interval; 下降5% is minus five."""
    interval = mention.interval
    if mention.quantity.direction == "down" and interval.best > 0:
        return Interval(-interval.high, -interval.low, -interval.best)
    return interval


def comparator_of(target: Mention) -> str:
    """How a target is to be read: a plain figure as a floor, 以内 as a ceiling."""
    given = target.quantity.comparator
    return ">=" if given == "=" else given


def reaches(target: Mention, achieved: Interval) -> bool:
    """Say whether the achieved figure, or what may have been rounded to it, reaches the target."""
    return _reaches(target, achieved, signed(target).best)


def nearly_reaches(target: Mention, achieved: Interval) -> bool:
    """Say whether it does if the target itself is taken as a rounded figure."""
    asked = signed(target)
    return _reaches(target, achieved, asked.high if is_ceiling(target) else asked.low)


def _reaches(target: Mention, achieved: Interval, asked: Fraction) -> bool:
    if target.quantity.comparator == "~":
        asked = signed(target).low
    if is_ceiling(target):
        return achieved.best <= asked or achieved.low < asked
    return achieved.best >= asked or achieved.high > asked


def is_ceiling(target: Mention) -> bool:
    """Say whether less is better: 控制在3.5%以内, 下降3%."""
    return comparator_of(target) in {"<=", "<"} or signed(target).best < 0
