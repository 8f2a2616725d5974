"""What a file is, is told by its content; what cannot be read is told to a person."""

import io
import zipfile
from pathlib import Path

import pytest

from jiannuo.core.readers import Unreadable, read_raw, sniff
from tests.core.readers.office_files import docx_of, paragraph, rows_of, texts, xlsx_of, zipped

DOCX = docx_of(paragraph("文字"))
XLSX = xlsx_of(rows_of(texts("序号", "任务")))


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (DOCX, "通报.docx", "docx"),
        (DOCX, "通报.txt", "docx"),
        (XLSX, "台账.xls", "xlsx"),
        (b"<html><body><p>a</p></body></html>", "x.txt", "html"),
        ("\ufeff<!-- 导出 -->\n<table><tr><td>序号</td></tr></table>".encode(), "台账.xls", "html"),
        ("<p>只有片段</p>".encode("gb18030"), "页.html", "html"),
        ("序号,任务\n1,修路\n".encode(), "台账.csv", "delimited"),
        ("序号\t任务\n1\t修路\n".encode(), "台账.tsv", "delimited"),
        ("序号\t任务\n1\t<p><b>修路</b></p>\n".encode(), "台账.txt", "text"),
        ("一是修路，二是架桥。".encode("utf-16"), "说明", "text"),
    ],
)
def test_content_decides_before_the_name(data: bytes, name: str, reader: str) -> None:
    assert sniff(data, name) == reader


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空的"),
        (b" \n\t ", "是空的"),
        (b"%PDF-1.7\n...", "PDF"),
        (OLE + "WordDocument".encode("utf-16-le"), "另存为 docx"),
        (OLE + "Workbook".encode("utf-16-le"), "另存为 xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        (OLE, "旧版 Office"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "图片"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "图片"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"Rar!\x1a\x07\x00", "RAR 压缩包"),
        (b'<?xml version="1.0"?><Workbook/>', "XML 文件"),
        (bytes(range(1, 32)) * 40, "不是能识别的"),
        (DOCX[: len(DOCX) // 2], "不完整或已损坏"),
        (zipped({"OFD.xml": "<x/>"}), "OFD"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"通报.docx": DOCX}), "压缩包"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_with_a_way_out(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_raw(data, "目录/某文件.dat")
    sentence = str(caught.value)
    assert says in sentence
    assert "某文件.dat" in sentence
    assert "目录" not in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "请" in sentence


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Unreadable, match="101 MB，超过 100 MB"):
        read_raw(b"a" * (101 * 1024**2), "大.txt")


def test_a_zip_bomb_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<" + b" " * (40 * 1024**2))
    with pytest.raises(Unreadable, match="大得不正常"):
        read_raw(stream.getvalue(), "炸弹.docx")


def test_entities_are_refused() -> None:
    attack = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = zipped(
        {
            "_rels/.rels": _rels(),
            "word/document.xml": attack + "<document>&b;</document>",
        }
    )
    with pytest.raises(Unreadable, match="实体声明"):
        read_raw(data, "实体.docx")


def test_entities_of_outside_files_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容")
    attack = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    data = zipped(
        {"_rels/.rels": _rels(), "word/document.xml": attack + "<document>&x;</document>"}
    )
    with pytest.raises(Unreadable) as caught:
        read_raw(data, "外部.docx")
    assert "机密内容" not in str(caught.value)


def test_a_password_inside_the_zip_is_told() -> None:
    data = bytearray(zipped({"_rels/.rels": _rels(), "word/document.xml": "<d/>"}))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + 8] |= 1
        place += 4
    with pytest.raises(Unreadable, match="去掉密码"):
        read_raw(bytes(data), "加密.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml"])
def test_broken_xml_is_named_with_its_place(part: str) -> None:
    data = zipped({"_rels/.rels": _rels(part), part: "<a>\n<b>\n</a>"})
    with pytest.raises(Unreadable, match=f"{part} 第 3 行"):
        read_raw(data, "坏.docx")


def test_a_damaged_part_is_told() -> None:
    data = bytearray(DOCX)
    place = data.find(b"word/document.xml") + len("word/document.xml")
    data[place : place + 40] = b"\x00" * 40
    with pytest.raises(Unreadable, match="已损坏"):
        read_raw(bytes(data), "坏.docx")


def _rels(part: str = "word/document.xml") -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="{part}"/></Relationships>'
    )
