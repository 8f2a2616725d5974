"""What a file is, judged by its first bytes and, where these leave it open, by its name."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Final

from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.ole import SIGNATURE, root_entries
from jiannuo.core.readers.package import BROKEN_ZIP, refuse_harmful

CONVERTED: Final = {"doc": "docx", "rtf": "docx", "odt": "docx", "ods": "xlsx", "xlsb": "xlsx"}
"""Formats that only an office program reads, and the format that it should turn them into."""

LARGEST_FILE = 100 * 1024**2
"""Bytes; the largest real ledgers seen have a few megabytes, a scan some dozens."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
"""PNG, JPEG, GIF, TIFF of either byte order; BMP and WebP say it in two places."""
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7Z", b"\x1f\x8b": "GZ"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!/")
_ENCRYPTED_WORD = 0x0100
_PROLOG = re.compile(r"\s*<\?xml[^>]*>|\s*<!--")
_TAG = re.compile(r"\s*<(!doctype\s+html|[a-z][a-z0-9]*)\b", re.IGNORECASE)
_HTML_TAGS = {
    "html", "head", "body", "meta", "title", "style", "table", "tbody", "tr", "td", "div", "p",
    "center", "span", "font", "h1", "h2", "h3", "section", "article", "main", "ul", "ol",
}  # fmt: skip


def sniff(data: bytes, name: str) -> str:
    """Name a file's format: docx, xlsx, xls, html, pdf, picture, delimited, text or archive.

    The keys of `CONVERTED` name those that no reader takes before an office program has turned them
    into another. Raises `Unreadable` for what nobody takes, saying what it is and what to do instead.
    """
    shown = shown_name(name)
    if not data.strip():
        raise Unreadable(f"{shown}是空的，里面没有任何内容，请检查是否选错或未保存后重新上传。")
    if len(data) > LARGEST_FILE:
        megabytes = len(data) / 1024**2
        raise Forbidden(
            f"{shown}有 {megabytes:.0f} MB，超过 100 MB 的上限，请拆分或去掉其中的图片后重新上传。"
        )
    if data.startswith(b"PK"):
        return _sniff_zip(data, name, shown)
    if data.startswith(_PROGRAMS):
        raise Forbidden(f"{shown}是程序，不是文档，可能有安全风险，请向来文单位核实，不要打开它。")
    if b"%PDF-" in data[:1024]:
        return _of_one_face("pdf", data, shown)
    if _is_picture(data):
        return _of_one_face("picture", data, shown)
    if data.startswith(SIGNATURE):
        return _sniff_ole(data, shown)
    if data[:1024].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for start, kind in _ARCHIVES.items():
        if data.startswith(start):
            raise Unreadable(f"{shown}是 {kind} 压缩包，请解压后逐个上传，或改用 zip 压缩包。")
    return _sniff_text(decode(data, name), name, shown)


def _of_one_face(kind: str, data: bytes, shown: str) -> str:
    """Refuse a file that is one thing from its beginning and a zip from its end."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Forbidden(
            f"{shown}的后面还藏着一个压缩包，正常的文件不会这样，可能有安全风险，"
            "请向来文单位核实，重新另存后再上传。"
        )
    return kind


def _sniff_zip(data: bytes, name: str, shown: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
            kind = _kind_of_package(members, name, shown)
            if kind != "archive":
                refuse_harmful(package, shown)
            return _kind_of_open_document(package, shown) if kind == "opendocument" else kind
    except BROKEN_ZIP as error:
        raise Unreadable(
            f"{shown}不完整或已损坏（压缩结构读不到结尾），可能没有下载完，请重新下载或用 Office、WPS 打开后另存再上传。"
        ) from error


def _kind_of_package(members: set[str], name: str, shown: str) -> str:
    """Tell office files of any kind from an archive by the parts that they have."""
    if "xl/workbook.bin" in members:
        return "xlsb"
    for folder, kind in (("word", "docx"), ("xl", "xlsx"), ("ppt", "pptx")):
        called = PurePath(name).suffix.lower() == f".{kind}"
        inside = [member for member in members if member.startswith(f"{folder}/")]
        if inside and (called or any(re.fullmatch(r"[^/]+/[^/]+\.xml", one) for one in inside)):
            if kind == "pptx":
                raise Unreadable(f"{shown}是演示文稿，里面没有台账，请上传 Word 或 Excel 文件。")
            return kind
    if "OFD.xml" in members:
        raise Unreadable(f"{shown}是 OFD 版式文件，目前还不能读取，请上传它的 Word 或 Excel 原件。")
    if {"mimetype", "content.xml"} <= members:
        return "opendocument"
    return "archive"


def _kind_of_open_document(package: zipfile.ZipFile, shown: str) -> str:
    try:
        with package.open("mimetype") as member:
            said = member.read(100)
    except BROKEN_ZIP as error:
        raise Unreadable(
            f"{shown}已损坏，可能没有下载完，请重新下载或用 WPS 打开后另存为 docx 或 xlsx 再上传。"
        ) from error
    for word, kind in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
        if word in said:
            return kind
    raise Unreadable(
        f"{shown}是 OpenDocument 文件，但不是文字也不是表格，请另存为 docx 或 xlsx 后再上传。"
    )


def shown_name(name: str) -> str:
    """Name a file in a sentence for the user, without its path."""
    return f"文件“{PurePath(name).name or '未命名'}”"


def _is_picture(data: bytes) -> bool:
    bitmap = data.startswith(b"BM") and b"\x00" in data[:64]
    return bitmap or data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _sniff_ole(data: bytes, shown: str) -> str:
    """Tell the inhabitants of Microsoft's old container apart by the streams at its root.

    Where its directory is damaged, the names are looked for anywhere.
    """
    entries = root_entries(data)

    def holds(stream: str) -> bool:
        return stream in entries if entries else stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Forbidden(
            f"{shown}设有打开密码，无法读取，请在 Office 或 WPS 中去掉密码并另存后再上传。"
        )
    if holds("WordDocument"):
        if entries and _is_locked_word(data, entries["WordDocument"].offset):
            raise Forbidden(
                f"{shown}设有打开密码，无法读取，请在 Word 或 WPS 中去掉密码并另存后再上传。"
            )
        return "doc"
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("PowerPoint Document"):
        raise Unreadable(f"{shown}是演示文稿，里面没有台账，请上传 Word 或 Excel 文件。")
    if not entries:
        raise Unreadable(
            f"{shown}是旧版 Office 或 WPS 文件，已损坏，可能没有下载完，请重新下载，或打开后另存为 docx 或 xlsx 再上传。"
        )
    raise Unreadable(
        f"{shown}是旧版 Office 或 WPS 的其他文件，不能读取，请另存为 docx 或 xlsx 后再上传。"
    )


def _is_locked_word(data: bytes, offset: int) -> bool:
    """Read the flag fEncrypted of a Word document's first record ([MS-DOC] §2.5.2)."""
    flags = int.from_bytes(data[offset + 10 : offset + 12], "little")
    return bool(flags & _ENCRYPTED_WORD)


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
