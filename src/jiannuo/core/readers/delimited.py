"""Tables as delimited text: csv and its relatives with tabs, semicolons or bars.

Jiannuo's own csv export protects spreadsheets from texts that begin like a formula by an
apostrophe before them (see `jiannuo.core.rendering.csv`); here it is taken off again. Where csv
cannot merge cells, the rows hold the value each.
"""

import csv
import io
import re
from collections import Counter
from pathlib import PurePath

from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.sheet_blocks import SheetCell, SheetReader, is_scattered
from jiannuo.core.tables import RawDocument

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 65_536
_WIDEST = 16_384
_MOST_CELLS = 1_000_000
"""As many columns as a worksheet has, and far more cells than any ledger."""
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r]")


def read(data: bytes, name: str) -> RawDocument:
    """Read delimited text. Raises `Unreadable` if a quotation mark is opened and never closed."""
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(text, name)
    cells: list[SheetCell] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, fields in enumerate(reader):
            if len(fields) > _WIDEST or len(cells) > _MOST_CELLS:
                raise Forbidden(
                    f"文件“{PurePath(name).name}”的行列多得不正常，没有读取，请核对分隔符，拆分后另存为 xlsx 再上传。"
                )
            for column, field in enumerate(fields):
                content = _unguarded(field).strip()
                if content:
                    cells.append(SheetCell(row, column, row + 1, column + 1, content))
    except csv.Error as error:
        raise Unreadable(
            f"文件“{PurePath(name).name}”第 {reader.line_num} 行的引号不成对或单元格过长，无法分列，"
            "请用 Excel 或 WPS 打开核对后另存为 xlsx 再上传。"
        ) from error
    if is_scattered(cells):
        raise Unreadable(
            f"文件“{PurePath(name).name}”的列数多得不正常，请核对分隔符后另存为 xlsx 再上传。"
        )
    return RawDocument(name=name, format="csv", blocks=tuple(SheetReader().blocks(cells)))


def _unguarded(field: str) -> str:
    return field[1:] if _GUARDED.match(field) else field


def _delimiter(text: str, name: str) -> str:
    """Find the character that parts the fields: the one that gives most rows the same width."""
    if PurePath(name).suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    best, best_score = ",", 0
    for candidate in _DELIMITERS:
        rows = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=candidate)
        try:
            widths = Counter(len(row) for row in rows if len(row) > 1)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: item[0] * item[1], default=(0, 0))
        if width * count > best_score:
            best, best_score = candidate, width * count
    return best
