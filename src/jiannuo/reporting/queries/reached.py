"""Whom reminders of a round have reached: when each organisation was last reminded, and who cannot be.

Only what was sent is told, never whether anybody has read it or logged in.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from jiannuo.directory.models import Grant
from jiannuo.directory.models.people import OF_AN_ORGANISATION
from jiannuo.outbox.models import Message
from jiannuo.reporting.queries.rounds import SheetLine


def last_reminders(lines: Iterable[SheetLine]) -> dict[int, datetime]:
    """Return for each sheet (id) when its organisation was last reminded (one query)."""
    about = {f"submission:{line.sheet}": line.sheet for line in lines}
    sent = (
        Message.objects.filter(about__in=about, key__startswith="remind:")
        .order_by()
        .values("about")
        .annotate(last=Max("created_at"))
        .values_list("about", "last")
    )
    return {about[subject]: last for subject, last in sent}


def without_accounts(lines: Iterable[SheetLine]) -> tuple[str, ...]:
    """Return the names of organisations for which nobody can log in (one query)."""
    named = {line.organisation: line.name for line in lines}
    known = Grant.objects.filter(
        organisation__in=named,
        role__in=OF_AN_ORGANISATION,
        active=True,
        user__is_active=True,
    ).values_list("organisation", flat=True)
    reached = set(known)
    return tuple(name for pk, name in named.items() if pk not in reached)
