"""Tables that set several indicators side by side: a row per region, a group of columns per indicator.

    地区 | 城镇新增就业（人）        | 新建公厕（座）
         | 目标任务 | 进度 | 完成率 | 目标任务 | 进度 | 完成率

One line of such a table states as many things as it has groups. Each becomes a row of its own,
with the group's name as its indicator, so that no figure stands without what it counts. A table of
single columns (县区 | 固定资产投资（亿元） | 城镇新增就业（人）) is read likewise.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.body import TaskLine
from jiannuo.core.mapping.cells import CellContext, read_task
from jiannuo.core.mapping.column_plan import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.wording import tight
from jiannuo.core.tables import Cell

_MEASURE = re.compile(r"[（(]([^（()）]{1,6})[）)]$")


_FIGURES = frozenset({"target_value", "actual_value", "ratio"})


def read_rows(
    task: TaskLine, context: CellContext, header: Header, lines: Sequence[GridLine]
) -> list[Draft]:
    """Read a line of a table: one row, or one for each indicator that its columns are grouped by.

    `lines` are the table's lines, of which the header's name the groups. A group in which the line
    states nothing makes no row; figures outside the groups make one of their own.
    """
    groups = {plan.group: plan.names for plan in context.plans if plan.group}
    if not groups:
        return [read_task(task, context)]
    named = {cell.text: cell for line in lines[header.first : header.last] for cell in line.own}
    titles = {tight(text): cell for text, cell in named.items()}
    drafts: list[Draft] = []
    if any(_is_filled(task, plan) for plan in context.plans if _stands_apart(plan)):
        plans = tuple(plan for plan in context.plans if not plan.group)
        drafts.append(read_task(task, replace(context, plans=plans)))
    for group, names in groups.items():
        figures = [plan for plan in context.plans if plan.group == group]
        if not any(_is_filled(task, plan) for plan in figures):
            continue
        common = [
            plan
            for plan in context.plans
            if not plan.group and not _stands_apart(plan) and (plan.field or not drafts)
        ]
        plans = tuple(sorted((*common, *figures), key=lambda plan: plan.index))
        draft = read_task(task, replace(context, plans=plans, measure=None))
        if len(figures) == 1 and (cell := header.cells[figures[0].index]):
            titles.setdefault(group[-1], cell)
        _name(draft, group, names, titles)
        drafts.append(draft)
    return drafts or [read_task(task, context)]


def _stands_apart(plan: ColumnPlan) -> bool:
    return not plan.group and plan.field in _FIGURES


def _is_filled(task: TaskLine, plan: ColumnPlan) -> bool:
    cell = task.cells[plan.index]
    return cell is not None and bool(cell.text.strip())


def _name(draft: Draft, group: tuple[str, ...], names: str, titles: dict[str, Cell]) -> None:
    """Say what the figures of a row count: the indicator, its unit, and the group above as category."""
    name = group[-1]
    measure = _MEASURE.search(name)
    draft.texts[names] = name[: measure.start()] if measure else name
    if name in titles:
        draft.cite(names, titles[name])
    if measure:
        draft.texts.setdefault("measure_unit", measure[1])
        if name in titles:
            draft.cite("measure_unit", titles[name])
    if len(group) > 1 and "category" not in draft.texts:
        draft.texts["category"] = group[0]
        if group[0] in titles:
            draft.cite("category", titles[group[0]])
