"""A task's progress as small bars: how far, against the period's target and the year's."""

from decimal import Decimal
from typing import Any, Final

from jiannuo.desk.ledger.amounts import amount
from jiannuo.reporting.queries.series import Point, Series

_WIDTH: Final = 400
"""The bar's width in the picture's own units."""
_MOST: Final = 6
"""Series shown; a report of thirty roads is not read as thirty bars."""


def bars(series: tuple[Series, ...]) -> list[dict[str, Any]]:
    """Return what the template draws: the newest point of each series as a bar, all as a table."""
    return [_bar(one) for one in series[:_MOST]]


def _bar(one: Series) -> dict[str, Any]:
    newest = one.newest
    goals = [goal for goal in (one.annual, newest.target) if goal is not None]
    scale = max([*goals, newest.achieved, Decimal(1)])
    return {
        "subject": one.subject,
        "sentence": _sentence(one, newest),
        "filled": _at(newest.achieved, scale),
        "mark": "" if newest.target is None else _at(newest.target, scale),
        "end": "" if one.annual is None else _at(one.annual, scale),
        "width": _WIDTH,
        "short": newest.met is False,
        "points": [_point(point, one.unit) for point in one.points],
        "annual": "" if one.annual is None else amount(one.annual, one.unit),
        "trend": _trend(one, scale),
    }


def _sentence(one: Series, newest: Point) -> str:
    said = f"{newest.span.label}{'预计' if newest.estimated else ''}{amount(newest.achieved, one.unit)}"
    if newest.target is not None:
        said += f"，本期目标{amount(newest.target, one.unit)}"
    if one.annual is not None:
        said += f"，全年{amount(one.annual, one.unit)}"
        if one.unit != "%" and one.annual > 0:
            share = newest.achieved / one.annual * 100
            said += f"（{amount(newest.achieved, one.unit)}÷{amount(one.annual, one.unit)}＝{share:.1f}%）"
    return said


def _point(point: Point, unit: str) -> dict[str, str]:
    return {
        "label": point.span.label,
        "achieved": amount(point.achieved, unit),
        "target": "—" if point.target is None else amount(point.target, unit),
    }


def _trend(one: Series, scale: Decimal) -> str:
    """Return the polyline of a series of several periods: months across, amounts upwards."""
    if len(one.points) == 1:
        return ""
    places = [
        f"{point.span.last_month * _WIDTH // 12},{60 - int(point.achieved / scale * 56)}"
        for point in one.points
    ]
    return " ".join(places)


def _at(number: Decimal, scale: Decimal) -> str:
    return str(max(int(number / scale * _WIDTH), 0))
