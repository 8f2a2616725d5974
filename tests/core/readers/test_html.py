"""Web pages: the text as a browser shows it, tables with their spans."""

import pytest

from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.tables import MarkKind, Paragraph, RawDocument


def read(body: str, encoding: str = "utf-8", head: str = "") -> RawDocument:
    return read_raw(
        f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "页.html"
    )


def outline(document: RawDocument) -> list[str | tuple[int, int]]:
    return [b.text if isinstance(b, Paragraph) else (b.height, b.width) for b in document.blocks]


def cells(document: RawDocument) -> list[str]:
    (grid,) = document.tables()
    return [c.text for c in grid.cells]


def spans(document: RawDocument) -> list[tuple[str, int, int, int, int]]:
    (grid,) = document.tables()
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def test_paragraphs_tables_and_what_stands_between_them() -> None:
    document = read("<h1>标题</h1>游离<p>一<br>二</p><table><tr><td>a<td>b</table>尾")
    assert outline(document) == ["标题", "游离", "一", "二", (1, 2), "尾"]


def test_lines_in_a_cell_are_parted_by_p_div_and_br() -> None:
    row = "<tr><td><p>区住建局</p><p>山兴集团</p></td><td>一<br>二<br><br>三</td><td><div>甲</div>乙</td></tr>"
    assert cells(read(f"<table>{row}</table>")) == ["区住建局\n山兴集团", "一\n二\n\n三", "甲\n乙"]


def test_spans_make_the_grid() -> None:
    table = "<table><tr><td rowspan=2>1</td><td colspan=2>项目内容</td></tr><tr><td>甲</td><td>乙</td></tr></table>"
    assert spans(read(table)) == [
        ("1", 0, 0, 2, 1), ("项目内容", 0, 1, 1, 2), ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ['rowspan="0"', 'rowspan="99"', 'rowspan="65535"'])
def test_a_span_reaches_no_further_than_the_table(span: str) -> None:
    table = f"<table><tr><td {span}>1</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    assert spans(read(table))[0] == ("1", 0, 0, 2, 1)


def test_needless_columns_disappear() -> None:
    table = "<table><tr><td colspan=900>a</td><td colspan='x'>b</td></tr><tr><td colspan=900>c</td><td>d</td></tr></table>"
    (grid,) = read(table).tables()
    assert grid.width == 2


def test_head_body_and_foot_come_in_the_order_of_the_page() -> None:
    table = "<table><tfoot><tr><td>尾</td></tr></tfoot><thead><tr><th>头</th></tr></thead><tbody><tr><td>身</td></tr></tbody></table>"
    assert cells(read(table)) == ["头", "身", "尾"]


def test_white_space_is_run_together_and_lines_broken_in_the_source_leave_none_between_chinese() -> (
    None
):
    assert outline(read("<p>  开工\n   建设 <b>25</b> 条，长 7.2 km  </p>")) == [
        "开工建设 25 条，长 7.2 km"
    ]


def test_what_is_not_shown_is_not_there() -> None:
    document = read(
        "<script>x()</script><style>p{}</style><p>正文</p><!-- 注 --><noscript>请开启</noscript>"
    )
    assert outline(document) == ["正文"]


def test_text_that_a_style_hides_is_read_and_named() -> None:
    document = read('<p>正文<span style="display:none">内部数据</span></p>')
    assert outline(document) == ["正文内部数据"]
    assert "内部数据" in document.warnings[0]


def test_bold_by_tag_and_by_style() -> None:
    document = read(
        '<p><b>甲</b>乙<span style="font-weight: 700">丙</span>'
        '<strong>丁<span style="font-weight:normal">戊</span></strong></p>'
    )
    (found,) = document.paragraphs()
    bold = [found.text[m.start : m.end] for m in found.marks if m.kind is MarkKind.BOLD]
    assert (found.text, bold) == ("甲乙丙丁戊", ["甲", "丙丁"])


def test_colours() -> None:
    document = read('<p><font color="#FF0000">红</font><span style="color:black">黑</span></p>')
    (found,) = document.paragraphs()
    assert [(m.kind, m.value, m.start, m.end) for m in found.marks] == [
        (MarkKind.COLOUR, "FF0000", 0, 1)
    ]


def test_layout_tables_are_looked_through() -> None:
    inner = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修路</td></tr></table>"
    document = read(f"<table><tr><td>导航</td></tr><tr><td>标题{inner}尾</td></tr></table>")
    assert outline(document) == ["导航", "标题", (2, 2), "尾"]


def test_a_small_table_inside_a_cell_becomes_lines() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    document = read(f"<table><tr><td>一{inner}</td><td>二</td><td>三</td></tr></table>")
    assert cells(document) == ["一\n甲　乙", "二", "三"]


def test_numbered_lists_show_their_numbers() -> None:
    assert outline(read("<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>")) == [
        "3.甲",
        "4.乙",
        "丙",
    ]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8-sig", ""),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("gb18030", '<meta charset="utf-8">'),
        ("utf-16", ""),
    ],
)
def test_encodings_declared_marked_or_neither(encoding: str, head: str) -> None:
    assert outline(read("<p>市中政办發文</p>", encoding, head)) == ["市中政办發文"]


def test_big5_where_declared() -> None:
    assert outline(read("<p>政府工作報告</p>", "big5", '<meta charset="big5">')) == ["政府工作報告"]


def test_the_windows_title_is_furniture() -> None:
    document = read("<p>正文</p>", head="<title> 2023年 台账 </title>")
    assert [line.text for line in document.furniture] == ["2023年 台账"]


def test_a_page_nested_beyond_measure_is_refused() -> None:
    with pytest.raises(Unreadable, match="嵌套过深"):
        read("<div>" * 1500 + "文" + "</div>" * 1500)


def test_an_export_that_calls_itself_excel_is_read() -> None:
    data = (
        "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修路</td></tr></table>".encode(
            "gb18030"
        )
    )
    assert read_raw(data, "台账.xls").format == "html"
