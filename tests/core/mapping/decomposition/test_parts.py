"""This year's part is told from the review, the outlook, the close and the annexes."""

import pytest

from jiannuo.core.mapping.decomposition import Part
from tests.core.mapping.decomposition.reports import decomposed, plan, texts

REVIEW = "全年新建农村公路86公里，改造老旧小区15个。"
PROMISE = "新建农村公路90公里。"


@pytest.mark.parametrize(
    ("review", "coming"),
    [
        ("一、2024年工作回顾", "二、2025年工作安排"),
        ("2024年工作回顾", "2025年工作安排建议"),
        ("一、过去一年工作总结", "二、今年工作的总体要求和主要任务"),
        ("第一部分 过去五年的主要成就", "第三部分 2025年重点工作"),
        ("一、二〇二四年工作情况", "二、关于2025年工作"),
        ("一、2024年工作", "二、2025年工作"),
    ],
)
def test_headings_part_the_report(review: str, coming: str) -> None:
    found = decomposed(f"2025年政府工作报告\n{review}\n{REVIEW}\n{coming}\n{PROMISE}\n")
    assert texts(found) == [PROMISE]
    assert found.year == 2025


@pytest.mark.parametrize(
    "opening",
    [
        "今年政府工作的总体要求是：坚持稳中求进。",
        "2025年全县经济社会发展的主要预期目标是：稳中求进。",
        "各位代表！今年，我们要重点抓好以下工作：",
    ],
)
def test_without_headings_the_order_for_this_year_opens_the_plan(opening: str) -> None:
    found = decomposed(f"政府工作报告\n各位代表：\n{REVIEW}\n{opening}\n{PROMISE}\n")
    assert texts(found) == [PROMISE]


def test_an_outlook_on_several_years_is_not_this_year() -> None:
    found = decomposed(
        "2022年政府工作报告\n一、过去五年工作回顾\n"
        f"{REVIEW}\n二、今后五年的总体要求和主要任务\n新建机场1座。\n三、2022年重点工作\n{PROMISE}\n"
    )
    assert texts(found) == [PROMISE]
    assert {one.text: one.part for one in found.not_taken}["新建机场1座。"] is Part.OUTLOOK


def test_a_pasted_plan_is_taken_whole_and_says_so() -> None:
    found = decomposed(f"{PROMISE}\n完成造林1万亩。\n")
    assert texts(found) == [PROMISE, "完成造林1万亩。"]
    assert len(found.warnings) == 1


def test_a_review_alone_gives_no_tasks_and_says_so() -> None:
    found = decomposed(f"2025年政府工作报告\n一、2024年工作回顾\n{REVIEW}\n")
    assert not found.tasks
    assert len(found.warnings) == 1


def test_the_close_is_no_plan_but_an_addressed_list_of_pledges_is() -> None:
    found = plan(
        f"（一）加快项目建设\n{PROMISE}\n各位代表！今年办好实事，新建公园3个。\n"
        "各位代表！实干成就未来。\n让我们携手奋进、再创辉煌！\n"
    )
    assert texts(found) == [PROMISE, "今年办好实事，新建公园3个。"]
    closing = [one.text for one in found.not_taken if one.part is Part.CLOSING]
    assert closing == ["各位代表！实干成就未来。", "让我们携手奋进、再创辉煌！"]


def test_promises_on_the_government_itself_are_plan_without_a_heading_too() -> None:
    found = plan(
        f"（一）加快项目建设\n{PROMISE}\n各位代表！坚持依法行政。完善重大行政决策程序，规范行政执法。\n"
        "各位代表！让我们团结奋斗！\n"
    )
    assert texts(found)[-1] == "完善重大行政决策程序，规范行政执法。"


def test_pledges_in_an_annex_are_taken_and_the_glossary_is_not() -> None:
    found = plan(
        f"{PROMISE}\n附件1\n2025年民生实事\n1.新建公园3个。每个不小于2公顷。\n2.改造厕所20座。\n"
        "附件2\n名词解释\n1.“两重”：国家重大战略实施和重点领域安全能力建设。\n"
    )
    kinds = [(task.kind.value, task.text) for task in found.tasks]
    assert kinds == [
        ("report", PROMISE),
        ("pledges", "新建公园3个。每个不小于2公顷。"),
        ("pledges", "改造厕所20座。"),
    ]


def test_a_heading_broken_over_two_lines_is_one() -> None:
    found = plan(f"{PROMISE}\n三、持续提升政府\n治理效能和服务水平\n新增网上办理事项20项。\n")
    assert found.tasks[-1].category == "持续提升政府治理效能和服务水平"
