"""A plain listing as an Excel workbook: sheets with a header row, wrapped texts, ready to filter.

For reports that are no ledger (an audit's findings); a ledger is written by `xlsx`.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

_LONGEST = 32_767
"""Characters that a cell can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: columns as heading and width in characters, rows of texts and numbers."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str | int | float | None]]


def write_listing(sheets: Sequence[Sheet]) -> bytes:
    """Write the sheets; a text is written as a text, whatever it begins with."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        face = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
        body, head = book.add_format(face), book.add_format({**face, "bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            page.freeze_panes(1, 0)
            for column, (heading, width) in enumerate(sheet.columns):
                page.set_column(column, column, width)
                page.write_string(0, column, heading, head)
            for row, values in enumerate(sheet.rows, start=1):
                for column, value in enumerate(values):
                    if isinstance(value, int | float):
                        page.write_number(row, column, value, body)
                    elif value:
                        page.write_string(row, column, value[:_LONGEST], body)
            page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    return stream.getvalue()
