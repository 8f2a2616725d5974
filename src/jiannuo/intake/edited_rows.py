"""Rows on their way into the ledger, in the order in which they stand; rows that a person added. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jiannuo.core.records import Doubt, Row
from jiannuo.intake.changes import AddRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRow:
    """A row on its way: where it stood in the reading, what it is now, and what is open.

    `doubts` holds the doubts nobody has settled with their place in the reading; `changed` the
    fields that a person changed. A row that a person added stands behind the row `after`; one whose
    adding was taken back is `gone`, and keeps the places of those added later.
    """

    table: int
    position: int
    row: Row
    doubts: tuple[tuple[int, Doubt], ...]
    changed: frozenset[str] = frozenset()
    dropped: bool = False
    after: int | None = None
    gone: bool = False


def in_order(rows: Iterable[EditedRow]) -> list[EditedRow]:
    """Return a table's rows as they stand: added ones behind the rows they were added to."""
    behind: dict[int | None, list[EditedRow]] = {}
    for one in rows:
        if not one.gone:
            behind.setdefault(one.after, []).append(one)
    ordered: list[EditedRow] = []
    waiting = behind.pop(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(behind.pop(one.position, [])[::-1])
    return [*ordered, *(one for rest in behind.values() for one in rest)]


def with_added(
    rows: tuple[EditedRow, ...], change: AddRow, like: Row | None
) -> tuple[EditedRow, ...]:
    """Return a table's rows with one more, which says what `like` says."""
    said = "核对时手工添加，原文中没有" if like is None else "核对时复制"
    row = like or Row()
    added = EditedRow(
        table=change.table,
        position=change.row,
        row=replace(row, doubts=(), warnings=(*row.warnings, f"本行为{said}。")),
        doubts=(),
        after=change.after,
    )
    gaps = tuple(
        EditedRow(table=change.table, position=place, row=Row(), doubts=(), dropped=True, gone=True)
        for place in range(len(rows), change.row)
    )
    return (*rows, *gaps, added)
