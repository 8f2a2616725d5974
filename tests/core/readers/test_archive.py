"""A zip of documents: names in any encoding, nothing that leads elsewhere, nothing without end."""

import io
import stat
import zipfile

import pytest

from jiannuo.core.readers import Unreadable, read_raw, sniff
from jiannuo.core.readers.archive import MOST_FILES, Unpacked, unpack
from tests.core.readers.office_files import docx_of, paragraph, zipped

DOCX = docx_of(paragraph("文字"))


def names(found: Unpacked) -> list[str]:
    return [file.name for file in found.files]


def in_gbk(name: str, content: bytes = b"x") -> bytes:
    """Pack a file as Windows does: its name in GBK, and no word about that."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        entry = zipfile.ZipInfo("a")
        entry.filename = name.encode("gbk").decode("cp437")
        package.writestr(entry, content)
    data = stream.getvalue()
    utf8, gbk = name.encode("gbk").decode("cp437").encode(), name.encode("gbk")
    assert utf8 in data
    return _renamed(name.encode("gbk"), content) if len(utf8) != len(gbk) else data


def _renamed(name: bytes, content: bytes) -> bytes:
    plain = b"n" * len(name)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(plain.decode(), content)
    return stream.getvalue().replace(plain, name)


def test_each_file_comes_out_with_its_path_and_content() -> None:
    data = zipped({"五月/通报.docx": DOCX, "五月/附件.csv": "序号,任务\n"})
    assert sniff(data, "月报.zip") == "archive"
    found = unpack(data, "月报.zip")
    assert names(found) == ["五月/通报.docx", "五月/附件.csv"]
    assert found.files[0].content == DOCX
    assert found.left_out == ()


@pytest.mark.parametrize("name", ["五月份完成情况通报表.xlsx", "区住建局 报表（终稿）.doc"])
def test_names_in_gbk_are_read_as_they_were_written(name: str) -> None:
    assert names(unpack(in_gbk(name), "a.zip")) == [name]


def test_what_systems_leave_beside_files_is_passed_over() -> None:
    data = zipped(
        {
            "a.txt": "x",
            "__MACOSX/._a.txt": "y",
            ".DS_Store": "z",
            "图/Thumbs.db": "t",
            "~$a.docx": "l",
        }
    )
    assert names(unpack(data, "a.zip")) == ["a.txt"]


def test_archives_in_archives_stay_shut_and_are_named() -> None:
    inner = zipped({"b.txt": "y"})
    data = zipped({"a.txt": "x", "内.zip": inner, "内.dat": inner, "c.rar": "Rar!", "空.txt": ""})
    found = unpack(data, "a.zip")
    assert names(found) == ["a.txt"]
    assert [one.partition("”")[0] for one in found.left_out] == [
        "“内.zip",
        "“内.dat",
        "“c.rar",
        "“空.txt",
    ]
    with pytest.raises(Unreadable, match="没有能读取的文件"):
        unpack(zipped({"内.zip": inner}), "外.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/../../b.txt",
        "/etc/passwd",
        "C:\\a.txt",
        "c:/a.txt",
        "..\\..\\a.txt",
        "\\\\server\\a",
    ],
)
def test_paths_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="指向别处"):
        unpack(zipped({"好.txt": "x", name: "y"}), "a.zip")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        entry = zipfile.ZipInfo("好.txt")
        entry.external_attr = (kind | 0o777) << 16
        package.writestr(entry, "/etc/passwd")
    with pytest.raises(Unreadable, match="指向别处"):
        unpack(stream.getvalue(), "a.zip")


def test_bombs_are_refused_unopened() -> None:
    with pytest.raises(Unreadable, match="大得不正常"):
        unpack(zipped({"a.txt": b" " * (40 * 1024**2)}), "炸弹.zip")
    many = zipped({f"{number}.txt": "x" for number in range(MOST_FILES + 1)})
    with pytest.raises(Unreadable, match="501 个文件"):
        unpack(many, "多.zip")


def test_a_size_that_is_a_lie_is_found_out() -> None:
    data = bytearray(zipped({"a.txt": b"x" * 5_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(signature) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="解不开"):
        unpack(bytes(data), "a.zip")


def test_a_locked_archive_asks_for_its_files() -> None:
    data = bytearray(zipped({"a.txt": "x"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    with pytest.raises(Unreadable, match="解压密码"):
        unpack(bytes(data), "a.zip")


def test_no_reader_takes_an_archive_for_a_document() -> None:
    with pytest.raises(Unreadable, match="压缩包"):
        read_raw(zipped({"通报.docx": DOCX}), "a.zip")
