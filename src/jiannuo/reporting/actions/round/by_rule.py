"""What rules do by themselves: create and announce rounds in time, keep their sheets and deadlines right.

Safe to run at any time and by several workers: what exists is not made again.
"""

import logging
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.duties import duties
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.actions.round.deadline import recount_deadline
from jiannuo.reporting.actions.round.duties import complete_sheets
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.deadlines import due_by, spans_around
from jiannuo.reporting.models import ReportingRound, RoundRule

logger = logging.getLogger(__name__)


def keep_rounds(actor: Actor) -> None:
    """Create and announce what rules ask for today, complete sheets, count provisional deadlines anew."""
    for rule in RoundRule.objects.filter(active=True).select_related("place"):
        _create(actor, rule, today(rule.place))
    open_rounds = ReportingRound.objects.filter(closed_at=None).select_related(
        "place", "rule__place"
    )
    for one in open_rounds:
        complete_sheets(actor, one)
        recount_deadline(actor, one)
        if one.rule_id and one.announced_at is None and one.opens_on <= today(one.place):
            announce_round(actor, one, at=now(one.place))


def _create(actor: Actor, rule: RoundRule, day: date) -> None:
    """Create the rule's rounds that are open now: those of the past are nobody's business any more."""
    known = set(
        ReportingRound.objects.filter(place=rule.place, period_kind=rule.period_kind).values_list(
            "year", "period_index"
        )
    )
    for year, span in spans_around(rule.period_kind, day):
        if (year, span.index) in known:
            continue
        due = due_by(rule, year, span)
        opens_on = due.day - timedelta(days=rule.open_days)
        if opens_on <= day <= due.day:
            _create_one(actor, rule, year, span, opens_on)


def _create_one(actor: Actor, rule: RoundRule, year: int, span: Span, opens_on: date) -> None:
    plans = list(rule.plans.filter(year=year) or Plan.objects.filter(place=rule.place, year=year))
    if not duties(plan.pk for plan in plans):
        return
    try:
        with transaction.atomic():
            create_round(
                actor,
                rule.place,
                year=year,
                span=span,
                due=due_by(rule, year, span),
                opens_on=opens_on,
                plans=plans,
                needs_signature=rule.needs_signature,
                rule=rule,
            )
    except (IntegrityError, RoundRefusedError):
        logger.info("another worker has created the round of %s %s", rule.place, span.key)
