"""PDF: pages of glyphs and rules, read as documents.

Text and rules come from PDFium (`characters`, `drawing`), the page is turned the right way up
(`turning`), and `readers.paper` makes tables and paragraphs of it.
"""

from jiannuo.core.readers.paper import Sheet, compose
from jiannuo.core.readers.pdf.opening import opened, page_of
from jiannuo.core.readers.pdf.sheets import sheet_of
from jiannuo.core.tables import RawDocument

__all__ = ["read"]


def read(data: bytes, name: str) -> RawDocument:
    """Read a PDF."""
    document = opened(data, name)
    sheets: list[Sheet] = []
    for number in range(1, len(document) + 1):
        page = page_of(document, number, name)
        sheets.append(sheet_of(page, number))
        page.close()
    document.close()
    composed = compose(sheets)
    return RawDocument(
        name=name, format="pdf", blocks=composed.blocks, furniture=composed.furniture
    )
