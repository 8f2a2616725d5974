"""How far a batch is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.intake.batches.models import Batch
from jiannuo.intake.models import UNFINISHED, State, Upload
from jiannuo.intake.queries.visible import importable_places

_FIRST: Final = 3
"""Files from which on the time that is left can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A batch's numbers: files that came, that are missing, that are read, that gave nothing.

    `files` counts what is to be read, the members of archives with it; `seconds_left` is None as
    long as nobody can tell, and when nothing is left.
    """

    expected: int
    came: int
    known: int
    files: int
    finished: int
    read: int
    confirmed: int
    failed: int
    archives: int
    rows: int
    seconds_left: int | None

    @property
    def missing(self) -> int:
        """Files that were announced and have not come."""
        return max(0, self.expected - self.came)

    @property
    def working(self) -> bool:
        """Whether the machine still reads."""
        return self.finished < self.files


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """Return the batches of the places into which the actor may import, newest first."""
    if actor.machine:
        return Batch.objects.all()
    return Batch.objects.filter(place__in=importable_places(actor))


def uploads_of(batch: Batch) -> QuerySet[Upload]:
    """Return the uploads of a batch, those that came packed with them."""
    return Upload.objects.filter(
        Q(batch_files__batch=batch) | Q(archive__batch_files__batch=batch)
    ).distinct()


def standing_of(batch: Batch, now: datetime) -> Standing:
    """Count a batch."""
    states: Counter[str] = Counter()
    rows = 0
    for state, count in uploads_of(batch).values_list("state", "rows"):
        states[state] += 1
        rows += count
    refused_at_once = batch.files.filter(upload=None).count()
    files = sum(states.values()) - states[State.UNPACKED]
    finished = files - sum(states[one] for one in UNFINISHED)
    return Standing(
        expected=batch.expected,
        came=batch.files.count(),
        known=batch.files.filter(known=True).count(),
        files=files,
        finished=finished,
        read=states[State.READ],
        confirmed=states[State.CONFIRMED],
        failed=states[State.UNREADABLE] + states[State.REFUSED] + refused_at_once,
        archives=states[State.UNPACKED],
        rows=rows,
        seconds_left=_seconds_left(batch, finished, files, now),
    )


def _seconds_left(batch: Batch, finished: int, files: int, now: datetime) -> int | None:
    known = batch.files.filter(known=True).count()
    done = finished - known
    if done < _FIRST or finished >= files:
        return None
    passed = (now - batch.created_at).total_seconds()
    return round(passed / done * (files - finished))
