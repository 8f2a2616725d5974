"""A ledger's columns put into the order that an office wants: chosen, renamed, merged, grouped.

An arrangement is independent of any plan. Applied to a document it takes what the plan has, says
which of its columns the plan has nothing for, and leaves those out; nothing is invented.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from jiannuo.core.records import ROW_FIELDS, Column, Document, Row, Table
from jiannuo.core.rendering.grid import TableStyle, group_text

_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "annual_target": ("task",),
    "task": ("annual_target", "subproject"),
    "progress": ("progress_to_date", "progress_period"),
    "progress_to_date": ("progress", "progress_period"),
    "progress_period": ("progress", "progress_to_date"),
    "period_target": ("period_plan_text",),
}
"""What stands in for a field that a plan does not use: offices call the same thing by several names."""
_SHARED_CELL: Final = frozenset({"items", "raw_cells", "citations", "marks", "doubts", "warnings"})
_NOTHING: Final[Mapping[str, Any]] = {
    "quarter_targets": {},
    "month_plan": {},
    "leaders": (),
    "units": (),
}
_ACROSS: Final = 225.0
_UPRIGHT: Final = 156.0
"""Millimetres of the type area (版心) of GB/T 9704-2012 across and upright."""
_NAMED: Final = re.compile(r"\{([^{}]{1,6})\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedColumn:
    """A column: its head ("/" parts the lines of a head of several rows), what stands in it.

    `also` are further fields in the same cells. `width` is in characters of 五号, 0 as it fits;
    `align` is "left", "center" or empty for what is usual.
    """

    header: str
    field: str
    also: tuple[str, ...] = ()
    width: float = 0.0
    align: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Columns in their order, the fields whose equal neighbours become one cell, the one that groups.

    `title` and the heads may name the year, the period and the place's level: {年}, {本期}, {级}.
    """

    columns: tuple[ArrangedColumn, ...]
    title: str = ""
    merge: tuple[str, ...] = ()
    group: str = ""
    upright: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A document in an arrangement, with the tasks of its rows, and what a person should know."""

    document: Document
    tasks: tuple[tuple[int, ...], ...]
    title: str
    notes: tuple[str, ...]


def arrange(
    document: Document,
    arrangement: Arrangement,
    *,
    tasks: Sequence[Sequence[int]] = (),
    words: Mapping[str, str] | None = None,
) -> Arranged:
    """Arrange each table that has rows; `tasks` are the rows' tasks by table and go along with them.

    `words` fill the names in braces. Tables without rows (forms to be filled in) are left out.
    """
    said = words or {}
    notes: list[str] = []
    tables: list[Table] = []
    kept: list[tuple[int, ...]] = []
    for place, table in enumerate(document.tables):
        if not table.rows:
            continue
        own = tasks[place] if place < len(tasks) else ()
        rows, order = _grouped(table.rows, arrangement.group)
        rows, told = _filled(rows, arrangement, said)
        columns, missing = _columns(table, rows, arrangement, said)
        notes += [note for note in (*told, *missing) if note not in notes]
        tables.append(_table(table, rows, columns, arrangement.group))
        kept.append(tuple(own[at] for at in order) if len(own) == len(rows) else tuple(own))
    return Arranged(
        document=replace(document, tables=tuple(tables)),
        tasks=tuple(kept),
        title=named(arrangement.title, said),
        notes=tuple(notes),
    )


def style_of(
    table: Table, arrangement: Arrangement, words: Mapping[str, str] | None = None
) -> TableStyle:
    """Return how an arranged table is to be set: its columns' widths and alignment, what is merged."""
    said = words or {}
    by_both = {(named(one.header, said), one.field): one for one in arrangement.columns}
    by_field = {one.field: one for one in arrangement.columns}
    found = [
        by_both.get((column.header, column.field or "")) or by_field.get(column.field or "")
        for column in table.columns
    ]
    return TableStyle(
        widths=tuple(one.width if one else 0.0 for one in found),
        aligns=tuple(one.align if one else "" for one in found),
        merge=frozenset(arrangement.merge),
        group=arrangement.group,
        page=_UPRIGHT if arrangement.upright else _ACROSS,
    )


def named(text: str, words: Mapping[str, str]) -> str:
    """Fill the names in braces: {年}年{本期}完成情况 → 2023年5月份完成情况; unknown ones stay."""
    return _NAMED.sub(lambda found: words.get(found[1], found[0]), text)


def _grouped(rows: Sequence[Row], group: str) -> tuple[list[Row], list[int]]:
    """Bring the rows of a group together, groups in the order in which they first come."""
    order = list(range(len(rows)))
    if group:
        first: dict[str, int] = {}
        for at, row in enumerate(rows):
            first.setdefault(group_text(row, group), at)
        order.sort(key=lambda at: (first[group_text(rows[at], group)], at))
    return [rows[at] for at in order], order


def _filled(
    rows: list[Row], arrangement: Arrangement, words: Mapping[str, str]
) -> tuple[list[Row], list[str]]:
    """Fill a field that the plan leaves empty throughout from the one that stands in for it."""
    notes = []
    wanted = {name for column in arrangement.columns for name in (column.field, *column.also)}
    for column in arrangement.columns:
        if not _is_text(column.field) or any(getattr(row, column.field) for row in rows):
            continue
        for other in _INSTEAD.get(column.field, ()):
            if other not in wanted and any(getattr(row, other) for row in rows):
                rows = [
                    replace(row, **{column.field: getattr(row, other), other: None}) for row in rows
                ]
                header = named(column.header, words)
                notes.append(f"“{header}”一栏，台账中没有单列，用的是同义的另一栏，请核对。")
                break
    return rows, notes


def _is_text(field: str) -> bool:
    return field in _INSTEAD


def _columns(
    table: Table, rows: Sequence[Row], arrangement: Arrangement, words: Mapping[str, str]
) -> tuple[list[Column], list[str]]:
    """Return the columns that the plan has, and a note for each that it has not."""
    own = {name for column in table.columns for name in (column.field, *column.also) if name}
    columns, notes = [], []
    for one in arrangement.columns:
        header = named(one.header, words)
        if any(_has(name, own, rows) for name in (one.field, *one.also)):
            columns.append(Column(header=header, field=one.field, also=one.also))
        else:
            notes.append(f"“{header}”一栏没有列出：这份台账中没有对应的内容。")
    return columns, notes


def _has(field: str, own: Iterable[str], rows: Sequence[Row]) -> bool:
    base, _, key = field.partition(".")
    if base not in ROW_FIELDS:
        return False
    if field in own or base in own:
        return True
    values = (getattr(row, base) for row in rows)
    return any(value.get(key) for value in values) if key else any(values)


def _table(table: Table, rows: Sequence[Row], columns: Sequence[Column], group: str) -> Table:
    """Return the table with these columns; what no column is for is taken out of its rows."""
    held = {name for column in columns for name in (column.field, *column.also) if name}
    bases = {name.partition(".")[0] for name in held} | {group}
    emptied: dict[str, Any] = {
        name: _NOTHING.get(name) for name in ROW_FIELDS if name not in bases | _SHARED_CELL
    }
    return replace(
        table,
        columns=tuple(columns),
        rows=tuple(
            replace(
                row,
                **emptied,
                items=tuple(item for item in row.items if item.field in bases),
                raw_cells=(),
                citations={},
                marks={},
            )
            for row in rows
        ),
        skipped_rows=(),
    )
