"""A sheet written as a file, in every format that offices send."""

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final
from unicodedata import east_asian_width

import docx
import openpyxl
from openpyxl.utils import get_column_letter

from tests.core.mapping.corpus.drawing import Drawn, Grid


def as_docx(drawn: Drawn) -> bytes:
    """Write paragraphs and tables with joined cells."""
    document = docx.Document()
    for block in drawn.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.texts), block.width)
        table.style = "Table Grid"
        for row, column, height, width in block.joined:
            table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1))
        for row, line in enumerate(block.texts):
            for column, text in enumerate(line):
                if block.span(row, column) != (0, 0):
                    table.cell(row, column).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(drawn: Drawn) -> bytes:
    """Write one sheet: lines of text joined over the width, tables below."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    width = max((grid.width for grid in drawn.grids()), default=1)
    at = 1
    for block in drawn.blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            if width > 1:
                sheet.merge_cells(f"A{at}:{get_column_letter(width)}{at}")
            at += 1
            continue
        for row, line in enumerate(block.texts):
            for column, text in enumerate(line):
                if block.span(row, column) != (0, 0) and text:
                    sheet.cell(at + row, column + 1, _cell(text))
        for row, column, height, across in block.joined:
            sheet.merge_cells(
                start_row=at + row, start_column=column + 1,
                end_row=at + row + height - 1, end_column=column + across,
            )  # fmt: skip
        at += len(block.texts)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(text: str) -> Any:
    """Return whole numbers as spreadsheets hold them."""
    return int(text) if text.isdecimal() and len(text) < 9 else text


def as_html(drawn: Drawn) -> bytes:
    """Write a page with tables."""
    parts = ["<html><head><meta charset='utf-8'></head><body>"]
    for block in drawn.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
            continue
        parts.append("<table border=1>")
        for row, line in enumerate(block.texts):
            parts.append("<tr>")
            for column, text in enumerate(line):
                height, width = block.span(row, column)
                if height:
                    spans = f" rowspan={height}" * (height > 1) + f" colspan={width}" * (width > 1)
                    parts.append(f"<td{spans}>{escape(text).replace(chr(10), '<br>')}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def as_csv(drawn: Drawn) -> bytes:
    """Write values parted by commas, as spreadsheets save them: joined cells leave empty places."""
    return _delimited(drawn, ",").encode("gb18030")


def as_tsv(drawn: Drawn) -> bytes:
    """Write values parted by tabs, cells of several lines in quotation marks."""
    return _delimited(drawn, "\t").encode("utf-8-sig")


def _delimited(drawn: Drawn, delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    width = max((grid.width for grid in drawn.grids()), default=1)
    for block in drawn.blocks:
        if isinstance(block, str):
            writer.writerow([block, *[""] * (width - 1)])
        else:
            writer.writerows(block.texts)
    return stream.getvalue()


def as_tabbed_text(drawn: Drawn) -> bytes:
    """Write what copying a spreadsheet's cells leaves."""
    return _text(drawn, lambda grid: ["\t".join(_quoted(t) for t in line) for line in grid.texts])


def _quoted(text: str) -> str:
    return f'"{text}"' if "\n" in text else text


def as_piped_text(drawn: Drawn) -> bytes:
    """Write a row a line with bars between the cells."""
    return _text(
        drawn,
        lambda grid: [f"| {' | '.join(_flat(t) for t in line)} |" for line in grid.texts],
    )


def as_flattened_text(drawn: Drawn) -> bytes:
    """Write a cell a line, as Word tables come out of some programs: joined cells are missing."""

    def lines(grid: Grid) -> list[str]:
        out: list[str] = []
        for row, line in enumerate(grid.texts):
            for column, text in enumerate(line):
                height, width = grid.span(row, column)
                covered_from_left = not height and _left_of(grid, row, column)
                if not covered_from_left:
                    out.append(f"\t{text}")
                del width
            out.append("")
        return out

    return _text(drawn, lines)


def _left_of(grid: Grid, row: int, column: int) -> bool:
    return any(
        top <= row < top + height and left < column < left + width
        for top, left, height, width in grid.joined
    )


def as_spaced_text(drawn: Drawn) -> bytes:
    """Write a row a line, the columns set under one another by spaces, as copied out of a PDF."""

    def lines(grid: Grid) -> list[str]:
        flat = [[_flat(text) for text in line] for line in grid.texts]
        widths = [max(_width(line[n]) for line in flat) + 2 for n in range(grid.width)]
        return [
            "".join(t + " " * (w - _width(t)) for t, w in zip(line, widths, strict=True)).rstrip()
            for line in flat
        ]

    return _text(drawn, lines)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in {"W", "F", "A"} else 1 for one in text)


def _flat(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text


def _text(drawn: Drawn, lines: Callable[[Grid], Sequence[str]]) -> bytes:
    out: list[str] = []
    for block in drawn.blocks:
        out += [block] if isinstance(block, str) else ["", *lines(block), ""]
    return ("\n".join(out) + "\n").encode()


def as_pdf(drawn: Drawn) -> bytes:
    """Let LibreOffice print the Word file."""
    return printed([drawn])[0]


def printed(sheets: Sequence[Drawn]) -> list[bytes]:
    """Let LibreOffice print several Word files in one start."""
    office = shutil.which("soffice")
    assert office is not None
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number}.docx" for number in range(len(sheets))]
        for name, drawn in zip(names, sheets, strict=True):
            name.write_bytes(as_docx(drawn))
        command = [
            office, "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "pdf", "--outdir", folder, *map(str, names),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [name.with_suffix(".pdf").read_bytes() for name in names]


FORMATS: Final[dict[str, tuple[str, Callable[[Drawn], bytes]]]] = {
    "docx": ("例.docx", as_docx),
    "xlsx": ("例.xlsx", as_xlsx),
    "html": ("例.html", as_html),
    "csv": ("例.csv", as_csv),
    "tsv": ("例.tsv", as_tsv),
    "制表符文本": ("例.txt", as_tabbed_text),
    "竖线文本": ("例.txt", as_piped_text),
    "一行一格": ("例.txt", as_flattened_text),
    "空格文本": ("例.txt", as_spaced_text),
}
"""Name of the format → name of the file, and how it is written. PDF is printed in batches."""
