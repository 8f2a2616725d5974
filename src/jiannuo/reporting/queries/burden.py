"""The burden meter: what a round of reports cost those who filled it, and what was sent back why.

Counted from what is there anyway (when a sheet was opened and handed in, how many fields were asked
and prefilled); nobody's activity is watched. Shown to the office that causes the burden.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from jiannuo.directory.actor import Actor
from jiannuo.reporting.models import (
    LinePart,
    LineVersion,
    ReportingRound,
    Return,
    ReturnedField,
    ReturnReason,
    Submission,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetBurden:
    """What one organisation's sheet asked of it.

    `minutes` from opening to the first submission (the working time itself is not watched); None
    where it was not handed in, or entered by the office.
    """

    organisation: str
    tasks: int
    fields_asked: int
    fields_prefilled: int
    unchanged: int
    returned: int
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBurden:
    """What a round asked of all, and what was sent back, by reason and by field."""

    sheets: tuple[SheetBurden, ...]
    reasons: tuple[tuple[ReturnReason, int], ...]
    fields: tuple[tuple[ReturnedField, int], ...]

    @property
    def fields_asked(self) -> int:
        """Return how many fields all sheets asked for."""
        return sum(sheet.fields_asked for sheet in self.sheets)

    @property
    def fields_prefilled(self) -> int:
        """Return how many of them stood there already."""
        return sum(sheet.fields_prefilled for sheet in self.sheets)

    @property
    def median_minutes(self) -> int | None:
        """Return the median of the sheets' minutes, None where none was handed in."""
        minutes = [sheet.minutes for sheet in self.sheets if sheet.minutes is not None]
        return round(median(minutes)) if minutes else None


def round_burden(actor: Actor, one: ReportingRound) -> RoundBurden:
    """Return a round's burden, for the office of its place (four queries); empty for others."""
    if not actor.machine and one.place_id not in actor.places:
        return RoundBurden(sheets=(), reasons=(), fields=())
    sheets = list(
        Submission.objects.filter(round=one)
        .select_related("organisation")
        .order_by("organisation__sort_key")
    )
    tasks = Counter(
        Submission.objects.filter(round=one, lines__part=LinePart.WHOLE).values_list(
            "pk", flat=True
        )
    )
    unchanged = Counter(
        LineVersion.objects.filter(
            line__submission__round=one, withdrawn_at=None, content__unchanged=True
        ).values_list("line__submission", flat=True)
    )
    returns = list(
        Return.objects.filter(line__submission__round=one).values_list(
            "line__submission", "reason", "field"
        )
    )
    returned = Counter(sheet for sheet, _, _ in returns)
    return RoundBurden(
        sheets=tuple(
            SheetBurden(
                organisation=sheet.organisation.name,
                tasks=tasks[sheet.pk],
                fields_asked=sheet.fields_asked,
                fields_prefilled=sheet.fields_prefilled,
                unchanged=unchanged[sheet.pk],
                returned=returned[sheet.pk],
                minutes=_minutes(sheet),
            )
            for sheet in sheets
        ),
        reasons=tuple(
            (ReturnReason(code), count) for code, count in _most(reason for _, reason, _ in returns)
        ),
        fields=tuple(
            (ReturnedField(name), count) for name, count in _most(field for _, _, field in returns)
        ),
    )


def _minutes(sheet: Submission) -> int | None:
    if sheet.by_office or sheet.opened_at is None or sheet.first_submitted_at is None:
        return None
    return round((sheet.first_submitted_at - sheet.opened_at) / timedelta(minutes=1))


def _most(words: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(words).most_common()
