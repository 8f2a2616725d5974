"""PDF: pages of glyphs and rules, read as documents.

Text and rules come from PDFium (`characters`, `drawing`), the page is turned the right way up
(`turning`), and `readers.paper` makes tables and paragraphs of it. A page that is only a picture is
handed to a recogniser, if there is one (`sheets`).
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from threading import Lock

import pypdfium2 as pdfium

from jiannuo.core.readers.errors import Forbidden
from jiannuo.core.readers.paper import Progress, Recogniser, Scan, Sheet, compose, silent
from jiannuo.core.readers.pdf.opening import opened, page_of
from jiannuo.core.readers.pdf.sheets import read_page, scan_of
from jiannuo.core.tables import RawDocument

__all__ = ["read"]

_PDFIUM = Lock()
"""The library may be used by one thread at a time."""


def read(
    data: bytes, name: str, recognise: Recogniser | None = None, progress: Progress = silent
) -> RawDocument:
    """Read a PDF. Raises `Unreadable`, also for pages that are all pictures without a recogniser.

    `progress` is told about the pages with text, then about those that are recognised.
    """
    with _PDFIUM:
        document = opened(data, name)
        try:
            return _read(document, name, recognise, progress)
        finally:
            document.close()


def _read(
    document: pdfium.PdfDocument, name: str, recognise: Recogniser | None, progress: Progress
) -> RawDocument:
    sheets: dict[int, Sheet] = {}
    pictured: list[int] = []
    for number in range(1, len(document) + 1):
        page = page_of(document, number, name)
        read = read_page(page, number)
        page.close()
        sheets[number] = read.sheet
        if not read.pictured:
            progress(number, len(document))
        if read.pictured:
            pictured.append(number)
    warnings: tuple[str, ...] = ()
    if pictured and recognise is not None:
        progress(0, len(pictured))
        for done, sheet in enumerate(recognise(_scans(document, pictured, name)), start=1):
            sheets[sheet.number] = sheet
            progress(done, len(pictured))
    elif pictured:
        warnings = _without_recognition(sheets, pictured, name)
    composed = compose([sheets[number] for number in sorted(sheets)])
    scanned = recognise is not None and len(pictured) == len(sheets)
    return RawDocument(
        name=name,
        format="scan" if scanned else "pdf",
        blocks=composed.blocks,
        furniture=composed.furniture,
        warnings=warnings,
    )


def _scans(document: pdfium.PdfDocument, numbers: Sequence[int], name: str) -> Iterator[Scan]:
    """Yield the pictures of pages, one at a time: together they may be larger than the memory."""
    for number in numbers:
        page = page_of(document, number, name)
        yield scan_of(page, number)
        page.close()


def _without_recognition(
    sheets: dict[int, Sheet], pictured: Sequence[int], name: str
) -> tuple[str, ...]:
    """Say which pages remain unread; raises `Unreadable` if no page has text."""
    if not any(sheet.glyphs for sheet in sheets.values()):
        raise Forbidden(
            f"文件“{PurePath(name).name}”是扫描件，每一页都是图片、没有文字，请上传 Word、Excel 原件，"
            '或请管理员安装扫描识别组件（pip install "jiannuo[scan]"）后再上传。'
        )
    unread = [number for number in pictured if not sheets[number].glyphs]
    if not unread:
        return ()
    pages = "、".join(str(number) for number in unread)
    return (
        f"第 {pages} 页是图片，没有文字，未能读取；安装扫描识别组件（jiannuo[scan]）后重新上传即可识别。",
    )
