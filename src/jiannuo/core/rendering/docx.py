"""Word documents (docx) in the house style of Chinese offices: landscape A4, a table under its title.

Fonts are named as official documents name them (方正小标宋简体, 黑体, 仿宋_GB2312); the offices have
them, and none is shipped. The header's rows are repeated on every page, rows may break over pages,
and merged cells are merged as in the source. Tables are written as XML at once: python-docx finds a
cell by walking the table, which for a thousand rows takes minutes.
"""

import io
from collections.abc import Iterator
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
from lxml import etree

from jiannuo.core.records import Document
from jiannuo.core.rendering.composition import Line, LineKind, compose
from jiannuo.core.rendering.grid import Grid, GridCell

_TITLE_FONT, _HEAD_FONT, _BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_PAGE = (Mm(297), Mm(210))
_MARGINS = (Mm(22), Mm(20), Mm(20), Mm(20))
"""Top, right, bottom, left."""
_TEXT_WIDTH = 14_570
"""Twentieths of a point between the side margins: 257 mm."""
_CELL_SIZE = 21
"""Half points: 五号, the usual size in landscape ledgers."""
_CENTRED = frozenset(
    {
        "number",
        "status",
        "leaders",
        "principal",
        "deputy",
        "ratio",
        "measure_unit",
        "category",
        "region",
    }
)
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the core has no clock, and equal input gives equal bytes

_FACES = {
    LineKind.NUMBER: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.TITLE: (_TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.SUBTITLE: (_BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER),
    LineKind.ADDRESSEE: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
    LineKind.HEADING: (_HEAD_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
    LineKind.BODY: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.JUSTIFY),
    LineKind.SIGNATURE: (_BODY_FONT, 16, WD_ALIGN_PARAGRAPH.RIGHT),
    LineKind.MARK: (_HEAD_FONT, 16, WD_ALIGN_PARAGRAPH.LEFT),
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
        word.element.body.insert_element_before(_table(part.grid), "w:sectPr")
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
    field = _child(number, "w:fldSimple", instr="PAGE")
    _write_run(field, "1", None)
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


def _table(grid: Grid) -> etree._Element:
    widths = [max(round(share * _TEXT_WIDTH), 1) for share in grid.shares]
    table = _element("w:tbl")
    _properties(table)
    columns = _child(table, "w:tblGrid")
    for width in widths:
        _child(columns, "w:gridCol", w=str(width))
    going_on: dict[int, GridCell] = {}
    for number, cells in enumerate(grid.rows()):
        row = _child(table, "w:tr")
        if number < grid.header_rows:
            _child(_child(row, "w:trPr"), "w:tblHeader")
        for cell, is_first in _row_cells(cells, going_on, number, grid.width):
            _write_cell(row, cell, widths, grid, is_first=is_first)
        going_on |= {cell.column: cell for cell in cells if cell.row_span > 1}
    return table


def _row_cells(
    cells: list[GridCell], going_on: dict[int, GridCell], row: int, width: int
) -> Iterator[tuple[GridCell, bool]]:
    """Yield a row's cells from left to right, with those that go on from above."""
    own = {cell.column: cell for cell in cells}
    place = 0
    while place < width:
        cell = own.get(place)
        above = going_on.get(place)
        if cell is None and above is not None and above.row + above.row_span > row:
            yield above, False
            place += above.column_span
        elif cell is not None:
            yield cell, True
            place += cell.column_span
        else:
            yield GridCell(text="", row=row, column=place), True
            place += 1


def _properties(table: etree._Element) -> None:
    properties = _child(table, "w:tblPr")
    _child(properties, "w:tblW", w=str(_TEXT_WIDTH), type="dxa")
    _child(properties, "w:jc", val="center")
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    _child(properties, "w:tblLayout", type="fixed")
    margins = _child(properties, "w:tblCellMar")
    for side, room in (("top", "40"), ("left", "85"), ("bottom", "40"), ("right", "85")):
        _child(margins, f"w:{side}", w=room, type="dxa")


def _write_cell(
    row: etree._Element, cell: GridCell, widths: list[int], grid: Grid, *, is_first: bool
) -> None:
    element = _child(row, "w:tc")
    properties = _child(element, "w:tcPr")
    width = sum(widths[cell.column : cell.column + cell.column_span])
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if cell.column_span > 1:
        _child(properties, "w:gridSpan", val=str(cell.column_span))
    if cell.row_span > 1:
        _child(properties, "w:vMerge", val="restart" if is_first else "continue")
    is_header = cell.row < grid.header_rows
    centred = is_header or grid.fields[cell.column] in _CENTRED
    _child(properties, "w:vAlign", val="center" if centred else "top")
    place = 0
    for text in cell.text.split("\n") if is_first else [""]:
        bold = [(s - place, e - place) for s, e in cell.bold if s < place + len(text) and e > place]
        _write_paragraph(
            element, text, bold, centred=centred, font=_HEAD_FONT if is_header else None
        )
        place += len(text) + 1


def _write_paragraph(
    cell: etree._Element, text: str, bold: list[tuple[int, int]], *, centred: bool, font: str | None
) -> None:
    paragraph = _child(cell, "w:p")
    if centred:
        _child(_child(paragraph, "w:pPr"), "w:jc", val="center")
    place = 0
    for start, end in [*bold, (len(text), len(text))]:
        start, end = max(start, 0), min(end, len(text))  # noqa: PLW2901 - cut to this line
        _write_run(paragraph, text[place:start], font)
        _write_run(paragraph, text[start:end], font, bold=True)
        place = end


def _write_run(
    paragraph: etree._Element, text: str, font: str | None, *, bold: bool = False
) -> None:
    if not text:
        return
    run = _child(paragraph, "w:r")
    if font or bold:
        look = _child(run, "w:rPr")
        if font:
            _child(
                look, "w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=font
            )
        if bold:
            _child(look, "w:b")
    for place, piece in enumerate(text.split("\t")):
        if place:
            _child(run, "w:tab")
        content = _child(run, "w:t")
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content.text = piece


def _element(name: str) -> etree._Element:
    return etree.Element(
        qn(name), nsmap={"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    )


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    return child
