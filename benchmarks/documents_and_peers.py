"""Tables of docx, xlsx, html and PDF: this product and its peers side by side, in one run.

The peers are installed into an environment that is thrown away afterwards, none of them is the
product's::

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install python-docx mammoth markitdown openpyxl python-calamine pandas \
        lxml html5lib beautifulsoup4 pdfplumber camelot-py img2table
    python benchmarks/documents_and_peers.py --peers /tmp/peers/bin/python [FOLDER]

FOLDER holds ``NAME.cells.json`` (the true cells: ``{cells: [{r, c, text}]}``) beside NAME.docx, .xlsx,
.html and .pdf. Without one, the samples' bulletins are written in these formats (PDF with an
installed LibreOffice) and their own cells are the truth. Printed are, for each file and reader, the
share of the non-empty cells that are found word for word (white space aside) in the right column of
the right row, rows aligned in order, and seconds a document. What is not installed is said.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.readers import read_raw
from jiannuo.core.rendering import render
from jiannuo.core.tables import RawDocument

HERE = Path(__file__).resolve().parent
SAMPLES = Path(jiannuo.__file__).parent / "samples"
BULLETINS = ("002", "004")
FORMS = ("docx", "xlsx", "html", "pdf")
OWN = "践诺"
RUNS = 3
Rows = list[dict[int, str]]
"""The texts of each row by their columns, white space left out."""


def main() -> None:
    """Measure and print."""
    words = sys.argv[1:]
    python = words[words.index("--peers") + 1] if "--peers" in words else sys.executable
    folders = [Path(word) for word in words if word not in {"--peers", python}]
    with tempfile.TemporaryDirectory() as place:
        folder = folders[0] if folders else _made(Path(place))
        for truth in sorted(folder.glob("*.cells.json")):
            name = truth.name.removesuffix(".cells.json")
            files = [folder / f"{name}.{form}" for form in FORMS]
            _compare(_true_cells(truth), [file for file in files if file.exists()], python)


def _compare(truth: Rows, files: list[Path], python: str) -> None:
    cells = sum(len(row) for row in truth)
    print(f"\n{files[0].stem if files else '（没有文件）'}：{len(truth)} 行，{cells} 个非空单元格")
    print(f"{'格式':<6}{'读取程序':<24}{'单元格正确':>10}{'秒/份':>9}")
    for file in files:
        share = _share(truth, _own(file))
        _line(file, f"{OWN}，只读", share, _seconds(file, read_raw))
        _line(file, f"{OWN}，读并理解", share, _seconds(file, read_bytes))
        for told in _peers(file, python):
            if told.get("absent"):
                print(f"{file.suffix[1:]:<6}{told['peer']:<24}{'没有安装':>10}")
            elif "failed" in told:
                print(f"{file.suffix[1:]:<6}{told['peer']:<24}{'失败':>10}  {told['failed']}")
            else:
                rows = [_texts(enumerate(row)) for row in told["rows"]]
                _line(file, told["peer"], _share(truth, rows), told["seconds"])


def _line(file: Path, reader: str, share: float, seconds: float) -> None:
    print(f"{file.suffix[1:]:<6}{reader:<24}{share:>10.1%}{seconds:>9.3f}")


def _made(folder: Path) -> Path:
    """Write the samples' bulletins in all formats; what the xlsx grid holds is the truth."""
    printed = import_module("pdf_and_scans")
    for number in BULLETINS:
        document = jiannuo.read(next(SAMPLES.glob(f"{number}*.txt")))
        for form in ("docx", "xlsx", "html"):
            (folder / f"{number}.{form}").write_bytes(render(document, form))
        if (pdf := printed._printed(document)) is not None:  # noqa: SLF001 - the neighbour's way to print
            (folder / f"{number}.pdf").write_bytes(pdf)
        grid = import_module("jiannuo.core.rendering.composition").compose(document).parts
        cells = [
            {"r": cell.row, "c": cell.column, "text": cell.text}
            for part in grid
            for cell in part.grid.cells
        ]
        truth = folder / f"{number}.cells.json"
        truth.write_text(json.dumps({"cells": cells}, ensure_ascii=False), encoding="utf-8")
    return folder


def _true_cells(path: Path) -> Rows:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        if text := _bare(cell["text"]):
            rows.setdefault(cell["r"], {})[cell["c"]] = text
    return [rows[at] for at in sorted(rows)]


def _own(file: Path) -> Rows:
    return list(_grid(read_raw(file.read_bytes(), file.name)))


def _grid(raw: RawDocument) -> Iterator[dict[int, str]]:
    for table in raw.tables():
        rows: dict[int, dict[int, str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, {})[cell.column] = _bare(cell.text)
        yield from (rows[at] for at in sorted(rows))


def _seconds(file: Path, read: Callable[[bytes, str], object]) -> float:
    data = file.read_bytes()
    read(data, file.name)
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        read(data, file.name)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _peers(file: Path, python: str) -> Iterator[dict[str, object]]:
    command = [python, str(HERE / "peers" / "documents.py"), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def _share(truth: Rows, found: Rows) -> float:
    """Align the rows in order so that most cells agree; return the share that does."""
    best = [0] * (len(found) + 1)
    for row in truth:
        before, best = best, [0] * (len(found) + 1)
        for at, other in enumerate(found, start=1):
            same = sum(other.get(column) == text for column, text in row.items())
            best[at] = max(before[at], best[at - 1], before[at - 1] + same)
    cells = sum(len(row) for row in truth)
    return best[-1] / cells if cells else 0.0


def _texts(cells: Iterable[tuple[int, str]]) -> dict[int, str]:
    return {column: bare for column, text in cells if (bare := _bare(text))}


def _bare(text: str) -> str:
    """Leave white space out, and the .0 that some give to a whole number."""
    return re.sub(r"^(\d+)\.0$", r"\1", "".join(text.split()))


if __name__ == "__main__":
    main()
