"""Pages of a Word file after GB/T 9704-2012: type area, binding, page numbers on both sides."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from jiannuo.core.rendering.official import measures as m
from jiannuo.core.rendering.official.faces import OFFICIAL, Face
from jiannuo.core.rendering.word_table import child, element

GRID_PITCH: Final = int(m.LINE_PITCH * 20)
"""Twentieths of a point from line to line, rounded down: 22 lines must fit."""
_NUMBER_HEIGHT: Final = m.SMALL_SIZE * m.POINT
_FOOTER: Final = m.FOOT - m.PAGE_NUMBER_BELOW - _NUMBER_HEIGHT
"""From the paper's foot to the page number's."""


def set_upright(section: Section) -> None:
    """Set a section of upright pages with the standard's type area."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH), Mm(m.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(m.HEAD), Mm(m.FOOT)
    section.left_margin, section.right_margin = Mm(m.BINDING), Mm(m.FORE_EDGE)
    section.footer_distance = Mm(_FOOTER)
    section.header_distance = Mm(15)
    _set_grid(section)


def set_across(section: Section) -> None:
    """Set a section of pages across: the head of the table lies to the left in the binder."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(m.PAGE_HEIGHT), Mm(m.PAGE_WIDTH)
    side = (m.BINDING + m.FORE_EDGE) / 2
    section.top_margin = section.bottom_margin = Mm(side)
    section.left_margin, section.right_margin = Mm(m.FOOT), Mm(m.HEAD)
    section.footer_distance = section.header_distance = Mm(10)
    _set_grid(section)


def _set_grid(section: Section) -> None:
    properties: Any = section._sectPr  # noqa: SLF001 - python-docx has no door to the grid
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    child(properties, "w:docGrid", type="lines", linePitch=str(GRID_PITCH))


def number_pages(word: WordDocument, section: Section, *, first_is_numbered: bool) -> None:
    """Put — n — on a section's pages: at the outer side, on pages across at the short side."""
    word.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = not first_is_numbered
    for odd, header, footer in (
        (True, section.header, section.footer),
        (False, section.even_page_header, section.even_page_footer),
    ):
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        if section.orientation == WD_ORIENT.LANDSCAPE:
            paragraph = header.paragraphs[0]
            paragraph._p.addprevious(_turned_number(odd=odd))  # noqa: SLF001 - a floating table
        else:
            _number(footer.paragraphs[0]._p, odd=odd)  # noqa: SLF001 - fields and indents


def head_draft(section: Section, word: str) -> None:
    """Set the word that marks what is not signed over a section's pages; nothing where it is empty."""
    if not word:
        return
    heads = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for header in heads:
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(word)
        run.font.size = Pt(m.BODY_SIZE)
        run.font.name = OFFICIAL[Face.HEADING]
        look: Any = run.font.element
        look.rPr.rFonts.set(qn("w:eastAsia"), OFFICIAL[Face.HEADING])


def frame_letter(section: Section, mark: str) -> float:
    """Put a letter's name between its rules on the first page; return where the rules end, in points.

    Both stand outside the type area (10.1), so they float: the name with the double rule under it
    (thick over thin) hangs on the head, the reversed pair on the foot.
    """
    size = m.mark_size(mark)
    height = size * 1.15 + m.points(m.LETTER_RULE_FROM_MARK)
    top = m.points(m.LETTER_MARK_TOP)
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    over = _ruled_cell(top, height, ("w:bottom", "thickThinSmallGap"))
    paragraph = child(over.find(f".//{qn('w:tc')}"), "w:p")
    layout = child(paragraph, "w:pPr")
    child(layout, "w:spacing", line=str(round(size * 1.15 * 20)), lineRule="exact")
    child(layout, "w:jc", val="center")
    run = child(paragraph, "w:r")
    look = child(run, "w:rPr")
    title = OFFICIAL[Face.TITLE]
    child(look, "w:rFonts", ascii=title, hAnsi=title, eastAsia=title)
    child(look, "w:color", val="E60012")
    child(look, "w:spacing", val="0")
    child(look, "w:sz", val=str(round(size * 2)))
    child(run, "w:t").text = mark
    header.paragraphs[0]._p.addprevious(over)  # noqa: SLF001 - a floating table
    under = _ruled_cell(
        m.points(m.PAGE_HEIGHT - m.LETTER_RULE_FROM_FOOT), 6.0, ("w:top", "thinThickSmallGap")
    )
    child(under.find(f".//{qn('w:tc')}"), "w:p")
    footer.paragraphs[0]._p.addprevious(under)  # noqa: SLF001 - a floating table
    return top + height + 4.0


def _ruled_cell(top: float, height: float, rule: tuple[str, str]) -> Any:
    """Return a floating table of one cell as wide as a letter's rules, `top` points from the edge."""
    table = element("w:tbl")
    properties = child(table, "w:tblPr")
    width = m.twips(m.LETTER_RULE)
    child(
        properties, "w:tblpPr", leftFromText="0", rightFromText="0", vertAnchor="page",
        horzAnchor="page", tblpX=str(m.twips((m.PAGE_WIDTH - m.LETTER_RULE) / 2)),
        tblpY=str(round(top * 20)),
    )  # fmt: skip
    child(properties, "w:tblW", w=str(width), type="dxa")
    child(properties, "w:tblLayout", type="fixed")
    child(child(table, "w:tblGrid"), "w:gridCol", w=str(width))
    row = child(table, "w:tr")
    child(child(row, "w:trPr"), "w:trHeight", val=str(round(height * 20)), hRule="exact")
    look = child(child(row, "w:tc"), "w:tcPr")
    child(look, "w:tcW", w=str(width), type="dxa")
    side, kind = rule
    child(child(look, "w:tcBorders"), side, val=kind, sz="18", space="0", color="E60012")
    return table


def _number(paragraph: Any, *, odd: bool) -> None:
    for old in paragraph.findall(qn("w:pPr")):
        paragraph.remove(old)
    layout = child(paragraph, "w:pPr")
    child(layout, "w:spacing", line="240", lineRule="auto")
    inset = str(round(m.SMALL_SIZE * 20))
    child(layout, "w:ind", **({"right": inset} if odd else {"left": inset}))
    child(layout, "w:jc", val="right" if odd else "left")
    _number_runs(paragraph)


def _number_runs(paragraph: Any) -> None:
    _run(paragraph, "— ")
    field = child(paragraph, "w:fldSimple", instr="PAGE")
    _run(field, "1")
    _run(paragraph, " —")


def _run(parent: Any, text: str) -> None:
    run = child(parent, "w:r")
    look = child(run, "w:rPr")
    plain = OFFICIAL[Face.PLAIN]
    child(look, "w:rFonts", ascii=plain, hAnsi=plain, eastAsia=plain)
    child(look, "w:spacing", val="0")
    child(look, "w:sz", val=str(round(m.SMALL_SIZE * 2)))
    content = child(run, "w:t")
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    content.text = text


def _turned_number(*, odd: bool) -> Any:
    """Return the number turned by 90°, at the short side, as a floating table of one cell."""
    table = element("w:tbl")
    properties = child(table, "w:tblPr")
    width, height = round(m.SMALL_SIZE * 1.6 * 20), 1400
    inset = m.twips(m.FORE_EDGE) + round(m.SMALL_SIZE * 20)
    top = m.twips(m.PAGE_WIDTH) - inset - height if odd else inset
    left = m.twips(m.FOOT - m.PAGE_NUMBER_BELOW) - width
    child(
        properties, "w:tblpPr", leftFromText="0", rightFromText="0", vertAnchor="page",
        horzAnchor="page", tblpX=str(left), tblpY=str(top),
    )  # fmt: skip
    child(properties, "w:tblW", w=str(width), type="dxa")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side in ("left", "right"):
        child(margins, f"w:{side}", w="0", type="dxa")
    child(child(table, "w:tblGrid"), "w:gridCol", w=str(width))
    row = child(table, "w:tr")
    child(child(row, "w:trPr"), "w:trHeight", val=str(height), hRule="exact")
    cell = child(row, "w:tc")
    look = child(cell, "w:tcPr")
    child(look, "w:tcW", w=str(width), type="dxa")
    child(look, "w:textDirection", val="tbRl")
    child(look, "w:vAlign", val="center")
    paragraph = child(cell, "w:p")
    layout = child(paragraph, "w:pPr")
    child(layout, "w:spacing", line="240", lineRule="auto")
    child(layout, "w:jc", val="right" if odd else "left")
    _number_runs(paragraph)
    return table


def shrink(paragraph: Paragraph) -> None:
    """Make the paragraph that must stand behind a table too small to begin a page."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(1)
