"""The proposed tasks as a canonical document: the list that an office would issue as 附件1 and 附件2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jiannuo.core.records import Column, Document, Doubt, Period, PeriodKind, Row, Table

if TYPE_CHECKING:  # `values` offers this function as a method
    from collections.abc import Sequence

    from jiannuo.core.mapping.decomposition.values import Decomposition, Task

_HEADERS: Final = (
    ("number", "序号"),
    ("category", "类别"),
    ("task", "任务内容"),
    ("deadline", "完成时限"),
)
_CAPTIONS: Final = {
    "report": "附件1 政府工作报告年度任务（建议稿）",
    "pledges": "附件2 民生实事（建议稿）",
}
_DOUBTED: Final = 0.5
"""How sure a proposal is of being a task where something speaks against it."""


def document_of(decomposition: Decomposition) -> Document:
    """Lay the tasks out as rows, the report's own in one table and the pledges in another.

    What was not taken stays with the decomposition: a list that is issued shows tasks only. A
    warning says how much that is.
    """
    tables = []
    for kind, caption in _CAPTIONS.items():
        tasks = [task for task in decomposition.tasks if task.kind.value == kind]
        if tasks:
            tables.append(_table(tasks, caption))
    year = decomposition.year
    left = len(decomposition.not_taken)
    aside = (f"报告中另有 {left} 处没有作为任务，原文和理由见分解结果。",) if left else ()
    return Document(
        source=decomposition.source,
        title=f"{year}年政府工作报告任务分解" if year else "政府工作报告任务分解",
        year=year,
        period=Period(PeriodKind.YEAR, 1) if year else None,
        tables=tuple(tables),
        warnings=(*decomposition.warnings, *aside),
    )


def _table(tasks: Sequence[Task], caption: str) -> Table:
    rows = [_row(task, number) for number, task in enumerate(tasks, start=1)]
    shown = [pair for pair in _HEADERS if any(getattr(row, pair[0]) for row in rows)]
    return Table(
        caption=caption,
        columns=tuple(
            Column(header=header, field=name, why="由报告全文分解得出") for name, header in shown
        ),
        rows=tuple(rows),
    )


def _row(task: Task, number: int) -> Row:
    place = task.passages[0].citation
    cells = (str(number), task.category, task.text, task.deadline)
    return Row(
        number=str(number),
        category=task.category,
        task=task.text,
        deadline=task.deadline,
        raw_cells=tuple(cell for cell in cells if cell),
        citations={"task": place} | ({"deadline": place} if task.deadline else {}),
        doubts=tuple(Doubt(field="task", why=why, confidence=_DOUBTED) for why in task.doubts),
    )
