"""A task's progress figures as series: one per thing counted, a point per period."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Against, Figure, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was achieved in a period, beside that period's target (None where it has none)."""

    span: Span
    achieved: Decimal
    target: Decimal | None
    estimated: bool

    @property
    def met(self) -> bool | None:
        """Say whether the period's target is reached; None without one."""
        return None if self.target is None else self.achieved >= self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One thing counted over the periods; `annual` is the year's target for it, if it has one."""

    subject: str
    unit: str
    annual: Decimal | None
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        """Return the newest point."""
        return self.points[-1]


def series_of_task(actor: Actor, task: int) -> tuple[Series, ...]:
    """Return a task's series that have a target, in the order of the report."""
    seen = tasks_visible_to(actor).filter(pk=task)
    return series_among(list(Figure.objects.filter(task__in=seen).order_by("period_index", "id")))


def series_among(figures: Sequence[Figure]) -> tuple[Series, ...]:
    """Return the series that one task's figures (all of them, by period and id) make up."""
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if figure.target is not None:
            grouped.setdefault(_thing(figure, figures), []).append(figure)
    found = [_series(unit, members) for (_, unit), members in grouped.items()]
    return tuple(sorted(found, key=lambda one: -len(one.points)))


def outcome_of_report(actor: Actor, task: int, span: Span) -> Verdict | None:
    """Return what the numbers say about a task's target of a period; None if nothing was reported."""
    return Verdict.objects.filter(
        report__task__in=tasks_visible_to(actor).filter(pk=task),
        report__period_kind=span.kind,
        report__period_index=span.index,
    ).first()


def _thing(figure: Figure, figures: Sequence[Figure]) -> tuple[str, str]:
    """Name the thing that a figure counts.

    The same achieved figure of a period stands against the period's target and the year's, in words
    that may differ: the period's words name both.
    """
    same = [
        other
        for other in figures
        if (other.period_kind, other.period_index, other.achieved, other.unit)
        == (figure.period_kind, figure.period_index, figure.achieved, figure.unit)
    ]
    named = next((other for other in same if other.against == Against.PERIOD), same[0])
    return named.subject, figure.unit


def _series(unit: str, members: Sequence[Figure]) -> Series:
    of_year = [figure for figure in members if figure.against == Against.YEAR]
    spans = dict.fromkeys(Span(one.period_kind, one.period_index) for one in members)
    named = next((one for one in members if one.against == Against.PERIOD), members[0])
    return Series(
        subject=named.subject,
        unit=unit,
        annual=of_year[-1].target if of_year else None,
        points=tuple(
            _point(span, members) for span in sorted(spans, key=lambda span: span.last_month)
        ),
    )


def _point(span: Span, members: Sequence[Figure]) -> Point:
    own = [one for one in members if (one.period_kind, one.period_index) == (span.kind, span.index)]
    against = next((one for one in own if one.against == Against.PERIOD), None)
    figure = against or own[0]
    return Point(
        span=span,
        achieved=figure.achieved,
        target=against.target if against else None,
        estimated=figure.estimated,
    )
