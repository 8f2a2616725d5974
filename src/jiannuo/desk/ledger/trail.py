"""The trail as people read it: who did what when, in words (each app's own, `history.deeds`)."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from jiannuo.history.deeds import deed_of
from jiannuo.history.queries import Happening


def trail_of(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    """Return the happenings as lines: time, actor, deed, and what unfolds below it."""
    return [_line(happening) for happening in happenings]


def _line(happening: Happening) -> dict[str, Any]:
    deed = deed_of(happening.action)
    return {
        "at": timezone.localtime(happening.at),
        "who": happening.actor_name,
        "deed": deed.said_of(happening.payload),
        "details": deed.details(happening.payload),
        "about": happening.subject_label,
        "sequence": happening.sequence,
    }
