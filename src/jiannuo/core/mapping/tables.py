"""One table understood: its columns decided, its rows read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiannuo.core.mapping.body import TaskLine, read_body
from jiannuo.core.mapping.cells import CellContext, column_texts
from jiannuo.core.mapping.columns import ColumnPlan, plan_columns
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.lead_conventions import convention_in
from jiannuo.core.mapping.matrix import read_rows
from jiannuo.core.mapping.members import MemberContext
from jiannuo.core.mapping.observations import observe
from jiannuo.core.mapping.organisations import names_standing_alone
from jiannuo.core.mapping.people import known_names
from jiannuo.core.mapping.profiles import EMPTY, MappingProfile, column_keys
from jiannuo.core.mapping.remembering import remark_on_use
from jiannuo.core.mapping.sheets import Sheet
from jiannuo.core.mapping.statuses import opens_with_verdicts
from jiannuo.core.mapping.vocabulary import LEAD
from jiannuo.core.records import Column, Period, Table, Unplaced

_STATED_MEASURE = re.compile(r"(?:计量|金额)?单位：([一-鿿㎡%]{1,6})$")


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table's canonical form (None if its columns could not be told), what it left over, warnings."""

    table: Table | None
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...] = ()


def read_table(
    sheet: Sheet,
    *,
    period: Period | None,
    caption: str | None,
    form_fields: Sequence[str],
    notes: Sequence[str],
    profile: MappingProfile = EMPTY,
) -> TableReading:
    """Understand a table.

    `period` is the document's own; `form_fields` are the lines of the form around the table;
    `notes` are the document's own words around its tables, which may say how the lead is marked;
    `profile` is what the office said of such tables before.
    """
    header = sheet.header
    if header is None:
        return _set_aside(sheet, "表格没有可识别的表头")
    layout = profile.layout_of(column_keys(map(header.path, range(len(header.names)))))
    if layout is not None and layout.aside:
        return _set_aside(sheet, f"{layout.said}，这样的表不是任务表")
    explicit = _marks_merges(sheet)
    plans = plan_columns(header, sheet.lines[header.last :], period, layout)
    body = read_body(sheet.lines, header, plans, explicit=explicit)
    fields = [*form_fields, *body.form_fields]
    context = _context(body.tasks, plans, fields, [*notes, *(cell.text for cell, _ in body.loose)])
    drafts = [
        draft for task in body.tasks for draft in read_rows(task, context, header, sheet.lines)
    ]
    warnings = [
        *observe(drafts, context.plans),
        *_about_header(sheet),
        *remark_on_use(plans, layout),
    ]
    return TableReading(
        Table(
            columns=tuple(_column(plan) for plan in context.plans),
            rows=tuple(draft.build() for draft in drafts),
            caption=caption,
            skipped_rows=body.skipped_rows(),
            form_fields=tuple(fields),
        ),
        _left_over(drafts, [(cell.text, cell.citation, why) for cell, why in body.loose]),
        tuple(warnings),
    )


def _set_aside(sheet: Sheet, why: str) -> TableReading:
    cells = [cell for line in sheet.lines for cell in line.own if cell.text.strip()]
    return TableReading(
        None, tuple(Unplaced(text=c.text.strip(), citation=c.citation, why=why) for c in cells)
    )


def _left_over(drafts: Sequence[Draft], loose: Sequence[tuple]) -> tuple[Unplaced, ...]:  # type: ignore[type-arg]
    aside = [Unplaced(text=text.strip(), citation=place, why=why) for text, place, why in loose]
    return (*(piece for draft in drafts for piece in draft.unplaced), *aside)


def _about_header(sheet: Sheet) -> list[str]:
    remarks = []
    if sheet.guessed:
        remarks.append("表格没有表头，各列是按内容推断的，请逐列核对。")
    if sheet.turned:
        remarks.append("表格横排任务、竖排栏目，已按每列一项任务读取。")
    return remarks


def _context(
    tasks: Sequence[TaskLine],
    plans: tuple[ColumnPlan, ...],
    form_fields: Sequence[str],
    notes: Sequence[str],
) -> CellContext:
    progress = [plan.index for plan in plans if plan.field and plan.field.startswith("progress")]
    has_status = any(plan.field == "status" for plan in plans)
    verdicts = not has_status and any(
        opens_with_verdicts(column_texts(tasks, column)) for column in progress
    )
    return CellContext(
        plans=tuple(_with_status(plan) for plan in plans) if verdicts else plans,
        members=_members(tasks, plans, notes),
        verdicts_open=verdicts,
        measure=_measure(plans, form_fields),
    )


def _with_status(plan: ColumnPlan) -> ColumnPlan:
    if plan.field and plan.field.startswith("progress"):
        return replace(plan, also=(*plan.also, "status"))
    return plan


def _members(
    tasks: Sequence[TaskLine], plans: Sequence[ColumnPlan], notes: Sequence[str]
) -> MemberContext:
    units = [plan for plan in plans if plan.field == "units"]
    leaders = [plan.index for plan in plans if plan.field == "leaders"]
    convention = convention_in([*(plan.header for plan in units), *notes])
    kind = convention.kind if convention else None
    cells = [cell for plan in units for task in tasks if (cell := task.cells[plan.index])]
    if kind and not any(mark.kind is kind for cell in cells for mark in cell.marks):
        convention = None
    return MemberContext(
        known_units=names_standing_alone(
            text for plan in units for text in column_texts(tasks, plan.index)
        ),
        known_people=known_names(
            text for column in leaders for text in column_texts(tasks, column)
        ),
        has_lead_column=any(plan.role == LEAD for plan in units) and len(units) > 1,
        convention=convention,
    )


def _measure(plans: Sequence[ColumnPlan], form_fields: Sequence[str]) -> str | None:
    """Return the one unit of measurement that headers, or the line above the table, state."""
    if any(plan.field == "measure_unit" for plan in plans):
        return None
    stated = {plan.measure for plan in plans if plan.field in {"target_value", "actual_value"}}
    stated.discard(None)
    if not stated:
        stated = {found[1] for one in form_fields if (found := _STATED_MEASURE.match(one))}
    return stated.pop() if len(stated) == 1 else None


def _marks_merges(sheet: Sheet) -> bool:
    """Say whether the source marks merged cells itself, so that an empty cell is really empty."""
    return any(cell.row_span > 1 or cell.column_span > 1 for cell in sheet.table.cells)


def _column(plan: ColumnPlan) -> Column:
    return Column(header=plan.header, field=plan.target, also=plan.also, why=plan.why)
