"""A task against its year, in words: the standing, its sum, and where the year will end."""

from typing import Any, Final

from jiannuo.core.pace import Standing
from jiannuo.ledger.periods import Span
from jiannuo.reporting.queries.pace import TaskPace, ThingPace, paces

STANDINGS: Final = {
    Standing.AHEAD: ("超序时", "ahead"),
    Standing.ON_TRACK: ("达序时", "on-pace"),
    Standing.BEHIND: ("欠序时", "behind"),
    Standing.UNDETERMINED: ("不作判断", ""),
}
"""What a standing is called, and its shape."""


def shown_paces(task: int, span: Span) -> list[dict[str, Any]]:
    """Return what can be said about each thing that the task counts; nothing about what cannot."""
    found = paces([task], span)[task]
    return [_thing(one) for one in found.things if one.pace.standing is not Standing.UNDETERMINED]


def reckoned(found: TaskPace) -> dict[str, str]:
    """Return a task's pace as the machine's voice says it, and why where it says nothing."""
    label, mark = STANDINGS[found.standing]
    return {
        "label": f"严重{label}" if found.severe else label,
        "mark": mark,
        "sum": found.sum or found.why_not,
        "forecast": next((one.forecast.sentence for one in found.things if one.forecast), ""),
    }


def _thing(one: ThingPace) -> dict[str, Any]:
    label, mark = STANDINGS[one.pace.standing]
    return {
        "subject": one.subject,
        "label": f"严重{label}" if one.pace.severe else label,
        "mark": mark,
        "sum": one.pace.sum,
        "forecast": one.forecast.sentence if one.forecast else "",
    }
