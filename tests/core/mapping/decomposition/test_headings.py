"""Headings become categories, and only headings do."""

import pytest

from jiannuo.core.mapping.decomposition import Decomposition, decompose
from jiannuo.core.tables import Citation, Mark, MarkKind, Paragraph, RawDocument
from tests.core.mapping.decomposition.reports import plan, reasons, texts


def categories(found: Decomposition) -> list[tuple[str | None, str]]:
    return [(task.category, task.text) for task in found.tasks]


@pytest.mark.parametrize(
    "written",
    [
        "（一）扩大投资\n新建厂房8万平方米。",
        "（一）扩大投资。新建厂房8万平方米。",
        "扩大投资\n新建厂房8万平方米。",
        "扩大投资。新建厂房8万平方米。",
        "一是扩大投资。新建厂房8万平方米。",
        "1.扩大投资。新建厂房8万平方米。",
    ],
)
def test_a_heading_is_a_line_a_number_or_a_short_first_sentence(written: str) -> None:
    assert categories(plan(written)) == [("扩大投资", "新建厂房8万平方米。")]


def test_headings_nest_by_their_numbers() -> None:
    found = plan(
        "（一）扩大投资\n1.抓项目\n新建厂房8万平方米。\n2.抓招商\n引进企业20家。\n（二）惠民生\n新建学校2所。"
    )
    assert [category for category, _ in categories(found)] == [
        "扩大投资/抓项目",
        "扩大投资/抓招商",
        "惠民生",
    ]


def test_a_numbered_line_that_promises_something_is_a_task() -> None:
    found = plan("1.新建农村公路120公里。\n2.改造危桥12座。\n3.完善农村客运网络，推进公交进村。")
    assert texts(found) == [
        "新建农村公路120公里。",
        "改造危桥12座。",
        "完善农村客运网络，推进公交进村。",
    ]
    assert [task.marker for task in found.tasks] == ["1.", "2.", "3."]


def test_a_number_with_text_below_is_a_heading_though_it_ends_with_a_stop() -> None:
    found = plan(
        "（一）打造先行区，展现新担当。\n新建厂房8万平方米。\n（二）打造示范区，实现新突破。\n新建学校2所。"
    )
    assert [category for category, _ in categories(found)] == [
        "打造先行区，展现新担当",
        "打造示范区，实现新突破",
    ]


def test_topics_within_a_paragraph_head_what_is_behind_them() -> None:
    found = plan(
        "一是完善城市功能。改造小区18个。二是提升乡村面貌。完成改厕1500户。新建绿道5公里。"
    )
    assert categories(found) == [
        ("完善城市功能", "改造小区18个。"),
        ("提升乡村面貌", "完成改厕1500户。"),
        ("提升乡村面貌", "新建绿道5公里。"),
    ]


def test_short_first_sentences_are_topics_only_where_the_report_has_that_habit() -> None:
    longer = "高质量编制区域总体城市设计和产业规划。"
    other = "实施主干道两侧市容环境改造，推进城市更新。开展博物馆群活化利用，打造消费地标。"
    assert longer in texts(plan(f"{longer}推进片区更新，完成征收300户。\n{other}\n{other}\n"))
    habit = "全面提升城市精细管理水平。整治背街小巷20条，新增车位500个。\n" * 3
    assert longer in reasons(plan(f"{habit}{longer}推进片区更新，完成征收300户。\n"))


def test_bold_type_makes_a_first_sentence_a_topic() -> None:
    text = "坚持项目为王，全力以赴扩大有效投资。新建厂房8万平方米。"
    bold = Mark(MarkKind.BOLD, 0, text.index("。") + 1)
    raw = RawDocument(
        name="报告",
        format="docx",
        blocks=(
            Paragraph(text="二、2025年工作安排", citation=Citation(paragraph=1)),
            Paragraph(text=text, citation=Citation(paragraph=2), marks=(bold,)),
        ),
    )
    assert categories(decompose(raw)) == [
        ("坚持项目为王，全力以赴扩大有效投资", "新建厂房8万平方米。")
    ]


def test_what_stands_between_a_heading_and_its_topics_only_introduces_them() -> None:
    overview = "坚持尽力而为、量力而行，促进共同富裕。"
    found = plan(f"（一）惠民生。{overview}\n稳定就业。新增就业2万人。\n办好教育。新建学校2所。")
    assert reasons(found)[overview] == "本节总述，具体任务在下文"
    assert len(found.tasks) == 2


def test_what_stands_before_the_first_heading_is_requirements_but_for_the_targets() -> None:
    goals = "主要预期目标是：地区生产总值增长5%左右，城镇新增就业2万人。"
    found = plan(
        f"今年形势复杂，要统筹推进各项工作。{goals}\n重点抓好以下工作：\n"
        "（一）扩大投资\n"
        + "新建标准厂房8万平方米，盘活闲置用地1200亩，新签约亿元以上项目30个，完成工业技改投资15亿元。\n"
        * 3
    )
    assert categories(found)[0] == ("主要预期目标", goals)
    assert len(found.tasks) == 4
