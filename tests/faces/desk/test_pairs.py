"""What was to be reached beside what was done."""

from jiannuo.core.records import Item
from jiannuo.desk.ledger.pairs import Pair, pair


def target(text: str, name: str | None = None, marker: str | None = None) -> Item:
    return Item(field="period_target", text=text, name=name, marker=marker)


def done(text: str, name: str | None = None, marker: str | None = None) -> Item:
    return Item(field="progress", text=text, name=name, marker=marker)


def test_named_pieces_meet_in_the_targets_order() -> None:
    found = pair(
        [target("立项", "乙烯项目"), target("强夯", "尼龙项目")],
        [done("正在设计", "尼龙项目"), done("待批复", "乙烯项目")],
    )
    assert found == (Pair("乙烯项目", "立项", "待批复"), Pair("尼龙项目", "强夯", "正在设计"))


def test_unnamed_pieces_meet_by_their_marker() -> None:
    found = pair(
        [target("完成招标", marker="1"), target("完成50%", marker="2")],
        [done("完成40%", marker="2"), done("已招标", marker="1")],
    )
    assert found == (Pair("第1项", "完成招标", "已招标"), Pair("第2项", "完成50%", "完成40%"))


def test_a_target_without_an_answer_stands_beside_an_empty_place() -> None:
    found = pair([target("立项", "甲"), target("开工", "乙")], [done("已立项", "甲")])
    assert found[1] == Pair("乙", "开工", "")


def test_what_nobody_asked_for_comes_last() -> None:
    found = pair([target("立项", "甲")], [done("已验收", "丙"), done("已立项", "甲")])
    assert found == (Pair("甲", "立项", "已立项"), Pair("丙", "", "已验收"))


def test_several_answers_to_one_target_stand_together() -> None:
    found = pair([target("立项", "甲")], [done("已立项", "甲"), done("已招标", "甲")])
    assert found == (Pair("甲", "立项", "已立项\n已招标"),)


def test_pieces_without_name_or_marker_never_meet() -> None:
    found = pair([target("立项"), target("开工", "乙")], [done("已开工", "乙"), done("其他")])
    assert found == (Pair("", "立项", ""), Pair("乙", "开工", "已开工"), Pair("", "", "其他"))
