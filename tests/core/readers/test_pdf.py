"""PDF with text: what a person sees on the pages is what comes out."""

import pytest

from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.readers import pdf as pdf_reader
from jiannuo.core.tables import MarkKind, Paragraph, RawDocument, Table
from tests.core.readers.pdf_files import (
    A4,
    A4_ACROSS,
    Cell,
    Page,
    Setting,
    pdf_of,
    table_pdf,
    written,
)

HEADER = ["序号", "工作任务", "进展情况", "责任单位"]
WIDTHS = [40, 180, 400, 140]


def read(*pages: Page) -> RawDocument:
    return read_raw(pdf_of(*pages), "通报.pdf")


def tables_of(document: RawDocument) -> list[Table]:
    return list(document.tables())


def rows_of(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def paragraphs_of(document: RawDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def furniture_of(document: RawDocument) -> list[tuple[str, int | None]]:
    return [(piece.text, piece.citation.page) for piece in document.furniture]


def ledger(count: int, report: str = "已完成立项。") -> list[list[str]]:
    return [
        HEADER,
        *([str(n), f"改造老旧小区{n}个", report, "区住建局"] for n in range(1, count + 1)),
    ]


class TestRuledTables:
    def test_cells_are_cited_by_page_table_row_and_column(self) -> None:
        document = read_raw(table_pdf(ledger(60), Setting(WIDTHS)), "通报.pdf")
        (table,) = tables_of(document)
        assert rows_of(table) == ledger(60)
        last = table.cells[-1].citation
        assert (last.page, last.table, last.row, last.column) == (3, 1, 61, 4)

    def test_a_header_repeated_on_every_page_stands_once(self) -> None:
        document = read_raw(table_pdf(ledger(60), Setting(WIDTHS)), "通报.pdf")
        repeats = [(text, page) for text, page in furniture_of(document) if "序号" in text]
        assert repeats == [
            ("序号 工作任务 进展情况 责任单位", 2),
            ("序号 工作任务 进展情况 责任单位", 3),
        ]

    def test_rows_that_look_alike_are_no_repeated_header(self) -> None:
        rows = [HEADER, *([str(n), "同样的任务", "同样的进展", "区住建局"] for n in range(1, 60))]
        document = read_raw(table_pdf(rows, Setting(WIDTHS, repeats_header=False)), "通报.pdf")
        assert rows_of(tables_of(document)[0]) == rows

    @pytest.mark.parametrize("repeats_header", [True, False])
    def test_a_row_that_a_page_break_cut_is_one_row(self, *, repeats_header: bool) -> None:
        report = (
            "已完成立项，正在办理施工手续，预计九月底前开工，年底前完成主体工程的百分之六十以上；"
            * 5
        )
        rows = ledger(12, report)
        setting = Setting(WIDTHS, repeats_header=repeats_header)
        (table,) = tables_of(read_raw(table_pdf(rows, setting), "通报.pdf"))
        assert rows_of(table) == rows
        assert {cell.citation.page for cell in table.cells} == {1, 2, 3}

    def test_cells_merged_both_ways_go_on_over_the_page_break(self) -> None:
        rows: list[list[Cell | str]] = [
            [Cell("类别", rows=2), Cell("进展", columns=2)],
            ["当月进展", "累计进展"],
        ]
        for group in range(6):
            for place in range(6):
                first: list[Cell | str] = [Cell(f"第{group}类", rows=6)] if place == 0 else []
                rows.append([*first, f"完成{group}{place}处。", f"累计{group}{place}处。"])
        setting = Setting([120, 300, 300], header_rows=2, repeats_header=False)
        (table,) = tables_of(read_raw(table_pdf(rows, setting), "通报.pdf"))
        spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
        assert spans["类别"] == (0, 0, 2, 1)
        assert spans["进展"] == (0, 1, 1, 2)
        assert [spans[f"第{n}类"] for n in range(6)] == [(2 + 6 * n, 0, 6, 1) for n in range(6)]
        assert table.height == 38

    def test_several_tables_on_a_page_keep_their_captions_between_them(self) -> None:
        page = Page()
        for top, name in ((100, "附件1 任务分工表"), (300, "附件2 民生实事表")):
            page.text(60, top - 30, name, 12)
            for row in range(3):
                for column in range(2):
                    left, y = 60 + 200 * column, top + 24 * row
                    page.box(left, y, left + 200, y + 24).text(
                        left + 5, y + 5, f"{name[2]}{row}{column}"
                    )
        blocks = read(page).blocks
        kinds = [type(block) for block in blocks]
        assert kinds == [Paragraph, Table, Paragraph, Table]
        assert [b.text for b in blocks if isinstance(b, Paragraph)] == [
            "附件1 任务分工表",
            "附件2 民生实事表",
        ]

    def test_rules_may_be_thin_filled_boxes_or_missing_outside(self) -> None:
        rows = ledger(5)
        (filled,) = tables_of(
            read_raw(table_pdf(rows, Setting(WIDTHS, filled_rules=True)), "表.pdf")
        )
        assert rows_of(filled) == rows
        page = Page()
        for y in (100, 130, 160):
            page.rule(60, y, 500, y)
        for x in (200, 350):
            page.rule(x, 100, x, 160)
        for row in range(2):
            for column, x in enumerate((70, 210, 360)):
                page.text(x, 108 + 30 * row, f"格{row}{column}")
        assert rows_of(tables_of(read(page))[0]) == [
            ["格00", "格01", "格02"],
            ["格10", "格11", "格12"],
        ]

    def test_a_box_around_a_page_is_no_table(self) -> None:
        page = Page().box(40, 40, 555, 800).text(60, 60, "工作简报", 16)
        document = read(page)
        assert tables_of(document) == []
        assert paragraphs_of(document) == ["工作简报"]

    def test_what_an_uncertain_join_rests_on_is_marked(self) -> None:
        above, below = Page(A4_ACROSS), Page(A4_ACROSS)
        for page, texts, top in (
            (above, ("任务", "进展"), 60),
            (above, ("修路", "已开工"), 90),
            (below, ("", "资金到位"), 60),
        ):
            for column, text in enumerate(texts):
                left = 60 + 300 * column
                page.box(left, top, left + 300, top + 30).text(left + 5, top + 8, text)
        (table,) = tables_of(read(above, below))
        unsure = [c.text for c in table.cells if any(m.kind is MarkKind.JOINED for m in c.marks)]
        assert unsure


class TestLineBreaks:
    def test_wrapped_lines_are_joined_and_the_authors_lines_kept(self) -> None:
        text = (
            "1.已完成立项，正在办理施工手续，预计九月底前开工建设。\n2.签约率45.5%。\n完成招投标。"
        )
        units = "区住建局\n区自然资源和规划局\n区财政局"
        for size in (9.0, 10.0, 10.5, 11.0, 12.0, 14.0):
            rows = [HEADER, ["1", "任务", text, units]]
            document = read_raw(table_pdf(rows, Setting([40, 80, 170, 165], size=size)), "表.pdf")
            assert rows_of(tables_of(document)[0])[1] == ["1", "任务", text, units]

    def test_a_number_broken_behind_its_point_is_no_item(self) -> None:
        page = Page().box(60, 60, 160, 120).box(160, 60, 300, 120).text(165, 65, "说明")
        page.text(63, 65, "新建管网总长度12.").text(63, 80, "5公里，完成投资")
        assert tables_of(read(page))[0].cells[0].text == "新建管网总长度12.5公里，完成投资"

    def test_characters_stacked_in_a_narrow_column_are_one_line(self) -> None:
        page = Page().box(60, 60, 100, 130).box(100, 60, 300, 130).text(110, 65, "说明")
        for place, character in enumerate("完成情况"):
            page.text(75, 65 + 15 * place, character)
        assert tables_of(read(page))[0].cells[0].text == "完成情况"

    def test_paragraphs_of_prose_are_told_by_indent_and_by_their_last_lines(self) -> None:
        page = Page()
        lines = [
            (82, "一、提高认识，压实责任。各级各部门要切实提高政治站位，把落实各项目标任务"),
            (60, "摆上重要位置，确保按期完成。"),
            (82, "二、强化督查，狠抓落实。督查室要采取定期检查和重点抽查的方式加强督促，及时"),
            (60, "通报情况。"),
            (380, "某某区人民政府办公室"),
            (400, "2023年5月8日"),
        ]
        for place, (x, text) in enumerate(lines):
            page.text(x, 100 + 22 * place, text, 13)
        assert paragraphs_of(read(page)) == [
            lines[0][1] + lines[1][1],
            lines[2][1] + lines[3][1],
            "某某区人民政府办公室",
            "2023年5月8日",
        ]

    def test_width_of_marks_and_spaces_are_as_in_the_file(self) -> None:
        text = "完成（50%）,剩余(30%)；张伟 李明"
        assert paragraphs_of(read(Page().text(60, 60, text))) == [text]

    def test_a_gap_between_names_is_a_space_though_the_file_has_none(self) -> None:
        page = Page().text(60, 60, "郭明华").text(60 + 3 * 10.5 + 3, 60, "贾建元")
        assert paragraphs_of(read(page)) == ["郭明华 贾建元"]


class TestPages:
    @pytest.mark.parametrize("rotate", [90, 180, 270])
    def test_a_turned_page_is_read_as_it_is_shown(self, rotate: int) -> None:
        # Drawn turned the other way, so that it reads upright once the page is turned.
        upright = Page(A4, rotate=0)
        matrix = {
            90: f"0 1 -1 0 {A4[0]} 0",
            180: f"-1 0 0 -1 {A4[0]} {A4[1]}",
            270: f"0 -1 1 0 0 {A4[1]}",
        }
        inner = Page(A4_ACROSS if rotate != 180 else A4)
        for row in range(3):
            for column in range(3):
                left, y = 60 + 100 * column, 60 + 24 * row
                inner.box(left, y, left + 100, y + 24).text(left + 5, y + 5, f"格{row}{column}")
        upright.rotate = rotate
        upright.raw(f"q {matrix[rotate]} cm").raw("\n".join(inner.operators)).raw("Q")
        assert rows_of(tables_of(read(upright))[0]) == [
            [f"格{r}{c}" for c in range(3)] for r in range(3)
        ]

    def test_a_table_set_sideways_on_an_upright_page_is_turned(self) -> None:
        inner = Page(A4_ACROSS)
        for row in range(3):
            for column in range(3):
                left, y = 60 + 100 * column, 60 + 24 * row
                inner.box(left, y, left + 100, y + 24).text(left + 5, y + 5, f"格{row}{column}")
        page = Page(A4).raw(f"q 0 1 -1 0 {A4[0]} 0 cm").raw("\n".join(inner.operators)).raw("Q")
        assert rows_of(tables_of(read(page))[0]) == [
            [f"格{r}{c}" for c in range(3)] for r in range(3)
        ]

    def test_page_numbers_and_running_heads_are_no_text(self) -> None:
        pages = []
        for n in range(1, 4):
            page = Page().text(60, 40, "某区政府督查室  内部资料", 9).text(280, 800, f"— {n} —", 9)
            pages.append(page.text(60, 200, f"正文第{n}段，各项工作按计划推进。"))
        document = read(*pages)
        assert paragraphs_of(document) == [
            f"正文第{n}段，各项工作按计划推进。" for n in range(1, 4)
        ]
        assert ("— 2 —", 2) in furniture_of(document)
        assert len(document.furniture) == 6

    def test_a_title_printed_on_every_page_stays_once(self) -> None:
        title = "2023年重点工作进展情况一览表"
        pages = [
            Page()
            .text(150, 40, title, 18)
            .text(60, 200, f"第{n}部分。")
            .text(60, 230, "按计划推进。")
            for n in range(1, 4)
        ]
        assert paragraphs_of(read(*pages))[0] == title
        assert len(paragraphs_of(read(*pages))) == 7

    def test_watermarks_and_text_beyond_the_edge_are_put_aside(self) -> None:
        page = Page().text(60, 60, "正文").text(60, 900, "页外")
        page.raw("q 0.7 0.7 -0.7 0.7 200 300 cm BT /F1 40 Tf <5185 90e8> Tj ET Q")
        document = read(page)
        assert paragraphs_of(document) == ["正文"]
        aside = "".join(text for text, _ in furniture_of(document))
        assert "内部" in aside
        assert "页外" in aside

    def test_what_a_clipped_cell_hides_is_put_aside(self) -> None:
        page = Page().text(60, 60, "看得见")
        page.raw("q 50 700 100 100 re W n").text(60, 400, "看不见").raw("Q")
        document = read(page)
        assert paragraphs_of(document) == ["看得见"]
        assert furniture_of(document) == [("看不见", 1)]

    def test_nothing_is_lost(self) -> None:
        rows = ledger(30, "完成（50%）；推进中，预计9月底前开工。")
        data = table_pdf(rows, Setting(WIDTHS, title="2023年重点工作进展情况一览表"))
        document = read_raw(data, "表.pdf")
        found = "".join(paragraphs_of(document))
        found += "".join(cell.text for table in document.tables() for cell in table.cells)
        for row in rows:
            assert "".join(row) in found


class TestCharacters:
    def test_radicals_and_symbols_are_the_characters_that_people_see(self) -> None:
        page = Page().text(60, 60, "⼯作⽬标⻓期坚持")
        assert paragraphs_of(read(page)) == ["工作目标长期坚持"]

    def test_bold_type_is_marked_and_type_struck_twice_stands_once(self) -> None:
        page = Page().text(60, 60, "区住建局", font="F2").text(110, 60, "区财政局")
        page.text(60, 100, "牵头单位").text(60.2, 100, "牵头单位")
        first, second = list(read(page).paragraphs())
        assert [(m.kind, first.text[m.start : m.end]) for m in first.marks] == [
            (MarkKind.BOLD, "区住建局")
        ]
        assert second.text == "牵头单位"

    def test_a_character_that_the_file_does_not_name_is_marked(self) -> None:
        page = Page().text(60, 60, "某某\ue123路改造工程按期推进")
        (paragraph,) = read(page).paragraphs()
        (mark,) = paragraph.marks
        assert mark.kind is MarkKind.UNSURE
        assert paragraph.text[mark.start : mark.end] == "\ue123"


GOOD = pdf_of(Page().text(60, 60, "正文"))
ENCRYPTED = pdf_of(
    Page().text(60, 60, "正文"),
    trailer="/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + "41" * 32
    + ">/U<"
    + "42" * 32
    + ">>>/ID[<00><00>]",
)
NO_PAGES = written({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>"})
PICTURE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream"


def _pictured(*, with_text: bool = False) -> bytes:
    page = Page().raw("q 595 0 0 842 0 0 cm /X1 Do Q")
    pages = [Page().text(60, 60, "第一页有文字"), page] if with_text else [page]
    data = pdf_of(*pages)
    return data.replace(b"\n1 0 obj", b"\n7 0 obj\n" + PICTURE.encode() + b"\nendobj\n1 0 obj", 1)


class TestUnreadable:
    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (ENCRYPTED, "打开密码"),
            (NO_PAGES, "已损坏"),
            (b"%PDF-1.7\n", "已损坏"),
            (GOOD[:300], "已损坏"),
            (b"%PDF-1.4\n" + b"x" * 5000, "已损坏"),
        ],
    )
    def test_a_file_that_cannot_be_opened_is_refused_in_one_sentence(
        self, data: bytes, says: str
    ) -> None:
        with pytest.raises(Unreadable) as caught:
            read_raw(data, "目录/某通报.pdf")
        sentence = str(caught.value)
        assert says in sentence
        assert "某通报.pdf" in sentence
        assert "目录" not in sentence
        assert sentence.endswith("。")
        assert "请" in sentence

    def test_too_many_pages_are_refused(self) -> None:
        kids = " ".join(["10 0 R"] * 2_500)
        data = written(
            {
                1: "<</Type/Catalog/Pages 2 0 R>>",
                2: f"<</Type/Pages/Kids[{kids}]/Count 2500>>",
                10: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
            }
        )
        with pytest.raises(Unreadable, match="2500 页，超过 2000 页"):
            read_raw(data, "长.pdf")

    def test_a_scan_says_what_to_install_where_nothing_can_recognise_it(self) -> None:
        with pytest.raises(Unreadable, match=r"扫描件.*jiannuo\[scan\]"):
            pdf_reader.read(_pictured(), "扫描.pdf")

    def test_of_a_mixed_file_the_text_is_read_and_the_pictures_are_named(self) -> None:
        document = pdf_reader.read(_pictured(with_text=True), "混合.pdf")
        assert paragraphs_of(document) == ["第一页有文字"]
        (warning,) = document.warnings
        assert "第 2 页是图片" in warning


class TestHostile:
    def test_a_giant_page(self) -> None:
        page = Page((14_000.0, 14_000.0)).text(60, 60, "正文")
        assert paragraphs_of(read(page)) == ["正文"]

    def test_a_blank_page_is_an_empty_document(self) -> None:
        assert read(Page()).blocks == ()

    def test_a_drawing_of_many_strokes_is_no_table(self) -> None:
        strokes = "\n".join(f"{n % 500} 0 m {n % 500} {n % 700 + 50} l S" for n in range(12_000))
        assert tables_of(read(Page().text(60, 60, "图").raw(strokes))) == []

    def test_deep_nesting_of_arrays_and_of_states(self) -> None:
        deep = "[" * 5_000 + "]" * 5_000
        page = Page().text(60, 60, "正文").raw("q " * 20_000).raw(f"{deep} TJ")
        assert paragraphs_of(read(page)) == ["正文"]

    def test_a_page_tree_that_contains_itself(self) -> None:
        data = written(
            {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 8>>"}
        )
        with pytest.raises(Unreadable):
            read_raw(data, "圈.pdf")

    def test_coordinates_that_are_no_numbers(self) -> None:
        page = (
            Page()
            .raw("1e39 1e39 m 1e39 -1e39 l S")
            .raw("BT /F1 1e39 Tf 1 0 0 1 1e38 1e38 Tm <6587> Tj ET")
        )
        page.text(60, 60, "正文")
        assert "正文" in "".join(paragraphs_of(read(page)))
