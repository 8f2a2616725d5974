"""State secrets never enter: which marks are found, and which words are none."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.intake.secrecy import level_in, level_in_bytes

MARKED = [
    ("秘密★1年\n关于2026年重点工作的通知", "秘密"),
    ("机密★", "机密"),
    ("绝密★启用前", "绝密"),
    ("秘密☆", "秘密"),
    ("机 密 ★ 10年", "机密"),
    ("机　密　★　长期", "机密"),
    ("  秘密 ★", "秘密"),
    ("【机密★】", "机密"),
    ("份号：000012　　机密★5年　　特急", "机密"),
    ("机\n密\n★\n", "机密"),
    ("机\u200b密\u200b★", "机密"),
    ("密级：机密", "机密"),
    ("密级:秘密 ★ 3年", "秘密"),
    ("密 级\n绝密", "绝密"),
    ("秘密* 1年", "秘密"),
    ("機密★", "机密"),
    ("正文里引用的“秘密★”也算", "秘密"),
]
HARMLESS = [
    "严守国家秘密，★推进保密宣传教育",
    "严守国家秘密 ★推进保密宣传教育",
    "保护商业秘密、个人隐私",
    "重点任务以★标注，机密级以下不适用",
    "密级：公开",
    "密级：□绝密 □机密 □秘密 □内部",
    "★★★★★ 五星级酒店3家",
    "联系电话：12345*1",
    "",
]


@pytest.mark.parametrize(("text", "level"), MARKED)
def test_a_mark_is_found(text: str, level: str) -> None:
    assert level_in([text]) == level


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_are_no_mark(text: str) -> None:
    assert level_in([text]) is None


def test_the_highest_level_counts() -> None:
    assert level_in(["秘密★1年", "绝密★", "机密★"]) == "绝密"


@given(st.text(), st.text())
def test_a_mark_in_a_line_of_its_own_is_found_in_any_text(before: str, after: str) -> None:
    assert level_in([f"{before}\n机密★10年\n{after}"]) in {"机密", "绝密"}


@given(st.text(alphabet="密级机绝秘★☆* \n\t：:年1〇", max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    assert level_in([text]) in {None, "绝密", "机密", "秘密"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_mark_is_found_in_the_bytes_of_files_that_no_reader_takes(encoding: str) -> None:
    content = b"\xd0\xcf\x11\xe0" + b"\x00" * 512 + "机密★5年".encode(encoding) + b"\x00" * 64
    assert level_in_bytes(content) == "机密"


def test_a_mark_is_found_in_parts_of_a_package_that_readers_pass_over() -> None:
    text_box = (
        '<w:document xmlns:w="w"><w:p><w:r><w:t>机</w:t></w:r><w:r><w:t>密</w:t></w:r>'
        "<w:r><w:t>★1年</w:t></w:r></w:p></w:document>"
    )
    assert level_in_bytes(_package({"word/header1.xml": text_box})) == "机密"


def test_paragraphs_of_a_package_are_not_run_together() -> None:
    parts = "<w:p><w:t>严守国家秘密</w:t></w:p><w:p><w:t>★推进宣传</w:t></w:p>"
    assert level_in_bytes(_package({"word/document.xml": parts})) is None


def test_a_damaged_package_is_no_reason_to_fail() -> None:
    assert level_in_bytes(_package({"word/document.xml": "<w:p/>"})[:-30]) is None


def _package(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()
