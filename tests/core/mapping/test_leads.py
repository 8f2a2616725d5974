"""How documents say who leads."""

import pytest

from jiannuo.core.mapping.lead_conventions import convention_in
from tests.core.mapping.tables import rows_of, understood

BOLD = "序号|任务|责任单位（加黑的为牵头部门）\n"


def leads(text: str, *paragraphs: str) -> list[list[tuple[str, bool | None]]]:
    return [[(unit.name, unit.lead) for unit in row.units] for row in rows_of(text, *paragraphs)]


def test_bold_type_leads_where_the_header_says_so() -> None:
    assert leads(BOLD + "1|甲|**区发改局**、区财政局\n2|乙|区商务局、**区科技局**") == [
        [("区发改局", True), ("区财政局", False)],
        [("区商务局", False), ("区科技局", True)],
    ]


def test_the_lead_gets_the_role() -> None:
    (row,) = rows_of(BOLD + "1|甲|**区发改局**、区财政局")
    assert [unit.role for unit in row.units] == ["牵头", "责任"]


def test_where_the_marks_are_lost_nothing_is_said() -> None:
    assert leads(BOLD + "1|甲|区发改局、区财政局") == [[("区发改局", None), ("区财政局", None)]]


def test_a_row_without_bold_type_does_not_tell() -> None:
    assert leads(BOLD + "1|甲|**区发改局**、区财政局\n2|乙|区商务局、区科技局")[1] == [
        ("区商务局", None),
        ("区科技局", None),
    ]


def test_bold_type_means_nothing_where_nobody_says_so() -> None:
    assert leads("序号|任务|责任单位\n1|甲|**区发改局**、区财政局") == [
        [("区发改局", None), ("区财政局", None)]
    ]


def test_a_note_may_say_it_too() -> None:
    text = "序号|任务|责任单位\n1|甲|区发改局、区财政局"
    assert leads(text, "注：排在第一位的为牵头单位") == [[("区发改局", True), ("区财政局", False)]]


def test_a_sign_may_mark_the_lead() -> None:
    text = "序号|任务|责任单位（带★的为牵头单位）\n1|甲|区财政局、★区发改局"
    assert leads(text) == [[("区财政局", False), ("区发改局", True)]]


def test_a_column_of_leads_says_it() -> None:
    assert leads("序号|任务|牵头单位|配合单位\n1|甲|区发改局、区商务局|区财政局") == [
        [("区发改局", True), ("区商务局", True), ("区财政局", False)]
    ]


def test_the_first_of_several_is_not_the_lead_because_it_is_first() -> None:
    (row,) = rows_of("序号|任务|责任单位\n1|甲|区发改局、区财政局")
    assert [unit.lead for unit in row.units] == [None, None]
    assert [doubt.field for doubt in row.doubts] == ["units"]


@pytest.mark.parametrize(
    "words",
    [
        "责任单位（加黑的为牵头部门）",
        "责任单位（黑体字为牵头单位）",
        "注：责任单位中加粗的为主责单位",
        "责任单位（排第一位的为牵头单位）",
        "各项任务列首位的单位为牵头单位",
        "牵头部门（加粗为第一责任单位）",
        "责任单位（划线的为牵头单位）",
        "带*号的为牵头单位",
    ],
)
def test_the_words_are_known(words: str) -> None:
    assert convention_in([words]) is not None


@pytest.mark.parametrize(
    "words", ["牵头单位", "由区发改局牵头", "责任单位要加强领导", "第一季度由牵头单位汇总"]
)
def test_other_words_declare_nothing(words: str) -> None:
    assert convention_in([words]) is None


def test_units_and_persons_in_one_column_are_told_apart() -> None:
    document = understood("序号|任务|责任单位及责任人\n1|甲|县林业局 张伟\n2|乙|县水务局 刘洋")
    (first, second) = document.rows()
    assert ([unit.name for unit in first.units], first.principal) == (["县林业局"], "张伟")
    assert ([unit.name for unit in second.units], second.principal) == (["县水务局"], "刘洋")
