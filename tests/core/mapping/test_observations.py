"""What is remarkable in the rows, whatever format they came in."""

import pytest

from jiannuo.core.mapping.name_variants import variants
from jiannuo.core.mapping.text_flaws import breaks_off, flaws_of
from tests.core.mapping.tables import rows_of, understood

LONG = "已完成道路清表、测量放线、路基填筑和桥涵施工等全部前期工作"


def warnings(text: str) -> list[tuple[str, ...]]:
    return [row.warnings for row in rows_of(text)]


def test_the_same_report_in_two_rows_is_said_in_both() -> None:
    first, second, third = warnings(f"序号|任务|进展情况\n1|甲|{LONG}\n2|乙|{LONG}\n3|丙|开工")
    assert first == ("进展情况与序号2（乙）完全相同。",)
    assert second == ("进展情况与序号1（甲）完全相同。",)
    assert third == ()


def test_one_merged_cell_is_not_the_same_text_twice() -> None:
    assert warnings(f"序号|任务|进展情况\n1|甲|{LONG}\n2|乙|^") == [(), ()]


def test_quarters_that_differ_in_figures_only() -> None:
    text = "完成老旧小区改造方案设计等前期工作，开工率达到"
    (found,) = warnings(f"序号|任务|一季度|二季度\n1|甲|{text}25%|{text}50%")
    assert found == ("几个季度的目标文字相同，只有数字不同。",)


def test_the_one_empty_cell_of_a_column_that_all_others_fill() -> None:
    rows = "\n".join(f"{n}|甲{n}|开工|无" for n in range(1, 5))
    found = warnings(f"序号|任务|进展情况|存在问题\n{rows}\n5|乙|开工|")
    assert found[-1] == ("“存在问题”为空，其他各行都有填写。",)
    assert found[0] == ()


def test_an_enumeration_that_says_a_number_twice() -> None:
    (found,) = warnings("序号|任务|进展情况\n1|甲|1.立项。2.招标。2.开工。3.完工。")
    assert found == ("进展情况的编号不连续（1、2、2、3）。",)


def test_numbers_left_out_or_said_again_are_said_of_the_table() -> None:
    body = "\n".join(f"{n}|任务{n}|开工" for n in (1, 2, 3, 5, 6, 6, 7))
    assert understood(f"序号|任务|进展情况\n{body}").warnings == (
        "序号不连续，缺少4。",
        "序号重复：6。",
    )


def test_a_choice_of_numbers_is_no_gap() -> None:
    body = "\n".join(f"{n}|任务{n}|开工" for n in (34, 40, 42, 88, 89, 91))
    assert understood(f"任务编号|任务|进展情况\n{body}").warnings == ()


def test_an_organisation_in_brackets_where_no_column_is_for_it() -> None:
    (found,) = warnings(
        "序号|任务|进展情况\n1|新增公园128处（市城管局）|开工（该项由市国资委牵头）"
    )
    assert found == (
        "任务的括号内提到单位：“市城管局”。",
        "进展情况的括号内提到单位：“该项由市国资委牵头”。",
    )


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("总工程量完成90%。；", ["有重复的标点“。；”"]),
        ("视频培训会 and 全省核对工作", ["中文里夹有英文“and”"]),
        ("完成（一期工程", ["“（”没有成对"]),
        ("完成一期）工程", ["“）”没有成对"]),
        ("完成（一期)工程。", []),
        ("利用CAD、ERP等软件，建设5G基站。", []),
    ],
)
def test_flaws_of_a_text(text: str, flaws: list[str]) -> None:
    assert list(flaws_of(text)) == flaws


def test_a_long_text_that_breaks_off() -> None:
    assert breaks_off("土地手续尚未完善。" + LONG * 3 + "征地组卷材料已")
    assert not breaks_off("土地手续尚未完善。" + LONG * 3 + "征地组卷完成。")
    assert not breaks_off("正在施工")


def test_names_that_differ_in_one_character_are_asked_about() -> None:
    assert variants("确保机场路网、沈河路开工。", "③汶河路正在推进。") == [("沈河路", "汶河路")]


def test_names_told_apart_on_purpose_are_not() -> None:
    assert variants("建设东环路、一号路。", "完成西环路、二号路。") == []
    assert variants("建设沈河路。", "沈河路与汶河路均已开工。") == []
