"""The ledger as attachment: in the office's own columns and order, with what counts and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.content import AttachedTable
from jiannuo.bulletins.queries.counted import REPORTED, CountedResult, CountedTask, Voice
from jiannuo.core.records import Document, Row, Table, to_json
from jiannuo.directory.actor import Actor
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.queries.documents import document_of_tasks

_SAID_SO: Final = frozenset({CountedResult.UNREPORTED, CountedResult.NOT_DUE, CountedResult.CLOSED})
"""Results of tasks without a counted report that the status column names."""


def ledger(actor: Actor, scope: Scope) -> AttachedTable | None:
    """Return the attachment; None where the plan has no table to set."""
    whole, ids = document_of_tasks(actor, scope.plan.pk, span=scope.counted.basis)
    about = {task.id: task for task in scope.tasks}
    kept = [
        (replace(table, rows=rows), tasks)
        for table, of_table in zip(whole.tables, ids, strict=True)
        for rows, tasks in [_rows(table, of_table, about)]
        if tasks
    ]
    if not kept:
        return None
    document = replace(
        whole, tables=tuple(table for table, _ in kept), unplaced=(), warnings=(), citations={}
    )
    return AttachedTable(
        _title(scope, document), to_json(document), tuple(tasks for _, tasks in kept)
    )


def _title(scope: Scope, document: Document) -> str:
    title = (document.title or "").replace("\n", "")
    if len(scope.tasks) < len(scope.counted.tasks):
        return f"{scope.matter}{scope.period}进展情况表（有关任务）"
    return title or f"{scope.matter}{scope.period}完成情况表"


def _rows(
    table: Table, tasks: Sequence[int], about: Mapping[int, CountedTask]
) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    kept = [(row, task) for row, task in zip(table.rows, tasks, strict=True) if task in about]
    return (
        tuple(counted_row(row, about[task]) for row, task in kept),
        tuple(task for _, task in kept),
    )


def counted_row(row: Row, task: CountedTask) -> Row:
    """Return a row as it counts: without a word that was not accepted, with the office's result."""
    if task.result in REPORTED:
        return replace(row, status=task.word) if task.voice == Voice.OFFICE else row
    status = task.result.label if task.result in _SAID_SO else None
    emptied = replace(
        row,
        **dict.fromkeys(REPORT_FIELDS, None),  # type: ignore[arg-type]  # all of them texts
        items=tuple(item for item in row.items if item.field not in REPORT_FIELDS),
    )
    return replace(emptied, status=status)
