"""A promise's figures as a drawing: what was achieved by when, beside what was to be.

Drawn on the server as SVG, so that it needs no script and prints; the numbers stand in a table below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from jiannuo.publishing.models.published import PublicFigure

WIDTH: Final = 640
HEIGHT: Final = 220
_LEFT: Final = 8
_RIGHT: Final = 40
_TOP: Final = 34
_BOTTOM: Final = 28
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A figure's place in the drawing, and its number."""

    x: float
    y: float
    text: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One series; `annual_y` is where the year's target lies, None without one."""

    subject: str
    unit: str
    points: tuple[Point, ...]
    targets: tuple[Point, ...]
    annual: str
    annual_y: float | None
    base: float
    rows: tuple[tuple[str, str, str], ...]
    """Period, achieved, target: the table below."""

    @property
    def line(self) -> str:
        """Return the achieved values as a polyline's points."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def target_line(self) -> str:
        """Return the targets as a polyline's points."""
        return " ".join(f"{point.x},{point.y}" for point in self.targets)

    @property
    def sentence(self) -> str:
        """Return the newest point in words."""
        last = self.points[-1]
        target = next((one.text for one in self.targets if one.period == last.period), "")
        parts = [f"到{last.period}，{self.subject}{last.text}{self.unit}"]
        if target:
            parts.append(f"同期目标{target}{self.unit}")
        if self.annual:
            parts.append(f"全年目标{self.annual}{self.unit}")
        return "，".join(parts) + "。"


def curves_of(figures: Iterable[PublicFigure]) -> list[Curve]:
    """Return a drawing for each subject and unit that figures were released of."""
    ordered = sorted(figures, key=lambda one: (one.subject, one.unit, one.last_month))
    groups = groupby(ordered, key=lambda one: (one.subject, one.unit))
    return [_curve(subject, unit, list(rows)) for (subject, unit), rows in groups]


def _curve(subject: str, unit: str, rows: list[PublicFigure]) -> Curve:
    annual = rows[-1].annual
    values = [row.achieved for row in rows] + [row.target for row in rows if row.target is not None]
    if annual is not None:
        values.append(annual)
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    span = high - low or Decimal(1)

    def height(value: Decimal) -> float:
        share = float((value - low) / span)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    def point(row: PublicFigure, value: Decimal) -> Point:
        across = (min(max(row.last_month, 1), _MONTHS) - 1) / (_MONTHS - 1)
        x = round(_LEFT + across * (WIDTH - _LEFT - _RIGHT), 1)
        return Point(x, height(value), plain(value), row.period)

    return Curve(
        subject=subject,
        unit=unit,
        points=tuple(point(row, row.achieved) for row in rows),
        targets=tuple(point(row, row.target) for row in rows if row.target is not None),
        annual="" if annual is None else plain(annual),
        annual_y=None if annual is None else height(annual),
        base=height(Decimal(0)),
        rows=tuple(
            (row.period, plain(row.achieved), "" if row.target is None else plain(row.target))
            for row in rows
        ),
    )


def plain(value: Decimal) -> str:
    """Return a number as people write it: no trailing zeros, no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
