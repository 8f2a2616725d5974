"""A target taken apart beside a report: what is answered, what is left open, what has no figure."""

from fractions import Fraction

from jiannuo.core.audit.checklist import Part, checklist
from jiannuo.core.records import Period, PeriodKind, Row

MAY = Period(PeriodKind.MONTH, 5)


def parts(target: str, progress: str = "", **more: str) -> tuple[Part, ...]:
    """Return the parts of a period's target beside a report."""
    return checklist(Row(period_target=target, progress=progress, **more), MAY, 2023)


def test_a_figure_is_answered_by_a_figure() -> None:
    (part,) = parts("出让土地400亩。", "1-5月出让土地380亩。")
    assert (part.subject, part.asked, part.unit) == ("出让土地", "400亩", "亩")
    assert (part.achieved, part.met) == (Fraction(380), False)


def test_what_the_text_leaves_open_is_seen() -> None:
    reached, open_ = parts("出让土地400亩，新建学校3所。", "出让土地420亩。")
    assert reached.met
    assert (open_.asked, open_.achieved, open_.met) == ("3所", None, None)


def test_figures_that_stand_apart_from_their_subject_are_named_by_it() -> None:
    found = parts("引进过亿元项目，累计23个，当月5个；省外到位资金累计39.5亿元，当月7.8亿元。")
    assert [part.subject for part in found] == [
        "引进过亿元项目，累计",
        "引进过亿元项目，当月",
        "省外到位资金，累计",
        "省外到位资金，当月",
    ]


def test_a_part_without_a_figure_is_told_or_not() -> None:
    told, left_out = parts("推进项目签约；完成环境影响评价。", "已推进3个项目签约。")
    assert (told.subject, told.told) == ("推进项目签约", True)
    assert (left_out.subject, left_out.told) == ("完成环境影响评价", False)


def test_before_anything_is_written_nothing_is_missing() -> None:
    (part,) = parts("推进项目签约。")
    assert part.told is None


def test_without_a_target_of_the_period_the_year_is_taken_apart() -> None:
    (part,) = checklist(
        Row(annual_target="新建社区食堂8处。", progress="建成社区食堂2处。"), MAY, 2023
    )
    assert (part.asked, part.of_year, part.share) == ("8处", True, Fraction(1, 4))
    assert not parts("新建社区食堂8处。", "建成社区食堂2处。")[0].of_year


def test_parts_carry_the_name_of_their_item() -> None:
    found = parts("高分子产业园：完成立项，完成初设50%。专用化学品产业园：完成招商。")
    assert [part.subject for part in found] == [
        "高分子产业园：完成立项",
        "高分子产业园：初设",
        "专用化学品产业园：完成招商",
    ]


def test_an_endless_target_is_cut_short() -> None:
    assert len(parts("完成项目1个。" * 400)) == 40
