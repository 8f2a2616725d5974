"""The Word file keeps the measures of GB/T 9704-2012 and names the fonts that offices own."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from jiannuo.core.rendering.official import OfficialDocument, Paragraph, render_official
from tests.core.rendering.official.notices import LETTER, bulletin


def _word(document: OfficialDocument) -> WordDocument:
    return docx.Document(io.BytesIO(render_official(document, "docx").content))


def _fonts(paragraph: Any) -> set[str]:
    return {
        run.font.element.rPr.rFonts.get(qn("w:eastAsia"))
        for run in paragraph.runs
        if run.font.element.rPr is not None and run.font.element.rPr.rFonts is not None
    }


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return _word(bulletin())


def test_the_type_area_is_the_standards(word: WordDocument) -> None:
    section = word.sections[0]
    assert section.page_width.mm == pytest.approx(210, abs=0.1)
    assert section.page_height.mm == pytest.approx(297, abs=0.1)
    assert section.top_margin.mm == pytest.approx(37, abs=0.1)
    assert section.left_margin.mm == pytest.approx(28, abs=0.1)
    area = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    assert area == pytest.approx(156, abs=0.1)
    height = section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm
    assert height == pytest.approx(225, abs=0.1)


def test_lines_and_characters_are_pitched_for_22_by_28(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.mm == pytest.approx(225 / 22, abs=0.02)
    closer = normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    pitch = (16 + int(closer) / 20) * 25.4 / 72
    character = 16 * 25.4 / 72
    assert pitch * 27 + character <= 156
    assert pitch * 28 + character > 156


def test_each_level_has_its_face(word: WordDocument) -> None:
    faces = {paragraph.text: _fonts(paragraph) for paragraph in word.paragraphs}
    assert faces["清河区人民政府办公室文件"] == {"方正小标宋简体"}
    assert faces["一、总体情况"] == {"黑体"}
    assert faces["（一）完成情况。共124项，完成106项。"] == {"楷体_GB2312"}
    assert faces["附件1"] == {"黑体"}
    assert word.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_pages_are_numbered_on_both_sides(word: WordDocument) -> None:
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert odd._p.pPr.jc.get(qn("w:val")) == "right"
    assert even._p.pPr.jc.get(qn("w:val")) == "left"
    assert 'w:instr="PAGE"' in odd._p.xml


def test_a_table_lies_across_with_its_head_repeated(word: WordDocument) -> None:
    across = [one for one in word.sections if one.orientation == WD_ORIENT.LANDSCAPE]
    assert len(across) == 1
    assert across[0].page_width.mm == pytest.approx(297, abs=0.1)
    [table] = [one for one in word.tables if len(one.columns) == 4]
    first = table._tbl.tr_lst[0]
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.xml.count('<w:vMerge w:val="restart"/>') >= 2


def test_a_letter_numbers_no_first_page() -> None:
    section = _word(LETTER).sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_footer.paragraphs[0].text


@pytest.mark.office
def test_libreoffice_sets_22_lines_of_28_characters(tmp_path: Path) -> None:
    prose = replace(bulletin(), body=(Paragraph("督" * 28 * 60),), attachments=())
    (tmp_path / "a.docx").write_bytes(render_official(prose, "docx").content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    page = pdfium.PdfDocument(tmp_path / "a.pdf")[1].get_textpage()
    lines = [line for line in page.get_text_bounded().splitlines() if "督" in line]
    assert len(lines) == 22
    assert {line.count("督") for line in lines} == {28}
