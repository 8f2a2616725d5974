"""Tables that independent writers made (python-docx, openpyxl) come back cell for cell."""

import io
from dataclasses import dataclass

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.core.readers import read_raw
from jiannuo.core.tables import Table

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure: nothing here is about time."""

WORDS = st.text("区住建局修路123.%（）、。\n", min_size=1, max_size=12).map(str.strip).filter(bool)


@dataclass(frozen=True)
class Merge:
    """A merged range [top, bottom) × [left, right)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A grid of texts, every one filled, with merged ranges that do not overlap."""

    texts: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]

    def cells(self) -> list[tuple[str, int, int, int, int]]:
        """List the cells that should come back: text, row, column, row span, column span."""
        at = {(m.top, m.left): m for m in self.merges}
        hidden = {
            (r, c)
            for m in self.merges
            for r in range(m.top, m.bottom)
            for c in range(m.left, m.right)
        } - at.keys()
        found = []
        for row, line in enumerate(self.texts):
            for column, text in enumerate(line):
                if (row, column) not in hidden:
                    m = at.get((row, column), Merge(row, column, row + 1, column + 1))
                    found.append((text, row, column, m.bottom - m.top, m.right - m.left))
        return found


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    texts = tuple(tuple(draw(WORDS) for _ in range(width)) for _ in range(height))
    merges: list[Merge] = []
    for _ in range(draw(st.integers(0, 3))):
        # The first row and column stay whole, so that no row or column disappears in a merge.
        top, left = draw(st.integers(1, height - 1)), draw(st.integers(1, width - 1))
        merge = Merge(
            top, left, draw(st.integers(top + 1, height)), draw(st.integers(left + 1, width))
        )
        apart = all(
            merge.bottom <= m.top
            or m.bottom <= merge.top
            or merge.right <= m.left
            or m.right <= merge.left
            for m in merges
        )
        if apart and (merge.bottom - merge.top) * (merge.right - merge.left) > 1:
            merges.append(merge)
    return Sheet(texts, tuple(merges))


def cells_of(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells]


@settings(BUSY, max_examples=60)
@given(sheets())
def test_what_python_docx_writes(sheet: Sheet) -> None:
    word = docx.Document()
    table = word.add_table(len(sheet.texts), len(sheet.texts[0]))
    covered = {
        (r, c) for m in sheet.merges for r in range(m.top, m.bottom) for c in range(m.left, m.right)
    } - {(m.top, m.left) for m in sheet.merges}
    for row, line in enumerate(sheet.texts):
        for column, text in enumerate(line):
            if (row, column) not in covered:
                table.cell(row, column).text = text
    for m in sheet.merges:
        merged = table.cell(m.top, m.left).merge(table.cell(m.bottom - 1, m.right - 1))
        merged.text = sheet.texts[m.top][m.left]
    stream = io.BytesIO()
    word.save(stream)
    document = read_raw(stream.getvalue(), "样.docx")
    (found,) = document.tables()
    assert cells_of(found) == sheet.cells()
    assert document.warnings == ()


@settings(BUSY, max_examples=60)
@given(sheets())
def test_what_openpyxl_writes(sheet: Sheet) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row, line in enumerate(sheet.texts, start=1):
        for column, text in enumerate(line, start=1):
            page.cell(row, column).value = text
            page.cell(row, column).data_type = "s"
    for m in sheet.merges:
        page.merge_cells(None, m.top + 1, m.left + 1, m.bottom, m.right)
    stream = io.BytesIO()
    book.save(stream)
    document = read_raw(stream.getvalue(), "样.xlsx")
    (found,) = document.tables()
    assert cells_of(found) == sheet.cells()
    assert document.warnings == ()


@settings(BUSY, max_examples=60)
@given(sheets())
def test_what_a_browser_would_show_of_a_page(sheet: Sheet) -> None:
    lines = [""] * len(sheet.texts)
    for text, row, _, height, width in sheet.cells():
        lines[row] += (
            f'<td rowspan="{height}" colspan="{width}">{text.replace(chr(10), "<br>")}</td>'
        )
    page = "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
    (found,) = read_raw(page.encode(), "样.html").tables()
    assert cells_of(found) == sheet.cells()
