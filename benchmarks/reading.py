"""How long reading and understanding takes (on Linux), against bare reading and against known packages.

Run `python benchmarks/reading.py`: it makes the 124-row bulletin of the samples in every format,
reads each, and prints a table. Times are processor time, the median of several runs in one process
after a first one; ratios compare within this run, so that a slow machine changes no verdict. The last lines
measure whole processes: wall time and peak memory of `jiannuo.read` as a new Python starts it.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.readers import read_raw
from jiannuo.core.records import Document
from jiannuo.core.rendering import render

RUNS = 7
GROWTH = (1, 10, 100)
"""Copies of the 124 rows: 124, 1,240 and 12,400."""
BULLETIN = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
PROCESS = """
import sys, jiannuo
jiannuo.read(sys.argv[1])
status = open("/proc/self/status").read()
print(status.split("VmHWM:")[1].split()[0])
"""
"""What the measured processes run. The kernel's high-water mark of the process's own memory is
taken because `ru_maxrss` would still hold the peak of the process that started this one."""
FORMATS = ("docx", "xlsx", "html", "csv")


def main() -> None:
    """Measure and print."""
    document = jiannuo.read(BULLETIN)
    files = {"text": BULLETIN.read_bytes()}
    files |= {form: render(document, form) for form in FORMATS}
    rows = sum(len(table.rows) for table in document.tables)
    _print_reading(files, rows)
    _print_peers(files)
    _print_growth(document)
    _print_processes(files)


def _print_reading(files: dict[str, bytes], rows: int) -> None:
    print(f"读取 {rows} 行的通报表（毫秒，{RUNS} 次的中位数）")
    print(f"{'格式':<8}{'只读文件':>10}{'读取并理解':>12}{'倍数':>8}")
    for form, data in files.items():
        bare = _seconds(lambda data=data, form=form: read_raw(data, _name(form)))  # type: ignore[misc]  # bound per loop
        whole = _seconds(lambda data=data, form=form: read_bytes(data, _name(form)))  # type: ignore[misc]  # bound per loop
        print(f"{form:<8}{bare * 1000:>12.1f}{whole * 1000:>16.1f}{whole / bare:>10.1f}")


def _print_peers(files: dict[str, bytes]) -> None:
    print("\n与同类软件读同一文件的用时之比（大于 1 表示对方更慢；对方只取出单元格文字）")
    peers: dict[str, Callable[[], object]] = {
        "docx": lambda: _with_python_docx(files["docx"]),
        "xlsx": lambda: _with_openpyxl(files["xlsx"]),
    }
    names = {"docx": "python-docx", "xlsx": "openpyxl"}
    for form, peer in peers.items():
        theirs = _seconds(peer)
        bare = _seconds(lambda form=form: read_raw(files[form], _name(form)))  # type: ignore[misc]  # bound per loop
        whole = _seconds(lambda form=form: read_bytes(files[form], _name(form)))  # type: ignore[misc]  # bound per loop
        print(
            f"{form:<6}{names[form]:<12}{theirs * 1000:>8.1f} 毫秒"
            f"　只读文件 {theirs / bare:>5.1f} 倍　读取并理解 {theirs / whole:>5.1f} 倍"
        )


def _print_growth(document: Document) -> None:
    print("\n行数增长时每行用时（微秒），应当不随行数增长")
    print(f"{'格式':<8}" + "".join(f"{124 * copies:>10}" for copies in GROWTH) + f"{'末/首':>10}")
    for form in ("docx", "xlsx", "html", "csv"):
        per_row = []
        for copies in GROWTH:
            grown = _grown(document, copies)
            data = render(grown, form)
            runs = RUNS if copies == 1 else 1
            seconds = _seconds(lambda data=data, form=form: read_bytes(data, _name(form)), runs)  # type: ignore[misc]  # bound per loop
            per_row.append(seconds / (124 * copies) * 1e6)
        figures = "".join(f"{value:>10.0f}" for value in per_row)
        print(f"{form:<8}{figures}{per_row[-1] / per_row[0]:>12.2f}")


def _print_processes(files: dict[str, bytes]) -> None:
    print("\n整个进程（启动 Python、载入、读取、理解）")
    print(f"{'格式':<8}{'秒':>8}{'内存峰值 MB':>14}")
    with tempfile.TemporaryDirectory() as folder:
        for form, data in files.items():
            path = Path(folder) / _name(form)
            path.write_bytes(data)
            start = time.perf_counter()
            done = subprocess.run(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", PROCESS, str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
            seconds = time.perf_counter() - start
            print(f"{form:<8}{seconds:>9.2f}{int(done.stdout) / 1024:>14.0f}")


def _grown(document: Document, copies: int) -> Document:
    """Repeat a document's rows, numbered through."""
    (table,) = document.tables
    rows = tuple(
        replace(row, number=str(number)) for number, row in enumerate(table.rows * copies, start=1)
    )
    return replace(document, tables=(replace(table, rows=rows, skipped_rows=()),))


def _seconds(action: Callable[[], object], runs: int = RUNS) -> float:
    """Measure an action's own processor time: the median of several runs after a first one."""
    if runs > 1:
        action()
    taken = []
    for _ in range(runs):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _with_python_docx(data: bytes) -> list[list[str]]:
    word = docx.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]


def _with_openpyxl(data: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]


def _name(form: str) -> str:
    return "通报表.txt" if form == "text" else f"通报表.{form}"


if __name__ == "__main__":
    main()
