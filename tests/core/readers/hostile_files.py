"""Files made to do harm, or broken: each with what has to be said of it. Written here, never stored."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.core.readers.office_files import (
    cell,
    docx_of,
    paragraph,
    relationships,
    rows_of,
    table,
    texts,
    xlsx_of,
    zipped,
)
from tests.core.readers.pdf_files import Page, pdf_of

DOCX = docx_of(
    paragraph("2023年重点工作") + table(cell("序号") + cell("任务"), cell("1") + cell("修路"))
)
XLSX = xlsx_of(rows_of(texts("序号", "任务"), texts("1", "修路")))
PDF = pdf_of(Page().text(60, 60, "2023年重点工作"))
MEGABYTE = 1024**2


@dataclass(frozen=True)
class Hostile:
    """A file: what is said of it ("" where it can be read all the same), may it be kept then."""

    name: str
    make: Callable[[], bytes]
    says: str
    kept: bool = False

    def __str__(self) -> str:
        return self.name


def bomb(part: str) -> bytes:
    """Return a package one part of which is 300 MB of the same character."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relationships({"officeDocument": part}))
        with package.open(part, "w") as file:
            file.write(b"<a>")
            for _ in range(300):
                file.write(b"x" * MEGABYTE)
    return stream.getvalue()


def many_parts() -> bytes:
    """Return a package whose parts are harmless one by one: 600 of a megabyte each."""
    parts: dict[str, str | bytes] = {
        f"word/media/{number}.xml": b" " * MEGABYTE for number in range(600)
    }
    return zipped({"word/document.xml": "<x/>", **parts})


def overlapping(copies: int = 400) -> bytes:
    """Return a zip whose directory names the same megabyte many times (as by D. Fifield, 2019)."""
    content = zlib.compress(b" " * MEGABYTE, 9)[2:-4]
    check = zlib.crc32(b" " * MEGABYTE)
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(content), MEGABYTE, 5, 0
    )
    body = local + b"a.txt" + content
    directory = b"".join(
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(content), MEGABYTE,
            5, 0, 0, 0, 0, 0, 0,
        ) + f"{number:05}".encode()
        for number in range(copies)
    )  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), len(body), 0)
    return body + directory + end


def nested(depth: int = 6) -> bytes:
    """Return a zip of zips of zips …, ten in each."""
    inner = zipped({"a.txt": b" " * MEGABYTE})
    for _ in range(depth):
        inner = zipped({f"{number}.zip": inner for number in range(10)})
    return inner


def with_part(package: bytes, part: str, content: str | bytes) -> bytes:
    """Return a package with one part more, or another in its place."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    return zipped({**parts, part: content})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "哈">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><l>&l9;</l>"
)
QUADRATIC = f'<!DOCTYPE q [<!ENTITY q "{"a" * 50_000}">]><q>{"&q;" * 50_000}</q>'
OUTSIDE = '<!DOCTYPE o [<!ENTITY o SYSTEM "file:///etc/passwd">]><o>&o;</o>'
REMOTE = '<!DOCTYPE o SYSTEM "http://127.0.0.1:9/x.dtd"><o/>'


def ole(*streams: str, content: bytes = b"\0" * 4096) -> bytes:
    """Write an OLE container whose root holds these streams, each with the same content."""
    sectors = len(content) // 512
    first = 1 + (len(streams) + 4) // 4
    entries = [_entry("Root Entry", 5, child=1, start=0xFFFFFFFE)]
    for number, name in enumerate(streams, start=1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, right=right, start=first, size=len(content)))
    directory = b"".join(entries).ljust((first - 1) * 512, b"\0")
    chain = [0xFFFFFFFD, *range(2, first), 0xFFFFFFFE]
    chain += [*range(first + 1, first + sectors), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + fat + directory + content


def _entry(
    name: str,
    kind: int,
    *,
    right: int = 0xFFFFFFFF,
    child: int = 0xFFFFFFFF,
    start: int,
    size: int = 0,
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<3I", 0xFFFFFFFF, right, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)


def locked_workbook() -> bytes:
    """Return an xls that begins, as locked ones do, with the record FILEPASS."""
    begin = struct.pack("<HH2H", 0x809, 16, 0x600, 5) + bytes(12)
    lock = struct.pack("<HH", 0x2F, 54) + struct.pack("<H", 1) + bytes(52)
    return ole("Workbook", content=(begin + lock).ljust(4096, b"\0"))


def locked_word() -> bytes:
    """Return a doc whose first record says that it is encrypted."""
    head = struct.pack("<HH", 0xA5EC, 0xC1).ljust(10, b"\0") + struct.pack("<H", 0x0100)
    return ole("WordDocument", "1Table", content=head.ljust(4096, b"\0"))


def locked(package: bytes) -> bytes:
    """Set the flag of encryption on every member of a zip."""
    data = bytearray(package)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def png(columns: int, rows: int, content: bytes = b"\0" * 100) -> bytes:
    """Write a picture that claims a size, whatever it holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(content)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def forms_in_forms(depth: int = 12, times: int = 10) -> bytes:
    """Return a PDF whose form draws a form ten times, which draws a form ten times, and so on."""
    objects = ""
    for level in range(depth):
        number, inner = 100 + level, 101 + level
        content = f"/F{inner} Do " * times if level < depth - 1 else "0 0 m 9 9 l S"
        resources = f"<</XObject<</F{inner} {inner} 0 R>>>>" if level < depth - 1 else "<<>>"
        objects += (
            f"{number} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources {resources}"
            f"/Length {len(content)}>>stream\n{content}\nendstream\nendobj\n"
        )
    data = pdf_of(Page().text(60, 60, "正文").raw("/X1 Do"))
    return data.replace(b"/X1 7 0 R", b"/X1 100 0 R").replace(
        b"\n1 0 obj", b"\n" + objects.encode() + b"1 0 obj", 1
    )


def wide_word() -> bytes:
    """Return a table whose one cell says that it spans two thousand million columns."""
    return docx_of(table(cell("甲", '<w:gridSpan w:val="2000000000"/>') + cell("乙")))


def scattered() -> bytes:
    """Return a workbook with a cell in each far corner, and everything merged into one."""
    far = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    far += "".join(
        f'<row r="{place * 900 + 2}"><c r="{letters}{place * 900 + 2}" t="inlineStr"><is><t>乙</t></is></c></row>'
        for place, letters in enumerate(["XFD", "A", "AAA", "ZZ"] * 280)
    )
    merged = '<mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells>'
    return xlsx_of(f"<sheetData>{far}</sheetData>{merged}")


def spanning() -> bytes:
    """Return a web page whose cells all span as far as they can."""
    row = "<tr>" + '<td rowspan="65534" colspan="1000">甲</td>' * 60 + "</tr>"
    return f"<table>{row * 400}</table>".encode()


CORPUS = (
    # bombs
    Hostile("炸弹.docx", lambda: bomb("word/document.xml"), "大得不正常"),
    Hostile("炸弹.xlsx", lambda: bomb("xl/workbook.xml"), "大得不正常"),
    Hostile("部件成堆.docx", many_parts, "大得不正常"),
    Hostile("重叠.zip", overlapping, "大得不正常"),
    Hostile("套娃.zip", nested, "没有能读取的文件"),
    # entities
    Hostile("实体.docx", lambda: with_part(DOCX, "word/document.xml", LAUGHS), "实体声明"),
    Hostile("实体.xlsx", lambda: with_part(XLSX, "xl/worksheets/sheet1.xml", LAUGHS), "实体声明"),
    Hostile("平方.docx", lambda: with_part(DOCX, "word/document.xml", QUADRATIC), "实体声明"),
    Hostile("外部.docx", lambda: with_part(DOCX, "word/document.xml", OUTSIDE), "实体声明"),
    Hostile("远程.docx", lambda: with_part(DOCX, "word/document.xml", REMOTE), "实体声明"),
    # locked
    Hostile("加密.docx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "打开密码"),
    Hostile("加密部件.xlsx", lambda: locked(XLSX), "打开密码"),
    Hostile("加密.doc", locked_word, "打开密码"),
    Hostile("加密.xls", locked_workbook, "打开密码"),
    Hostile("加密.zip", lambda: locked(zipped({"a.txt": "x"})), "解压密码"),
    Hostile(
        "加密.pdf",
        lambda: pdf_of(
            Page().text(60, 60, "正文"),
            trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]",
        ),
        "打开密码",
    ),
    # truncated or damaged: kept for a second try
    Hostile("半截.docx", lambda: DOCX[: len(DOCX) // 2], "不完整或已损坏", kept=True),
    Hostile("半截.xlsx", lambda: XLSX[: len(XLSX) // 2], "不完整或已损坏", kept=True),
    Hostile("半截.pdf", lambda: PDF[:300], "已损坏", kept=True),
    Hostile("坏.xls", lambda: ole("Workbook", content=b"\x09\x08\x10" + b"\xff" * 4093), "已损坏", kept=True),
    Hostile("坏部件.docx", lambda: DOCX.replace(b"word/document.xml", b"word/xxcument.xml"), "没有 Word 正文", kept=True),
    Hostile("乱码.txt", lambda: bytes(range(1, 32)) * 400, "不是能识别的", kept=True),
    # false names
    Hostile("工资.docx", lambda: b"MZ\x90\0" + bytes(200), "程序"),
    Hostile("脚本.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "程序"),
    Hostile("名不符实.pdf", lambda: DOCX, ""),
    Hostile("名不符实.docx", lambda: PDF, ""),
    # tricks of archives
    Hostile("越界.zip", lambda: zipped({"../../etc/cron.d/x": "x", "a.txt": "y"}), "指向别处"),
    Hostile("盘符.zip", lambda: zipped({"C:\\a.txt": "x"}), "指向别处"),
    # two faces
    Hostile("两面.pdf", lambda: PDF + zipped({"a.js": "x"}), "藏着一个压缩包"),
    Hostile("两面.gif", lambda: b"GIF89a" + bytes(64) + zipped({"a.class": "x"}), "藏着一个压缩包"),
    Hostile("两面.exe.pdf", lambda: b"MZ" + bytes(64) + PDF, "程序"),
    Hostile(
        "带脚本.html",
        lambda: b"<script>document.location='http://x'</script><p onclick='x()'>\xe6\xad\xa3\xe6\x96\x87</p>",
        "",
    ),
    # macros and formulas
    Hostile("宏.docm", lambda: with_part(DOCX, "word/vbaProject.bin", ole("VBA")), ""),
    Hostile("宏.xlsm", lambda: with_part(XLSX, "xl/vbaProject.bin", ole("VBA")), ""),
    Hostile("公式.xlsx", lambda: xlsx_of(rows_of('<c r="A1"><f>HYPERLINK("http://x")</f></c>' + texts("任务"))), ""),
    Hostile("公式.csv", "序号,任务\n1,=cmd|' /C calc'!A0\n".encode, ""),
    # beyond measure
    Hostile("表单套表单.pdf", forms_in_forms, ".*"),
    Hostile("巨幅.png", lambda: png(60_000, 60_000), "尺寸过大|没有安装扫描识别"),
    Hostile("列太多.docx", wide_word, ".*"),
    Hostile("散布.xlsx", scattered, ".*"),
    Hostile("跨行跨列.html", spanning, "列数多得不正常"),
    Hostile("深.html", lambda: b"<div>" * 100_000 + b"x", "嵌套过深"),
    Hostile("深.json", lambda: b'{"tables":' + b"[" * 200_000, ".*"),
    Hostile("长行.txt", lambda: "区住建局、".encode() * 200_000, ".*"),
    Hostile("长行.csv", lambda: b"1," * 3_000_000, "多得不正常"),
    Hostile("引号.csv", lambda: '序号,任务\n1,"没有结束\n'.encode() * 3, "引号", kept=True),
)  # fmt: skip
