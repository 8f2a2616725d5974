"""Create a round of reports, with a sheet for every organisation that has a duty."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.duties import duties
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.actions.round.errors import RoundExistsError, RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.deadlines import Due, due_of, report_name
from jiannuo.reporting.models import ReportingRound, RoundRule

OPEN_DAYS: Final = 10
"""Days before the deadline on which a round opens, unless its rule says otherwise."""


def create_round(
    actor: Actor,
    place: Place,
    *,
    year: int,
    span: Span,
    due: Due | None = None,
    opens_on: date | None = None,
    plans: Iterable[Plan] | None = None,
    needs_signature: bool = True,
    rule: RoundRule | None = None,
) -> ReportingRound:
    """Create a place's round for a period, due on the fifth working day after it unless told.

    Without plans it covers all of the place's plans of the year. Raises RoundExistsError
    where the period has a round already, RoundRefusedError where nobody owes anything.
    """
    require_rounds(actor, place.pk)
    due = due or due_of(place, year, span)
    chosen = list(Plan.objects.filter(place=place, year=year) if plans is None else plans)
    with transaction.atomic():
        _refuse_unfit(place, year, span, chosen)
        one = ReportingRound.objects.create(
            place=place,
            rule=rule,
            year=year,
            period_kind=span.kind,
            period_index=span.index,
            opens_on=opens_on or due.day - timedelta(days=OPEN_DAYS),
            due_at=due.at,
            due_basis=due.basis,
            due_why=due.why,
            needs_signature=needs_signature,
        )
        one.plans.set(chosen)
        recorded(
            actor,
            "round.create",
            one,
            {
                "due_at": due.at.isoformat(),
                "why": due.why,
                "basis": due.basis.value,
                "plans": [plan.title for plan in chosen],
                "by_rule": rule is not None,
            },
        )
        complete_sheets(actor, one)
    return one


def _refuse_unfit(place: Place, year: int, span: Span, plans: list[Plan]) -> None:
    name = f"{year}年{report_name(span)}"
    same = ReportingRound.objects.filter(
        place=place, year=year, period_kind=span.kind, period_index=span.index
    )
    if standing := same.first():
        raise RoundExistsError(name, standing.pk)
    if not duties(plan.pk for plan in plans):
        raise RoundRefusedError(
            f"{name}没有要报的任务：所选计划里没有在办、并且明确了责任单位的任务。"
        )
