"""Delimited text (csv) for spreadsheets: UTF-8 with a byte order mark, so that Excel shows Chinese.

csv cannot merge: every row holds its values in full, and of a header's merged cells the first holds
the name. Lines outside the tables are rows of one cell; a blank row parts tables from
what follows.

A text that begins like a formula (=, +, -, @, their full-width forms, a tab) would be computed by
the spreadsheet that opens the file. Such a text gets an apostrophe before it, and a text that
already begins with apostrophes before such a character gets one more; the reader of delimited text
takes one off again, so that every text reads back as it was. A plain number keeps its sign.
"""

import csv
import io
import re

from jiannuo.core.records import Document
from jiannuo.core.rendering.composition import compose
from jiannuo.core.rendering.grid import Grid

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")


def write(document: Document) -> bytes:
    """Write a document's lines and tables."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    composition = compose(document)
    for line in composition.front:
        writer.writerow([guarded(line.text)])
    for place, part in enumerate(composition.parts):
        if place or composition.front:
            writer.writerow([])
        for line in part.above:
            writer.writerow([guarded(line.text)])
        for row in _rows(part.grid):
            writer.writerow([guarded(text) for text in row])
        if part.below:
            writer.writerow([])
        for line in part.below:
            writer.writerow([guarded(line.text)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _rows(grid: Grid) -> list[list[str]]:
    """Spread merged cells out: downwards in the body, and a name over several columns in the header.

    A name that others stand under is written over the first of its columns only, as people type it.
    """
    spread = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        bottom = cell.row + cell.row_span
        in_header = cell.row < grid.header_rows
        width = cell.column_span if in_header and bottom == grid.header_rows else 1
        for row in range(cell.row, cell.row + 1 if in_header else bottom):
            for column in range(cell.column, cell.column + width):
                spread[row][column] = cell.text
    return spread
