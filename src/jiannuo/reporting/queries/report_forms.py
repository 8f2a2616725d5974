"""附件4 as a document to fill in offline: an organisation's sheet in the office's own form.

The columns are those of 附件4 of the notices that offices send (《年度工作任务落实情况表》), with 原因分析
beside 存在问题 because the same notices ask for it. What is rendered from here reads back into the
same lines (`intake.forms`): from what is visible, not from hidden metadata.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from jiannuo.core.records import Column, Document, Period, PeriodKind, Row, Table
from jiannuo.reporting.models import Claim, SignatureKind, Submission
from jiannuo.reporting.queries.sheets import SheetLine, sheet_lines
from jiannuo.reporting.queries.submissions import span_of_round

FORM_COLUMNS: Final = (
    Column(header="序号", field="number"),
    Column(header="重点任务、民生实事内容", field="task"),
    Column(header="本期计划完成目标", field="period_target"),
    Column(header="完成情况", field="progress"),
    Column(header="存在问题", field="problems"),
    Column(header="原因分析", field="causes"),
    Column(header="下一步计划", field="next_steps"),
    Column(header="是否完成阶段任务目标", field="status"),
)
SHARE_CAPTION: Final = "提供给牵头单位的部分"
_DAY: Final = "{0.year}年{0.month}月{0.day}日"


def report_form(sheet: Submission) -> Document:
    """Return a sheet as 附件4: a table for each plan, one more for what is given to lead organisations.

    Prefilled with what the lines hold now; an empty cell is one that was never filled.
    """
    parts = _parts(sheet_lines(sheet))
    span = span_of_round(sheet.round)
    year = sheet.round.year
    return Document(
        source=f"{sheet.organisation.name}{year}年{span.label}报表",
        title=f"{year}年年度工作任务落实情况表（{span.label}）",
        year=year,
        period=Period(PeriodKind(span.kind), span.index),
        tables=tuple(
            _table(_caption(lines[0], span.label, alone=len(parts) == 1), lines, sheet)
            for lines in parts
        ),
    )


def _parts(lines: Iterable[SheetLine]) -> list[list[SheetLine]]:
    """Part the lines by what becomes a table of its own: the plan, and whether it is a share."""

    def key(one: SheetLine) -> tuple[bool, int]:
        return one.is_share, one.line.task.plan_id

    return [list(group) for _, group in groupby(sorted(lines, key=key), key=key)]


def _caption(first: SheetLine, period: str, *, alone: bool) -> str | None:
    title = first.line.task.plan.title
    if first.is_share:
        return f"{title}（{SHARE_CAPTION}）"
    return None if alone else f"{title}（{period}）"


def _table(caption: str | None, lines: Sequence[SheetLine], sheet: Submission) -> Table:
    return Table(
        caption=caption,
        columns=FORM_COLUMNS,
        rows=tuple(_row(one) for one in lines),
        form_fields=_form_fields(sheet),
    )


def _form_fields(sheet: Submission) -> tuple[str, ...]:
    day = sheet.submitted_at
    signed = sheet.signed_by if sheet.signature == SignatureKind.SCREEN else ""
    return (
        f"填报单位：{sheet.organisation.name}",
        f"填报时间：{_DAY.format(day)}" if day else "填报时间",
        f"填报人：{sheet.filled_by}" if sheet.filled_by else "填报人",
        f"联系电话：{sheet.telephone}" if sheet.telephone else "联系电话",
        f"负责人签字：{signed}" if signed else "负责人签字",
    )


def _row(one: SheetLine) -> Row:
    line = one.line
    return Row(
        number=line.task.number or None,
        task=line.task.wording(),
        period_target=one.target or None,
        progress=line.progress or None,
        problems=line.problems or None,
        causes=line.causes or None,
        next_steps=line.next_steps or None,
        status=Claim(line.claim).label if line.claim else None,
    )
