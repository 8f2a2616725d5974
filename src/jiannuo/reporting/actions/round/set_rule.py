"""Set the rule by which a place's rounds are created, and when it reminds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from django.db import transaction

from jiannuo.core.workdays import closing
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.ledger.models import Plan
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import require_rounds
from jiannuo.reporting.models import DueKind, ReminderRule, RoundPeriod, RoundRule, Tone

REMINDERS: Final = (
    (-39, Tone.REMIND, False),
    (-4, Tone.PRESS, True),
    (10, Tone.OVERDUE, True),
)
"""Hours from the deadline, tone, whether the head is told too: what a place begins with.

Before a midnight these are nine in the morning of the day before, eight in the evening, and ten the next
morning.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTerms:
    """What a rule says (`RoundRule`)."""

    period_kind: RoundPeriod = RoundPeriod.MONTH
    due_kind: DueKind = DueKind.WORKDAY
    number: int = 5
    months_after: int = 1
    put_off: bool = True
    closing_hour: str = "24:00"
    open_days: int = 10
    needs_signature: bool = True


def set_rule(actor: Actor, place: Place, terms: RuleTerms, plans: Iterable[Plan] = ()) -> RoundRule:
    """Set a place's rule for a kind of period; the rule before ends, its rounds stay as they are.

    The first rule of a place brings the customary reminders. Raises RoundRefusedError for an hour
    that is none.
    """
    require_rounds(actor, place.pk)
    try:
        closing(date(2026, 1, 1), terms.closing_hour)
    except ValueError as error:
        raise RoundRefusedError("截止钟点应写成 17:30 或 24:00 这样。") from error
    chosen = list(plans)
    with transaction.atomic():
        RoundRule.objects.filter(place=place, period_kind=terms.period_kind, active=True).update(
            active=False
        )
        rule = RoundRule.objects.create(place=place, **asdict(terms))
        rule.plans.set(chosen)
        if not ReminderRule.objects.filter(place=place).exists():
            ReminderRule.objects.bulk_create(
                ReminderRule(place=place, hours=hours, tone=tone, to_heads=heads)
                for hours, tone, heads in REMINDERS
            )
        record(
            actor.author,
            "round.rule",
            Recorded("place", place.pk, place.full_name),
            {**asdict(terms), "plans": [plan.title for plan in chosen]},
        )
    return rule


def end_rule(actor: Actor, rule: RoundRule) -> None:
    """Create no more rounds by this rule."""
    require_rounds(actor, rule.place_id)
    with transaction.atomic():
        rule.active = False
        rule.save(update_fields=["active"])
        record(
            actor.author,
            "round.rule_end",
            Recorded("place", rule.place_id, rule.place.full_name),
            {"period_kind": rule.period_kind},
        )


def set_reminders(actor: Actor, place: Place, reminders: Iterable[tuple[int, Tone, bool]]) -> None:
    """Set when a place reminds: (hours from the deadline, tone, heads too) each, instead of before."""
    require_rounds(actor, place.pk)
    wanted = {hours: (tone, heads) for hours, tone, heads in reminders}
    with transaction.atomic():
        ReminderRule.objects.filter(place=place).delete()
        ReminderRule.objects.bulk_create(
            ReminderRule(place=place, hours=hours, tone=tone, to_heads=heads)
            for hours, (tone, heads) in wanted.items()
        )
        record(
            actor.author,
            "reminders.set",
            Recorded("place", place.pk, place.full_name),
            {"reminders": [[hours, *rest] for hours, rest in sorted(wanted.items())]},
        )
