"""The PDF keeps the measures of GB/T 9704-2012: read off its pages, not off our own data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pytest

from jiannuo.core.rendering.official import OfficialDocument, Paragraph, render_official
from jiannuo.core.rendering.official.faces import NoFontError, choose
from tests.core.rendering.official.notices import LETTER, SENTENCE, bulletin, table

POINT = 25.4 / 72
fonts = pytest.mark.fonts


@dataclass(frozen=True)
class Character:
    """A character with its place in millimetres from the page's upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def _pages(document: OfficialDocument) -> list[list[Character]]:
    opened = pdfium.PdfDocument(render_official(document, "pdf").content)
    return [list(_characters(page)) for page in opened]


def _characters(page: pdfium.PdfPage) -> Iterator[Character]:
    words = page.get_textpage()
    height = page.get_height()
    for at in range(words.count_chars()):
        text = words.get_text_range(at, 1)
        if text.strip():
            left, bottom, right, top = words.get_charbox(at, loose=True)
            yield Character(
                text,
                left * POINT,
                (height - top) * POINT,
                right * POINT,
                (height - bottom) * POINT,
            )


def _lines(page: list[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = []
    for one in sorted(page, key=lambda one: one.bottom):
        if lines and one.bottom - lines[-1][0].bottom < 1.5:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _text(page: list[Character]) -> str:
    return "".join(one.text for one in page)


@pytest.fixture(scope="module")
def pages() -> list[list[Character]]:
    return _pages(bulletin())


@fonts
def test_a_full_page_holds_22_lines_of_28_characters() -> None:
    prose = replace(bulletin(), body=(Paragraph("督" * 28 * 60),), attachments=())
    body = [line for line in _lines(_pages(prose)[1]) if "督" in _text(line)]
    assert len(body) == 22
    assert {len(line) for line in body} == {28}


@fonts
def test_the_type_area_stands_where_the_standard_puts_it(pages: list[list[Character]]) -> None:
    body = [one for one in pages[1] if one.bottom < 297 - 35 + 1]
    assert min(one.left for one in body) == pytest.approx(26, abs=1)  # even page: binding right
    assert max(one.right for one in body) == pytest.approx(210 - 28, abs=1)
    assert min(one.top for one in body) == pytest.approx(37, abs=1.5)


@fonts
def test_the_head_begins_35_mm_below_the_type_area(pages: list[list[Character]]) -> None:
    mark = _lines(pages[0])[0]
    assert _text(mark) == "清河区人民政府办公室文件"
    assert min(one.top for one in mark) == pytest.approx(37 + 35, abs=4)
    assert min(one.left for one in mark) > 28
    assert max(one.right for one in mark) < 210 - 26


@fonts
def test_page_numbers_stand_7_mm_below_at_the_outer_side(pages: list[list[Character]]) -> None:
    for number, page in enumerate(pages[:2], start=1):
        foot = [one for one in page if one.top > 297 - 35 + 1]
        assert _text(foot) == f"—{number}—"
        assert min(one.top for one in foot) == pytest.approx(297 - 35 + 7, abs=2)
        outer = 210 - max(one.right for one in foot) if number == 1 else foot[0].left
        assert outer == pytest.approx(26 + 4.9, abs=1.5)


@fonts
def test_date_and_issuer_stand_as_without_a_seal(pages: list[list[Character]]) -> None:
    [page] = [one for one in pages if "（此件公开发布）" in _text(one)]
    lines = _lines(page)
    issuer = next(line for line in lines if _text(line) == "清河区人民政府办公室")
    day = next(line for line in lines if _text(line) == "2026年6月8日")
    character = 156 / 28
    assert day[0].left - issuer[0].left == pytest.approx(2 * character, abs=0.8)


@fonts
def test_each_attachment_begins_a_page_and_repeats_its_head(pages: list[list[Character]]) -> None:
    across = [page for page in pages if "序号" in _text(page)]
    assert len(across) > 2
    assert all("完成情况" in _text(page) and "类别" in _text(page) for page in across)
    assert _text(across[0]).startswith("附件1") or "附件1" in _text(across[0])
    assert any(_text(page).startswith("附件2") for page in pages)


@fonts
def test_a_merged_category_is_told_on_every_page(pages: list[list[Character]]) -> None:
    across = [page for page in pages if "序号" in _text(page)]
    assert all("类工作" in _text(page) for page in across)


@fonts
def test_no_character_is_lost(pages: list[list[Character]]) -> None:
    whole = "".join(_text(page) for page in pages)
    for name in ("昇平路", "漷河", "㎡"):
        assert name in whole
    for number in range(1, 41):
        assert f"第{number}项任务" in whole


@fonts
def test_the_imprint_stands_on_an_even_page(pages: list[list[Character]]) -> None:
    [at] = [number for number, page in enumerate(pages, 1) if "抄送：" in _text(page)]
    assert at == len(pages)
    assert at % 2 == 0


@fonts
def test_markup_in_a_text_stays_text() -> None:
    wild = replace(bulletin(), body=(Paragraph('#pagebreak() *粗* $x$ <a> "引" \\ #include "x"'),))
    first = _text(_pages(replace(wild, attachments=()))[0])
    assert '#pagebreak()*粗*$x$<a>"引"\\#include"x"' in first


@fonts
def test_a_letter_has_no_number_on_its_first_page() -> None:
    page = _pages(LETTER)[0]
    assert "—" not in _text(page)
    assert _text(_lines(page)[0]) == "清河区人民政府办公室"
    assert min(one.top for one in _lines(page)[0]) == pytest.approx(30, abs=4)


def test_missing_fonts_are_said() -> None:
    chosen = choose({"Noto Serif CJK SC"})
    assert chosen.warnings[1] == "缺仿宋字体（仿宋_GB2312），PDF 中用 Noto Serif CJK SC 代替。"
    with pytest.raises(NoFontError, match="fonts"):
        choose({"Helvetica"})


def test_the_offices_own_fonts_come_first() -> None:
    chosen = choose({"Noto Serif CJK SC", "仿宋_GB2312"})
    assert chosen.families["仿宋"] == ("仿宋_GB2312", "Noto Serif CJK SC")
    assert not any("仿宋" in warning for warning in chosen.warnings)


@fonts
def test_an_upright_table_stays_upright() -> None:
    document = bulletin(paragraphs=1)
    upright = replace(
        document, attachments=(replace(document.attachments[0], table=table(3), upright=True),)
    )
    assert SENTENCE[:6] in "".join(_text(page) for page in _pages(upright))
