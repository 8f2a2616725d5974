"""Excel workbooks of the old format (xls, also WPS tables): BIFF records in an OLE container.

xlrd takes the records apart; it alone of the packages tried keeps number formats, and so what a
cell shows: 0.4567 under 0.00% is 45.67%. Formulas come as their stored results; macros are neither
read nor run. Source for the records: [MS-XLS].
"""

import io
import struct
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final

import xlrd
from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_ERROR,
    XL_CELL_TEXT,
    error_text_from_code,
)
from xlrd.compdoc import CompDocError
from xlrd.formatting import std_format_strings

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.readers.number_formats import BUILT_IN, shown_number, shown_text
from jiannuo.core.readers.sheet_blocks import SheetCell, SheetReader, is_scattered
from jiannuo.core.readers.worksheet import Cover, Sheet, letters, reference, warnings_about
from jiannuo.core.tables import Block, MarkKind, RawDocument

_DAMAGE: Final = (
    xlrd.XLRDError, CompDocError, struct.error, AssertionError, ArithmeticError, AttributeError,
    LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What xlrd raises on records that contradict one another: it was not written for hostile files."""
_MACROS: Final = ("_VBA_PROJECT".encode("utf-16-le"), b"Attribut\x00e VB_")
_BOLD_FROM: Final = 600
_AUTOMATIC: Final = 0x7FFF
_OWN_FORMATS: Final = 164


def read(data: bytes, name: str) -> RawDocument:
    """Read an xls. Raises `Unreadable` if it is damaged or needs a password."""
    shown = f"文件“{PurePath(name).name or '未命名'}”"
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        )
        sheets = [(sheet.name, _sheet(book, sheet), bool(sheet.visibility)) for sheet in book]
    except _DAMAGE as error:
        raise _why(error, shown) from error
    reader = SheetReader()
    blocks: list[Block] = []
    warnings: list[str] = []
    for title, sheet, hidden in sheets:
        if is_scattered(sheet.cells):
            raise Unreadable(
                f"{shown}的工作表“{title}”里只有零星内容却散布在极大的范围内，"
                "没有读取，请删去表格以外的内容后另存再上传。"
            )
        blocks += reader.blocks(sheet.cells, title)
        warnings += warnings_about(sheet, title, hidden=hidden)
    if any(sign in data for sign in _MACROS):
        warnings.append("文件里有宏（VBA 程序），宏没有读取，也不会执行。")
    return RawDocument(name=name, format="xls", blocks=tuple(blocks), warnings=tuple(warnings))


def _why(error: Exception, shown: str) -> Unreadable:
    if "encrypt" in str(error).lower() or "password" in str(error).lower():
        return Forbidden(
            f"{shown}设有打开密码，无法读取，请在 Excel 或 WPS 中去掉密码并另存后再上传。"
        )
    return Unreadable(
        f"{shown}已损坏，可能没有下载完，请重新下载或用 Excel、WPS 打开修复后另存为 xlsx 再上传。"
    )


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet()
    merged = {
        (top, left): (bottom, right)
        for top, bottom, left, right in source.merged_cells
        if bottom > top and right > left
    }
    cover = Cover(merged)
    for row, column in _places(source, merged):
        text, marks = _content(book, source, row, column, sheet).finish()
        if not text and (row, column) not in merged:
            continue
        if cover.covers(row, column):
            sheet.covered.append((reference(row, column), text))
            continue
        bottom, right = merged.get((row, column), (row + 1, column + 1))
        sheet.cells.append(SheetCell(row, column, bottom, right, text, marks))
    _note_what_is_hidden(source, sheet)
    for (row, column), note in sorted(source.cell_note_map.items()):
        if note.text.strip():
            sheet.comments.append((reference(row, column), note.text.strip()))
    return sheet


def _places(
    source: Any, merged: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of cells, and of merged ranges whose top left cell is not stored."""
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            yield row, column
    for row, column in merged:
        if row >= source.nrows or column >= source.row_len(row):
            yield row, column


def _note_what_is_hidden(source: Any, sheet: Sheet) -> None:
    rows = {cell.row for cell in sheet.cells if cell.text}
    columns = {cell.column for cell in sheet.cells if cell.text}
    sheet.hidden_rows += [
        row + 1 for row, info in sorted(source.rowinfo_map.items()) if info.hidden and row in rows
    ]
    sheet.hidden_columns += [
        letters(column)
        for column, info in sorted(source.colinfo_map.items())
        if info.hidden and column in columns
    ]


def _content(book: Any, source: Any, row: int, column: int, sheet: Sheet) -> MarkedText:
    """Write a cell's text as the sheet shows it, with the look of its font."""
    content = MarkedText()
    if row >= source.nrows or column >= source.row_len(row):
        return content
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if value == "":
        return content
    form = book.xf_list[source.cell_xf_index(row, column)]
    look, code = _look(book, form.font_index), _code(book, form.format_key)
    match kind:
        case _ if kind == XL_CELL_TEXT:
            _write_text(book, source, (row, column), (shown_text(value, code), look), content)
        case _ if kind == XL_CELL_BOOLEAN:
            content.add("TRUE" if value else "FALSE", look)
        case _ if kind == XL_CELL_ERROR:
            said = error_text_from_code.get(value, f"#{value}")
            sheet.errors.append(f"{reference(row, column)}（{said}）")
            content.add(said, look)
        case _:
            from_1904 = book.datemode == 1
            content.add(shown_number(repr(value), code, from_1904=from_1904), look)
    return content


def _write_text(
    book: Any, source: Any, place: tuple[int, int], whole: tuple[str, Look], into: MarkedText
) -> None:
    """Write a text run by run: `whole` is the cell's text and font, rich text changes it on its way."""
    text, look = whole
    begin = 0
    for start, font in source.rich_text_runlist_map.get(place, ()):
        into.add(_plain(text[begin:start]), look)
        look, begin = _look(book, font), start
    into.add(_plain(text[begin:]), look)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _code(book: Any, key: int) -> str:
    """Give the number format code: the file's own, or the Chinese locale's for those it doesn't say."""
    form = book.format_map.get(key)
    own = None if form is None else form.format_str
    if own is None or (key < _OWN_FORMATS and own == std_format_strings.get(key)):
        return BUILT_IN.get(key, "General")
    return str(own)


def _look(book: Any, index: int) -> Look:
    font = book.font_list[index]
    found: list[tuple[MarkKind, str | None]] = []
    if font.bold or font.weight >= _BOLD_FROM:
        found.append((MarkKind.BOLD, None))
    if font.italic:
        found.append((MarkKind.ITALIC, None))
    if font.underline_type:
        found.append((MarkKind.UNDERLINE, None))
    if font.struck_out:
        found.append((MarkKind.STRUCK, None))
    colour = book.colour_map.get(font.colour_index)
    if font.colour_index != _AUTOMATIC and colour and any(colour):
        found.append((MarkKind.COLOUR, "{:02X}{:02X}{:02X}".format(*colour)))
    return found
