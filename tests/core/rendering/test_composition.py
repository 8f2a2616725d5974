"""How a ledger is laid out: the office's columns, its merged cells, its words for what belongs together."""

from dataclasses import replace
from datetime import date

import pytest

from jiannuo.core.records import (
    Column,
    Document,
    Period,
    PeriodKind,
    Row,
    Rule,
    SkippedRow,
    Table,
    Unit,
    Unplaced,
)
from jiannuo.core.rendering.cells import cell_text
from jiannuo.core.rendering.composition import LineKind, compose
from jiannuo.core.rendering.grid import GridCell, lay_out
from jiannuo.core.tables import Citation

NUMBER = Column(header="序号", field="number")
TASK = Column(header="任务", field="task")


def text_of(row: Row, *columns: Column, at: int = -1) -> str:
    return cell_text(row, columns, at % len(columns)).text


def spans(cells: tuple[GridCell, ...]) -> dict[tuple[int, int], tuple[str, int, int]]:
    return {(c.row, c.column): (c.text, c.row_span, c.column_span) for c in cells}


class TestCells:
    def test_targets_stand_under_their_labels(self) -> None:
        column = Column(header="目标", field="annual_target", also=("quarter_targets",))
        row = Row(annual_target="修路25条。", quarter_targets={"2": "完成50%。", "1": "完成20%。"})
        assert (
            text_of(row, column)
            == "全年目标：修路25条。\n一季度目标：完成20%。\n二季度目标：完成50%。"
        )

    def test_one_quarter_has_its_own_column(self) -> None:
        column = Column(header="季度/二季度", field="quarter_targets.2")
        assert text_of(Row(quarter_targets={"2": "完成50%。"}), column) == "完成50%。"

    def test_months_are_lines_in_order(self) -> None:
        column = Column(header="月度计划", field="month_plan", also=("period_plan_text",))
        row = Row(month_plan={"12": "验收。", "3": "开工。", "7-8": "铺装。"})
        assert text_of(row, column) == "3月，开工。\n7-8月，铺装。\n12月，验收。"
        assert text_of(Row(period_plan_text="按项目分列。"), column) == "按项目分列。"

    def test_the_verdict_stands_before_the_report(self) -> None:
        column = Column(header="完成情况", field="progress", also=("status",))
        assert text_of(Row(status="部分完成", progress="已开工。"), column) == "部分完成。已开工。"
        assert text_of(Row(progress="已开工。"), column) == "已开工。"

    def test_further_fields_of_a_report_stand_under_labels(self) -> None:
        column = Column(header="进展情况", field="progress", also=("problems", "next_steps"))
        row = Row(progress="已开工。", problems="缺资金。", next_steps="申请专项债。")
        assert text_of(row, column) == "已开工。\n存在问题：缺资金。\n下一步打算：申请专项债。"

    def test_a_column_that_no_field_fits_shows_the_source(self) -> None:
        odd = Column(header="督查室意见", field=None)
        row = Row(number="1", raw_cells=("1", "请加快"))
        assert text_of(row, NUMBER, odd) == "请加快"
        assert text_of(Row(number="1"), NUMBER, odd) == ""
        rows = (replace(row, deadline="年底前"),)
        grid = lay_out(Table(columns=(NUMBER, odd), rows=rows))
        assert [c.text for c in grid.cells if c.row == 1] == ["1", "请加快", "年底前"]

    def test_control_characters_that_no_format_holds_are_left_out(self) -> None:
        assert text_of(Row(task="修\x0b路\x00\r\n架桥"), TASK) == "修路\n架桥"


class TestUnits:
    LEAD = Unit(name="区住建局", lead=True, role="牵头")
    OTHER = Unit(name="区财政局", lead=False, role="责任")
    HELPER = Unit(name="区统计局", lead=False, role="提供数据")

    def test_in_one_column_roles_stand_behind_the_names(self) -> None:
        column = Column(header="责任单位", field="units")
        row = Row(units=(self.LEAD, self.OTHER, self.HELPER))
        assert text_of(row, column) == "区住建局（牵头）、区财政局、区统计局（提供数据）"

    def test_each_role_goes_to_its_own_column(self) -> None:
        columns = [
            Column(header="牵头单位", field="units"),
            Column(header="具体责任单位", field="units"),
        ]
        row = Row(units=(self.LEAD, self.OTHER, self.HELPER))
        assert text_of(row, *columns, at=0) == "区住建局"
        assert text_of(row, *columns, at=1) == "区财政局、区统计局（提供数据）"

    def test_a_unit_in_both_columns_stands_twice(self) -> None:
        columns = [
            Column(header="牵头单位", field="units"),
            Column(header="责任单位", field="units"),
        ]
        row = Row(units=(self.LEAD, Unit(name="区住建局", lead=False, role="责任")))
        assert [text_of(row, *columns, at=n) for n in (0, 1)] == ["区住建局", "区住建局"]

    def test_bold_marks_the_lead_where_the_header_says_so(self) -> None:
        column = Column(header="责任单位（加黑的为牵头部门）", field="units")
        cell = cell_text(Row(units=(self.OTHER, self.LEAD)), [column], 0)
        assert cell.text == "区财政局、区住建局"
        assert [cell.text[start:end] for start, end in cell.bold] == ["区住建局"]

    def test_an_open_list_stays_open(self) -> None:
        column = Column(header="责任单位", field="units")
        row = Row(units=(Unit(name="区住建局"),), raw_cells=("区住建局等相关部门",))
        assert text_of(row, column) == "区住建局等相关部门"


class TestGrid:
    def test_a_header_of_two_lines_is_merged_both_ways(self) -> None:
        columns = (
            NUMBER,
            Column(header="季度目标/一季度", field="quarter_targets.1"),
            Column(header="季度目标/二季度", field="quarter_targets.2"),
            Column(header="备注", field="remarks"),
        )
        grid = lay_out(Table(columns=columns, rows=(Row(number="1"),)))
        assert grid.header_rows == 2
        assert spans(grid.cells[:5]) == {
            (0, 0): ("序号", 2, 1),
            (0, 1): ("季度目标", 1, 2),
            (0, 3): ("备注", 2, 1),
            (1, 1): ("一季度", 1, 1),
            (1, 2): ("二季度", 1, 1),
        }

    def test_rows_of_one_task_share_its_number_task_and_lead(self) -> None:
        columns = (
            NUMBER,
            Column(header="项目内容", field="task"),
            Column(header="项目内容", field="subproject"),
            Column(header="牵头单位", field="units"),
            Column(header="责任单位", field="units"),
        )
        units = (Unit(name="甲局", lead=True, role="牵头"), Unit(name="乙局", lead=False))
        rows = [
            Row(number="1", task="示范区", subproject=name, units=units)
            for name in ("公园", "河道")
        ]
        grid = lay_out(
            Table(columns=columns, rows=(*rows, Row(number="2", task="学校", units=units)))
        )
        found = spans(grid.cells)
        assert found[0, 1] == ("项目内容", 1, 2)
        assert found[1, 0] == ("1", 2, 1)
        assert found[1, 1] == ("示范区", 2, 1)
        assert found[1, 3] == ("甲局", 2, 1)
        assert found[1, 4] == ("乙局", 1, 1)
        assert found[3, 1] == ("学校", 1, 2)
        assert found[3, 3] == ("甲局", 1, 1)

    def test_tasks_of_one_category_share_it_but_not_equal_texts_beside(self) -> None:
        columns = (
            NUMBER,
            Column(header="类别", field="category"),
            Column(header="领导", field="leaders"),
        )
        rows = tuple(Row(number=str(n), category="民生", leaders=("张三",)) for n in (1, 2, 3))
        found = spans(lay_out(Table(columns=columns, rows=rows)).cells)
        assert found[1, 1] == ("民生", 3, 1)
        assert found[1, 2] == ("张三", 1, 1)

    def test_categories_without_a_column_are_headings_over_their_rows(self) -> None:
        rows = tuple(
            Row(number=str(n), task="修路", category=category)
            for n, category in ((1, "一、城建"), (2, "一、城建"), (3, "二、民生"))
        )
        grid = lay_out(Table(columns=(NUMBER, TASK), rows=rows))
        assert [(c.row, c.text) for c in grid.cells if c.column_span == 2] == [
            (1, "一、城建"),
            (4, "二、民生"),
        ]
        assert [c.row for c in grid.cells if c.text in {"1", "2", "3"}] == [2, 3, 5]

    def test_a_row_without_category_forbids_headings(self) -> None:
        rows = (Row(number="1", task="修路", category="城建"), Row(number="2", task="架桥"))
        assert lay_out(Table(columns=(NUMBER, TASK), rows=rows)).fields == (
            "number",
            "task",
            "category",
        )

    def test_two_tasks_of_the_same_words_stay_two(self) -> None:
        rows = (Row(number="1", task="修路"), Row(number="2", task="修路"))
        found = spans(lay_out(Table(columns=(NUMBER, TASK), rows=rows)).cells)
        assert found[1, 1] == ("修路", 1, 1)

    def test_what_no_column_is_for_gets_one(self) -> None:
        rows = (Row(number="1", task="修路", deadline="年底前", quarter_targets={"3": "完成。"}),)
        grid = lay_out(Table(columns=(NUMBER, TASK), rows=rows))
        assert grid.fields == ("number", "task", "deadline", "quarter_targets.3")
        assert [c.text for c in grid.cells if c.row == 2] == ["1", "修路", "年底前", "完成。"]

    def test_an_empty_forms_blank_lines_come_back(self) -> None:
        blank = [SkippedRow(why="表格空行", count=1, cells=(str(n), "")) for n in (1, 2)]
        head = SkippedRow(why="表头", count=1, cells=("序号", "任务"))
        grid = lay_out(Table(columns=(NUMBER, TASK), rows=(), skipped_rows=(head, *blank)))
        assert [c.text for c in grid.cells] == ["序号", "任务", "1", "", "2", ""]

    def test_the_columns_fill_the_page_and_numbers_take_little_of_it(self) -> None:
        row = Row(number="1", task="新建、改造城市道路25条、41.29公里，完成投资3.5亿元。" * 3)
        narrow, wide = lay_out(Table(columns=(NUMBER, TASK), rows=(row,))).shares
        assert narrow + wide == pytest.approx(1)
        assert narrow < 0.1


class TestLines:
    TABLE = Table(columns=(NUMBER, TASK), rows=(Row(number="1", task="修路"),))

    def test_a_notice_stands_before_its_tables_in_its_order(self) -> None:
        document = Document(
            source="x", title="某办关于立项督查的通知", issuer="某办", document_number="某政办发〔2022〕1号",
            issued_on=date(2022, 3, 15), year=2022, rules=(Rule(rule="报送", quote="每月5日前报送。"),),
            unplaced=(
                Unplaced(text="各街道：", citation=Citation(paragraph=3)),
                Unplaced(text="一、高度重视", citation=Citation(paragraph=4)),
                Unplaced(text="统筹推进。每月5日前报送。", citation=Citation(paragraph=5)),
                Unplaced(text="表中多出的字", citation=Citation(table=1, row=2, column=1)),
            ),
            tables=(self.TABLE,),
        )  # fmt: skip
        composition = compose(document)
        assert composition.is_notice
        assert [(line.kind, line.text) for line in composition.front] == [
            (LineKind.NUMBER, "某政办发〔2022〕1号"),
            (LineKind.TITLE, "某办关于立项督查的通知"),
            (LineKind.ADDRESSEE, "各街道："),
            (LineKind.HEADING, "一、高度重视"),
            (LineKind.BODY, "统筹推进。每月5日前报送。"),
            (LineKind.SIGNATURE, "某办"),
            (LineKind.SIGNATURE, "2022年3月15日"),
        ]

    @pytest.mark.parametrize(
        ("title", "period", "subtitle"),
        [
            ("重点工作台账", Period(PeriodKind.MONTH, 5), "（2023年5月）"),
            ("重点工作台账", Period(PeriodKind.QUARTER, 2), "（2023年二季度）"),
            ("重点工作台账", Period(PeriodKind.HALF, 1), "（2023年上半年）"),
            ("重点工作台账", Period(PeriodKind.YEAR, 1), "（2023年度）"),
            ("重点工作台账", None, "（2023年）"),
            ("2023年重点工作5月份台账", Period(PeriodKind.MONTH, 5), None),
            ("2023年重点工作台账", None, None),
        ],
    )
    def test_year_and_period_are_said_once(
        self, title: str, period: Period | None, subtitle: str | None
    ) -> None:
        document = Document(source="x", title=title, year=2023, period=period, tables=(self.TABLE,))
        said = [line.text for line in compose(document).front if line.kind is LineKind.SUBTITLE]
        assert said == ([subtitle] if subtitle else [])

    def test_captions_and_a_forms_blanks_stand_around_the_table(self) -> None:
        table = Table(
            columns=(NUMBER, TASK), rows=(), caption="附件3 落实计划表",
            form_fields=("（月）", "填报单位", "填报时间：3月24日", "填报人", "负责人签字"),
        )  # fmt: skip
        (part,) = compose(Document(source="x", tables=(table,))).parts
        assert part.name == "附件3"
        assert [(line.kind, line.text.split("\u3000")[0]) for line in part.above] == [
            (LineKind.MARK, "附件3"),
            (LineKind.CAPTION, "落实计划表"),
            (LineKind.SUBTITLE, "（月）"),
            (LineKind.FORM, "填报单位："),
        ]
        assert "填报时间：3月24日" in part.above[-1].text
        (foot,) = part.below
        assert [blank for blank in foot.text.split("\u3000") if blank] == [
            "填报人：",
            "负责人签字：",
        ]
