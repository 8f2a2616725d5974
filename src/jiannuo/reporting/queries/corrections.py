"""Which texts of a task a person has put right, and what stood there before, read from the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from jiannuo.history.queries import Happening

Holder = Literal["task", "target", "report"]

CORRECTIONS: Final = frozenset({"task.correct", "report.correct"})
"""The acts that correct a text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text is kept: the task itself, one of its targets or reports (`id`), and the field."""

    holder: Holder
    id: int
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a text was, what it became, and who said so why."""

    before: str
    after: str
    who: str
    at: datetime
    reason: str


def corrections_of(
    task: int, happenings: Iterable[Happening]
) -> dict[Spot, tuple[Correction, ...]]:
    """Return the corrections of a task's texts by spot, newest first as the happenings are."""
    found: dict[Spot, tuple[Correction, ...]] = {}
    for one in happenings:
        if one.action in CORRECTIONS:
            said = one.payload
            correction = Correction(
                before=said["before"],
                after=said["after"],
                who=one.actor_name,
                at=one.at,
                reason=said["reason"],
            )
            spot = _spot(task, said)
            found[spot] = (*found.get(spot, ()), correction)
    return found


def _spot(task: int, said: dict[str, object]) -> Spot:
    field = str(said["field"])
    for holder in ("target", "report"):
        if isinstance(pk := said.get(holder), int):
            return Spot(holder, pk, field)
    return Spot("task", task, field)
