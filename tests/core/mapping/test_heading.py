"""What a document says about itself, and the lines around its tables."""

from datetime import date

import pytest

from jiannuo.core.mapping.forms import form_fields
from jiannuo.core.mapping.notices import part_of_notice, read_rules
from jiannuo.core.mapping.places import place_hint
from jiannuo.core.records import Document, Period, PeriodKind
from jiannuo.core.tables import Citation, Paragraph
from tests.core.mapping.tables import understood

TABLE = "序号|重点任务|责任单位\n1|修路|县交通局\n2|造林|县林业局"


def headed(*lines: str) -> Document:
    return understood(TABLE, *lines)


class TestTitle:
    def test_a_single_line(self) -> None:
        document = headed("2024年二季度政府工作报告牵头的重点工作任务分解")
        assert document.title == "2024年二季度政府工作报告牵头的重点工作任务分解"
        assert (document.year, document.period) == (2024, Period(PeriodKind.QUARTER, 2))

    def test_several_lines_are_one_title(self) -> None:
        document = headed(
            "安河县人民政府办公室",
            "关于对2022年《政府工作报告》年度任务目标",
            "立项督查的通知",
            "各乡镇人民政府：",
        )
        assert (
            document.title
            == "安河县人民政府办公室关于对2022年《政府工作报告》年度任务目标立项督查的通知"
        )
        assert document.issuer == "安河县人民政府办公室"
        assert document.period == Period(PeriodKind.YEAR, 1)

    def test_a_letterhead_is_no_part_of_it(self) -> None:
        document = headed(
            "督 查 通 报",
            "第8期",
            "通江县人民政府督查室　　2024年10月12日",
            "关于2024年三季度重点工作推进情况的通报",
            "各乡镇：",
        )
        assert document.title == "关于2024年三季度重点工作推进情况的通报"
        assert document.issuer == "通江县人民政府督查室"
        assert document.issued_on == date(2024, 10, 12)

    def test_the_line_below_says_the_period(self) -> None:
        document = headed("2023年《政府工作报告》重点工作完成情况通报表", "（截至9月底）")
        assert document.period == Period(PeriodKind.MONTH, 9)
        assert document.citations["period"].paragraph == 2

    def test_prose_is_no_title(self) -> None:
        assert headed("现将有关事项通知如下。").title is None

    def test_number_and_date(self) -> None:
        document = headed(
            "安政办发〔2024〕3号", "关于印发重点任务清单的通知", "二〇二四年二月二十日"
        )
        assert document.document_number == "安政办发〔2024〕3号"
        assert document.issued_on == date(2024, 2, 20)
        assert document.year == 2024


class TestCaptions:
    def test_an_attachment_is_captioned_by_its_two_lines(self) -> None:
        document = headed(
            "关于印发任务清单的通知", "请认真落实。", "附件2", "2022年为民办实事责任分解表"
        )
        assert document.tables[0].caption == "附件2 2022年为民办实事责任分解表"

    def test_a_numbered_table_too(self) -> None:
        assert (
            headed("请认真落实。", "表1 重点任务推进情况").tables[0].caption
            == "表1重点任务推进情况"
        )


class TestForms:
    @pytest.mark.parametrize(
        ("line", "fields"),
        [
            ("填报单位：          填报时间：", ("填报单位", "填报时间")),
            (
                "填报单位：县财政局　填报时间：2024年6月3日",
                ("填报单位：县财政局", "填报时间：2024年6月3日"),
            ),
            ("（   月）", ("（月）",)),
            ("单位：万元", ("单位：万元",)),
            ("填报人：  联系电话：  负责人签字：", ("填报人", "联系电话", "负责人签字")),
            ("各单位：请认真落实。", ()),
            ("现将有关事项通知如下：", ()),
        ],
    )
    def test_lines_of_a_form(self, line: str, fields: tuple[str, ...]) -> None:
        assert form_fields(line) == fields

    def test_they_belong_to_the_table_they_stand_around(self) -> None:
        document = understood(
            TABLE, "附件3", "2022年落实计划表", "填报单位：", after="填报人：  联系电话："
        )
        assert document.tables[0].form_fields == ("填报单位", "填报人", "联系电话")
        assert document.unplaced == ()


def paragraph(text: str) -> Paragraph:
    return Paragraph(text=text, citation=Citation(paragraph=1))


class TestNotices:
    def test_deadlines_and_bulletins_are_rules_with_the_words_that_order_them(self) -> None:
        text = "为加强督查，印发本通知。各单位于次月初5个工作日内填写落实情况表报督查室。重大事项一事一通报。"
        rules = [(rule.rule, rule.quote) for rule in read_rules([paragraph(text)])]
        assert ("定期报送", "各单位于次月初5个工作日内填写落实情况表报督查室。") in rules
        assert all("为加强督查" not in quote for _, quote in rules)

    def test_a_statement_orders_nothing(self) -> None:
        assert read_rules([paragraph("全县68项重点工作，达序时进度59项，滞后9项。")]) == ()

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("各街道办事处，区政府各部门：", "主送机关或引语"),
            ("附件：1.任务分解表", "附件说明"),
            ("抄送：县委办公室。", "抄送"),
            ("（此件公开发布）", "附注"),
            ("第6期", "期号"),
            ("现将有关事项通知如下", "表格以外的正文"),
        ],
    )
    def test_prose_is_kept_with_what_it_is(self, text: str, part: str) -> None:
        assert part_of_notice(text) == part


class TestPlaces:
    def test_the_issuer_tells(self) -> None:
        assert place_hint("济南市市中区人民政府办公室", None, []) == "济南市市中区"

    def test_the_texts_tell_by_what_they_repeat(self) -> None:
        texts = [
            "推进山亭区租赁型人才公寓",
            "山亭区0.89万亩高标准农田",
            "需山亭区出资",
            "老旧小区改造",
        ] * 2
        assert place_hint(None, None, texts) == "山亭区"

    def test_where_several_places_are_named_alike_there_is_no_hint(self) -> None:
        texts = ["兰山区开工", "罗庄区开工", "河东区开工"] * 3
        assert place_hint(None, None, texts) is None


class TestSpecialTables:
    def test_a_card_is_one_task(self) -> None:
        document = understood(
            "督办事项|东湖片区排水|编号|督〔2024〕17号\n承办单位|市水务局|办结时限|6月30日\n联系人|李梅|联系电话|1234567"
        )
        (row,) = document.rows()
        assert (row.number, row.task, row.deadline) == ("督〔2024〕17号", "东湖片区排水", "6月30日")
        assert [unit.name for unit in row.units] == ["市水务局"]

    def test_a_table_without_a_header_is_guessed_and_said_to_be(self) -> None:
        document = understood(
            "1|新建管网18公里，改造泵站2座|县住建局|张健\n2|建设充电桩120个，其中快充40个|县发改局|刘松"
        )
        assert [row.number for row in document.rows()] == ["1", "2"]
        assert [row.leaders for row in document.rows()] == [("张健",), ("刘松",)]
        assert document.warnings == ("表格没有表头，各列是按内容推断的，请逐列核对。",)

    def test_what_is_no_table_of_tasks_is_kept_unplaced(self) -> None:
        document = understood("甲|乙\n丙|丁")
        assert document.tables == ()
        assert [piece.text for piece in document.unplaced] == ["甲", "乙", "丙", "丁"]


def test_the_period_may_stand_only_in_the_items() -> None:
    document = understood(
        """
        序号 | 重点任务 | 进展情况
        1 | 修路 | 截至5月底，完成路基10公里。
        2 | 造林 | 截至5月底，完成300亩。
        3 | 建校 | 截至5月31日，主体封顶。
        4 | 引水 | 截至2022年底，完成立项。
        """,
        "2023年重点任务进展情况",
    )
    assert document.period == Period(PeriodKind.MONTH, 5)
