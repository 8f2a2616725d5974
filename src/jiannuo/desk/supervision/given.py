"""What forms of letters and closings send, read into values; what cannot be read counts as not given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from jiannuo.supervision.actions.draft_letter import Terms

_PROMISES: Final = 4
"""Lines for promises on the form of a talk's record."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A line for a promise as somebody filled it in: the day as it was typed."""

    number: int
    text: str
    due: str


def day_from(text: str) -> date | None:
    """Read a day; None for an empty or impossible one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def moment_from(day: str, hour: str) -> datetime | None:
    """Read a day and an hour in the place's own time; None without a day."""
    found = day_from(day)
    if found is None:
        return None
    try:
        at = time.fromisoformat(hour.strip())
    except ValueError:
        at = time()
    return timezone.make_aware(datetime.combine(found, at.replace(tzinfo=None)))


def text_from(given: Mapping[str, str], name: str, longest: int = 4000) -> str:
    """Read a text."""
    return given.get(name, "").replace("\r\n", "\n").strip()[:longest]


def promises_from(given: Mapping[str, str]) -> list[PromiseLine]:
    """Read the lines for promises of a talk's record, the empty ones too."""
    return [
        PromiseLine(
            number,
            text_from(given, f"promise_{number}", 500),
            text_from(given, f"promise_due_{number}", 10),
        )
        for number in range(1, _PROMISES + 1)
    ]


def terms_from(given: Mapping[str, str]) -> Terms:
    """Read what is set beside a letter's text."""
    return Terms(
        reply_due_on=day_from(given.get("reply_due_on", "")),
        talk_at=moment_from(given.get("talk_day", ""), given.get("talk_hour", "")),
        talk_where=text_from(given, "talk_where", 200),
        issuer=text_from(given, "issuer", 120),
        contact=text_from(given, "contact", 120),
    )
