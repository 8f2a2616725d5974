"""Corrections in words: what stood there, what was done."""

from typing import Final

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
from jiannuo.intake.correcting import Edited, readable
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.fields import FACT_LABELS, label_of
from jiannuo.ledger.models import PlanKind
from jiannuo.ledger.periods import span_of

_SHORT: Final = 24


def standing(edited: Edited, change: Change) -> str:
    """Return what stands where a fitting change will be made, as people write it; "" for nothing."""
    match change:
        case SetFact(name=name):
            return fact_text(edited, name)
        case SetField(table=table, row=row, field=field):
            return readable(edited.rows[table][row].row, field)
        case PlaceText(table=table, row=row, field=field):
            return readable(edited.rows[table][row].row, field)
        case SettleDoubt(table=table, row=row, doubt=doubt):
            return dict(edited.rows[table][row].doubts)[doubt].why
        case (
            DropRow(table=table, row=row)
            | RestoreRow(table=table, row=row)
            | SameTask(table=table, row=row)
        ):
            return row_name(edited.rows[table][row])
        case SetAside(piece=piece):
            return dict(edited.pieces)[piece].text
        case AddRow():
            return ""


def fact_text(edited: Edited, name: str) -> str:
    """Return a fact about the document as people write it; "" where it says nothing."""
    document = edited.document
    match name:
        case "kind":
            return PlanKind(edited.kind).label if edited.kind else ""
        case "period":
            return span_of(document.period).label
        case _:
            content = getattr(document, name)
            return "" if content is None else str(content)


def row_name(one: EditedRow) -> str:
    """Return what people call a row: its number, or how its task begins."""
    row = one.row
    if row.number:
        return f"第{row.number}项" if row.number.isdecimal() else row.number
    return shortened(row.subproject or row.task or row.indicator or f"第{one.position + 1}行")


def shortened(text: str) -> str:
    """Cut a text to what a line of a list has room for."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def done(edited: Edited, change: Change) -> str:
    """Return what a change did: “第3项 责任单位 改为 …”."""
    match change:
        case SetFact(name=name):
            return f"{FACT_LABELS[name]}改为“{fact_text(edited, name) or '未写明'}”"
        case SetField(table=table, row=row, field=field):
            one = edited.rows[table][row]
            return f"{row_name(one)}：{label_of(field)}改为“{shortened(readable(one.row, field)) or '空'}”"
        case PlaceText(table=table, row=row, field=field):
            return f"{row_name(edited.rows[table][row])}：一段文字归入{label_of(field)}"
        case SettleDoubt(table=table, row=row):
            return f"{row_name(edited.rows[table][row])}：确认读得对"
        case DropRow(table=table, row=row):
            return f"{row_name(edited.rows[table][row])}：不是任务，不导入"
        case RestoreRow(table=table, row=row):
            return f"{row_name(edited.rows[table][row])}：恢复导入"
        case SameTask(table=table, row=row):
            return f"{row_name(edited.rows[table][row])}：认定是台账里的哪一项"
        case AddRow(like=like):
            return "加了一行" if like is None else "复制了一行"
        case SetAside():
            return "一段文字确认不属于任何任务"
