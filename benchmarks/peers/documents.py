"""Reads documents with other packages, for `benchmarks/documents_and_peers.py`; run by their own Python.

``python documents.py FILE…`` prints one JSON line for each file and each package that reads its
format and is installed here: ``{"file", "peer", "seconds", "rows"}``, `rows` being the texts of the
grid, `seconds` the median of three readings after a first one (the first one's where it takes more than
two seconds); or ``{"file", "peer", "absent"}``,
``{"file", "peer", "failed"}``.
"""

import io
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Rows = list[list[str]]
RUNS = 3
LONG = 2.0


def main() -> None:
    """Read what is named, with everything that can."""
    warnings.simplefilter("ignore")
    for name in sys.argv[1:]:
        path = Path(name)
        for peer, module, read in PEERS[path.suffix[1:]]:
            told: dict[str, Any] = {"file": name, "peer": peer}
            if find_spec(module) is None:
                told["absent"] = True
            else:
                try:
                    told |= measured(read, path)
                except Exception as error:  # noqa: BLE001 - whatever a package raises is its result
                    told["failed"] = f"{type(error).__name__}: {error}"[:120]
            print(json.dumps(told, ensure_ascii=False), flush=True)


def measured(read: Callable[[Path], Rows], path: Path) -> dict[str, Any]:
    """Read a file several times; once where that takes long."""
    begun = time.perf_counter()
    rows = read(path)
    first = time.perf_counter() - begun
    if first > LONG:
        return {"seconds": first, "rows": rows}
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        read(path)
        taken.append(time.perf_counter() - begun)
    return {"seconds": statistics.median(taken), "rows": rows}


def python_docx(path: Path) -> Rows:
    """Return the cells of all tables; a merged cell comes once for each place."""
    import docx  # noqa: PLC0415 - each package is imported only where it is measured

    document = docx.Document(str(path))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def mammoth_html(path: Path) -> Rows:
    """Return the cells of the HTML that mammoth makes."""
    import mammoth  # noqa: PLC0415

    with path.open("rb") as file:
        return spanned(mammoth.convert_to_html(file).value)


def markitdown_table(path: Path) -> Rows:
    """Return the lines of Markdown tables, cut at their bars."""
    from markitdown import MarkItDown  # noqa: PLC0415

    text = MarkItDown().convert(str(path)).text_content
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    return [line.strip("|").split("|") for line in lines if set(line) - set("|-: ")]


def openpyxl_cells(path: Path) -> Rows:
    """Return the values of the first sheet."""
    import openpyxl  # noqa: PLC0415

    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]


def calamine_cells(path: Path) -> Rows:
    """Return the values of the first sheet."""
    import python_calamine  # noqa: PLC0415

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [["" if cell is None else str(cell) for cell in row] for row in sheet]


def pandas_excel(path: Path) -> Rows:
    """Return the values of the first sheet."""
    import pandas as pd  # noqa: PLC0415

    frame = pd.read_excel(path, header=None, dtype=str, keep_default_na=False)
    return [[str(cell) for cell in row] for row in frame.itertuples(index=False)]


def pandas_html(path: Path) -> Rows:
    """Return the cells of the largest table."""
    import pandas as pd  # noqa: PLC0415

    text = io.StringIO(path.read_text(encoding="utf-8"))
    frames = pd.read_html(text, header=None, keep_default_na=False)
    frame = max(frames, key=len)
    heads = [[str(name) for name in frame.columns]]
    return heads + [[str(cell) for cell in row] for row in frame.itertuples(index=False)]


def beautiful_soup(path: Path) -> Rows:
    """Return the cells of all tables, spans laid out by hand."""
    return spanned(path.read_text(encoding="utf-8"))


def pdfplumber_tables(path: Path) -> Rows:
    """Return the rows of the tables of all pages."""
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as document:
        return [
            [cell or "" for cell in row]
            for page in document.pages
            for table in page.extract_tables()
            for row in table
        ]


def camelot_lattice(path: Path) -> Rows:
    """Return the rows of the ruled tables of all pages."""
    import camelot  # noqa: PLC0415

    found = camelot.read_pdf(str(path), pages="all", flavor="lattice")
    return [[str(cell) for cell in row] for table in found for row in table.df.to_numpy().tolist()]


def img2table_pdf(path: Path) -> Rows:
    """Return the rows of the tables of all pages, from the text layer."""
    from img2table.document import PDF  # noqa: PLC0415

    found = PDF(str(path)).extract_tables()
    return [
        ["" if cell is None else str(cell) for cell in row]
        for page in sorted(found)
        for table in found[page]
        for row in table.df.to_numpy().tolist()
    ]


def spanned(html: str) -> Rows:
    """Lay the tables of an HTML text out; a cell over several places stands at its first."""
    from bs4 import BeautifulSoup  # noqa: PLC0415

    rows: Rows = []
    for table in BeautifulSoup(html, "lxml").find_all("table"):
        taken: set[tuple[int, int]] = set()
        for at, line in enumerate(table.find_all("tr")):
            row: list[str] = []
            for cell in line.find_all(["td", "th"]):
                while (at, len(row)) in taken:
                    row.append("")
                down, across = (int(cell.get(name, 1)) for name in ("rowspan", "colspan"))
                taken |= {
                    (at + y, len(row) + x) for y in range(down) for x in range(across) if y or x
                }
                row += [cell.get_text("\n")] + [""] * (across - 1)
            rows.append(row)
    return rows


PEERS: dict[str, tuple[tuple[str, str, Callable[[Path], Rows]], ...]] = {
    "docx": (
        ("python-docx", "docx", python_docx),
        ("mammoth", "mammoth", mammoth_html),
        ("markitdown", "markitdown", markitdown_table),
    ),
    "xlsx": (
        ("openpyxl", "openpyxl", openpyxl_cells),
        ("python-calamine", "python_calamine", calamine_cells),
        ("pandas.read_excel", "pandas", pandas_excel),
        ("markitdown", "markitdown", markitdown_table),
    ),
    "html": (
        ("BeautifulSoup", "bs4", beautiful_soup),
        ("pandas.read_html", "pandas", pandas_html),
        ("markitdown", "markitdown", markitdown_table),
    ),
    "pdf": (
        ("pdfplumber", "pdfplumber", pdfplumber_tables),
        ("camelot lattice", "camelot", camelot_lattice),
        ("img2table", "img2table", img2table_pdf),
    ),
}


if __name__ == "__main__":
    main()
