"""What is promised twice is proposed once; what is a work of its own amid requirements is proposed."""

from jiannuo.core.mapping.decomposition import TaskKind
from tests.core.mapping.decomposition.reports import plan, reasons, texts

ANNEX = "附件\n2025年民生实事\n1.新建公园3个。每个不小于2公顷。\n2.改造厕所20座。\n3.新增停车泊位500个。\n"


def test_a_pledge_of_the_text_and_of_the_annex_is_one_task_in_its_fuller_words() -> None:
    found = plan(
        "新建厂房8万平方米。\n今年办好三件民生实事，包括：新建公园3个；改造厕所20座；新增停车泊位500个。\n"
        + ANNEX
    )
    pledges = list(found.of(TaskKind.PLEDGES))
    assert [one.text for one in pledges] == [
        "新建公园3个。每个不小于2公顷。",
        "改造厕所20座。",
        "新增停车泊位500个。",
    ]
    assert [one.echoes[0].text for one in pledges] == [
        "新建公园3个；",
        "改造厕所20座；",
        "新增停车泊位500个。",
    ]
    assert reasons(found)["新建公园3个；"] == "同一件实事报告里说了两遍，已按较详细的一处列出"


def test_pledges_with_other_figures_are_not_the_same() -> None:
    found = plan("办好民生实事。①新建城区公园3个。②新建城区公园5个，绿地2处。③改造厕所20座。\n")
    assert len(list(found.of(TaskKind.PLEDGES))) == 3


def test_a_task_of_the_report_that_repeats_a_pledge_stays_with_a_question() -> None:
    found = plan("新增停车泊位500个，缓解停车难。新建厂房8万平方米。\n" + ANNEX)
    (asked, plain) = found.of(TaskKind.REPORT)
    assert "新增停车泊位500个" in asked.doubts[0]
    assert not plain.doubts


def test_a_concrete_work_among_the_requirements_is_proposed_with_a_question() -> None:
    order = "同时，研究编制“十五五”发展规划，更好发挥规划引领作用。"
    found = plan(
        f"今年形势复杂，要统筹推进各项工作。{order}重点抓好以下工作：\n（一）扩大投资\n"
        + "新建标准厂房8万平方米，盘活闲置用地1200亩，新签约亿元以上项目30个，完成工业技改投资15亿元。\n"
        * 3
    )
    assert texts(found)[0] == order
    assert found.tasks[0].doubts
    assert reasons(found)["今年形势复杂，要统筹推进各项工作。"].startswith("总体要求")
