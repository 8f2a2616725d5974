"""Which column names a table's rows: the task, its part, its category, or a problem to be put right."""

from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.candidates import Candidate
from jiannuo.core.mapping.column_plan import ColumnPlan
from jiannuo.core.mapping.contents import Kind
from jiannuo.core.mapping.wording import words

_HALF = 0.5
_SEVERAL = 2
_NAMING = frozenset(words("task subproject annual_target indicator category region"))
_REMEDIES = frozenset(words("next_steps progress status deadline"))


def problems_as_tasks(plans: list[ColumnPlan]) -> list[ColumnPlan]:
    """Where problems are what the rows are about (存在问题 | 整改措施 | 整改时限), they are the tasks.

    That is so if no other column names the rows and others say what is done about the problems.
    """
    fields = {plan.field for plan in plans}
    problems = [plan for plan in plans if plan.field == "problems"]
    if len(problems) != 1 or fields & _NAMING or not fields & _REMEDIES:
        return plans
    why = f"{problems[0].why}；本表逐条列问题，没有另外的任务列，问题即整改事项"
    named = replace(problems[0], field="task", why=why)
    return [named if plan is problems[0] else plan for plan in plans]


def share_tasks(
    plans: list[ColumnPlan], candidates: Sequence[Candidate], body: Sequence[GridLine]
) -> list[ColumnPlan]:
    """Of two columns that name tasks, the first holds the second: task and sub-project.

    Where the rows are numbered one by one and the first column only groups them, it is their
    category.
    """
    tasks = [plan for plan in plans if plan.field == "task"]
    if len(tasks) < _SEVERAL:
        return plans
    first, second = tasks[0], tasks[1]
    changed = {}
    if _only_groups(first, plans, candidates, body):
        why = f"{first.why}；逐条编号的任务在其右侧一列，本列只作归类"
        changed[first.index] = replace(first, field="category", why=why)
    elif not any(plan.field == "subproject" for plan in plans):
        why = f"{second.why}；左侧另有任务列，本列为子项"
        changed[second.index] = replace(second, field="subproject", why=why)
    return [changed.get(plan.index, plan) for plan in plans]


def _only_groups(
    first: ColumnPlan,
    plans: Sequence[ColumnPlan],
    candidates: Sequence[Candidate],
    body: Sequence[GridLine],
) -> bool:
    number = next((plan.index for plan in plans if plan.field == "number"), None)
    if any(plan.field == "category" for plan in plans):
        return False
    grouped = _empties(body, first.index)
    if number is None:
        return grouped > 0 and candidates[first.index].numbered_in_words
    prose = candidates[first.index].profile.share(Kind.PROSE) > _HALF
    return grouped > 0 and _empties(body, number) * 4 < grouped and not prose


def _empties(body: Sequence[GridLine], column: int) -> int:
    """Count the rows in which nothing begins in a column: it is merged or left empty there.

    Rows that hold a single cell, headings over the rows below, count neither way.
    """
    return sum(
        not (line.begins(column) and line.text(column).strip())
        for line in body
        if len({cell for cell in line.places if cell and cell.text.strip()}) > 1
    )
