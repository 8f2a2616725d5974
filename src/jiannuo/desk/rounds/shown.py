"""How a round is written on a page: its sentence, its strip of tasks, its organisations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from jiannuo.core.workdays import close_words, span_words
from jiannuo.reporting.deadlines import due_sentence, due_words, report_name
from jiannuo.reporting.models import DueBasis, ReportingRound, SubmissionState
from jiannuo.reporting.queries.rounds import LATE, MISSING, RoundView, SheetLine, pressing_text
from jiannuo.reporting.queries.submissions import span_of_round

_URGENT: Final = timedelta(hours=24)
"""Before that, nothing that isn't in is wrong, and nothing of it is red."""
_NEAR: Final = timedelta(days=3)
"""From here on people are pressed."""
_STEP: Final = 10
_BAR: Final = 6
_FEW: Final = 80
"""Fewer tasks than this leave a part of the strip empty: bars stay bars."""
_NAMED: Final = 12
"""Tasks that the strip's caption names one by one; of more it only gives the number."""

TALLIES: Final = (
    (MISSING, "未报"),
    (SubmissionState.NOT_STARTED.value, "未开始"),
    (SubmissionState.DRAFTING.value, "填报中"),
    (SubmissionState.SIGNING.value, "待签发"),
    (SubmissionState.SUBMITTED.value, "已报"),
    (LATE, "迟报"),
    (SubmissionState.RETURNED.value, "退回"),
    (SubmissionState.ACCEPTED.value, "通过"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One task in the strip: where it begins, and whether it is in."""

    x: int
    reported: bool


def name_of(one: ReportingRound) -> str:
    """Return 5月月报."""
    return report_name(span_of_round(one))


def headline(one: ReportingRound, now: datetime, missing: int) -> tuple[str, str]:
    """Return the page's sentence in two parts, the second being what is set larger."""
    local = timezone.localtime(now).replace(tzinfo=None)
    due = close_words(local, timezone.localtime(one.due_at).replace(tzinfo=None))
    name = name_of(one)
    if one.closed_at:
        return f"{name}已锁定", ""
    if now <= one.due_at:
        return f"{name}{due}截止，还有", span_words(one.due_at - now)
    if missing:
        return f"{name}已于{due}截止，未报", f"{missing}家"
    return f"{name}已于{due}截止，各单位都已报送", ""


def shown_round(view: RoundView, now: datetime, only: str = "") -> dict[str, Any]:
    """Return everything that a round's page and the officer's first page write of it."""
    one = view.round
    first, large = headline(one, now, len(view.missing))
    unreported = view.unreported
    counts = view.counts()
    return {
        "id": one.pk,
        "year": one.year,
        "name": name_of(one),
        "place": one.place.full_name,
        "first": first,
        "large": large,
        "sentence": due_sentence(one),
        "provisional": one.due_basis == DueBasis.PROVISIONAL,
        "announced": one.announced_at is not None,
        "closed": one.closed_at,
        "over": now > one.due_at,
        "urgent": now > one.due_at - _URGENT,
        "near": now > one.due_at - _NEAR,
        "asked": len(view.strip),
        "reported": len(view.strip) - len(unreported),
        "unreported": len(unreported),
        "units": len(view.missing),
        "bars": [Bar(x=at * _STEP, reported=t.reported) for at, t in enumerate(view.strip)],
        "width": max(_FEW, len(view.strip)) * _STEP - (_STEP - _BAR),
        "bar": _BAR,
        "strip_says": _strip_says([t.number for t in unreported], len(view.strip)),
        "first_number": view.strip[0].number if len(view.strip) >= _FEW else "",
        "last_number": view.strip[-1].number if len(view.strip) >= _FEW else "",
        "tallies": [
            {"key": key, "label": label, "count": counts[key], "current": key == only}
            for key, label in TALLIES
            if counts.get(key)
        ],
        "total": len(view.sheets),
        "sheets": [shown_sheet(s, now) for s in view.sheets if not only or only in s.keys],
        "missing": [shown_sheet(s, now) for s in view.missing],
        "sharing": [shown_sheet(s, now) for s in view.sharing],
        "requests": [shown_sheet(s, now) for s in view.sheets if s.request],
        "pressing": pressing_text(view, now),
    }


def shown_sheet(line: SheetLine, now: datetime) -> dict[str, Any]:
    """Return one organisation's row. "未开始" is about the sheet, never about who has logged in."""
    request = line.request
    return {
        "id": line.sheet,
        "name": line.name,
        "telephone": line.telephone,
        "state": line.state.label + ("（迟报）" if line.late else ""),
        "wrong": line.late or line.overdue,
        "overdue": line.overdue,
        "numbers": "、".join(filter(None, line.numbers)) or f"{len(line.numbers)}项",
        "count": len(line.numbers),
        "shares": line.shares,
        "submitted": timezone.localtime(line.submitted_at) if line.submitted_at else None,
        "by_office": line.by_office,
        "extended": due_words(line.due_at) if line.extended else "",
        "request": request
        and {
            "id": request.pk,
            "until": due_words(request.until),
            "reason": request.reason,
            "by": request.asked_by,
        },
        "still_time": line.due_at > now,
    }


def _strip_says(numbers: list[str], total: int) -> str:
    if not numbers:
        return f"{total}项都已报"
    named = [number for number in numbers if number][:_NAMED]
    more = f"等{len(numbers)}项" if len(numbers) > len(named) else "项"
    return f"实格已报，空格未报：第{'、'.join(named)}{more}"
