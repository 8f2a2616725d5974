"""Rows as Excel and Word put them on the clipboard, and which of their cells are which field.

Cells are parted by tabs, rows by line ends; a cell with a line break or a tab stands in quotation
marks (RFC 4180 with tabs, as spreadsheets write it). With a head the columns are told by it; without
one by the order of 附件4.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.reporting.claims import claim_of

_HEADS: Final = {
    "number": ("序号", "编号"),
    "progress": ("完成情况", "进展", "落实情况"),
    "problems": ("存在问题", "存在的问题", "问题"),
    "causes": ("原因",),
    "next_steps": ("下一步", "下步", "工作打算", "措施"),
    "claim": ("是否完成", "阶段任务目标", "完成状态"),
}
_FORM: Final = ("number", "", "", "progress", "problems", "next_steps", "claim")
"""附件4: 序号, 重点任务, 季度计划完成目标, 完成情况, 存在问题, 下一步计划, 是否完成阶段任务目标."""
_SHORT: Final = ("number", "progress", "problems", "next_steps", "claim")
_MOST_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row with its task's number and the fields that its cells fill."""

    number: str
    fields: Mapping[str, str]


def pasted_rows(text: str) -> tuple[PastedRow, ...]:
    """Read pasted rows; those without a number or without content are left out."""
    plain = text.replace("\r\n", "\n").replace("\0", "")
    rows = [
        [cell.strip() for cell in row]
        for row in csv.reader(io.StringIO(plain), delimiter="\t", strict=False)
        if any(cell.strip() for cell in row)
    ][:_MOST_ROWS]
    if not rows:
        return ()
    head = _by_head(rows[0])
    columns = head or (_FORM if max(map(len, rows)) >= len(_FORM) else _SHORT)
    found = (_row(row, columns) for row in (rows[1:] if head else rows))
    return tuple(row for row in found if row.number and any(row.fields.values()))


def _by_head(cells: Sequence[str]) -> tuple[str, ...]:
    """Tell columns by their heads; nothing unless number and completion are among them."""
    named = tuple(
        next((field for field, words in _HEADS.items() if any(word in cell for word in words)), "")
        for cell in cells
    )
    return named if "number" in named and "progress" in named else ()


def _row(cells: Sequence[str], columns: Sequence[str]) -> PastedRow:
    by_field = {field: cell for field, cell in zip(columns, cells, strict=False) if field}
    number = by_field.pop("number", "")
    if "claim" in by_field:
        by_field["claim"] = claim_of(by_field["claim"]) or ""
    return PastedRow(number, by_field)
