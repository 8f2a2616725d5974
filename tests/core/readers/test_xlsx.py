"""Workbooks: every sheet, every value as shown, titles apart from tables."""

import pytest

from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.tables import MarkKind, Paragraph, RawDocument, Table
from tests.core.readers.office_files import rows_of, texts, xlsx_of, zipped

HEADER = texts("序号", "任务", "责任单位")
FIRST = texts("1", "修路", "区住建局")
SECOND = texts("2", "架桥", "区水务局")


def read(*sheets: str, **parts: str) -> RawDocument:
    return read_raw(xlsx_of(*sheets, **parts), "样.xlsx")  # type: ignore[arg-type]  # only texts are passed here


def outline(document: RawDocument) -> list[str | tuple[int, int]]:
    return [b.text if isinstance(b, Paragraph) else (b.height, b.width) for b in document.blocks]


def cells(document: RawDocument, number: int = 0) -> list[str]:
    return [c.text for c in list(document.tables())[number].cells]


def merges(*ranges: str) -> str:
    return f'<mergeCells>{"".join(f"""<mergeCell ref="{r}"/>""" for r in ranges)}</mergeCells>'


def test_a_title_over_the_table_is_a_paragraph_and_cells_are_cited_as_the_sheet_counts() -> None:
    sheet = rows_of(texts("2023年重点工作台账"), HEADER, FIRST, SECOND) + merges("A1:C1")
    document = read(sheet)
    assert outline(document) == ["2023年重点工作台账", (3, 3)]
    (grid,) = document.tables()
    task = grid.cells[4]
    assert (task.text, task.row, task.column) == ("修路", 1, 1)
    assert (task.citation.sheet, task.citation.table, task.citation.row, task.citation.column) == (
        "表1",
        1,
        3,
        2,
    )


def test_form_lines_above_and_below_are_paragraphs() -> None:
    sheet = rows_of(
        texts("落实计划表"), texts("填报单位：区住建局", "", "填报时间：3月24日"), HEADER, FIRST,
        texts("填报人：张三", "联系电话：", "负责人签字："),
    )  # fmt: skip
    assert outline(read(sheet)) == [
        "落实计划表",
        "填报单位：区住建局　　填报时间：3月24日",
        (2, 3),
        "填报人：张三　　联系电话：　　负责人签字：",
    ]


def test_a_note_under_the_table_is_a_paragraph_and_a_blank_line_of_a_form_is_a_row() -> None:
    note = rows_of(HEADER, FIRST, texts("注：数据截至5月底")) + merges("A3:C3")
    assert outline(read(note)) == [(2, 3), "注：数据截至5月底"]
    form = rows_of(HEADER, texts("1"), texts("2"))
    assert outline(read(form)) == [(3, 3)]


def test_blank_rows_part_tables_but_not_the_rows_of_one() -> None:
    two = rows_of(texts("附件1"), HEADER, FIRST, "", texts("附件2"), HEADER, SECOND)
    assert outline(read(two)) == ["附件1", (2, 3), "附件2", (2, 3)]
    one = rows_of(HEADER, FIRST, "", SECOND)
    assert outline(read(one)) == [(3, 3)]
    other = rows_of(
        HEADER, FIRST, "", texts("单位", "任务数", "完成数"), texts("区住建局", "3", "2")
    )
    assert outline(read(other)) == [(2, 3), (2, 3)]


def test_merged_cells_stand_once_also_when_empty() -> None:
    sheet = rows_of(
        HEADER,
        FIRST,
        texts("", "架桥", "区水务局"),
        texts("", "挖渠", "区水务局"),
        texts("", "种树", "区水务局"),
    )
    document = read(sheet + merges("A2:A3", "A4:A5", "C3:C5"))
    (grid,) = document.tables()
    spans = {(c.row, c.column): (c.text, c.row_span) for c in grid.cells if c.row_span > 1}
    assert spans == {(1, 0): ("1", 2), (3, 0): ("", 2), (2, 2): ("区水务局", 3)}


def test_content_under_a_merged_cell_is_named() -> None:
    document = read(rows_of(HEADER, FIRST, texts("被盖住", "架桥", "")) + merges("A2:A3"))
    assert "A3" in document.warnings[0]
    assert "被盖住" in document.warnings[0]


def test_rich_text_and_cell_fonts_give_marks() -> None:
    rich = (
        '<c t="inlineStr"><is><r><rPr><b/></rPr><t>区住建局</t></r><r><t>、区财政局</t></r></is></c>'
        '<c s="1" t="inlineStr"><is><t>全粗</t></is></c>'
    )
    styles = (
        '<fonts><font/><font><b/><color rgb="FFFF0000"/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    )
    (grid,) = read(rows_of(rich, rich), styles=styles).tables()
    first, second = grid.cells[:2]
    assert [(m.kind, m.start, m.end) for m in first.marks] == [(MarkKind.BOLD, 0, 4)]
    assert [(m.kind, m.value) for m in second.marks] == [
        (MarkKind.BOLD, None),
        (MarkKind.COLOUR, "FF0000"),
    ]


def test_shared_strings_leave_out_the_readings_beside_them() -> None:
    strings = (
        "<si><t>共享</t><rPh><t>gongxiang</t></rPh></si><si><r><t>分</t></r><r><t>段</t></r></si>"
    )
    row = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c>'
    assert cells(read(rows_of(row, row), strings=strings))[:2] == ["共享", "分段"]


def test_a_formula_gives_its_computed_value_and_an_uncomputed_one_is_told() -> None:
    row = '<c><f>A1*2</f><v>24</v></c><c t="str"><f>B1</f><v>文字</v></c><c><f>SUM(A1)</f></c>'
    document = read(rows_of(HEADER, row))
    assert cells(document)[3:] == ["24", "文字", ""]
    assert "C2 是公式" in document.warnings[0]


def test_an_error_value_is_kept_and_told() -> None:
    document = read(rows_of(HEADER, '<c t="e"><v>#DIV/0!</v></c><c><v>1</v></c>'))
    assert cells(document)[3] == "#DIV/0!"
    assert "A2（#DIV/0!）" in document.warnings[0]


def test_hidden_rows_columns_and_sheets_are_read_and_named() -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols>'
        f'<sheetData><row r="1">{HEADER}</row><row r="2" hidden="1">{FIRST}</row></sheetData>'
    )
    document = read_raw(
        xlsx_of(sheet, rows_of(HEADER, SECOND), states=("visible", "hidden")), "样.xlsx"
    )
    assert cells(document)[3:] == ["1", "修路", "区住建局"]
    assert cells(document, 1)[3:] == ["2", "架桥", "区水务局"]
    said = "".join(document.warnings)
    assert "第 2 行是隐藏的" in said
    assert "B 列是隐藏的" in said
    assert "工作表“表2”是隐藏的" in said


def test_places_left_out_follow_the_one_before_and_places_given_count() -> None:
    data = '<sheetData><row><c r="B5"><v>1</v></c><c><v>2</v></c></row><row r="9"><c r="B9"><v>3</v></c><c r="C9"><v>4</v></c></row></sheetData>'
    (grid,) = read(data).tables()
    assert [(c.text, c.citation.row, c.citation.column) for c in grid.cells] == [
        ("1", 1, 2), ("2", 1, 3), ("3", 9, 2), ("4", 9, 3),
    ]  # fmt: skip


def test_lines_and_escapes_in_a_cell() -> None:
    row = texts("一&#10;二", "甲_x000D_&#10;乙")
    assert cells(read(rows_of(row, row)))[:2] == ["一\n二", "甲\n乙"]


def test_a_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    sheet = rows_of(texts("标题"), HEADER, FIRST) + merges("A1:XFD1", "D2:XFD1048576")
    assert outline(read(sheet)) == ["标题", (2, 3)]


def test_content_scattered_over_the_sheet_is_refused() -> None:
    line = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="{_letters(n)}{n}"><v>1</v></c></row>'
        for n in range(1, 3000)
    )
    with pytest.raises(Unreadable, match="散布在极大的范围内"):
        read(f"<sheetData>{line}</sheetData>")


def test_a_workbook_without_sheets_is_told() -> None:
    broken = zipped({"xl/workbook.xml": "<x/>"})
    with pytest.raises(Unreadable, match="找不到正文"):
        read_raw(broken, "坏.xlsx")
    with pytest.raises(Unreadable, match="没有工作表"):
        read_raw(xlsx_of(), "空.xlsx")


def test_several_sheets_number_their_tables_through() -> None:
    document = read(rows_of(HEADER, FIRST), rows_of(texts("说明")), rows_of(HEADER, SECOND))
    found = [b for b in document.blocks if isinstance(b, Table)]
    assert [(t.citation.sheet, t.citation.table) for t in found] == [("表1", 1), ("表3", 2)]


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
