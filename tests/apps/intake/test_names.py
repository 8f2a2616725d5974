"""A file's name as given is shown to people, so it must be harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.intake.names import LONGEST, NAMELESS, clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("5月通报.docx", "5月通报.docx"),
        ("C:\\Users\\wang\\桌面\\通报.docx", "通报.docx"),
        ("../../etc/passwd", "passwd"),
        ("通报\u202excod.exe", "通报 xcod.exe"),
        ("通报\x00\r\n.docx", "通报 .docx"),
        ("  通报 　 表.xlsx ", "通报 表.xlsx"),
        ("...", NAMELESS),
        ("", NAMELESS),
        ("/", NAMELESS),
    ],
)
def test_names(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_name_keeps_its_suffix() -> None:
    name = clean_name("通报" * 200 + ".docx")
    assert name.endswith("….docx")
    assert len(name) == LONGEST


@given(st.text())
def test_any_name_is_short_and_visible(name: str) -> None:
    shown = clean_name(name)
    assert 0 < len(shown) <= LONGEST
    assert "/" not in shown
    assert "\\" not in shown
    assert all(unicodedata.category(one) not in {"Cc", "Cf"} for one in shown)
