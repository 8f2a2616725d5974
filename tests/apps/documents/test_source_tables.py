"""A cited cell among its neighbours."""

import pytest

from jiannuo.core.records import Document
from jiannuo.core.tables import Cell, Citation, Paragraph, RawDocument, Table
from jiannuo.documents.models import Parse
from jiannuo.documents.queries.source_tables import (
    SourceTable,
    source_table,
    table_count,
    whole_table,
)
from tests.personae import County, parsed

SOURCE = """
类别      | 任务       | 完成情况
城市更新^3 | 供热管网   | 5.2公里
         | 老旧小区   | 12个
         | 口袋公园   | 3处
财税^1    | 收入       | 增长4.1%
"""


def raw(source: str) -> RawDocument:
    """Read a table drawn in a test; `^3` merges a cell over three rows."""
    cells = []
    for row, line in enumerate(source.strip().splitlines()):
        for column, piece in enumerate(line.split("|")):
            text, _, span = piece.strip().partition("^")
            if text:
                where = Citation(table=1, row=row + 1, column=column + 1)
                cells.append(
                    Cell(
                        text=text,
                        row=row,
                        column=column,
                        row_span=int(span or 1),
                        citation=where,
                    )
                )
    title = Paragraph(text="通报表", citation=Citation(paragraph=1))
    table = Table(cells=tuple(cells), citation=Citation(table=1))
    return RawDocument(name="a.docx", format="docx", blocks=(title, table))


@pytest.fixture
def parse(county: County) -> Parse:
    return parsed(county.place, Document(source="a.docx"), raw(SOURCE))


def texts(table: SourceTable | None) -> list[list[str]]:
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


def test_the_cited_row_stands_between_its_neighbours(parse: Parse) -> None:
    found = source_table(parse, Citation(table=1, row=3, column=2), around=1)
    assert texts(found) == [
        ["城市更新", "供热管网", "5.2公里"],
        ["老旧小区", "12个"],
        ["口袋公园", "3处"],
    ]
    assert found is not None
    assert found.first_row == 2
    [cited] = [cell for row in found.rows for cell in row if cell.cited]
    assert cited.text == "老旧小区"


def test_a_cell_merged_from_above_begins_in_the_first_row_shown(parse: Parse) -> None:
    found = source_table(parse, Citation(table=1, row=4, column=2), around=0)
    assert texts(found) == [["城市更新", "口袋公园", "3处"]]
    assert found is not None
    assert [(cell.row, cell.row_span) for cell in found.rows[0]] == [(3, 1), (3, 1), (3, 1)]


def test_the_window_ends_where_the_table_does(parse: Parse) -> None:
    assert len(texts(source_table(parse, Citation(table=1, row=5, column=1), around=9))) == 5


def test_a_span_cites_characters_of_the_cell(parse: Parse) -> None:
    found = source_table(parse, Citation(table=1, row=5, column=3, span=(2, 5)), around=0)
    assert found is not None
    assert [cell.span for cell in found.rows[0]] == [None, None, (2, 5)]


def test_the_whole_table(parse: Parse) -> None:
    assert table_count(parse) == 1
    assert len(texts(whole_table(parse, 1))) == 5


@pytest.mark.parametrize("citation", [Citation(paragraph=1), Citation(table=2, row=1, column=1)])
def test_what_stands_in_no_table_has_none(parse: Parse, citation: Citation) -> None:
    assert source_table(parse, citation) is None


def test_a_table_that_is_not_there_is_none(parse: Parse) -> None:
    assert whole_table(parse, 2) is None
