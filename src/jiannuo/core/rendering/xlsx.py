"""Excel workbooks (xlsx): a sheet per table, ready to print in landscape, its header repeated.

Every text is written as a text: what begins with "=" is shown, never computed. Only serial numbers
and plain figures become numbers, so that they sort and add up.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jiannuo.core.records import Document
from jiannuo.core.rendering.composition import Line, LineKind, Part, compose
from jiannuo.core.rendering.errors import Unrenderable
from jiannuo.core.rendering.grid import Grid, GridCell, TableStyle
from jiannuo.core.rendering.row_heights import line_height, row_heights

_LONGEST = 32_767
"""Characters that a cell can hold."""
_WIDTH = 150
"""Characters of 10 points over a landscape A4 page."""
_TEXT_WIDTH = 110
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the core has no clock, and equal input gives equal bytes
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]{0,10})(?:\.[0-9]{0,5}[1-9])?")
_FIGURES = frozenset({"number", "target_value", "actual_value"})
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_FACES: dict[LineKind, dict[str, Any]] = {
    LineKind.NUMBER: {"font_name": "仿宋_GB2312", "font_size": 12, "align": "center"},
    LineKind.TITLE: {"font_name": "方正小标宋简体", "font_size": 20, "align": "center"},
    LineKind.SUBTITLE: {"font_name": "仿宋_GB2312", "font_size": 12, "align": "center"},
    LineKind.ADDRESSEE: {"font_name": "仿宋_GB2312", "font_size": 14, "align": "left"},
    LineKind.HEADING: {"font_name": "黑体", "font_size": 14, "align": "left"},
    LineKind.BODY: {"font_name": "仿宋_GB2312", "font_size": 14, "align": "left"},
    LineKind.SIGNATURE: {"font_name": "仿宋_GB2312", "font_size": 14, "align": "right"},
    LineKind.MARK: {"font_name": "黑体", "font_size": 14, "align": "left"},
    LineKind.CAPTION: {"font_name": "方正小标宋简体", "font_size": 18, "align": "center"},
    LineKind.FORM: {"font_name": "仿宋_GB2312", "font_size": 11, "align": "left"},
}


def write(document: Document, styles: Sequence[TableStyle] = (), *, head: str = "") -> bytes:
    """Write a document. Raises `Unrenderable` for a text longer than a cell can be.

    `styles` say by table how it is to be set; `head` stands over every printed page.
    """
    composition = compose(document, styles)
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_properties(
        {"title": document.title or "", "author": document.issuer or "", "created": _EPOCH}
    )
    book = _Book(workbook, head)
    apart = composition.is_notice or not composition.parts
    if apart:
        book.write_text("正文", composition.front)
    for place, part in enumerate(composition.parts):
        book.write_part(part, () if apart or place else composition.front)
    workbook.close()
    return stream.getvalue()


class _Book:
    """A workbook being written."""

    def __init__(self, workbook: Workbook, head: str) -> None:
        self._workbook = workbook
        self._head_of_page = f"&R{head.replace('&', '&&')}" if head else ""
        self._names: set[str] = set()
        self._lines = {kind: self._format(text_wrap=True, **face) for kind, face in _FACES.items()}
        cell = {"border": 1, "text_wrap": True, "font_name": "仿宋_GB2312", "font_size": 10.5}
        self._head = self._format(**cell | {"font_name": "黑体"}, align="center", valign="vcenter")
        self._left = self._format(**cell, align="left", valign="top")
        self._middle = self._format(**cell, align="center", valign="vcenter")
        self._left_bold = self._format(**cell, align="left", valign="top", bold=True)
        self._bold = self._format(font_name="仿宋_GB2312", font_size=10.5, bold=True)
        self._plain = self._format(font_name="仿宋_GB2312", font_size=10.5)

    def write_text(self, name: str, lines: tuple[Line, ...]) -> None:
        """Write a notice: a sheet of one wide column."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, _TEXT_WIDTH)
        for row, line in enumerate(lines):
            sheet.set_row(row, _height(line, _TEXT_WIDTH))
            _write_string(sheet, (row, 0), line.text, self._lines[line.kind])

    def write_part(self, part: Part, front: tuple[Line, ...]) -> None:
        """Write a table under its lines."""
        grid = part.grid
        sheet = self._sheet(part.name)
        widths = [max(share * _WIDTH, 4.0) for share in grid.shares]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        top = 0
        for line in [*front, *part.above]:
            self._write_line(sheet, top, line, grid.width)
            top += 1
        self._write_grid(sheet, grid, top)
        for row, height in enumerate(row_heights(grid, widths)):
            sheet.set_row(top + row, height)
        for place, line in enumerate(part.below):
            self._write_line(sheet, top + grid.height + place, line, grid.width)
        sheet.repeat_rows(top, top + grid.header_rows - 1)
        sheet.freeze_panes(top + grid.header_rows, 0)

    def _write_line(self, sheet: Worksheet, row: int, line: Line, width: int) -> None:
        form = self._lines[line.kind]
        sheet.set_row(row, _height(line, _WIDTH))
        if width > 1:
            sheet.merge_range(row, 0, row, width - 1, "", form)
        _write_string(sheet, (row, 0), line.text, form)

    def _write_grid(self, sheet: Worksheet, grid: Grid, top: int) -> None:
        for cell in grid.cells:
            row, last = top + cell.row, top + cell.row + cell.row_span - 1
            form = self._form(cell, grid)
            if cell.row_span > 1 or cell.column_span > 1:
                sheet.merge_range(
                    row, cell.column, last, cell.column + cell.column_span - 1, "", form
                )
            field = grid.fields[cell.column] if cell.row >= grid.header_rows else None
            if field in _FIGURES and _FIGURE.fullmatch(cell.text):
                sheet.write_number(row, cell.column, float(cell.text), form)
            elif cell.bold and cell.bold != ((0, len(cell.text)),):
                self._write_rich(sheet, row, cell, form)
            else:
                _write_string(sheet, (row, cell.column), cell.text, form)

    def _form(self, cell: GridCell, grid: Grid) -> Format:
        if cell.row < grid.header_rows:
            return self._head
        if cell.bold == ((0, len(cell.text)),):
            return self._left_bold
        return self._middle if grid.is_centred(cell.column) else self._left

    def _write_rich(self, sheet: Worksheet, row: int, cell: GridCell, form: Format) -> None:
        """Write a text that is bold in parts."""
        _refuse_overlong(cell.text, row, sheet.get_name())
        fragments: list[Format | str] = []
        place = 0
        for start, end in cell.bold:
            if start > place:
                fragments += [self._plain, cell.text[place:start]]
            fragments += [self._bold, cell.text[start:end]]
            place = end
        if place < len(cell.text):
            fragments += [self._plain, cell.text[place:]]
        sheet.write_rich_string(row, cell.column, *fragments, form)

    def _sheet(self, name: str) -> Worksheet:
        """Add a sheet under a name that Excel allows and that no other sheet has."""
        base = _FORBIDDEN.sub("", name)[:25].strip() or "表"
        chosen, number = base, 2
        while chosen.lower() in self._names:
            chosen, number = f"{base}-{number}", number + 1
        self._names.add(chosen.lower())
        sheet = self._workbook.add_worksheet(chosen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C— &P —")
        if self._head_of_page:
            sheet.set_header(self._head_of_page)
        return sheet

    def _format(self, **properties: object) -> Format:
        return self._workbook.add_format(properties)


def _height(line: Line, width: float) -> float:
    size: float = _FACES[line.kind]["font_size"]
    return line_height(line.text, width, size)


def _write_string(sheet: Worksheet, place: tuple[int, int], text: str, form: Format) -> None:
    row, column = place
    _refuse_overlong(text, row, sheet.get_name())
    if text:
        sheet.write_string(row, column, text, form)
    else:
        sheet.write_blank(row, column, None, form)


def _refuse_overlong(text: str, row: int, name: str) -> None:
    if len(text) > _LONGEST:
        raise Unrenderable(
            f"“{name}”第 {row + 1} 行有一格 {len(text)} 字，超过 Excel 单元格 {_LONGEST} 字的上限，"
            "请改为导出 docx 或 csv。"
        )
