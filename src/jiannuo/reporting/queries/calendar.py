"""The dates that concern an actor: rounds that exist, and those that rules will make."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.ledger.models import Plan
from jiannuo.reporting.deadlines import due_by, due_sentence, report_name, spans_around
from jiannuo.reporting.models import (
    DueBasis,
    LinePart,
    ReportingRound,
    RoundRule,
    Submission,
)
from jiannuo.reporting.queries.submissions import span_of_round

_AHEAD: Final = 400
"""Days that a calendar looks ahead; farther away holidays are guesses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One deadline: whose, for what, until when and why.

    `key` stays the same while the deadline moves, so that calendar programs move the entry.
    """

    key: str
    place: str
    title: str
    due_at: datetime
    sentence: str
    provisional: bool
    round: int | None
    submitted: bool


def dates_of(actor: Actor) -> tuple[Date, ...]:
    """Return the deadlines of the actor's places and organisations, in order of time."""
    places = actor.home_places
    rounds = ReportingRound.objects.filter(place__in=places).select_related("place")
    if not places & actor.places:
        own = Submission.objects.filter(
            round=OuterRef("pk"),
            organisation__in=actor.organisations,
            lines__part=LinePart.WHOLE,
        )
        rounds = rounds.filter(Exists(own))
    sheets = _own_sheets(actor, [one.pk for one in rounds])
    found = [_of_round(one, sheets.get(one.pk)) for one in rounds]
    known = {(one.place_id, one.year, span_of_round(one).key) for one in rounds}
    expected = RoundRule.objects.filter(place__in=places, active=True).select_related("place")
    for rule in expected:
        found += _expected(rule, known)
    return tuple(sorted(found, key=lambda one: (one.due_at, one.key)))


def _own_sheets(actor: Actor, rounds: list[int]) -> dict[int, Submission]:
    sheets = Submission.objects.filter(
        Q(round__in=rounds), organisation__in=actor.organisations
    ).order_by("pk")
    return {sheet.round_id: sheet for sheet in sheets}


def _of_round(one: ReportingRound, sheet: Submission | None) -> Date:
    due_at = (sheet.due_at if sheet else None) or one.due_at
    return Date(
        key=f"{one.place_id}-{one.year}-{span_of_round(one).key}",
        place=one.place.full_name,
        title=f"{one.year}年{report_name(span_of_round(one))}截止",
        due_at=due_at,
        sentence=due_sentence(one),
        provisional=one.due_basis == DueBasis.PROVISIONAL,
        round=one.pk,
        submitted=bool(sheet and sheet.first_submitted_at),
    )


def _expected(rule: RoundRule, known: set[tuple[int, int, str]]) -> list[Date]:
    """Return the deadlines of rounds that the rule will make, for years in which there is a plan."""
    day: date = today(rule.place)
    years = set(Plan.objects.filter(place=rule.place).values_list("year", flat=True))
    found = []
    for year, span in spans_around(rule.period_kind, day):
        if year not in years or (rule.place_id, year, span.key) in known:
            continue
        due = due_by(rule, year, span)
        if not 0 <= (due.day - day).days <= _AHEAD:
            continue
        found.append(
            Date(
                key=f"{rule.place_id}-{year}-{span.key}",
                place=rule.place.full_name,
                title=f"{year}年{report_name(span)}截止",
                due_at=due.at,
                sentence=f"{due.why}。",
                provisional=due.basis == DueBasis.PROVISIONAL,
                round=None,
                submitted=False,
            )
        )
    return found
