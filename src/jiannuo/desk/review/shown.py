"""The queue and its head as templates want them."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Count, Q
from django.urls import reverse

from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import Line, LinePart, LineState, ReportingRound
from jiannuo.reporting.queries.review import Doubt, Waiting
from jiannuo.reporting.queries.submissions import span_of_round

_BESIDE: Final = 10
"""Lines of the queue that stand beside the one being read."""
MARKS: Final = {
    Doubt.CONTRADICTION: "contradiction",
    Doubt.QUESTION: "question",
    Doubt.NONE: "consistent",
}


def shown_queue(
    one: ReportingRound, queue: Sequence[Waiting], current: Line | None
) -> dict[str, Any]:
    """Return the queue around the line that is being read, with the counts of the round."""
    at = next((n for n, each in enumerate(queue) if current and each.line.pk == current.pk), 0)
    start = max(0, min(at - 2, len(queue) - _BESIDE))
    clear = [each for each in queue if each.doubt is Doubt.NONE and not each.is_correction]
    done = _done(one)
    return {
        "round": {
            "id": one.pk,
            "name": report_name(span_of_round(one)),
            "closed": one.closed_at is not None,
        },
        "waiting": len(queue),
        "doubtful": sum(each.doubt is not Doubt.NONE for each in queue),
        "clear": sum(bool(each.line.claim) for each in clear),
        "beside": [_entry(one, each, current) for each in queue[start : start + _BESIDE]],
        "further": max(0, len(queue) - start - _BESIDE),
        "previous": _address(one, queue, at - 1) if current else "",
        "following": _address(one, queue, at + 1) if current else "",
        **done,
    }


def _address(one: ReportingRound, queue: Sequence[Waiting], at: int) -> str:
    if not 0 <= at < len(queue):
        return ""
    return reverse("desk:review_line", args=[one.pk, queue[at].line.pk])


def _entry(one: ReportingRound, each: Waiting, current: Line | None) -> dict[str, Any]:
    return {
        "href": reverse("desk:review_line", args=[one.pk, each.line.pk]),
        "number": each.line.task.number,
        "wording": each.line.task.wording(),
        "organisation": each.line.submission.organisation.name,
        "mark": MARKS[each.doubt],
        "why": "更正，待确认" if each.is_correction else each.why,
        "current": current is not None and each.line.pk == current.pk,
    }


def _done(one: ReportingRound) -> dict[str, int]:
    """Count what the round's office has done so far."""
    counts: dict[str, int] = Line.objects.filter(
        submission__round=one, part=LinePart.WHOLE
    ).aggregate(
        accepted=Count("pk", filter=Q(state=LineState.ACCEPTED)),
        returned=Count("pk", filter=Q(state=LineState.RETURNED)),
    )
    return counts
