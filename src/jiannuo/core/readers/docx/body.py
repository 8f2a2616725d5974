"""The body of a docx: its paragraphs and tables in reading order, every cell with its place.

Source: ECMA-376 part 1, §17.4 (tables). A cell spans grid columns (gridSpan) and goes on into the
row below (vMerge); a row may begin some grid columns to the right (gridBefore).
"""

from collections.abc import Iterator

from lxml import etree

from jiannuo.core.readers.docx.names import (
    ALTERNATE,
    CELL,
    DELETED,
    INSERTED,
    PARAGRAPH,
    ROW,
    STRUCTURED,
    STRUCTURED_CONTENT,
    TABLE,
    TEXT,
    VAL,
    w,
)
from jiannuo.core.readers.docx.paragraphs import ParagraphReader, chosen
from jiannuo.core.readers.grid import Placed, to_table
from jiannuo.core.readers.marked import MarkedText
from jiannuo.core.tables import Block, Citation, Paragraph, Table

_DEEPEST = 30
_WIDEST = 1_000
"""Grid columns that a cell may span; Word's own limit is 63."""
_CONTENTS = frozenset({PARAGRAPH, TABLE, ROW, CELL})
_WRAPPERS = INSERTED | {w("customXml"), w("smartTag")}
_PROPERTIES, _SPAN, _DOWN, _SIDEWAYS = w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge")


class BodyReader:
    """Turns stories (the body, a header, a note) into blocks, numbering tables and paragraphs."""

    def __init__(self, paragraphs: ParagraphReader) -> None:
        self.warnings: list[str] = []
        self._paragraphs = paragraphs
        self._paragraph_count = 0
        self._content = MarkedText()
        self._boxes: list[etree._Element] = []
        self._table_count = 0

    def blocks(self, story: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Yield a story's blocks; empty paragraphs and tables are none."""
        for element in contents(story):
            if element.tag == PARAGRAPH:
                yield from self._paragraph(element, depth)
            elif element.tag == TABLE:
                yield from self._end_paragraph(depth)
                yield from self._table(element, depth)
            elif element.tag == w("altChunk"):
                self.warnings.append(
                    f"第 {self._paragraph_count} 段之后嵌入了另一份文件，没有读取，请单独上传。"
                )
        yield from self._end_paragraph(depth)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        self._boxes += self._paragraphs.write(
            element, self._content, f"第 {self._paragraph_count + 1} 段"
        )
        if not _end_is_deleted(element):
            yield from self._end_paragraph(depth)

    def _end_paragraph(self, depth: int) -> Iterator[Block]:
        """Yield the paragraph that was written last, and its text boxes after it."""
        text, marks = self._content.finish()
        boxes = self._boxes
        self._content, self._boxes = MarkedText(), []
        if text:
            self._paragraph_count += 1
            citation = Citation(paragraph=self._paragraph_count)
            yield Paragraph(text=text, citation=citation, marks=marks)
        if depth < _DEEPEST:
            for box in boxes:
                yield from self.blocks(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if _is_layout(element) and depth < _DEEPEST:
            for row in _rows(element):
                for cell in _cells(row):
                    yield from self.blocks(cell, depth + 1)
            return
        table = self._grid(element)
        if table is not None:
            self._table_count += 1
            yield table

    def _grid(self, element: etree._Element) -> Table | None:
        number = self._table_count + 1
        placed: list[Placed] = []
        open_at: dict[int, Placed] = {}
        top = 0
        for row in _rows(element):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                self._drop_row(row, number, top)
                continue
            before = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
            left = min(before, _WIDEST)
            for cell in _cells(row):
                left = self._cell(cell, (number, top, left), placed, open_at)
            top += 1
        grid = element.find(w("tblGrid"))
        columns = () if grid is None else grid.iterfind(w("gridCol"))
        widths = [_digits(column.get(w("w"))) for column in columns]
        return to_table(placed, number, widths)

    def _cell(
        self,
        cell: etree._Element,
        at: tuple[int, int, int],
        placed: list[Placed],
        open_at: dict[int, Placed],
    ) -> int:
        """Place one cell at (table, row, grid column); return the grid column after it."""
        number, top, left = at
        merges = {} if (found := cell.find(_PROPERTIES)) is None else {p.tag: p for p in found}
        right = left + min(max(_number(merges.get(_SPAN), 1), 1), _WIDEST)
        place = f"第 {number} 个表第 {top + 1} 行"
        horizontal = merges.get(_SIDEWAYS)
        if horizontal is not None and horizontal.get(VAL) != "restart" and placed:
            placed[-1].right = right
            self._hidden(cell, place)
            return right
        vertical = merges.get(_DOWN)
        above = open_at.get(left)
        goes_on = vertical is not None and vertical.get(VAL) != "restart"
        if goes_on and above is not None and above.bottom == top:
            above.bottom = top + 1
            self._hidden(cell, place)
            return right
        made = Placed(top, left, top + 1, right)
        self._write(cell, made.content, place)
        placed.append(made)
        open_at[left] = made
        return right

    def _write(self, cell: etree._Element, into: MarkedText, place: str, depth: int = 0) -> None:
        """Write a cell's paragraphs as lines; a table inside it becomes lines with tabs."""
        first = True
        for element in contents(cell):
            if element.tag == PARAGRAPH:
                if not first:
                    into.break_line()
                for box in self._paragraphs.write(element, into, place):
                    into.break_line()
                    self._write(box, into, place, depth + 1)
                first = _end_is_deleted(element)
            elif element.tag == TABLE and depth < _DEEPEST:
                self.warnings.append(f"{place}的单元格里还套着一个表格，已按行展开成文字。")
                for row in _rows(element):
                    into.break_line()
                    for position, inner in enumerate(_cells(row)):
                        into.add("\t" if position else "")
                        self._write(inner, into, place, depth + 1)
                first = False

    def _hidden(self, cell: etree._Element, place: str) -> None:
        """Name the text of a cell that the merged cell above or before it covers."""
        content = MarkedText()
        self._write(cell, content, place)
        text, _ = content.finish()
        if text:
            self.warnings.append(f"{place}有被合并单元格遮住的文字“{text}”，没有读入表格。")

    def _drop_row(self, row: etree._Element, number: int, top: int) -> None:
        text = "，".join(piece.text or "" for piece in row.iter(TEXT, w("delText")))
        self.warnings.append(
            f"第 {number} 个表第 {top + 1} 行之前有修订中删去的一行“{text}”，没有读入。"
        )


def _end_is_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change takes the paragraph's end away, so that the next one goes on with it."""
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


def contents(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of a story, a table or a row, looking through what merely wraps them."""
    for child in parent:
        tag = child.tag
        if tag in _CONTENTS:
            yield child
        elif tag in _WRAPPERS:
            yield from contents(child)
        elif tag == STRUCTURED:
            content = child.find(STRUCTURED_CONTENT)
            if content is not None:
                yield from contents(content)
        elif tag == ALTERNATE:
            yield from contents(chosen(child))
        elif tag not in DELETED:
            yield child


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (child for child in contents(table) if child.tag == ROW)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (child for child in contents(row) if child.tag == CELL)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: one inside it has more cells than it has itself."""
    inner = table.findall(f".//{TABLE}")
    if not inner:
        return False
    own = sum(1 for row in _rows(table) for _ in _cells(row))
    return max(sum(1 for _ in nested.iter(CELL)) for nested in inner) > own


def _number(element: etree._Element | None, default: int) -> int:
    return default if element is None else _digits(element.get(VAL), default)


def _digits(value: str | None, default: int = 0) -> int:
    return int(value) if value and value.isdigit() else default
