"""The imprint (版记, 7.4) of a Word file: who gets copies, who printed it and when."""

import math
from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION

from jiannuo.core.rendering.official import measures as m
from jiannuo.core.rendering.official.document import OfficialDocument, chinese_date
from jiannuo.core.rendering.official.placing import width as width_of
from jiannuo.core.rendering.official.word_pages import (
    GRID_PITCH,
    head_draft,
    number_pages,
    set_upright,
    shrink,
)
from jiannuo.core.rendering.word_table import child, element

_IMPRINT_PITCH: Final = 440
"""Twentieths of a point from line to line of the imprint."""


def set_imprint(word: WordDocument, document: OfficialDocument) -> None:
    """Set the imprint (版记, 7.4) at the foot of the last page's type area."""
    copies = "，".join(document.copies_to)
    if not copies and not document.printed_by:
        return
    alone = word.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if alone:
        section = word.add_section(WD_SECTION.EVEN_PAGE)
        set_upright(section)
        number_pages(word, section, first_is_numbered=True)
        head_draft(section, document.draft)
    day = document.printed_on or document.issued_on
    rows = []
    if copies:
        rows.append((f"抄送：{copies}。", ""))
    if document.printed_by:
        rows.append((document.printed_by, f"{chinese_date(day)}印发" if day else ""))
    height = sum(_imprint_height(left, right) for left, right in rows)
    if alone:
        # On a page of its own lines push it down: LibreOffice lets no table float in the text.
        room = m.points(m.TYPE_HEIGHT) - height / 20 - m.SMALL_SIZE
        for _ in range(int(room * 20) // GRID_PITCH):
            word.add_paragraph()
    place = 0 if alone else m.twips(m.HEAD + m.TYPE_HEIGHT) - height
    word.element.body.insert_element_before(_imprint_table(rows, place), "w:sectPr")
    shrink(word.add_paragraph())


def _imprint_height(left: str, right: str) -> int:
    """Return the height of one of the imprint's lines, in twentieths of a point."""
    inset = m.SMALL_SIZE
    room = m.points(m.TYPE_WIDTH) - (2 if right else 5) * inset
    lines = 1 if right else max(1, math.ceil(width_of(left[3:]) * m.SMALL_SIZE / room))
    return lines * _IMPRINT_PITCH + 80


def _imprint_table(rows: Sequence[tuple[str, str]], place: int) -> Any:
    """Return the imprint's lines; `place` is how far it floats from the paper's edge, 0: it does not."""
    table = element("w:tbl")
    properties = child(table, "w:tblPr")
    width = m.twips(m.TYPE_WIDTH)
    if place:
        child(
            properties, "w:tblpPr", leftFromText="0", rightFromText="0", vertAnchor="page",
            horzAnchor="margin", tblpXSpec="center", tblpY=str(place),
        )  # fmt: skip
    child(properties, "w:tblW", w=str(width), type="dxa")
    borders = child(properties, "w:tblBorders")
    thick = str(round(m.points(m.IMPRINT_THICK) * 8))
    thin = str(round(m.points(m.IMPRINT_THIN) * 8))
    child(borders, "w:top", val="single", sz=thick, space="0", color="000000")
    child(borders, "w:bottom", val="single", sz=thick, space="0", color="000000")
    child(borders, "w:insideH", val="single", sz=thin, space="0", color="000000")
    child(properties, "w:tblLayout", type="fixed")
    columns = child(table, "w:tblGrid")
    inset = round(m.SMALL_SIZE * 20)
    tab = width - 2 * inset
    child(columns, "w:gridCol", w=str(width))
    for left, right in rows:
        line = child(table, "w:tr")
        height = str(_imprint_height(left, right))
        child(child(line, "w:trPr"), "w:trHeight", val=height, hRule="exact")
        cell = child(line, "w:tc")
        look = child(cell, "w:tcPr")
        child(look, "w:tcW", w=str(width), type="dxa")
        child(look, "w:vAlign", val="center")
        paragraph = child(cell, "w:p")
        layout = child(paragraph, "w:pPr")
        if right:
            child(child(layout, "w:tabs"), "w:tab", val="right", pos=str(tab + inset))
        child(layout, "w:spacing", line=str(_IMPRINT_PITCH), lineRule="exact")
        hanging = {} if right else {"hanging": str(3 * inset)}
        start = inset if right else 4 * inset
        child(layout, "w:ind", left=str(start), right=str(inset), **hanging)
        run = child(paragraph, "w:r")
        child(child(run, "w:rPr"), "w:sz", val=str(round(m.SMALL_SIZE * 2)))
        child(run, "w:t").text = left
        if right:
            child(run, "w:tab")
            child(run, "w:t").text = right
    return table
