"""Organisations: names, roles, leads, and what goes wrong between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.mapping.organisations import looks_like_units, names_standing_alone, read_units
from jiannuo.core.mapping.run_together import split_run

NOBODY = frozenset[str]()


def told(text: str) -> list[tuple[str, bool | None, str]]:
    return [(m.unit.name, m.unit.lead, m.unit.role) for m in read_units(text).members]


def names(text: str, known: frozenset[str] = NOBODY) -> list[str]:
    return [member.unit.name for member in read_units(text, known=known).members]


@pytest.mark.parametrize(
    "text",
    [
        "区发改局、区财政局、区商务局",
        "区发改局 区财政局　区商务局",
        "区发改局\n区财政局\n区商务局",
        "区发改局；区财政局，区商务局",
        "区发改局/区财政局/区商务局",
        "1.区发改局 2.区财政局 3.区商务局",
        "①区发改局②区财政局、区商务局".replace("②", "、②"),
        "区发改局、区财政局和区商务局",
    ],
)
def test_every_separator_is_known(text: str) -> None:
    assert names(text) == ["区发改局", "区财政局", "区商务局"]


def test_an_inner_office_stays_with_its_organisation() -> None:
    text = "区发展改革局（区金融事业发展中心）、济南金融商务中心区（市中区）服务中心"
    assert names(text) == text.split("、")


class TestWhoLeads:
    def test_a_mark_says_who_leads_and_so_who_does_not(self) -> None:
        assert told("区发改局（牵头） 区财政局") == [
            ("区发改局", True, "牵头"),
            ("区财政局", False, "责任"),
        ]

    def test_without_a_mark_nothing_is_said(self) -> None:
        assert told("区发改局 区财政局") == [("区发改局", None, "责任"), ("区财政局", None, "责任")]

    def test_a_mark_between_spaces_belongs_to_the_name_before_it(self) -> None:
        assert told("区文物局 区文旅局 (牵头) 金山镇政府")[1] == ("区文旅局", True, "牵头")

    def test_a_mark_ends_a_name_even_without_a_separator_behind_it(self) -> None:
        assert told("区公安分局 (牵头)区发改局") == [
            ("区公安分局", True, "牵头"),
            ("区发改局", False, "责任"),
        ]

    def test_a_cell_that_begins_with_a_mark_puts_marks_before_names(self) -> None:
        assert told("（牵头）区文旅局（配合）区教体局") == [
            ("区文旅局", True, "牵头"),
            ("区教体局", False, "配合"),
        ]

    def test_labels_say_the_roles(self) -> None:
        assert told("牵头单位：市民政局；配合单位：市财政局、各县区") == [
            ("市民政局", True, "牵头"),
            ("市财政局", False, "配合"),
            ("各县区", False, "配合"),
        ]

    def test_a_word_behind_a_list_is_meant_for_the_whole_list(self) -> None:
        assert told("区交通运输局牵头，区财政局、区审计局配合") == [
            ("区交通运输局", True, "牵头"),
            ("区财政局", False, "配合"),
            ("区审计局", False, "配合"),
        ]

    def test_who_provides_data_is_said_of_the_last_only(self) -> None:
        assert told("区发改局（牵头） 区财政局 区统计局提供数据") == [
            ("区发改局", True, "牵头"),
            ("区财政局", False, "责任"),
            ("区统计局", False, "提供数据"),
        ]


class TestBrokenNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("金岭回族镇 政府 人民银行支行", ["金岭回族镇政府", "人民银行支行"]),
            ("齐鲁化工区 管委会", ["齐鲁化工区管委会"]),
            ("临淄经济开发 区管委会", ["临淄经济开发区管委会"]),
            ("区综合行政\n执法局\n山城街道", ["区综合行政执法局", "山城街道"]),
        ],
    )
    def test_a_name_that_a_break_cut_is_joined_and_said(
        self, text: str, expected: list[str]
    ) -> None:
        assert names(text) == expected
        assert read_units(text).wrapped

    def test_a_stray_character_is_left_over(self) -> None:
        units = read_units("区应急管理局 局 区财政局")
        assert [member.unit.name for member in units.members] == ["区应急管理局", "区财政局"]
        assert units.stray == ((7, 8),)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("区自然资源局区住建局", ["区自然资源局", "区住建局"]),
            ("区城乡水务局徐庄镇", ["区城乡水务局", "徐庄镇"]),
            ("区城乡水务局山兴集团", ["区城乡水务局", "山兴集团"]),
            ("桑村镇徐庄镇", ["桑村镇", "徐庄镇"]),
            ("县发改委县财政局县统计局", ["县发改委", "县财政局", "县统计局"]),
        ],
    )
    def test_names_run_together_come_apart_and_are_asked_about(
        self, text: str, expected: list[str]
    ) -> None:
        assert names(text) == expected
        assert read_units(text).cut == (text,)

    @pytest.mark.parametrize(
        "name",
        [
            "区行政审批服务局",
            "临淄生态环境分局",
            "区委统筹疫情防控和经济运行工作领导小组（指挥部）",
            "市市场监督管理局",
            "区城乡水务局",
            "区委办公室",
            "区综合行政执法局执法大队",
            "省交通运输厅公路局",
            "市中城投集团",
        ],
    )
    def test_one_name_stays_one(self, name: str) -> None:
        assert split_run(name, NOBODY) == [name]

    def test_a_name_known_from_elsewhere_needs_no_other_sign(self) -> None:
        known = names_standing_alone(["甲乙丙中心", "区农业农村局"])
        assert names("区农业农村局甲乙丙中心", known) == ["区农业农村局", "甲乙丙中心"]


def test_an_open_list_is_said_to_be_open() -> None:
    units = read_units("区商务局、四里村街道办事处等相关街道办事处")
    assert [member.unit.name for member in units.members] == ["区商务局", "四里村街道办事处"]
    assert units.open_tail == "等相关街道办事处"


def test_names_that_share_an_ending_stay_together() -> None:
    units = read_units("兴隆、十六里河、七贤、党家片区项目指挥部")
    assert [member.unit.name for member in units.members] == [
        "兴隆、十六里河、七贤、党家片区项目指挥部"
    ]
    assert units.shared


def test_a_dash_is_no_organisation() -> None:
    assert names("—") == []
    assert names("-") == []


@pytest.mark.parametrize("text", ["区住建局\n山兴集团", "各街道办事处", "县教体局、县财政局等部门"])
def test_cells_of_organisations_look_like_it(text: str) -> None:
    assert looks_like_units(text)


@pytest.mark.parametrize("text", ["", "张健", "完成设计招标，开工建设。", "6月底前"])
def test_other_cells_do_not(text: str) -> None:
    assert not looks_like_units(text)


@given(st.text(alphabet="区县局委镇街道（）()牵头配合：、，; \n等1.①★甲乙", max_size=40))
@settings(deadline=None)
def test_every_name_stands_where_its_span_says(text: str) -> None:
    for member in read_units(text).members:
        start, end = member.span
        assert member.unit.name in "".join(text[start:end].split())
