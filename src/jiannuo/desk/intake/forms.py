"""What a page sends about a reading, as changes."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.http import QueryDict

from jiannuo.core.mapping.organisations import read_units
from jiannuo.desk.intake.questions import joined_again, led_by
from jiannuo.intake.changes import (
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
from jiannuo.intake.correcting import ChangeDoesNotFitError, Edited
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.wording import fact_text
from jiannuo.ledger.models import PlanKind
from jiannuo.ledger.periods import span_from_key, span_of

_SEPARATORS: Final = re.compile(r"[、，,；;\s]+")


def changes_from(sent: QueryDict, edited: Edited) -> list[Change]:
    """Return what was sent as changes. Raises ChangeDoesNotFitError for anything else."""
    make = _MAKERS.get(sent.get("change", ""))
    if make is None:
        raise ChangeDoesNotFitError("系统看不懂这项更正。请刷新页面后再试。")
    return list(make(sent, edited))


def people_from(text: str) -> list[str]:
    """Return the names in a line; they are parted by 、, commas, spaces or line breaks."""
    return [name for name in _SEPARATORS.split(text) if name]


def units_from(text: str) -> list[dict[str, Any]]:
    """Return the organisations in a line, as people (and source cells) write them."""
    return [
        {"name": member.unit.name, "lead": member.unit.lead, "role": member.unit.role}
        for member in read_units(text).members
    ]


def _field(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    field = sent.get("field", "")
    value: Any = sent.get("value", "")
    if field == "units":
        value = units_from(value)
    elif field == "leaders":
        value = people_from(value)
    del edited
    yield SetField(table=_number(sent, "table"), row=_number(sent, "row"), field=field, value=value)


def _text(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    """Take another reading over that the doubt itself names."""
    one, doubt = _row(sent, edited), _number(sent, "doubt")
    field = dict(one.doubts)[doubt].field if doubt in dict(one.doubts) else ""
    text: Any = sent.get("value", "")
    if field == "units":
        text = units_from(text)
    elif field == "leaders":
        text = people_from(text)
    yield SetField(table=one.table, row=one.position, field=field, value=text, doubt=doubt)


def _lead(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one, said = _row(sent, edited), sent.get("value", "")
    leader = None if said == "none" else _number(sent, "value")
    if leader is not None and leader >= len(one.row.units):
        raise ChangeDoesNotFitError("没有这个单位，可能已更正过。请刷新页面后再选。")
    yield SetField(
        table=one.table,
        row=one.position,
        field="units",
        value=led_by(one.row.units, leader),
        doubt=_number(sent, "doubt"),
    )


def _join(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one = _row(sent, edited)
    yield SetField(
        table=one.table,
        row=one.position,
        field="units",
        value=joined_again(one.row.units, sent.get("value", "")),
        doubt=_number(sent, "doubt"),
    )


def _settle(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one = _row(sent, edited)
    yield SettleDoubt(table=one.table, row=one.position, doubt=_number(sent, "doubt"))


def _same(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one = _row(sent, edited)
    yield SameTask(table=one.table, row=one.position, task=_number(sent, "task"))


def _add(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    """Add a row behind another, or copy that one; a table without rows gets its first."""
    table = _number(sent, "table")
    if table >= len(edited.rows):
        raise ChangeDoesNotFitError("文件里没有这张表，可能已重新读取。请刷新页面后再改。")
    behind = _number(sent, "row") if sent.get("row") else None
    copied = behind if sent.get("value") == "copy" else None
    yield AddRow(table=table, row=len(edited.rows[table]), after=behind, like=copied)


def _drop(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one = _row(sent, edited)
    yield DropRow(table=one.table, row=one.position)


def _restore(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    one = _row(sent, edited)
    yield RestoreRow(table=one.table, row=one.position)


def _place(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    del edited
    table, _, row = sent.get("to", "").partition("-")
    if not table.isdecimal() or not row.isdecimal():
        raise ChangeDoesNotFitError("请选择这段文字归到哪一行。")
    yield PlaceText(
        piece=_number(sent, "piece"), table=int(table), row=int(row), field=sent.get("field", "")
    )


def _aside(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    if sent.get("piece") == "all":
        yield from (SetAside(piece=piece) for piece, _ in edited.pieces)
    else:
        yield SetAside(piece=_number(sent, "piece"))


def _facts(sent: QueryDict, edited: Edited) -> Iterator[Change]:
    """Yield what differs from the facts as they stand."""
    for name in ("title", "issuer", "document_number", "issued_on"):
        text = sent.get(name, "").strip()
        if name in sent and text != fact_text(edited, name):
            yield SetFact(name=name, value=text or None)
    year = sent.get("year", "").strip()
    if year != fact_text(edited, "year"):
        if year and not (year.isascii() and year.isdigit()):
            raise ChangeDoesNotFitError("年度应为四位数字，如 2023。")
        yield SetFact(name="year", value=int(year) if year else None)
    period = sent.get("period", "")
    if period != span_of(edited.document.period).key:
        span = span_from_key(period)
        yield SetFact(
            name="period", value={"kind": span.kind, "index": span.index} if span else None
        )
    kind = sent.get("kind", "")
    if kind != (edited.kind or "") and kind in {"", *PlanKind.values}:
        yield SetFact(name="kind", value=kind or None)


_MAKERS: Final[dict[str, Callable[[QueryDict, Edited], Iterator[Change]]]] = {
    "field": _field,
    "text": _text,
    "lead": _lead,
    "join": _join,
    "settle": _settle,
    "same": _same,
    "add": _add,
    "drop": _drop,
    "restore": _restore,
    "place": _place,
    "aside": _aside,
    "facts": _facts,
}


def _row(sent: QueryDict, edited: Edited) -> EditedRow:
    table, position = _number(sent, "table"), _number(sent, "row")
    if table < len(edited.rows) and position < len(edited.rows[table]):
        return edited.rows[table][position]
    raise ChangeDoesNotFitError("文件里没有这一行，可能已重新读取。请刷新页面后再改。")


def _number(sent: QueryDict, name: str) -> int:
    text = sent.get(name, "")
    if text.isascii() and text.isdigit() and len(text) < 9:  # noqa: PLR2004 - no document has more
        return int(text)
    raise ChangeDoesNotFitError("系统看不懂这项更正。请刷新页面后再试。")
