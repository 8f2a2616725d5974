"""Rounds by themselves: created and announced by rule, completed, reminded of; and plans that are due."""

from collections.abc import Callable
from typing import Final

from jiannuo.directory.actor import machine
from jiannuo.outbox.sweeping import keep_running
from jiannuo.reporting.actions.filing.remind import remind_of_plans
from jiannuo.reporting.actions.round.by_rule import keep_rounds
from jiannuo.reporting.actions.round.remind import remind_due

EVERY: Final = 60.0
"""Seconds between two looks: a reminder may come a minute late."""
_NAME: Final = "系统"


def sweep() -> None:
    """Do what is due now; safe at any time and in several workers."""
    actor = machine(_NAME)
    keep_rounds(actor)
    remind_due(actor)
    remind_of_plans(actor)


def keep_sweeping(every: float = EVERY) -> Callable[[], None]:
    """Sweep for as long as the process lives. Returns what stops it and waits for it."""
    return keep_running("rounds", every, sweep)
