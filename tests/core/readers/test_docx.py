"""Word documents: what people see on the page, in its order, with its place."""

import pytest

from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.tables import Cell, MarkKind, Paragraph, RawDocument, Table
from tests.core.readers.office_files import W, cell, docx_of, paragraph, table, zipped

BOLD = "<w:b/>"


def read(body: str, **parts: str) -> RawDocument:
    return read_raw(docx_of(body, **parts), "样.docx")


def only_table(document: RawDocument) -> Table:
    (found,) = document.tables()
    return found


def text(document: RawDocument) -> list[str]:
    return [found.text for found in document.paragraphs()]


def spans(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in found.cells]


def marked(found: Cell | Paragraph, kind: MarkKind = MarkKind.BOLD) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marks if mark.kind is kind]


def test_paragraphs_and_tables_come_in_reading_order_with_their_places() -> None:
    document = read(
        paragraph("标题") + paragraph("") + table(cell("序号") + cell("任务")) + paragraph("说明")
    )
    title, grid, note = document.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(grid, Table)
    assert isinstance(note, Paragraph)
    assert (title.citation.paragraph, note.citation.paragraph) == (1, 2)
    second = grid.cells[1]
    assert (second.citation.table, second.citation.row, second.citation.column) == (1, 1, 2)


def test_a_cells_paragraphs_breaks_and_tabs_are_kept() -> None:
    two = f"<w:tc>{paragraph('区住建局')}{paragraph('区城管局')}</w:tc>"
    broken = (
        "<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p></w:tc>"
    )
    grid = only_table(read(table(two + broken)))
    assert [c.text for c in grid.cells] == ["区住建局\n区城管局", "一\n二\t三"]


def test_merged_cells_stand_once_with_their_extent() -> None:
    first = cell("1", '<w:vMerge w:val="restart"/>') + cell("项目内容", '<w:gridSpan w:val="2"/>')
    second = cell("", "<w:vMerge/>") + cell("甲") + cell("乙")
    grid = only_table(read(table(first, second, widths=(1000, 1000, 1000))))
    assert spans(grid) == [
        ("1", 0, 0, 2, 1),
        ("项目内容", 0, 1, 1, 2),
        ("甲", 1, 1, 1, 1),
        ("乙", 1, 2, 1, 1),
    ]


def test_the_old_way_of_merging_sideways_is_understood() -> None:
    row = cell("合", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("丙")
    grid = only_table(read(table(row, cell("a") + cell("b") + cell("c"))))
    assert spans(grid)[0] == ("合", 0, 0, 1, 2)


def test_a_row_may_begin_further_to_the_right() -> None:
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("乙")}'
    grid = only_table(read(table(cell("甲") + cell("丙"), late, widths=(1000, 1000))))
    assert spans(grid)[2] == ("乙", 1, 1, 1, 1)


def test_text_under_a_merged_cell_is_named_not_lost() -> None:
    first = cell("1", '<w:vMerge w:val="restart"/>') + cell("甲")
    document = read(table(first, cell("旧文字", "<w:vMerge/>") + cell("乙")))
    assert "旧文字" in document.warnings[0]


def test_edges_that_nobody_can_tell_apart_make_one_column() -> None:
    header = cell("序号") + cell("任务", '<w:gridSpan w:val="2"/>') + cell("单位")
    row = cell("1", '<w:gridSpan w:val="2"/>') + cell("修路") + cell("区住建局")
    grid = only_table(read(table(header, row, widths=(600, 60, 3000, 1500))))
    assert grid.width == 3
    assert [c.column for c in grid.cells] == [0, 1, 2, 0, 1, 2]


def test_a_narrow_column_with_text_of_its_own_stays() -> None:
    grid = only_table(read(table(cell("a") + cell("是") + cell("b"), widths=(3000, 120, 3000))))
    assert [c.text for c in grid.cells] == ["a", "是", "b"]
    assert grid.width == 3


def test_a_table_inside_a_cell_becomes_lines() -> None:
    inner = table(cell("甲") + cell("乙"), cell("丙") + cell("丁"))
    host = f"<w:tc>{paragraph('前')}{inner}{paragraph('后')}</w:tc>" + "".join(
        cell(c) for c in "abcd"
    )
    document = read(table(host))
    assert only_table(document).cells[0].text == "前\n甲\t乙\n丙\t丁\n后"
    assert "套着一个表格" in document.warnings[0]


def test_a_table_that_only_arranges_the_page_is_looked_through() -> None:
    inner = table(cell("序号") + cell("任务"), cell("1") + cell("修路"))
    document = read(table(f"<w:tc>{paragraph('标题')}{inner}<w:p/></w:tc>"))
    assert text(document) == ["标题"]
    assert only_table(document).height == 2


def test_content_controls_links_and_fields_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件里的段落')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>、控件</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>、域</w:t></w:r></w:p>"
    )
    assert text(read(body)) == ["控件里的段落", "链接、控件、域"]


def test_tracked_changes_are_taken_as_accepted_and_named() -> None:
    body = (
        "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>50%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>60%</w:t></w:r></w:ins></w:p>"
    )
    document = read(body)
    (found,) = document.paragraphs()
    assert found.text == "完成60%"
    assert marked(found, MarkKind.INSERTED) == ["60%"]
    assert "50%" in document.warnings[0]


def test_where_a_paragraphs_end_was_deleted_the_next_goes_on_with_it() -> None:
    ending = "<w:rPr><w:del w:id='9'/></w:rPr>"
    body = paragraph("新建学校", ending) + paragraph("3所。") + paragraph("另起")
    inside = f"<w:tc>{paragraph('区教', ending)}{paragraph('体局')}{paragraph('区住建局')}</w:tc>"
    document = read_raw(docx_of(body + table(inside)), "a.docx")
    assert [one.text for one in document.paragraphs()] == ["新建学校3所。", "另起"]
    assert next(document.tables()).cells[0].text == "区教体局\n区住建局"


def test_a_deleted_end_before_a_table_or_the_end_loses_nothing() -> None:
    ending = "<w:rPr><w:del w:id='9'/></w:rPr>"
    body = paragraph("附件1", ending) + table(cell("序号")) + paragraph("说明", ending)
    assert text(read_raw(docx_of(body), "a.docx")) == ["附件1", "说明"]


def test_a_deleted_row_is_left_out_and_named() -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{cell('9')}{cell('删去的任务')}"
    document = read(table(cell("1") + cell("甲"), gone, cell("2") + cell("乙")))
    assert [c.text for c in only_table(document).cells] == ["1", "甲", "2", "乙"]
    assert "删去的任务" in document.warnings[0]


def test_bold_counts_its_characters_over_runs() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>区住</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>建局</w:t></w:r>"
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>、区财政局</w:t></w:r></w:p>'
    )
    (found,) = read(body).paragraphs()
    assert marked(found) == ["区住建局"]


def test_bold_comes_through_styles_and_is_taken_back_by_the_run() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="底"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="题"><w:basedOn w:val="底"/></w:style>'
        '<w:style w:type="character" w:styleId="淡"><w:rPr><w:b w:val="false"/></w:rPr></w:style>'
    )
    heading = '<w:pStyle w:val="题"/>'
    body = paragraph("粗", heading) + paragraph("细", heading, '<w:rStyle w:val="淡"/>')
    bold, light = read(body, styles=styles).paragraphs()
    assert marked(bold) == ["粗"]
    assert marked(light) == []


@pytest.mark.parametrize(
    ("look", "kind", "value"),
    [
        ("<w:i/>", MarkKind.ITALIC, None),
        ('<w:u w:val="single"/>', MarkKind.UNDERLINE, None),
        ("<w:strike/>", MarkKind.STRUCK, None),
        ('<w:color w:val="FF0000"/>', MarkKind.COLOUR, "FF0000"),
        ("<w:vanish/>", MarkKind.HIDDEN, None),
    ],
)
def test_other_marks(look: str, kind: MarkKind, value: str | None) -> None:
    (found,) = read(paragraph("字", look=look)).paragraphs()
    (mark,) = found.marks
    assert (mark.kind, mark.start, mark.end, mark.value) == (kind, 0, 1, value)


def test_black_and_automatic_ink_are_no_colour() -> None:
    body = paragraph("a", look='<w:color w:val="000000"/>') + paragraph(
        "b", look='<w:color w:val="auto"/>'
    )
    assert all(not found.marks for found in read(body).paragraphs())


def test_hidden_text_is_read_and_named() -> None:
    document = read(paragraph("内部掌握", look="<w:vanish/>"))
    assert text(document) == ["内部掌握"]
    assert "内部掌握" in document.warnings[0]


def test_headers_and_footers_are_furniture() -> None:
    document = read(paragraph("正文"), header=paragraph("某区督查室"), footer=paragraph("— 1 —"))
    assert text(document) == ["正文"]
    assert [line.text for line in document.furniture] == ["某区督查室", "— 1 —"]


def test_a_note_stands_at_the_end_and_never_becomes_a_digit_of_the_figure() -> None:
    body = '<w:p><w:r><w:t>投资12</w:t><w:footnoteReference w:id="2"/><w:t>亿元</w:t></w:r></w:p>'
    note = f'<w:footnote w:id="2">{paragraph("含续建项目。")}</w:footnote>'
    assert text(read(body, footnotes=note)) == ["投资12亿元", "含续建项目。"]


def test_a_text_box_follows_the_paragraph_that_holds_it_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text(read(body + paragraph("后"))) == ["前", "框内", "后"]


def test_comments_and_pictures_are_named() -> None:
    picture = (
        "<w:p><w:r><w:drawing><a:blip "
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r></w:p>'
    )
    comment = f'<w:comment w:id="0" w:author="张三">{paragraph("口径待核")}</w:comment>'
    warnings = " ".join(read(picture, comments=comment).warnings)
    assert "1 幅图片" in warnings
    assert "张三的批注“口径待核”" in warnings


def test_a_ticked_box_of_a_symbol_font_is_a_ticked_box() -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是 </w:t><w:sym w:char="F0A8"/><w:t>否</w:t></w:r></w:p>'
    assert text(read(body)) == ["☑是 □否"]


def test_the_strict_variant_of_the_standard_is_the_same_document() -> None:
    body = f"<w:document {W}><w:body>{paragraph('文字')}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/>'
        "</Relationships>"
    )
    data = zipped({"_rels/.rels": rels, "word/document.xml": body})
    assert text(read_raw(data, "严格.docx")) == text(read(paragraph("文字"))) == ["文字"]


def test_a_package_without_a_text_is_told() -> None:
    empty = zipped({"word/media/image1.png": b"\x89PNG"})
    with pytest.raises(Unreadable, match="找不到正文"):
        read_raw(empty, "图.docx")
