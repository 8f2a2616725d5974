"""What a file is, judged by its first bytes and, where these leave it open, by its name."""

import io
import re
import zipfile
from pathlib import PurePath

from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.errors import Unreadable

LARGEST_FILE = 100 * 1024**2
"""Bytes; the largest real ledgers seen have a few megabytes, a scan some dozens."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
"""PNG, JPEG, GIF, TIFF of either byte order; BMP and WebP say it in two places."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7Z", b"\x1f\x8b": "GZ"}
_ZIP_MEMBERS = {
    "word/": "docx",
    "xl/": "xlsx",
}
_PROLOG = re.compile(r"\s*<\?xml[^>]*>|\s*<!--")
_TAG = re.compile(r"\s*<(!doctype\s+html|[a-z][a-z0-9]*)\b", re.IGNORECASE)
_HTML_TAGS = {
    "html", "head", "body", "meta", "title", "style", "table", "tbody", "tr", "td", "div", "p",
    "center", "span", "font", "h1", "h2", "h3", "section", "article", "main", "ul", "ol",
}  # fmt: skip


def sniff(data: bytes, name: str) -> str:
    """Name the reader for a file: docx, xlsx, html, pdf, picture, delimited or text.

    Raises `Unreadable` for what no reader takes, saying what the file is and what to do instead.
    """
    shown = shown_name(name)
    if not data.strip():
        raise Unreadable(f"{shown}是空的，里面没有任何内容，请检查是否选错或未保存后重新上传。")
    if len(data) > LARGEST_FILE:
        megabytes = len(data) / 1024**2
        raise Unreadable(
            f"{shown}有 {megabytes:.0f} MB，超过 100 MB 的上限，请拆分或去掉其中的图片后重新上传。"
        )
    if data.startswith(b"PK"):
        return _sniff_zip(data, shown)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _is_picture(data):
        return "picture"
    _refuse_foreign(data, shown)
    return _sniff_text(decode(data, name), name, shown)


def _sniff_zip(data: bytes, shown: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(
            f"{shown}不完整或已损坏（压缩结构读不到结尾），可能没有下载完，请重新下载或用 Office、WPS 打开后另存再上传。"
        ) from error
    for folder, kind in _ZIP_MEMBERS.items():
        if any(member.startswith(folder) for member in members):
            return kind
    if "OFD.xml" in members:
        raise Unreadable(f"{shown}是 OFD 版式文件，目前还不能读取，请上传它的 Word 或 Excel 原件。")
    if "content.xml" in members:
        raise Unreadable(
            f"{shown}是 OpenDocument 文件，目前还不能读取，请另存为 docx 或 xlsx 后再上传。"
        )
    raise Unreadable(f"{shown}是压缩包，里面不是 Word 或 Excel 文档，请解压后逐个上传其中的文件。")


def shown_name(name: str) -> str:
    """Name a file in a sentence for the user, without its path."""
    return f"文件“{PurePath(name).name or '未命名'}”"


def _is_picture(data: bytes) -> bool:
    bitmap = data.startswith(b"BM") and b"\x00" in data[:64]
    return bitmap or data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _refuse_foreign(data: bytes, shown: str) -> None:
    head = data[:1024].lstrip()
    if data.startswith(_OLE):
        raise Unreadable(_ole_sentence(data, shown))
    if head.startswith(b"{\\rtf"):
        raise Unreadable(
            f"{shown}是 RTF 文档，目前还不能读取，请用 Word 或 WPS 另存为 docx 后再上传。"
        )
    for start, kind in _ARCHIVES.items():
        if data.startswith(start):
            raise Unreadable(f"{shown}是 {kind} 压缩包，请解压后逐个上传其中的文件。")


def _ole_sentence(data: bytes, shown: str) -> str:
    """Tell the inhabitants of Microsoft's old container apart by the names of their streams."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return f"{shown}设有打开密码，无法读取，请在 Office 或 WPS 中去掉密码并另存后再上传。"
    if holds("WordDocument"):
        return (
            f"{shown}是旧版 Word（.doc）或 WPS 文字文档，目前还不能读取，请另存为 docx 后再上传。"
        )
    if holds("Workbook") or holds("Book"):
        return (
            f"{shown}是旧版 Excel（.xls）或 WPS 表格文档，目前还不能读取，请另存为 xlsx 后再上传。"
        )
    return f"{shown}是旧版 Office 或 WPS 文档，目前还不能读取，请另存为 docx 或 xlsx 后再上传。"


def _sniff_text(text: str, name: str, shown: str) -> str:
    suffix = PurePath(name).suffix.lower()
    tag = _first_tag(text)
    if tag:
        if tag.startswith("!doctype") or tag in _HTML_TAGS:
            return "html"
        if re.match(r"\s*<\?xml", text):
            raise Unreadable(
                f"{shown}是 XML 文件（如 Excel 2003 XML 表格），目前还不能读取，请另存为 xlsx 或 docx 后再上传。"
            )
    if suffix in {".html", ".htm", ".shtml"} and re.search(
        r"<(?:p|table|div|br)\b", text, re.IGNORECASE
    ):
        return "html"
    if suffix in {".csv", ".tsv", ".tab"}:
        return "delimited"
    return "text"


def _first_tag(text: str) -> str | None:
    """Name the tag that a markup file begins with, past XML declarations and comments."""
    place = 0
    while prolog := _PROLOG.match(text, place):
        place = prolog.end()
        if prolog[0].endswith("<!--"):
            place = text.find("-->", place) + 3
            if place < 3:  # noqa: PLR2004 - find() gave -1: the comment never ends
                return None
    opening = _TAG.match(text, place)
    return opening[1].lower() if opening else None
