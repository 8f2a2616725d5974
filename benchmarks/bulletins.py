"""What a bulletin costs on paper: docx, pdf and xlsx of 124, 1,240 and 12,400 rows, beside LibreOffice.

The rows are the sample ledger's (004), told again as often as needed. LibreOffice converts the very
docx that was written; its figure includes its own start, which is printed apart.

    .venv/bin/python -m benchmarks.bulletins [--rows 124 1240 12400]
"""

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import jiannuo
from jiannuo.core.records import Document, Table
from jiannuo.core.rendering import workbook
from jiannuo.core.rendering.official import (
    Attachment,
    Level,
    OfficialDocument,
    Paragraph,
    render_official,
)

SAMPLES = Path(jiannuo.__file__).parent / "samples"
LIMITS = {"docx": 1.0, "pdf": 2.0, "xlsx": 0.5}
"""Seconds for 124 rows."""
MOST_BESIDE = 1_240
"""Rows that LibreOffice is asked for: it takes minutes for these, hours for ten times as many."""
TITLE = "2023年《政府工作报告》重点工作5月份完成情况通报表"


def bulletin(rows: int) -> tuple[OfficialDocument, Document]:
    """Return a bulletin with so many rows, and its table as a document."""
    [path] = SAMPLES.glob("004*.txt")
    [source] = jiannuo.read(path).tables
    told = (source.rows * (rows // len(source.rows) + 1))[:rows]
    table: Table = replace(
        source,
        caption=None,
        rows=tuple(replace(row, number=str(at)) for at, row in enumerate(told, start=1)),
    )
    document = OfficialDocument(
        title="关于5月份重点工作完成情况的通报",
        addressee="各有关单位：",
        body=(Paragraph("一、总体情况", Level.FIRST), Paragraph("现将5月份情况通报如下。")),
        issuer="区政府办公室",
        issued_on=date(2023, 6, 8),
        copies_to=("区委办公室",),
        attachments=(Attachment(title=TITLE, table=table),),
    )
    return document, Document(source="", title=TITLE, tables=(table,))


def official(document: OfficialDocument, kind: str) -> bytes:
    """Write a document in one of the official formats."""
    return render_official(document, kind).content


def timed(work: Callable[[], bytes], times: int) -> tuple[bytes, float]:
    """Return what the work gives and the least of its times."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - start)
    return made, best


def converted(folder: Path, content: bytes, name: str) -> float | None:
    """Return how long LibreOffice takes for a docx; None where it is not installed."""
    if shutil.which("soffice") is None:
        return None
    file = folder / f"{name}.docx"
    file.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own file
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, and say which limits hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="*", default=[124, 1240, 12400])
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small, _ = bulletin(1)
        render_official(small, "pdf")  # fonts are looked through once a process
        started = converted(folder, render_official(small, "docx").content, "start")
        print(f"LibreOffice on one row: {started if started is None else f'{started:.2f} s'}")
        base: dict[str, float] = {}
        for count in rows:
            document, table = bulletin(count)
            times = 3 if count < 2000 else 1
            docx, took_docx = timed(partial(official, document, "docx"), times)
            _, took_pdf = timed(partial(official, document, "pdf"), times)
            _, took_xlsx = timed(partial(workbook, table, ()), times)
            beside = converted(folder, docx, str(count)) if count <= MOST_BESIDE else None
            for kind, took in (("docx", took_docx), ("pdf", took_pdf), ("xlsx", took_xlsx)):
                each = took / count
                base.setdefault(kind, each)
                limit = LIMITS[kind] if count <= 124 else None
                verdict = (
                    ""
                    if limit is None
                    else f"  limit {limit} s: {'holds' if took < limit else 'BROKEN'}"
                )
                print(
                    f"{count:6} rows {kind:4} {took:7.2f} s  per row x{each / base[kind]:.2f}{verdict}"
                )
            if beside is not None:
                print(
                    f"{count:6} rows LibreOffice docx -> pdf {beside:7.2f} s  ours x{beside / took_pdf:.1f} faster"
                )


if __name__ == "__main__":
    main()
