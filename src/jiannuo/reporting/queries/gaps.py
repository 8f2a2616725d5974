"""What a sheet still needs before it can be handed in: only what every report must say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jiannuo.reporting.models import Line, LineState, Report, Submission
from jiannuo.reporting.queries.repetitions import spoken_for
from jiannuo.reporting.queries.submissions import own_last_reports


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a line lacks, as the end of a sentence (“第5项还没有写完成情况”)."""

    line: int
    number: str
    field: str
    what: str


def gaps_of(sheet: Submission, lines: Sequence[Line]) -> list[Gap]:
    """Return what lines lack, in their order; their tasks must be loaded (two queries more).

    Lines that another line speaks for lack nothing of their own.
    """
    reports = own_last_reports(sheet, [line.task_id for line in lines])
    silent = spoken_for(lines)
    return [
        gap
        for line in lines
        if line.pk not in silent
        for gap in _gaps(line, reports.get(line.task_id))
    ]


def still_as_prefilled(line: Line, last: Report | None) -> bool:
    """Say whether a line still shows last period's text without anybody having said 无变化."""
    if line.unchanged or last is None or line.state == LineState.RETURNED or line.correcting:
        return False
    return bool(line.progress) and line.progress == last.progress


def _gaps(line: Line, last: Report | None) -> Iterable[Gap]:
    if not line.progress.strip():
        yield Gap(line.pk, line.task.number, "progress", "还没有写完成情况")
    elif still_as_prefilled(line, last):
        yield Gap(
            line.pk,
            line.task.number,
            "progress",
            "的完成情况还是上期原文，请修改，或点“本月无变化”",
        )
    if not line.claim:
        yield Gap(line.pk, line.task.number, "claim", "还没有选是否完成阶段任务目标")
