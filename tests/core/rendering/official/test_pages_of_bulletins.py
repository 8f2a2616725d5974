"""What a bulletin's pages show beyond the measures: drafts marked, categories told again, rare characters."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn

from jiannuo.core.rendering.official import OfficialDocument, Paragraph, render_official
from jiannuo.core.rendering.official.repeating import first_rows, half_pages_of_rows
from jiannuo.core.rendering.official.tables import grids_of
from tests.core.rendering.official.notices import LETTER, bulletin

RARE = "喆堃昇昉旻玥䶮㎡〇"


def pages_of(document: OfficialDocument) -> list[str]:
    pdf = pdfium.PdfDocument(render_official(document, "pdf").content)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


@pytest.mark.fonts
def test_a_draft_says_so_on_every_page_and_loses_no_rare_character() -> None:
    draft = replace(bulletin(), draft="征求意见稿", body=(Paragraph(f"涉及{RARE}。"),))
    pages = pages_of(draft)
    assert all("征求意见稿" in page for page in pages)
    assert RARE in "".join(pages)
    word = docx.Document(io.BytesIO(render_official(draft, "docx").content))
    heads = [one.header.paragraphs[0].text for one in word.sections]
    assert heads == ["征求意见稿"] * len(heads)
    assert RARE in "".join(paragraph.text for paragraph in word.paragraphs)
    assert "征求意见稿" in render_official(draft, "html").content.decode()


@pytest.mark.fonts
@pytest.mark.parametrize("rows", [12, 23, 40, 61])
def test_every_page_of_rows_tells_their_category(rows: int) -> None:
    across = [page for page in pages_of(bulletin(rows=rows, paragraphs=2)) if "序号" in page]
    assert len(across) > 1
    for page in across:
        # A page that only ends a row begun before has nothing to tell.
        assert "类工作" in page or not re.search(r"第\d+项任务", page)


@pytest.mark.fonts
def test_a_blank_page_before_the_imprint_leaves_both_unnumbered() -> None:
    blank = 0
    for rows in range(20, 32, 2):
        short = replace(
            bulletin(rows=rows, paragraphs=1), attachments=bulletin(rows=rows).attachments[:1]
        )
        pages = pages_of(short)
        assert "抄送：" in pages[-1]
        assert len(pages) % 2 == 0
        if not pages[-2]:
            blank += 1
            assert not re.search(r"—\d+—", pages[-1])
        else:
            assert pages[-1].endswith(f"—{len(pages)}—")
    assert blank


def test_a_word_file_tells_a_merged_category_again_by_half_pages() -> None:
    document = bulletin(rows=120)
    [grid, _] = grids_of(replace(document, attachments=document.attachments))
    assert grid is not None
    starts = first_rows(half_pages_of_rows(grid, 638.0, 442.0, 380.0))
    word = docx.Document(io.BytesIO(render_official(document, "docx").content))
    [table] = [one._tbl for one in word.tables if len(one.columns) == 4]
    restarts = [
        merge for merge in table.iter(qn("w:vMerge")) if merge.get(qn("w:val")) == "restart"
    ]
    assert len(restarts) >= len(starts) > 10


def test_a_letters_rules_stand_outside_the_type_area() -> None:
    word = docx.Document(io.BytesIO(render_official(LETTER, "docx").content))
    section = word.sections[0]
    over = section.first_page_header._element.find(f".//{qn('w:tblpPr')}")
    under = section.first_page_footer._element.find(f".//{qn('w:tblpPr')}")
    millimetre = 1440 / 25.4
    assert int(over.get(qn("w:tblpY"))) / millimetre == pytest.approx(30, abs=0.1)
    assert int(under.get(qn("w:tblpY"))) / millimetre == pytest.approx(297 - 20, abs=0.1)
    width = section.first_page_header._element.find(f".//{qn('w:tblW')}").get(qn("w:w"))
    assert int(width) / millimetre == pytest.approx(170, abs=0.1)


def test_the_imprint_names_its_own_day() -> None:
    html = render_official(
        replace(bulletin(), printed_on=date(2026, 6, 9)), "html"
    ).content.decode()
    assert "抄送：区委办公室，区人大常委会办公室。" in html
