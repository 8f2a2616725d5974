"""Quantities where they stand: their words, their time, what they claim to be."""

import pytest

from jiannuo.core.audit.findings import RowReference
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.wording import Hold, Scope


def mentions(text: str) -> tuple[Mention, ...]:
    return Passage("progress", text, 0, RowReference(table=1, index=1)).mentions


def test_a_figure_has_the_words_before_it_and_the_thing_behind_it() -> None:
    first, second = mentions("完成112个人充电桩、24个公共充电桩建设")
    assert (first.head, first.tail) == ("完成", "人充电桩")
    assert (second.head, second.tail) == ("", "公共充电桩建设")


def test_a_bracket_knows_the_figure_it_explains() -> None:
    whole, part, rest = mentions("专项债券8.29亿元（专款1.72亿元；债券6.57亿元）")
    assert whole.owner is None
    assert (part.owner, rest.owner) == (0, 0)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("累计完成3座", Scope.TO_DATE),
        ("1-5月新增3家", Scope.TO_DATE),
        ("截至5月底完成3座", Scope.TO_DATE),
        ("5月份完成3座", Scope.PERIOD),
        ("当月引进3个", Scope.PERIOD),
        ("年内建成3座", Scope.YEAR),
        ("完成3座", Scope.UNSAID),
    ],
)
def test_the_time_that_a_figure_covers(text: str, scope: Scope) -> None:
    assert mentions(text)[0].scope is scope


def test_a_time_at_the_head_of_a_sentence_holds_for_all_of_it() -> None:
    assert [m.scope for m in mentions("1-5月份，到位资金4亿元；引进项目24个。")] == [
        Scope.TO_DATE
    ] * 2


def test_a_sum_word_speaks_for_its_own_clause_only() -> None:
    _, second = mentions("累计放贷3亿元，在保746户。")
    assert second.scope is Scope.UNSAID


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        ("已完成3座", Hold.DONE),
        ("剩余3座", Hold.LEFT),
        ("还需交纳3万元", Hold.LEFT),
        ("3户拆迁未完成", Hold.UNDONE),
        ("计划建设3座", Hold.PLANNED),
        ("桥梁3座", Hold.PLAIN),
        ("接待游客3万人次", Hold.PLAIN),
    ],
)
def test_what_a_figure_claims_to_be(text: str, hold: Hold) -> None:
    assert mentions(text)[0].hold is hold


def test_units_are_compared_in_their_base() -> None:
    pipes, kilometres = mentions("改造管网3.8万米，完成38公里")
    assert pipes.base == kilometres.base
    assert pipes.value == kilometres.value


def test_a_bound_of_a_class_is_no_amount() -> None:
    bound, count = mentions("50万元以上的村54个")
    assert bound.is_class
    assert count.is_amount
