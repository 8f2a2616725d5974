"""A table as WordprocessingML, written at once.

python-docx finds a cell by walking the table, which for a thousand rows takes minutes. The header's
rows are repeated on every page, rows may break over pages, and merged cells are merged.
"""

from collections.abc import Iterator
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from jiannuo.core.rendering.grid import Grid, GridCell

HEAD_FONT: Final = "黑体"


def table_element(grid: Grid, width: int) -> etree._Element:
    """Write a grid as a Word table of `width` twentieths of a point."""
    widths = [max(round(share * width), 1) for share in grid.shares]
    table = element("w:tbl")
    _properties(table, width)
    columns = child(table, "w:tblGrid")
    for one in widths:
        child(columns, "w:gridCol", w=str(one))
    going_on: dict[int, GridCell] = {}
    for number, cells in enumerate(grid.rows()):
        row = child(table, "w:tr")
        if number < grid.header_rows:
            child(child(row, "w:trPr"), "w:tblHeader")
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


def _properties(table: etree._Element, width: int) -> None:
    properties = child(table, "w:tblPr")
    child(properties, "w:tblW", w=str(width), type="dxa")
    child(properties, "w:jc", val="center")
    borders = child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        child(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side, room in (("top", "40"), ("left", "85"), ("bottom", "40"), ("right", "85")):
        child(margins, f"w:{side}", w=room, type="dxa")


def _write_cell(
    row: etree._Element, cell: GridCell, widths: list[int], grid: Grid, *, is_first: bool
) -> None:
    element = child(row, "w:tc")
    properties = child(element, "w:tcPr")
    width = sum(widths[cell.column : cell.column + cell.column_span])
    child(properties, "w:tcW", w=str(width), type="dxa")
    if cell.column_span > 1:
        child(properties, "w:gridSpan", val=str(cell.column_span))
    if cell.row_span > 1:
        child(properties, "w:vMerge", val="restart" if is_first else "continue")
    is_header = cell.row < grid.header_rows
    centred = is_header or grid.is_centred(cell.column)
    child(properties, "w:vAlign", val="center" if centred else "top")
    place = 0
    for text in cell.text.split("\n") if is_first else [""]:
        bold = [(s - place, e - place) for s, e in cell.bold if s < place + len(text) and e > place]
        _write_paragraph(
            element, text, bold, centred=centred, font=HEAD_FONT if is_header else None
        )
        place += len(text) + 1


def _write_paragraph(
    cell: etree._Element, text: str, bold: list[tuple[int, int]], *, centred: bool, font: str | None
) -> None:
    paragraph = child(cell, "w:p")
    if centred:
        child(child(paragraph, "w:pPr"), "w:jc", val="center")
    place = 0
    for start, end in [*bold, (len(text), len(text))]:
        start, end = max(start, 0), min(end, len(text))  # noqa: PLW2901 - cut to this line
        write_run(paragraph, text[place:start], font)
        write_run(paragraph, text[start:end], font, bold=True)
        place = end


def write_run(
    paragraph: etree._Element, text: str, font: str | None, *, bold: bool = False
) -> None:
    """Append a run of text, tabs kept; `font` names its Chinese face where it isn't the style's."""
    if not text:
        return
    run = child(paragraph, "w:r")
    if font or bold:
        look = child(run, "w:rPr")
        if font:
            child(look, "w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=font)
        if bold:
            child(look, "w:b")
    for place, piece in enumerate(text.split("\t")):
        if place:
            child(run, "w:tab")
        content = child(run, "w:t")
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content.text = piece


def element(name: str) -> etree._Element:
    """Make an element of WordprocessingML, named as ``w:tbl``."""
    return etree.Element(
        qn(name), nsmap={"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    )


def child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Append an element with attributes of the same namespace."""
    added = etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        added.set(qn(f"w:{key}"), value)
    return added
