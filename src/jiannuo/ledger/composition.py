"""A canonical row as rows of the database, and back: nothing of it may get lost on the way."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from jiannuo.core.mapping.items import pieces_of
from jiannuo.core.records import Item, Period, PeriodKind, Row
from jiannuo.directory.models import Organisation
from jiannuo.documents.models import SourceRow
from jiannuo.ledger.fields import TARGET_FIELDS, TASK_FIELDS
from jiannuo.ledger.models import (
    Assignment,
    AssignmentRole,
    Plan,
    Target,
    TargetKind,
    Task,
)

_ROLES: Final = {
    "牵头": AssignmentRole.LEAD,
    "责任": AssignmentRole.RESPONSIBLE,
    "配合": AssignmentRole.SUPPORTING,
    "协助": AssignmentRole.SUPPORTING,
    "提供数据": AssignmentRole.DATA,
}


def task_of(row: Row, *, plan: Plan, table: int, position: int, source: SourceRow) -> Task:
    """Return the task (unsaved) that a row of a plan's document states.

    The task also holds the pieces of a target that the row only enumerates, without a text.
    """
    texts = {name: getattr(row, name) or "" for name in TASK_FIELDS}
    textless = {name for name in TARGET_FIELDS if not getattr(row, name)}
    return Task(
        plan=plan,
        table=table,
        position=position,
        source=source,
        items=items_of(row, {*TASK_FIELDS, "units", "leaders", *textless}),
        **texts,
    )


def assignments_of(
    task: Task, row: Row, organisations: Mapping[str, Organisation]
) -> Iterable[Assignment]:
    """Yield the assignments (unsaved) of a row, in its order."""
    for order, unit in enumerate(row.units):
        yield Assignment(
            task=task,
            organisation=organisations[unit.name],
            role=_ROLES.get(unit.role, AssignmentRole.OTHER),
            word=unit.role,
            lead=unit.lead,
            written=unit.name,
            order=order,
        )


def targets_of(task: Task, row: Row, period: Period | None, source: SourceRow) -> Iterable[Target]:
    """Yield the targets (unsaved) of a row; `period` is the document's own."""
    for order, (key, text) in enumerate(row.quarter_targets.items()):
        yield Target(
            task=task,
            source=source,
            kind=TargetKind.QUARTER,
            period_kind=PeriodKind.QUARTER,
            period_index=int(key),
            key=key,
            order=order,
            text=text,
            items=items_of(row, {"quarter_targets"}) if order == 0 else [],
        )
    for order, (key, text) in enumerate(row.month_plan.items()):
        yield Target(
            task=task,
            source=source,
            kind=TargetKind.MONTH,
            period_kind=PeriodKind.MONTH,
            period_index=_last_month(key),
            key=key,
            order=order,
            text=text,
            items=items_of(row, {"month_plan"}) if order == 0 else [],
        )
    for kind, content in (
        (TargetKind.PERIOD, row.period_target),
        (TargetKind.PLAN_TEXT, row.period_plan_text),
    ):
        if content:
            yield Target(
                task=task,
                source=source,
                kind=kind,
                period_kind=period.kind if period else "",
                period_index=period.index if period else 0,
                text=content,
                items=items_of(row, {kind.value}),
            )


def items_of(row: Row, fields: set[str]) -> list[dict[str, Any]]:
    """Return the row's pieces of some fields, each with its place among all the row's pieces."""
    return [
        {
            "order": order,
            "field": item.field,
            "text": item.text,
            "marker": item.marker,
            "name": item.name,
            "units": list(item.units),
        }
        for order, item in enumerate(row.items)
        if item.field in fields
    ]


def cut_again(stored: Iterable[Mapping[str, Any]], field: str, text: str) -> list[dict[str, Any]]:
    """Return stored pieces with those of one field cut anew from its corrected text.

    A field that was not made of pieces stays whole. The new pieces stand where the first old one
    stood.
    """
    pieces = [dict(piece) for piece in stored]
    old = [piece for piece in pieces if piece["field"] == field]
    if not old:
        return pieces
    order = min(int(piece["order"]) for piece in old)
    new: list[dict[str, Any]] = [
        {
            "order": order,
            "field": field,
            "text": text[slice(*piece.span)].strip(),
            "marker": piece.marker,
            "name": piece.name and "".join(piece.name.split()),
            "units": [],
        }
        for piece in pieces_of(text)
    ]
    return [*(piece for piece in pieces if piece["field"] != field), *new]


def items_together(stored: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Return stored pieces of several rows of the database in the order of their one source row."""
    return tuple(
        Item(
            field=piece["field"],
            text=piece["text"],
            marker=piece["marker"],
            name=piece["name"],
            units=tuple(piece["units"]),
        )
        for piece in sorted(stored, key=lambda piece: int(piece["order"]))
    )


def _last_month(key: str) -> int:
    digits = "".join(c if c.isdecimal() else " " for c in key).split()
    last = int(digits[-1]) if digits else 0
    return last if 1 <= last <= 12 else 0  # noqa: PLR2004  months of a year
