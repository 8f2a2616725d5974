"""How well and how fast PDF and scans are read, against what the same ledger says as docx.

Run `python benchmarks/pdf_and_scans.py [PAGES]`: LibreOffice prints the 124-row bulletin of the
samples; the PDF is read, then pictures of its first PAGES pages (4 unless told) as scans in three
states: clean at 150 dpi, lain askew with grain, and coarse at 100 dpi. Printed are the share of
fields that are equal, of the wrong ones how many carry a doubt, of the right ones how many do, and
seconds of wall time. A line for pdfplumber follows where it is installed. Without LibreOffice or the
extra jiannuo[scan] it says what is missing and measures the rest.
"""

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.readers import can_recognise
from jiannuo.core.records import Document, to_json
from jiannuo.core.rendering import render

BULLETIN = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
LEFT_OUT = {"citations", "marks", "raw_cells", "doubts", "warnings"}
STATES = {
    "清晰 150 dpi": (150, 0.0, 0.0),
    "歪斜带噪点": (150, 0.8, 8.0),
    "100 dpi 带噪点": (100, -1.2, 8.0),
}
"""Dots per inch, degrees askew, grain in grey levels."""


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    document = read_bytes(render(jiannuo.read(BULLETIN), "docx"), "通报.docx")
    data = _printed(document)
    if data is None:
        print("没有 LibreOffice，无法打印 PDF，未测。")
        return
    print(f"{'文件':<22}{'行':>6}{'字段相同':>10}{'错而有疑':>10}{'对而有疑':>10}{'秒':>8}")
    _measure("PDF", data, document)
    _measure_peer(data)
    if not can_recognise():
        print('没有扫描识别组件（pip install "jiannuo[scan]"），扫描件未测。')
        return
    for name, state in STATES.items():
        _measure(f"扫描 {pages} 页 {name}", _scanned(data, pages, *state), document)


def _printed(document: Document) -> bytes | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "通报.docx"
        source.write_bytes(render(document, "docx"))
        command = [
            office, "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
        return source.with_suffix(".pdf").read_bytes()


def _scanned(data: bytes, pages: int, dots: int, degrees: float, grain: float) -> bytes:
    """Make a file of pictures, as a scanner would."""
    image = import_module("PIL.Image")
    effects = import_module("PIL.ImageChops")
    pictures = []
    source = pdfium.PdfDocument(data)
    for number in range(min(pages, len(source))):
        picture = source[number].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(degrees, image.Resampling.BICUBIC, fillcolor=255)
        if grain:
            noise = image.effect_noise(picture.size, grain)
            picture = effects.add(picture, noise, scale=1, offset=-128)
        pictures.append(picture)
    stream = io.BytesIO()
    pictures[0].save(stream, "TIFF", save_all=True, append_images=pictures[1:], dpi=(dots, dots))
    return stream.getvalue()


def _measure(label: str, data: bytes, truth: Document) -> None:
    start = time.perf_counter()
    found = read_bytes(data, "通报.pdf" if data.startswith(b"%PDF") else "通报.tif")
    seconds = time.perf_counter() - start
    right = wrong = doubted_right = doubted_wrong = 0
    for wanted, row in _aligned(truth, found):
        doubted = {doubt["field"] for doubt in row.get("doubts") or ()}
        for field, content in wanted.items():
            if field in LEFT_OUT or not content:
                continue
            if _tight(content) == _tight(row.get(field)):
                right += 1
                doubted_right += field in doubted
            else:
                wrong += 1
                doubted_wrong += field in doubted
    rows = sum(len(table.rows) for table in found.tables)
    print(
        f"{label:<22}{rows:>6}{_share(right, right + wrong):>10}"
        f"{_share(doubted_wrong, wrong):>10}{_share(doubted_right, right):>10}{seconds:>8.2f}"
    )


def _aligned(truth: Document, found: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Take the rows in their order: a scan of the first pages has the first rows, the last one cut."""
    wanted, had = (
        [row for table in to_json(document)["tables"] for row in table["rows"]]
        for document in (truth, found)
    )
    return zip(wanted, had if len(had) == len(wanted) else had[:-1], strict=False)


def _tight(content: Any) -> Any:
    """Leave white space out, which neither printing nor recognising keeps everywhere."""
    match content:
        case str():
            return "".join(content.split())
        case list():
            return [_tight(member) for member in content]
        case dict():
            return {key: _tight(member) for key, member in content.items()}
        case _:
            return content


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def _measure_peer(data: bytes) -> None:
    if find_spec("pdfplumber") is None:
        return
    pdfplumber = import_module("pdfplumber")
    start = time.perf_counter()
    with pdfplumber.open(io.BytesIO(data)) as peer:
        rows = sum(len(table) for page in peer.pages for table in page.extract_tables())
    print(f"{'pdfplumber（只取表）':<22}{rows:>6}{'':>30}{time.perf_counter() - start:>8.2f}")


if __name__ == "__main__":
    main()
