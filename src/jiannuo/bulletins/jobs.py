"""Bulletins that come up by themselves: looked for again and again, for as long as a worker lives."""

from collections.abc import Callable
from typing import Final

from django.utils import timezone

from jiannuo.bulletins.actions.draft_due import draft_due
from jiannuo.directory.actor import machine
from jiannuo.history.queries import head_hash
from jiannuo.outbox.sweeping import keep_running

EVERY: Final = 60.0
"""Seconds between two looks: a closed task has its draft within a minute."""
_NAME: Final = "系统"


def sweep() -> None:
    """Draft what is due now; safe at any time and in several workers."""
    draft_due(machine(_NAME))


def keep_sweeping(every: float = EVERY) -> Callable[[], None]:
    """Sweep for as long as the process lives. Returns what stops it and waits for it.

    Nothing comes due but by an act or by a new day, so a look that finds neither costs one query.
    """
    seen = ("", timezone.localdate())

    def look() -> None:
        nonlocal seen
        stands = head_hash(), timezone.localdate()
        if stands != seen:
            sweep()
            seen = stands

    return keep_running("bulletins", every, look)
