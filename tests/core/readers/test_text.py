"""Plain text: paragraphs and the tables that copying leaves behind."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jiannuo
from jiannuo.core.readers import Unreadable
from jiannuo.core.readers.text import read
from jiannuo.core.tables import MarkKind, RawDocument, Table

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("0*.txt"))


def document(text: str) -> RawDocument:
    return read(text.encode(), "文件.txt")


def only_table(text: str) -> Table:
    (table,) = document(text).tables()
    return table


def rows(table: Table) -> list[list[str]]:
    written: dict[int, list[str]] = {}
    for cell in table.cells:
        written.setdefault(cell.row, []).append(cell.text)
    return list(written.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_of_chinese_offices_is_read(encoding: str) -> None:
    raw = read("序号\t任务\n1\t修建泺源大街\n".encode(encoding), "任务.txt")
    (table,) = raw.tables()
    assert rows(table) == [["序号", "任务"], ["1", "修建泺源大街"]]


def test_bytes_that_are_no_text_are_refused_in_a_chinese_sentence() -> None:
    with pytest.raises(Unreadable, match="文件"):
        read(bytes(range(256)) * 8, "照片.txt")


def test_lines_without_tabs_are_paragraphs_with_their_place() -> None:
    first, second = document("标题\r\n\r\n　　正文一句。\r\n").paragraphs()
    assert (first.text, second.text) == ("标题", "正文一句。")
    assert (second.citation.paragraph, second.citation.line) == (2, 3)


class TestTabbed:
    def test_a_line_is_a_row_and_blank_lines_of_page_breaks_do_not_end_the_table(self) -> None:
        table = only_table("序号\t任务\t进展\n1\t甲\t完工\n\n序号\t任务\t进展\n2\t乙\t开工\n")
        assert len(rows(table)) == 4
        assert not table.ragged

    def test_a_cell_is_cited_by_table_row_column_and_line(self) -> None:
        table = only_table("题目\n\n序号\t任务\n1\t甲\n")
        cell = next(cell for cell in table.cells if cell.text == "甲")
        assert (cell.citation.table, cell.citation.row, cell.citation.column) == (1, 2, 2)
        assert cell.citation.line == 4

    def test_html_in_a_cell_becomes_lines_and_marks(self) -> None:
        table = only_table(
            "序号\t任务\n1\t<p><b>全年目标：甲。</b></p> <p>一季度目标：乙&nbsp;。</p>\n"
        )
        cell = table.cells[-1]
        assert cell.text == "全年目标：甲。\n一季度目标：乙\xa0。"
        assert [(mark.kind, mark.start, mark.end) for mark in cell.marks] == [(MarkKind.BOLD, 0, 7)]

    def test_a_comparison_is_no_tag(self) -> None:
        assert only_table("指标\t要求\n甲\ta<b 且 c>d\n").cells[-1].text == "a<b 且 c>d"

    def test_line_breaks_in_quoted_cells_stay_in_the_cell(self) -> None:
        table = only_table('序号\t进展\n1\t"1.甲；\n2.乙。"\n2\t"丙""丁"""\n')
        assert rows(table)[1:] == [["1", "1.甲；\n2.乙。"], ["2", '丙"丁"']]

    def test_bare_line_breaks_go_on_with_an_unfinished_row(self) -> None:
        table = only_table("序号\t任务\t单位\n1\t甲\t区财政局\n2\t乙的上半句，\n下半句\t区教育局\n")
        assert rows(table)[2] == ["2", "乙的上半句，\n下半句", "区教育局"]

    def test_a_paragraph_behind_the_table_is_no_cell(self) -> None:
        raw = document("序号\t任务\n1\t甲\n2\t乙\n\n注：以上为初步安排。\n")
        assert [paragraph.text for paragraph in raw.paragraphs()] == ["注：以上为初步安排。"]

    def test_a_stray_quotation_mark_does_not_swallow_the_rest(self) -> None:
        table = only_table('序号\t任务\n1\t"甲\n2\t乙\n3\t丙\n')
        assert len(rows(table)) == 4


class TestFlattened:
    text = "\t序号\n\t任务\n\t责任单位\n\n（加黑为牵头）\n\n\t1\n\t甲\n\t区财政局、\n\n区教育局\n\n\t2\n\t乙\n\t\n\n\n附件2\n"

    def test_a_cell_is_a_line_and_a_blank_line_ends_the_row(self) -> None:
        raw = document(self.text)
        (table,) = raw.tables()
        assert rows(table) == [
            ["序号", "任务", "责任单位\n\n（加黑为牵头）"],
            ["1", "甲", "区财政局、\n\n区教育局"],
            ["2", "乙", ""],
        ]
        assert table.ragged

    def test_two_blank_lines_end_the_table(self) -> None:
        assert [paragraph.text for paragraph in document(self.text).paragraphs()] == ["附件2"]

    def test_a_row_that_no_blank_line_parts_begins_with_its_lost_number(self) -> None:
        table = only_table("\t序号\n\t任务\n\t单位\n\n\t1\n\t甲\n\t区财政局\n \t乙\n\t区教育局\n")
        assert rows(table)[-1] == ["", "乙", "区教育局"]

    def test_paragraphs_indented_by_tabs_are_no_table(self) -> None:
        text = "\t为全面抓好落实，现将有关事项通知如下。\n\t一、各单位要高度重视。\n"
        assert list(document(text).tables()) == []


class TestPiped:
    def test_markdown_is_read_without_its_rules(self) -> None:
        table = only_table("| 序号 | 任务 |\n|---|:--:|\n| 1 | 甲<br>乙 |\n| 2 | **丙**丁 |\n")
        assert rows(table) == [["序号", "任务"], ["1", "甲\n乙"], ["2", "丙丁"]]
        assert [mark.kind for mark in table.cells[-1].marks] == [MarkKind.BOLD]

    def test_drawn_boxes_are_read(self) -> None:
        table = only_table("┌──┬──┐\n│序号│任务│\n├──┼──┤\n│1│甲│\n└──┴──┘\n")
        assert rows(table) == [["序号", "任务"], ["1", "甲"]]

    def test_a_heading_sign_is_no_part_of_the_heading(self) -> None:
        assert [one.text for one in document("## 任务清单\n").paragraphs()] == ["任务清单"]


class TestSpaced:
    def test_gaps_part_columns_where_several_lines_agree(self) -> None:
        table = only_table("序号  项目  进度\n1  甲工程  开工\n2  乙工程  完工\n")
        assert rows(table)[1] == ["1", "甲工程", "开工"]

    def test_the_lines_of_a_form_are_no_table(self) -> None:
        text = "填报人：  联系电话：  签字：\n填报人：  联系电话：  签字：\n填报人：  联系电话：  签字：\n"
        assert list(document(text).tables()) == []


def seen(text: str) -> str:
    return "".join(sorted("".join(text.split())))


@pytest.mark.parametrize("path", SAMPLES[1:], ids=lambda path: path.name[:3])
def test_no_character_of_a_real_document_is_lost(path: Path) -> None:
    raw = read(path.read_bytes(), path.name)
    cells = "".join(cell.text for table in raw.tables() for cell in table.cells)
    found = cells + "".join(paragraph.text for paragraph in raw.paragraphs())
    text = path.read_text(encoding="utf-8").replace("<p>", "").replace("</p>", "")
    assert seen(found) == seen(text)


@given(st.text(alphabet="序号任务单位\t\n　 甲乙。：1234①", max_size=200))
@settings(deadline=None)
def test_no_character_of_any_text_is_lost(text: str) -> None:
    if not text.strip():
        return
    raw = document(text)
    cells = "".join(cell.text for table in raw.tables() for cell in table.cells)
    found = cells + "".join(paragraph.text for paragraph in raw.paragraphs())
    assert seen(found) == seen(text)
