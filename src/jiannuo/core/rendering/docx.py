"""Word documents (docx) in the house style of Chinese offices: landscape A4, a table under its title.

Fonts are named as official documents name them (方正小标宋简体, 黑体, 仿宋_GB2312); the offices have
them, and none is shipped. The header's rows are repeated on every page, rows may break over pages,
and merged cells are merged as in the source.
"""

import io
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.font import Font

from jiannuo.core.records import Document
from jiannuo.core.rendering.composition import Line, LineKind, compose
from jiannuo.core.rendering.word_table import HEAD_FONT, child, table_element, write_run

_TITLE_FONT, _BODY_FONT = "方正小标宋简体", "仿宋_GB2312"
_PAGE = (Mm(297), Mm(210))
_MARGINS = (Mm(22), Mm(20), Mm(20), Mm(20))
"""Top, right, bottom, left."""
_TEXT_WIDTH = 14_570
"""Twentieths of a point between the side margins: 257 mm."""
_CELL_SIZE = 21
"""Half points: 五号, the usual size in landscape ledgers."""
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the core has no clock, and equal input gives equal bytes

_FACES = {
    LineKind.NUMBER: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.TITLE: (_TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.SUBTITLE: (_BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.ADDRESSEE: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
    LineKind.HEADING: (HEAD_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
    LineKind.BODY: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.JUSTIFY),
    LineKind.SIGNATURE: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.RIGHT),
    LineKind.MARK: (HEAD_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
    LineKind.CAPTION: (_TITLE_FONT, 18, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.FORM: (_BODY_FONT, 12, WD_ALIGN_PARAGRAPH.LEFT),
}


def write(document: Document) -> bytes:
    """Write a document."""
    composition = compose(document)
    word = docx.Document()
    _set_page(word)
    for line in composition.front:
        _write_line(word, line)
    for place, part in enumerate(composition.parts):
        on_new_page = place > 0 or composition.is_notice
        for number, line in enumerate(part.above):
            _write_line(word, line, on_new_page=on_new_page and number == 0)
        word.element.body.insert_element_before(table_element(part.grid, _TEXT_WIDTH), "w:sectPr")
        for line in part.below:
            _write_line(word, line)
        # Two tables without a paragraph between them would become one.
        word.add_paragraph()
    _set_properties(word, document)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = _MARGINS
    _number_pages(section)
    normal = word.styles["Normal"]
    normal.font.size = Pt(_CELL_SIZE / 2)
    _name_font(normal.font, _BODY_FONT)
    normal.paragraph_format.space_after = Pt(0)


def _number_pages(section: Section) -> None:
    """Set — 1 — at the foot of each page."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    number: Any = paragraph._p  # noqa: SLF001 - python-docx has no door to fields
    write_run(child(number, "w:fldSimple", instr="PAGE"), "1", None)
    paragraph.add_run(" —")


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.author = properties.last_modified_by = document.issuer or ""
    properties.title, properties.comments = document.title or "", ""
    properties.created = properties.modified = _EPOCH


def _write_line(word: WordDocument, line: Line, *, on_new_page: bool = False) -> None:
    font, size, alignment = _FACES[line.kind]
    paragraph = word.add_paragraph()
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.page_break_before = on_new_page or None
    if line.kind in {LineKind.BODY, LineKind.HEADING}:
        layout.first_line_indent = Pt(2 * size)
    layout.space_after = Pt(8 if line.kind in {LineKind.TITLE, LineKind.CAPTION} else 3)
    run = paragraph.add_run(line.text)
    run.font.size = Pt(size)
    _name_font(run.font, font)


def _name_font(font: Font, chinese: str) -> None:
    """Name a run's or style's fonts; python-docx has no door to the East Asian one."""
    font.name = "Times New Roman"
    properties: Any = font.element
    properties.rPr.rFonts.set(qn("w:eastAsia"), chinese)
