"""The notice by which tasks are handed out (立项督查通知) on paper, as seed 003 is one.

Number, title, 主送, text, deadline; 附件1 and 2 are the tables of its tasks (a table for each of the
year's plans), the last two the blank forms that organisations fill in (落实计划表、落实情况表).
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Final

from django.utils import timezone

from jiannuo.core.records import Column, Row, SkippedRow, Table, Unit
from jiannuo.core.rendering.official import Attachment, Level, OfficialDocument, Paragraph
from jiannuo.core.workdays import day_words, moment_words
from jiannuo.ledger.models import Issue, Plan, PlanKind, Task
from jiannuo.reporting.deadlines import due_day

_TASK_COLUMNS: Final = (
    Column(header="序号", field="number"),
    Column(header="类别", field="category"),
    Column(header="重点任务", field="task"),
    Column(header="牵头领导", field="leaders"),
    Column(header="责任单位（加黑的为牵头部门）", field="units"),
)
_PLAN_COLUMNS: Final = (
    Column(header="分解序号", field="number"),
    Column(header="重点任务、民生实事内容", field="task"),
    Column(header="季度目标及推进计划/一季度", field="quarter_targets.1"),
    Column(header="季度目标及推进计划/二季度", field="quarter_targets.2"),
    Column(header="季度目标及推进计划/三季度", field="quarter_targets.3"),
    Column(header="季度目标及推进计划/四季度", field="quarter_targets.4"),
    Column(header="主要负责人", field="principal"),
    Column(header="分管负责人", field="deputy"),
    Column(header="备注", field="remarks"),
)
_REPORT_COLUMNS: Final = (
    Column(header="序号", field="number"),
    Column(header="重点任务、民生实事内容", field="task"),
    Column(header="季度计划完成目标", field="period_target"),
    Column(header="完成情况", field="progress"),
    Column(header="存在问题", field="problems"),
    Column(header="下一步计划", field="next_steps"),
    Column(header="是否完成阶段任务目标", field="status"),
)
_BLANKS: Final = ("填报单位", "填报时间", "填报人", "联系电话", "负责人签字")
_BLANK_LINES: Final = 6
_HEADINGS: Final = "一二三四五六七八九十"
_LONGEST_HEADING: Final = 30


def notice_document(issue: Issue, tasks: Collection[int]) -> OfficialDocument:
    """Return a notice with those of its tasks that the reader may see."""
    due = moment_words(timezone.localtime(issue.due_at), weekday=False)
    months = "计划须细化到月。" if issue.months_asked else ""
    # The text usually names the day itself; a deadline said twice is one too many.
    named = day_words(due_day(issue.due_at)) in issue.text
    said = months if named else f"落实计划报送截止时间：{due}。{months}"
    closing = (Paragraph(said),) if said else ()
    return OfficialDocument(
        title=issue.title,
        number=issue.number,
        addressee=f"{issue.addressees.rstrip('：:')}：" if issue.addressees else "",
        body=(*_body(issue.text), *closing),
        attachments=(*_tables(issue, tasks), *_forms(issue.year)),
        issuer=issue.issuer,
        issued_on=issue.issued_on,
        sealed=bool(issue.issuer),
    )


def _body(text: str) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if one := line.strip():
            heading = (
                one[0] in _HEADINGS
                and one[1:2] == "、"
                and len(one) <= _LONGEST_HEADING
                and one[-1] not in "。；"
            )
            yield Paragraph(one, Level.FIRST if heading else Level.TEXT)


def _tables(issue: Issue, tasks: Collection[int]) -> Iterator[Attachment]:
    listed = (
        issue.tasks.filter(pk__in=tasks)
        .select_related("plan")
        .prefetch_related("assignments", "task_leaders")
        .order_by("plan", "table", "position")
    )
    for plan, of_plan in groupby(listed, key=lambda task: task.plan):
        yield Attachment(title=_title(plan), table=_table(list(of_plan)))


def _title(plan: Plan) -> str:
    name = "民生实事责任分解表" if plan.kind == PlanKind.PLEDGES else "工作任务责任分解立项表"
    return f"{plan.year}年年度{name}" if plan.kind == PlanKind.REPORT else f"{plan.year}年{name}"


def _table(tasks: Sequence[Task]) -> Table:
    named = any(task.category for task in tasks)
    columns = tuple(one for one in _TASK_COLUMNS if named or one.field != "category")
    return Table(columns=columns, rows=tuple(_row(task, named=named) for task in tasks))


def _row(task: Task, *, named: bool) -> Row:
    return Row(
        number=task.number or None,
        category=(task.category or None) if named else None,
        task=task.wording(),
        leaders=tuple(one.written for one in task.task_leaders.all()),
        units=tuple(
            Unit(name=one.written, lead=one.lead, role=one.word) for one in task.assignments.all()
        ),
    )


def _forms(year: int) -> Iterator[Attachment]:
    for name, columns in (("落实计划表", _PLAN_COLUMNS), ("落实情况表", _REPORT_COLUMNS)):
        lines = tuple(
            SkippedRow(why="空白", count=1, cells=(str(at), *[""] * (len(columns) - 1)))
            for at in range(1, _BLANK_LINES + 1)
        )
        table = Table(columns=columns, rows=(), skipped_rows=lines, form_fields=_BLANKS)
        yield Attachment(title=f"{year}年年度工作任务{name}", table=table)
