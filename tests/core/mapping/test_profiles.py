"""What an office said of its tables holds for the next one: columns, names, answers, whole tables."""

import json

import pytest

from jiannuo.core.mapping import (
    NoProfileError,
    profile_from_json,
    profile_to_json,
    understand,
)
from jiannuo.core.mapping.profiles import Answer, Layout, MappingProfile, column_keys
from jiannuo.core.records import Document
from jiannuo.core.tables import RawDocument
from tests.core.mapping.tables import table

MAY = """
序号 | 事项 | 谁来办 | 5月办到哪了 | 卡在哪
1 | 新建滨河公园 | 县住建局 | 完成招标。 | 资金未到位
2 | 改造老旧小区20个 | 县自然资源局、县民政局 | 已开工8个。 | 无
"""
JUNE = """
谁来办 | 序号 | 卡在哪 | 事项 | 6月办到哪了
县住建局 | 1 | 无 | 新建滨河公园 | 已进场。
县自然资源局、县民政局 | 2 | 材料涨价 | 改造老旧小区20个 | 已开工15个。
"""
SAID = Layout(
    headers=tuple(sorted(column_keys(["序号", "事项", "谁来办", "5月办到哪了", "卡在哪"]))),
    columns={"谁来办": "units.责任", "办到哪了": "progress", "卡在哪": "problems"},
)


def read(text: str, profile: MappingProfile) -> Document:
    return understand(RawDocument(name="例", format="text", blocks=(table(text),)), profile)


def test_columns_are_what_was_said_in_whatever_order_and_month() -> None:
    profile = MappingProfile(layouts=(SAID,))
    for text, progress in ((MAY, "完成招标。"), (JUNE, "已进场。")):
        document = read(text, profile)
        first = next(document.rows())
        assert (first.progress, first.units[0].name) == (progress, "县住建局")
        assert first.problems
        assert not document.unplaced


def test_the_use_of_a_profile_is_said_at_each_column_and_once_for_the_table() -> None:
    document = read(JUNE, MappingProfile(layouts=(SAID,)))
    why = {column.header: column.why for column in document.tables[0].columns}
    assert "按本单位上次的对应方式" in why["谁来办"]
    assert "上次" not in why["事项"]
    assert any("“谁来办”" in warning and "按本单位上次" in warning for warning in document.warnings)


def test_a_table_may_be_no_list_of_tasks() -> None:
    aside = Layout(headers=SAID.headers, aside=True)
    document = read(MAY, MappingProfile(layouts=(aside,)))
    assert document.tables == ()
    assert "新建滨河公园" in {piece.text for piece in document.unplaced}
    assert "不是任务表" in document.unplaced[0].why


def test_names_are_meant_and_doubts_answered_as_before() -> None:
    first = read(JUNE, MappingProfile(layouts=(SAID,)))
    (doubt,) = [doubt for row in first.rows() for doubt in row.doubts if "牵头" in doubt.why]
    answer = Answer(
        field="units",
        why=doubt.why,
        reading="县自然资源局、县民政局",
        of="改造老旧小区20个",
        value=[
            {"name": "县自然资源局", "lead": True, "role": "责任"},
            {"name": "县民政局", "lead": False, "role": "责任"},
        ],
    )
    profile = MappingProfile(
        layouts=(SAID,), names={"县住建局": "县住房和城乡建设局"}, answers=(answer,)
    )
    document = read(JUNE, profile)
    rows = list(document.rows())
    assert rows[0].units[0].name == "县住房和城乡建设局"
    assert [(unit.name, unit.lead) for unit in rows[1].units] == [
        ("县自然资源局", True),
        ("县民政局", False),
    ]
    assert not any(row.doubts for row in rows)
    assert any("县住房和城乡建设局" in warning for warning in document.warnings)
    assert any("1 处疑问" in warning for warning in document.warnings)


def test_a_profile_is_a_small_file() -> None:
    profile = MappingProfile(name="安河县", layouts=(SAID,), names={"甲局": "乙局"})
    written = json.loads(json.dumps(profile_to_json(profile), ensure_ascii=False))
    assert profile_from_json(written) == profile


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"jiannuo": "something-else"},
        {"jiannuo": "mapping-profile", "version": 9},
        {"jiannuo": "mapping-profile", "version": 1, "layouts": [{"headers": "x"}]},
        {
            "jiannuo": "mapping-profile",
            "version": 1,
            "layouts": [{"headers": ["a"], "columns": {"a": "password"}}],
        },
    ],
)
def test_anything_else_is_no_profile(value: object) -> None:
    with pytest.raises(NoProfileError):
        profile_from_json(value)
