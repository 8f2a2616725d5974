"""A workbook's rows by the headers of our sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jiannuo.core.readers import Unreadable, read_raw, sniff
from jiannuo.core.tables import RawDocument, Table
from jiannuo.directory.importing.layout import COLUMNS

_PARTED: Final = re.compile(r"[、,，;；\n]+")
_DATE: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0+:00(?::00)?)?"
)
_WORKBOOKS: Final = frozenset({"xlsx", "xls"})
_HEADER_WITHIN: Final = 5
"""Rows within which a sheet's header must stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a cell: sheet, row (as Excel counts), column header, and what to do."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of a sheet: its texts by header, without white space around; missing columns are empty."""

    sheet: str
    row: int
    texts: dict[str, str]

    def __getitem__(self, header: str) -> str:
        return self.texts.get(header, "")

    def names(self, header: str) -> tuple[str, ...]:
        """Return the names in a cell that are parted by 、 or lines."""
        parts = (one.strip() for one in _PARTED.split(self[header]))
        return tuple(dict.fromkeys(one for one in parts if one))

    def fault(self, column: str, sentence: str) -> Fault:
        """Say what is wrong in a cell of this row."""
        return Fault(sheet=self.sheet, row=self.row, column=column, sentence=sentence)


def read_rows(data: bytes, name: str) -> tuple[list[SheetRow], list[Fault]]:
    """Return the rows of all our sheets in a workbook, and what cannot be read.

    Raises `core.readers.Unreadable` for a file that is no workbook.
    """
    if sniff(data, name) not in _WORKBOOKS:
        raise Unreadable(f"“{name}”不是 Excel 表格。请用下载的模板填写，存为 xlsx 再上传。")
    document = read_raw(data, name)
    rows: list[SheetRow] = []
    faults: list[Fault] = []
    seen = set()
    for sheet, table in _tables(document):
        if sheet in seen or sheet not in COLUMNS:
            continue
        seen.add(sheet)
        rows += _rows(sheet, table, faults)
    if not seen:
        titles = "”“".join(COLUMNS)
        faults.append(
            Fault(
                sheet="",
                row=0,
                column="",
                sentence=f"文件里没有名为“{titles}”的工作表。请下载模板，在模板里填写。",
            )
        )
    return rows, faults


def packed(rows: list[SheetRow]) -> list[Any]:
    """Return rows as plain values, to be carried between the preview and its confirmation."""
    return [[row.sheet, row.row, row.texts] for row in rows]


def unpacked(values: list[Any]) -> list[SheetRow]:
    """Return the rows that `packed` made values of."""
    return [SheetRow(sheet=sheet, row=row, texts=texts) for sheet, row, texts in values]


def day_of(text: str) -> date | None:
    """Return a day as people and spreadsheets write it. Raises ValueError for anything else."""
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = map(int, found.groups())
    return date(year, month, day)


def _tables(document: RawDocument) -> Iterator[tuple[str, Table]]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield (block.citation.sheet or "").strip(), block


def _rows(sheet: str, table: Table, faults: list[Fault]) -> list[SheetRow]:
    wanted = [column.header for column in COLUMNS[sheet]]
    at = _header_row(table, wanted[0])
    if at is None:
        faults.append(
            Fault(sheet=sheet, row=1, column=wanted[0], sentence=f"没有“{wanted[0]}”这一列。")
        )
        return []
    headers = [_text(cell) for cell in table.grid[at]]
    unknown = [header for header in headers if header and header not in wanted]
    faults += [
        Fault(
            sheet=sheet, row=at + 1, column=header, sentence=f"没有“{header}”这一栏，请核对表头。"
        )
        for header in unknown
    ]
    found = []
    for line in table.grid[at + 1 :]:
        texts = {
            header: _text(cell)
            for header, cell in zip(headers, line, strict=False)
            if header in wanted
        }
        number = next((cell.citation.row for cell in line if cell is not None), None)
        if any(texts.values()):
            found.append(SheetRow(sheet=sheet, row=number or 0, texts=texts))
    return found


def _header_row(table: Table, first: str) -> int | None:
    """Return the row in which our headers stand; somebody may have put a title above it."""
    near = enumerate(table.grid[:_HEADER_WITHIN])
    return next((at for at, line in near if first in map(_text, line)), None)


def _text(cell: Any) -> str:
    return cell.text.strip() if cell is not None else ""
