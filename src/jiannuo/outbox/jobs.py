"""Carrying messages out in a thread of its own: a slow mail server must not delay anything else."""

from collections.abc import Callable
from typing import Final

from django.utils import timezone

from jiannuo.outbox.actions.deliver import deliver_due, note_unknown
from jiannuo.outbox.sweeping import keep_running

EVERY: Final = 5.0
"""Seconds between two looks into the outbox."""


def sweep() -> int:
    """List what crashes left, carry out what is due; return how many deliveries were tried."""
    now = timezone.now()
    note_unknown(now)
    return deliver_due(now)


def keep_delivering(every: float = EVERY) -> Callable[[], None]:
    """Sweep now and then for as long as the process lives. Returns what stops it and waits for it."""
    return keep_running("outbox", every, sweep)
