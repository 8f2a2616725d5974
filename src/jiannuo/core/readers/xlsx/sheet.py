"""One worksheet: its cells as shown, its merged ranges, what is hidden.

Source: ECMA-376 part 1, §18.3 (worksheets) and §18.4 (shared strings).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.readers.number_formats import shown_number, shown_text
from jiannuo.core.readers.sheet_blocks import SheetCell
from jiannuo.core.readers.worksheet import Cover, Sheet, letters, reference
from jiannuo.core.readers.xlsx.styles import MAIN, Styles, look_of

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    strings: Sequence[etree._Element]
    styles: Styles
    from_1904: bool


def read_sheet(root: etree._Element, workbook: Workbook) -> Sheet:
    """Read a worksheet part."""
    sheet = Sheet()
    merged = dict(_merged(root))
    covered_by = Cover(merged)
    for row, column, cell in _cells(root, sheet):
        content = _content(cell, workbook, sheet, reference(row, column))
        text, marks = content.finish()
        if not text and (row, column) not in merged:
            continue
        if covered_by.covers(row, column):
            sheet.covered.append((reference(row, column), text))
            continue
        bottom, right = merged.get((row, column), (row + 1, column + 1))
        sheet.cells.append(SheetCell(row, column, bottom, right, text, marks))
    for span in root.iterfind(f"{MAIN}cols/{MAIN}col"):
        if span.get("hidden") in {"1", "true"}:
            used = {cell.column for cell in sheet.cells if cell.column in _columns_of(span)}
            sheet.hidden_columns += [letters(column) for column in sorted(used)]
    return sheet


def _columns_of(span: etree._Element) -> range:
    first, last = span.get("min", ""), span.get("max", "")
    return range(int(first) - 1, int(last)) if first.isdigit() and last.isdigit() else range(0)


def _place(name: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(name.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _cells(root: etree._Element, sheet: Sheet) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield the cells with their places; a row or cell without one follows the one before it."""
    row = -1
    for line in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        named = line.get("r", "")
        row = int(named) - 1 if named.isdigit() else row + 1
        if line.get("hidden") in {"1", "true"} and len(line):
            sheet.hidden_rows.append(row + 1)
        column = -1
        for cell in line.iterfind(f"{MAIN}c"):
            place = _place(cell.get("r", ""))
            column = column + 1 if place is None else place[1]
            yield row, column, cell


def _merged(root: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each merged range: its top left cell, and the row and column after its last."""
    for merge in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start and end and end[0] >= start[0] and end[1] >= start[1]:
            yield start, (end[0] + 1, end[1] + 1)


def _content(cell: etree._Element, workbook: Workbook, sheet: Sheet, name: str) -> MarkedText:
    """Write a cell's text: shared or inline string, computed text, number as shown."""
    style = cell.get("s", "0")
    number = int(style) if style.isdigit() else 0
    look, code = workbook.styles.look(number), workbook.styles.code(number)
    content = MarkedText()
    kind, value = cell.get("t", "n"), cell.find(MAIN + "v")
    stored = "" if value is None else value.text or ""
    if not stored and kind != "str" and cell.find(MAIN + "f") is not None:
        sheet.uncomputed.append(name)
    if kind == "s":
        place = int(stored) if stored.strip().isdigit() else -1
        if 0 <= place < len(workbook.strings):
            _write_string(workbook.strings[place], content, look, code)
    elif kind == "inlineStr":
        inline = cell.find(MAIN + "is")
        if inline is not None:
            _write_string(inline, content, look, code)
    elif kind == "b":
        content.add({"1": "TRUE", "0": "FALSE"}.get(stored, stored), look)
    elif kind == "e":
        sheet.errors.append(f"{name}（{stored}）")
        content.add(stored, look)
    elif kind == "str":
        content.add(shown_text(_plain(stored), code), look)
    elif kind == "d":
        content.add(stored.removesuffix("T00:00:00"), look)
    elif stored:
        content.add(shown_number(stored.strip(), code, from_1904=workbook.from_1904), look)
    return content


def _write_string(string: etree._Element, into: MarkedText, look: Look, code: str) -> None:
    runs = string.findall(MAIN + "r")
    if not runs:
        text = string.find(MAIN + "t")
        into.add(shown_text(_plain("" if text is None else text.text or ""), code), look)
        return
    for run in runs:
        text, properties = run.find(MAIN + "t"), run.find(MAIN + "rPr")
        own = look if properties is None else look_of(properties)
        into.add(_plain("" if text is None else text.text or ""), own)


def _plain(text: str) -> str:
    """Resolve the escapes of characters that XML cannot hold, and carriage returns."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
