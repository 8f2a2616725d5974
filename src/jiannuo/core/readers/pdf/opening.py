"""A PDF opened, or the sentence why it cannot be."""

from pathlib import PurePath

import pypdfium2 as pdfium

from jiannuo.core.readers.errors import Forbidden, Unreadable

MOST_PAGES = 2_000


def opened(data: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF. Raises `Unreadable` if it is encrypted, damaged, without pages or beyond measure."""
    shown = f"文件“{PurePath(name).name or '未命名'}”"
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # Of an earlier file's failure PDFium may still say that it wanted a password.
        if "password" in str(error).lower() and b"/Encrypt" in data:
            raise Forbidden(
                f"{shown}设有打开密码，无法读取，请用 PDF 软件去掉密码并另存后再上传。"
            ) from error
        raise Unreadable(
            f"{shown}不是完整的 PDF 或已损坏，可能没有下载完，请重新下载，或用 PDF 软件打开后另存再上传。"
        ) from error
    pages = len(document)
    if pages == 0:
        document.close()
        raise Unreadable(f"{shown}里一页也没有，请检查文件是否完整后重新上传。")
    if pages > MOST_PAGES:
        document.close()
        raise Forbidden(
            f"{shown}有 {pages} 页，超过 {MOST_PAGES} 页的上限，请拆成几个文件后再上传。"
        )
    return document


def page_of(document: pdfium.PdfDocument, number: int, name: str) -> pdfium.PdfPage:
    """Load a page, counted from 1. Raises `Unreadable` if the file has it only on paper."""
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise Unreadable(
            f"文件“{PurePath(name).name}”第 {number} 页已损坏，无法读取，请用 PDF 软件打开后另存再上传。"
        ) from error
