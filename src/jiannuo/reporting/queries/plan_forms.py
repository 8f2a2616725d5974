"""附件3 as a document to fill in offline: an organisation's plan in the office's own form.

The columns are those of 附件3 of the notices that offices send (《年度工作任务落实计划表》); one for the
months is added where the notice asks for them. What is rendered from here reads back into the same
lines (`intake.forms`): from what is visible, not from hidden metadata. So it says itself as of when
it was filled in, that what somebody saves later is not overwritten by an older sheet.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone

from jiannuo.core.records import Column, Document, Table
from jiannuo.core.records import Row as Printed
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN, Row, Sheet, asked_of, sheets_of

_BEFORE_MONTHS: Final = (
    Column(header="分解序号", field="number"),
    Column(header="重点任务、民生实事内容", field="task"),
    *(
        Column(header=f"季度目标及推进计划/{name}季度", field=f"quarter_targets.{at}")
        for at, name in enumerate("一二三四", start=1)
    ),
)
_MONTHS: Final = Column(header="月度计划", field="month_plan")
_AFTER_MONTHS: Final = (
    Column(header="主要负责人", field="principal"),
    Column(header="分管负责人", field="deputy"),
    Column(header="备注", field="remarks"),
)
AS_OF: Final = "数据截至"
"""The label before the moment at which the form was filled in from the lines."""


def plan_form(filing: PlanFiling, now: datetime) -> Document:
    """Return a plan as 附件3, prefilled with what its lines hold at `now`."""
    sheets = sheets_of(filing, asked_of(filing).tasks)
    year = filing.issue.year
    return Document(
        source=f"{filing.organisation.name}{year}年落实计划表",
        title=f"{year}年年度工作任务落实计划表",
        year=year,
        tables=(
            Table(
                columns=_columns(filing, sheets),
                rows=tuple(_printed(row) for sheet in sheets for row in sheet.rows),
                form_fields=_form_fields(filing, now),
            ),
        ),
    )


def _columns(filing: PlanFiling, sheets: Sequence[Sheet]) -> tuple[Column, ...]:
    held = any(row.line.months for sheet in sheets for row in sheet.rows)
    months = (_MONTHS,) if filing.issue.months_asked or held else ()
    return (*_BEFORE_MONTHS, *months, *_AFTER_MONTHS)


def _printed(row: Row) -> Printed:
    line = row.line
    return Printed(
        number=row.number,
        task=line.content or None,
        quarter_targets=line.quarters,
        month_plan=line.months,
        principal=line.principal or None,
        deputy=line.deputy or None,
        remarks=line.remarks or None,
    )


def _form_fields(filing: PlanFiling, now: datetime) -> tuple[str, ...]:
    handed_in = filing.submitted_at if filing.state not in BEING_WRITTEN else None
    day = timezone.localtime(handed_in) if handed_in else None
    return (
        f"填报单位：{filing.organisation.name}",
        f"填报时间：{day.year}年{day.month}月{day.day}日" if day else "填报时间",
        f"填报人：{filing.filled_by}" if filing.filled_by else "填报人",
        f"联系电话：{filing.telephone}" if filing.telephone else "联系电话",
        f"负责人签字：{filing.signed_by}" if filing.signed_by and day else "负责人签字",
        f"{AS_OF}：{stamp(timezone.localtime(now))}",
    )


def stamp(moment: datetime) -> str:
    """Write the moment of a form to the second; `intake.forms.plan_reading` reads it."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M:%S}"
