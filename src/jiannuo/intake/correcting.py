"""A machine's reading and a person's changes make the document that goes into the ledger.

Pure: the database has no say here.

The changes are applied in the order in which they were made; nothing is written over: the reading
stays as it is, and leaving a change out undoes it. What a person sets aside stays in the document:
a dropped row among the skipped rows, a replaced reading in the row's warnings.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from jiannuo.core.records import (
    Document,
    Doubt,
    Period,
    PeriodKind,
    Row,
    SkippedRow,
    Table,
    Unit,
    Unplaced,
)
from jiannuo.intake.changes import (
    FACTS,
    AddRow,
    Change,
    DropRow,
    PlaceText,
    RestoreRow,
    SameTask,
    SetAside,
    SetFact,
    SetField,
    SettleDoubt,
)
from jiannuo.intake.edited_rows import EditedRow, in_order, with_added
from jiannuo.intake.fields import KEYED, is_correctable, label_of
from jiannuo.ledger.models import PlanKind

EARLIEST_YEAR: Final = 1949
LATEST_YEAR: Final = 2100
MOST_ADDED: Final = 500
LONGEST_TEXT: Final = 20_000
_PERIODS: Final = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.YEAR: 1,
}


class ChangeDoesNotFitError(ValueError):
    """A change names what the document doesn't have, or a value that can't be; says so in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A document on its way, in the reading's own places; `final` is what it comes to.

    `pieces` are the unplaced texts that still wait for a place, by their place in the reading;
    `kind` is the plan's kind where a person chose it, `tasks` the ledger's tasks (ids) that a person
    said rows to be about.
    """

    document: Document
    rows: tuple[tuple[EditedRow, ...], ...]
    pieces: tuple[tuple[int, Unplaced], ...]
    aside: tuple[Unplaced, ...] = ()
    kind: str | None = None
    tasks: Mapping[tuple[int, int], int] = dataclasses.field(default_factory=dict)

    def kept(self) -> Iterable[EditedRow]:
        """Yield the rows that go into the ledger."""
        return (one for table in self.rows for one in in_order(table) if not one.dropped)

    def doubts(self) -> int:
        """Count the questions that are open."""
        return sum(len(one.doubts) for one in self.kept())

    def final(self) -> Document:
        """Return the document to be confirmed: dropped rows skipped, settled doubts gone."""
        tables = tuple(
            replace(
                table,
                rows=tuple(_finished(one) for one in in_order(rows) if not one.dropped),
                skipped_rows=table.skipped_rows + _as_skipped(rows),
            )
            for table, rows in zip(self.document.tables, self.rows, strict=True)
        )
        left = tuple(piece for _, piece in self.pieces)
        return replace(self.document, tables=tables, unplaced=left + self.aside)


def edit(document: Document, changes: Iterable[Change]) -> Edited:
    """Apply changes to a reading. Raises ChangeDoesNotFitError at the first that doesn't fit."""
    edited = Edited(
        document=document,
        rows=tuple(_unedited(number, table) for number, table in enumerate(document.tables)),
        pieces=tuple(enumerate(document.unplaced)),
    )
    for change in changes:
        edited = changed(edited, change)
    return edited


def _unedited(number: int, table: Table) -> tuple[EditedRow, ...]:
    return tuple(
        EditedRow(table=number, position=position, row=row, doubts=tuple(enumerate(row.doubts)))
        for position, row in enumerate(table.rows)
    )


def changed(edited: Edited, change: Change) -> Edited:
    """Apply one more change. Raises ChangeDoesNotFitError if it doesn't fit."""
    match change:
        case SetFact():
            return _with_fact(edited, change)
        case SetField():
            one = _row(edited, change.table, change.row)
            written = _with_field(one, change.field, change.value)
            return _with_row(edited, _settled(written, change.field, change.doubt))
        case SettleDoubt():
            one = _row(edited, change.table, change.row)
            if change.doubt not in dict(one.doubts):
                raise ChangeDoesNotFitError("这一处已经答复过了。请刷新页面后再看。")
            doubts = tuple(pair for pair in one.doubts if pair[0] != change.doubt)
            return _with_row(edited, replace(one, doubts=doubts))
        case DropRow() | RestoreRow():
            one = _row(edited, change.table, change.row)
            return _with_row(edited, replace(one, dropped=isinstance(change, DropRow)))
        case PlaceText():
            return _placed(edited, change)
        case SetAside():
            piece = _piece(edited, change.piece)
            noted = replace(piece, why="核对时确认不属于任何任务")
            left = tuple(pair for pair in edited.pieces if pair[0] != change.piece)
            return replace(edited, pieces=left, aside=(*edited.aside, noted))
        case AddRow():
            return _with_added(edited, change)
        case SameTask():
            one = _row(edited, change.table, change.row)
            said = {at: task for at, task in edited.tasks.items() if task != change.task}
            return replace(edited, tasks={**said, (one.table, one.position): change.task})


def _with_fact(edited: Edited, change: SetFact) -> Edited:
    name, value = change.name, change.value
    if name not in FACTS:
        raise ChangeDoesNotFitError(f"文件没有“{name}”这一项，不能更正。")
    if name == "kind":
        return replace(edited, kind=_kind(value))
    fact: Any = value
    if name == "year" and value is not None:
        fact = _year(value)
    elif name == "period" and value is not None:
        fact = _period(value)
    elif name == "issued_on" and value is not None:
        fact = _day(value)
    elif isinstance(value, str):
        fact = _text(value)
    return replace(edited, document=replace(edited.document, **{name: fact}))


def _with_field(one: EditedRow, field: str, value: Any) -> EditedRow:
    if not is_correctable(field):
        raise ChangeDoesNotFitError(f"没有“{label_of(field)}”这一栏，不能更正。")
    name, _, key = field.partition(".")
    row, before = one.row, readable(one.row, field)
    if name == "units":
        row = replace(row, units=_units(value))
    elif name == "leaders":
        row = replace(row, leaders=tuple(_names(value)))
    elif key:
        row = _with_key(row, name, key, _text(value))
    else:
        row = _with_content(row, name, _text(value))
    if row == one.row:
        return one
    if _says_something_else(one.row, row, name):
        members = f"{name}."  # the places of single names in a list that is no longer the source's
        row = replace(
            row,
            warnings=(*row.warnings, _note(field, before)),
            citations={
                at: citation
                for at, citation in row.citations.items()
                if name in KEYED or not at.startswith(members)
            },
        )
    row = replace(
        row,
        items=tuple(item for item in row.items if item.field != name),
        marks={at: marks for at, marks in row.marks.items() if at != field},
    )
    return replace(one, row=row, changed=one.changed | {field})


def _says_something_else(before: Row, after: Row, name: str) -> bool:
    """Say whether a change contradicts the source; who leads, a source often leaves open."""
    if name != "units":
        return True
    return [unit.name for unit in before.units] != [unit.name for unit in after.units]


def _settled(one: EditedRow, field: str, doubt: int | None) -> EditedRow:
    """Close the doubt that was answered, or all about the field."""
    left = tuple(
        (place, open_one)
        for place, open_one in one.doubts
        if (place != doubt if doubt is not None else not _about(open_one, field))
    )
    return replace(one, doubts=left)


def readable(row: Row, field: str) -> str:
    """Return a field of a row as people write it; names parted by 、, the lead marked （牵头）."""
    name, _, key = field.partition(".")
    content = getattr(row, name)
    if name == "units":
        return units_text(content)
    if name == "leaders":
        return "、".join(content)
    if name in KEYED:
        return content.get(key) or ""
    return content or ""


def units_text(units: Iterable[Unit]) -> str:
    """Write organisations in a line, each with what the document says about its part."""
    return "、".join(f"{unit.name}{_part(unit)}" for unit in units)


def _part(unit: Unit) -> str:
    if unit.lead:
        return "（牵头）"
    return "" if unit.role in {"责任", "牵头"} else f"（{unit.role}）"


def _note(field: str, before: str) -> str:
    shown = before if len(before) <= 60 else before[:60] + "…"  # noqa: PLR2004 - a line on a page
    if not shown:
        return f"“{label_of(field)}”为核对时补填，来源单元格中没有读出。"
    return f"“{label_of(field)}”经核对更正，原读作“{shown}”。"


def _about(doubt: Doubt, field: str) -> bool:
    return doubt.field == field or doubt.field == field.partition(".")[0]


def _with_key(row: Row, name: str, key: str, text: str | None) -> Row:
    content = dict(getattr(row, name))
    if text is None:
        content.pop(key, None)
    else:
        content[key] = text
    return _with_content(row, name, content)


def _with_content(row: Row, name: str, content: Any) -> Row:
    return replace(row, **{name: content})


def _placed(edited: Edited, change: PlaceText) -> Edited:
    piece = _piece(edited, change.piece)
    one = _row(edited, change.table, change.row)
    before = readable(one.row, change.field)
    if change.field in {"units", "leaders"}:
        raise ChangeDoesNotFitError(
            f"“{label_of(change.field)}”要逐个写明，不能整段移入。请直接更正这一栏。"
        )
    text = f"{before}\n{piece.text}" if before else piece.text
    moved = _settled(_with_field(one, change.field, text), change.field, None)
    if not before:
        citations = {**moved.row.citations, change.field: piece.citation}
        moved = replace(moved, row=replace(moved.row, citations=citations))
    left = tuple(pair for pair in edited.pieces if pair[0] != change.piece)
    return replace(_with_row(edited, moved), pieces=left)


def _with_added(edited: Edited, change: AddRow) -> Edited:
    if change.table >= len(edited.rows):
        raise ChangeDoesNotFitError("文件里没有这张表，可能已重新读取。请刷新页面后再改。")
    rows, read = edited.rows[change.table], len(edited.document.tables[change.table].rows)
    if not len(rows) <= change.row < read + MOST_ADDED:
        raise ChangeDoesNotFitError("这张表不能再加行了。请刷新页面后再看。")
    like = None if change.like is None else _row(edited, change.table, change.like).row
    tables = list(edited.rows)
    tables[change.table] = with_added(rows, change, like)
    return replace(edited, rows=tuple(tables))


def _finished(one: EditedRow) -> Row:
    return replace(one.row, doubts=tuple(doubt for _, doubt in one.doubts))


def _as_skipped(rows: Iterable[EditedRow]) -> tuple[SkippedRow, ...]:
    return tuple(
        SkippedRow(why="核对时确认不是任务", count=1, cells=one.row.raw_cells)
        for one in rows
        if one.dropped and not one.gone
    )


def _row(edited: Edited, table: int, position: int) -> EditedRow:
    if 0 <= table < len(edited.rows) and 0 <= position < len(edited.rows[table]):
        return edited.rows[table][position]
    raise ChangeDoesNotFitError("文件里没有这一行，可能已重新读取。请刷新页面后再改。")


def _with_row(edited: Edited, one: EditedRow) -> Edited:
    rows = list(edited.rows)
    of_table = list(rows[one.table])
    of_table[one.position] = one
    rows[one.table] = tuple(of_table)
    return replace(edited, rows=tuple(rows))


def _piece(edited: Edited, number: int) -> Unplaced:
    for place, piece in edited.pieces:
        if place == number:
            return piece
    raise ChangeDoesNotFitError("这段文字已经有了去处。请刷新页面后再看。")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ChangeDoesNotFitError(f"内容太长，超过 {LONGEST_TEXT} 字。请缩短后再保存。")
    return value.replace("\r\n", "\n").strip() or None


def _names(value: Any) -> Iterable[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ChangeDoesNotFitError("姓名应逐个写明，用顿号隔开。")
    return (name.strip() for name in value if name.strip())


def _units(value: Any) -> tuple[Unit, ...]:
    try:
        return tuple(Unit(**unit) for unit in value)
    except TypeError as error:
        raise ChangeDoesNotFitError("单位应逐个写明，用顿号隔开，牵头的后面写（牵头）。") from error


def _kind(value: Any) -> str | None:
    if value is None or value in PlanKind.values:
        return None if value is None else str(value)
    raise ChangeDoesNotFitError("类别应为政府工作报告或民生实事。")


def _year(value: Any) -> int:
    if isinstance(value, int) and EARLIEST_YEAR <= value <= LATEST_YEAR:
        return value
    raise ChangeDoesNotFitError(f"年度应在 {EARLIEST_YEAR} 到 {LATEST_YEAR} 之间，如 2023。")


def _period(value: Any) -> Period:
    try:
        kind, index = PeriodKind(value["kind"]), value["index"]
    except (KeyError, TypeError, ValueError) as error:
        raise ChangeDoesNotFitError("期别应为月、季、半年或年。") from error
    if not isinstance(index, int) or not 1 <= index <= _PERIODS[kind]:
        raise ChangeDoesNotFitError("没有这一期。请重新选择月份或季度。")
    return Period(kind, index)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ChangeDoesNotFitError("日期应形如 2023-06-08。") from error
