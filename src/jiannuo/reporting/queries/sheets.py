"""A sheet as its organisation sees it: its lines in the plan's order, how far each has come."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiannuo.reporting.models import Line, LinePart, LineState, Report, Submission
from jiannuo.reporting.queries.gaps import still_as_prefilled
from jiannuo.reporting.queries.repetitions import spoken_for
from jiannuo.reporting.queries.submissions import own_last_reports, span_of_round
from jiannuo.reporting.queries.yardsticks import yardsticks

_CORRECTABLE: Final = (
    "progress",
    "causes",
    "problems",
    "next_steps",
    "claim",
    "outlook",
    "figures",
)


class Stage(StrEnum):
    """How far a line has come, as its organisation speaks of it.

    SPOKEN_FOR is a task that another one of the sheet repeats: it is reported together with that one.
    REVISED was sent back or is being corrected, and what had to be changed has been.
    """

    EMPTY = "未填"
    SPOKEN_FOR = "同一件事，一并报送"
    PREFILLED = "上期原文，待改"
    WRITING = "填了一部分"
    UNCHANGED = "无变化"
    FILLED = "已填"
    CORRECTING = "更正中"
    RETURNED = "退回，请改"
    REVISED = "已改，待重报"
    HANDED_OVER = "已交牵头单位"
    SUBMITTED = "已报"
    ACCEPTED = "通过"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line of a sheet with what it is measured by and what was reported last.

    `speaker` is the line that speaks for it, where both stand for the same promise.
    """

    line: Line
    target: str
    last: Report | None
    stage: Stage
    lead: str
    speaker: Line | None = None

    @property
    def is_share(self) -> bool:
        """Say whether the line only gives the lead organisation a part."""
        return self.line.part == LinePart.SHARE


def sheet_lines(sheet: Submission) -> tuple[SheetLine, ...]:
    """Return a sheet's lines, those that it answers for first (seven queries, however many)."""
    lines = list(
        sheet.lines.select_related("task__plan", "submission__round", "submission__organisation")
        .prefetch_related("task__assignments")
        .order_by("-part", "task__plan", "task__table", "task__position")
    )
    reports = own_last_reports(sheet, [line.task_id for line in lines])
    targets = yardsticks([line.task_id for line in lines], span_of_round(sheet.round))
    speakers = spoken_for(lines)
    return tuple(
        SheetLine(
            line=line,
            target=targets.get(line.task_id, ""),
            last=reports.get(line.task_id),
            stage=Stage.SPOKEN_FOR
            if line.pk in speakers
            else stage_of(line, reports.get(line.task_id)),
            lead=_lead(line) if line.part == LinePart.SHARE else "",
            speaker=speakers.get(line.pk),
        )
        for line in lines
    )


def stage_of(line: Line, last: Report | None) -> Stage:
    """Return how far a line has come."""
    fixed = {
        LineState.HANDED_OVER: Stage.HANDED_OVER,
        LineState.SUBMITTED: Stage.SUBMITTED,
        LineState.ACCEPTED: Stage.ACCEPTED,
    }
    state = LineState(line.state)
    if state in fixed:
        return fixed[state]
    if state == LineState.RETURNED:
        return Stage.REVISED if _answers_returns(line) else Stage.RETURNED
    if line.correcting:
        return Stage.REVISED if _differs(line, _CORRECTABLE) else Stage.CORRECTING
    if not line.progress.strip():
        return Stage.EMPTY
    if still_as_prefilled(line, last):
        return Stage.PREFILLED
    if line.part == LinePart.WHOLE and not line.claim:
        return Stage.WRITING
    return Stage.UNCHANGED if line.unchanged else Stage.FILLED


def _answers_returns(line: Line) -> bool:
    """Say whether every field that was sent back says something else by now."""
    fields = line.returns.filter(answered_by=None).values_list("field", flat=True)
    return all(_differs(line, (field,)) for field in fields)


def _differs(line: Line, fields: Iterable[str]) -> bool:
    """Say whether any of these fields isn't what was handed in last."""
    version = line.versions.filter(withdrawn_at=None).last()
    return version is not None and any(
        getattr(line, field) != version.content.get(field) for field in fields
    )


def seen_mark(lines: Iterable[Line], paper: str) -> str:
    """Return a mark of everything that the head answers for; it changes with any of it."""
    said: list[Sequence[object]] = [(line.pk, line.revision) for line in lines]
    whole = json.dumps([said, paper], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _lead(line: Line) -> str:
    assigned = list(line.task.assignments.all())
    leads = [one.written for one in assigned if one.lead]
    return (leads or [one.written for one in assigned])[0] if assigned else ""
