"""What stands in a cell: the inverse of what the mapping takes out of it.

A column of the office's table may hold several fields of a row (全年目标 and the quarters' targets,
the verdict 完成。 before the report); the mapping took them apart and names them in the column's
`also`. Here they are put together again, in the words by which they can be told apart once more.
"""

import re
from collections.abc import Sequence
from typing import Final

from jiannuo.core.records import TEXT_FIELDS, Column, Row, Unit

LEAD: Final = "牵头"
RESPONSIBLE: Final = "责任"
_ROLE_IN_HEADER: Final = {
    "牵头": LEAD, "主办": LEAD, "主责": LEAD, "配合": "配合", "协办": "配合", "参与": "配合",
    "协同": "配合", "协助": "配合", "协作": "配合", "参加": "配合", "提供": "提供数据", "数据": "提供数据",
    "责任": RESPONSIBLE, "承办": RESPONSIBLE, "实施": RESPONSIBLE, "落实": RESPONSIBLE,
}  # fmt: skip
"""Words of a header and the role that its column is for; the first that is found decides."""
BOLD_LEADS: Final = re.compile(r"加黑|加粗|黑体|粗体")
"""A header that says bold type marks the lead organisation."""

_QUARTERS = "一二三四"
_OPEN_END = re.compile(r"等(?:[^、，。；\s]{0,10}(?:部门|单位|街道|镇街|企业|机构|办事处))?\s*$")
_LABELS = {
    "progress": "进展情况",
    "progress_period": "进展情况",
    "progress_to_date": "进展情况",
    "problems": "存在问题",
    "causes": "原因分析",
    "next_steps": "下一步打算",
}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class CellText:
    """A cell's text and the half-open ranges of it that are bold."""

    __slots__ = ("bold", "text")

    def __init__(self, text: str = "", bold: tuple[tuple[int, int], ...] = ()) -> None:
        self.text = text
        self.bold = bold


def printable(text: str) -> str:
    """Leave out the control characters that no document format can hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell_text(
    row: Row, columns: Sequence[Column], position: int, width: int | None = None
) -> CellText:
    """Put together what stands in a row's cell in the column at `position`.

    `width` is the number of the source's columns; those that were added behind them have none of
    its text.
    """
    column = columns[position]
    stood = _as_it_stood(row, position, len(columns) if width is None else width)
    if column.field is None:
        return CellText(printable(stood))
    if column.field == "units":
        return _units_cell(row, columns, position, stood)
    return CellText(printable(_joined(row, (column.field, *_also(columns, position)))))


def _also(columns: Sequence[Column], position: int) -> list[str]:
    """List the further fields of a column's cells, each in the first column that names it only."""
    before = {name for column in columns[:position] for name in (column.field, *column.also)}
    own = {column.field for column in columns}
    return [name for name in columns[position].also if name not in before and name not in own]


def _as_it_stood(row: Row, position: int, width: int) -> str:
    """Give the source's own text of a cell, where its row has all the columns."""
    return row.raw_cells[position] if len(row.raw_cells) == width > position else ""


def _joined(row: Row, fields: Sequence[str]) -> str:
    """Join a cell's fields, each in the words that tell it from the others."""
    fields = list(fields)
    pieces: list[str] = []
    if "quarter_targets" in fields:
        pieces.append(_targets(row, fields))
        fields = [f for f in fields if f not in {"quarter_targets", "annual_target"}]
    if "month_plan" in fields or "period_plan_text" in fields:
        pieces.append(row.period_plan_text or _months(row))
        fields = [f for f in fields if f not in {"month_plan", "period_plan_text"}]
    if "status" in fields and len(fields) > 1:
        fields.remove("status")
        pieces.append(_verdict(row.status, _text(row, fields[0])))
        fields = fields[1:]
    for place, name in enumerate(fields):
        text = _text(row, name)
        label = _LABELS.get(name) if place or pieces else None
        if text:
            pieces.append(f"{label}：{text}" if label else text)
    return "\n".join(piece for piece in pieces if piece)


def _text(row: Row, name: str) -> str:
    """Give a field as text: "quarter_targets.1" is one key, "leaders" a list of lines."""
    base, _, key = name.partition(".")
    if key:
        return str(getattr(row, base).get(key) or "")
    if name in TEXT_FIELDS:
        return getattr(row, name) or ""
    if name == "leaders":
        return "\n".join(row.leaders)
    if name == "units":
        return "、".join(_named(unit, RESPONSIBLE) for unit in row.units)
    return ""


def _targets(row: Row, fields: Sequence[str]) -> str:
    lines = []
    if "annual_target" in fields and row.annual_target:
        lines.append(f"全年目标：{row.annual_target}")
    for key, text in sorted(row.quarter_targets.items()):
        place = int(key) - 1 if key.isdigit() else -1
        name = f"{_QUARTERS[place]}季度" if 0 <= place < len(_QUARTERS) else key
        lines.append(f"{name}目标：{text}")
    return "\n".join(lines)


def _months(row: Row) -> str:
    def first_month(entry: tuple[str, str]) -> int:
        head = entry[0].partition("-")[0]
        return int(head) if head.isdigit() else 0

    return "\n".join(
        f"{key}月，{text}" for key, text in sorted(row.month_plan.items(), key=first_month)
    )


def _verdict(status: str | None, report: str) -> str:
    if not status:
        return report
    return f"{status}。{report}"


def _units_cell(row: Row, columns: Sequence[Column], position: int, stood: str) -> CellText:
    """Name the organisations that belong in this column, leads marked as the header promises."""
    column = columns[position]
    places = [place for place, other in enumerate(columns) if other.field == "units"]
    shown = units_of_column(
        row.units, [columns[place].header for place in places], places.index(position)
    )
    role = role_of_header(column.header)
    bold_leads = bool(BOLD_LEADS.search(column.header))
    text, bold = "", []
    for unit in shown:
        text += "、" if text else ""
        start = len(text)
        if bold_leads and unit.role in {LEAD, RESPONSIBLE}:
            text += printable(unit.name)
            if unit.lead:
                bold.append((start, len(text)))
        else:
            text += printable(_named(unit, role))
    if shown:
        text += _open_end(stood)
    also = _also(columns, position)
    further = _joined(row, also) if also else ""
    return CellText("\n".join(part for part in (text, printable(further)) if part), tuple(bold))


def units_of_column(units: Sequence[Unit], headers: Sequence[str], which: int) -> list[Unit]:
    """Pick the units that stand in the `which`-th of the columns of organisations.

    A unit stands in the column that is for its role; one whose role no column is for stands in the
    column of those responsible, or in the last one, with its role behind its name.
    """
    roles = [role_of_header(header) for header in headers]

    def home(unit: Unit) -> int:
        if unit.role in roles:
            return roles.index(unit.role)
        if RESPONSIBLE in roles:
            return roles.index(RESPONSIBLE)
        return len(roles) - 1

    return [unit for unit in units if home(unit) == which]


def role_of_header(header: str) -> str:
    """Tell which role a column of organisations is for by its header."""
    bare = re.sub(r"[（(].*?[）)]", "", header)
    last = bare.rsplit("/", 1)[-1]
    return next((role for word, role in _ROLE_IN_HEADER.items() if word in last), RESPONSIBLE)


def _named(unit: Unit, column_role: str) -> str:
    """Write a name with what the column does not say already: （牵头）, （配合）."""
    if unit.role != column_role:
        return f"{unit.name}（{unit.role}）"
    return f"{unit.name}（{LEAD}）" if unit.lead and column_role != LEAD else unit.name


def _open_end(stood: str) -> str:
    """Keep an open list open: 等, 等部门 as the source has it."""
    found = _OPEN_END.search(stood)
    return found[0].strip() if found else ""
