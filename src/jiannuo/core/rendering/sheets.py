"""Workbooks that people fill in: sheets of plain rows below a head that explains itself.

Unlike `xlsx`, which writes a canonical document, this writes any table of texts: a form to download,
to be filled in with Excel or WPS and to be read back by `core.readers`. Every value is a text, so
that a telephone number keeps its zeros and "=" is never computed.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import xlsxwriter

_LAST_ROW: Final = 1_000
"""Down to this row a column offers its choices."""
_LONGEST_LIST: Final = 255
"""Characters that Excel takes in a list of choices."""
_EPOCH: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the core has no clock, and equal input gives equal bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: its header, what to write there, how wide (characters), what may be chosen."""

    header: str
    note: str = ""
    width: int = 16
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with its columns and the rows that are known already."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook (xlsx). Each header carries its note as a comment in the cell."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"created": _EPOCH})
    head = workbook.add_format(
        {"bold": True, "bottom": 1, "bg_color": "#EEF1F5", "num_format": "@"}
    )
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for sheet in sheets:
        worksheet = workbook.add_worksheet(sheet.title)
        worksheet.freeze_panes(1, 1)
        worksheet.repeat_rows(0)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        for at, column in enumerate(sheet.columns):
            worksheet.set_column(at, at, column.width, text)
            worksheet.write_string(0, at, column.header, head)
            if column.note:
                worksheet.write_comment(0, at, column.note, {"x_scale": 2})
            if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
                worksheet.data_validation(
                    1, at, _LAST_ROW, at, {"validate": "list", "source": list(column.choices)}
                )
        for row, values in enumerate(sheet.rows, start=1):
            for at, value in enumerate(values):
                worksheet.write_string(row, at, value, text)
    workbook.close()
    return stream.getvalue()
