"""What a plan still needs before it can be handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiannuo.reporting.models import FilingLine, PlanFiling
from jiannuo.reporting.queries.filings import Sheet


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: at which line (None: around the lines), in a sentence."""

    line: int | None
    what: str


def gaps_of(filing: PlanFiling, sheets: Iterable[Sheet]) -> tuple[Gap, ...]:
    """Return what is missing: a task without any target, a part without words, who filled it in."""
    found: list[Gap] = []
    count = 0
    for count, sheet in enumerate(sheets, start=1):  # noqa: B007  the last one is the count
        if not any(_has_target(row.line) for row in sheet.rows):
            found.append(Gap(sheet.whole.line.pk, f"第{sheet.number}项还没有填一个季度的目标"))
        found += [
            Gap(row.line.pk, f"{row.number}没有写内容")
            for row in sheet.rows
            if not row.line.content
        ]
    if count == 0:
        found.append(Gap(None, "没有要报的任务"))
    if not filing.filled_by:
        found.append(Gap(None, "没有写填报人"))
    if not filing.telephone:
        found.append(Gap(None, "没有写联系电话"))
    return tuple(found)


def _has_target(line: FilingLine) -> bool:
    return any(line.quarters.values()) or any(line.months.values())
