"""Which achieved figure answers which target; no pair is better than a wrong one."""

import pytest

from jiannuo.core.audit import Audit, Outcome
from jiannuo.core.records import Period, PeriodKind
from tests.core.audit.ledgers import MAY, audited


def pairs(target: str, report: str, period: Period | None = None) -> list[tuple[str, str]]:
    result = audited(period_target=target, progress=report, period=period)
    return [
        (pair.target.text, "、".join(piece.text for piece in pair.achieved))
        for pair in result.verdicts[0].pairs
    ]


def verdict(target: str, report: str) -> Outcome:
    return audited(period_target=target, progress=report).verdicts[0].outcome


@pytest.mark.parametrize(
    ("target", "report"),
    [
        ("发放贷款3000万元。", "获批授信3200万元。"),  # approved is not paid out
        ("累计引进项目23个。", "当月引进项目5个。"),  # a month is not the sum of months
        ("组织外出招商活动1次。", "开展产业链招商洽谈活动8次。"),  # other activities
        ("建设高标准农田8000亩。", "1万亩高标准农田项目正在招标。"),  # a size, not a result
        ("保障50万元以上的村达到120个。", "10万元以上的村164个。"),  # another class
        ("甲路：完成40%。", "乙路：完成50%。"),  # another item
        ("企业达到120家。", "新增企业6家。"),  # a level is not an increase
        ("新增企业10家。", "申报企业12家。"),  # applied for is not achieved
        ("开展8处卫生室扩建。", "已完成5处卫生室设施配备。"),  # begun is not finished
        ("督促推进8台机组关停。", "已制定8台机组关停计划。"),  # a plan is no result
    ],
)
def test_what_does_not_answer_a_target(target: str, report: str) -> None:
    assert pairs(target, report) == []


def test_items_are_paired_by_their_names() -> None:
    assert pairs("甲路：完成40%。乙路：完成60%。", "乙路：完成65%。甲路：完成30%。") == [
        ("完成40%", "完成30%"),
        ("完成60%", "完成65%"),
    ]


def test_items_are_paired_by_their_numbers_where_both_count_alike() -> None:
    target = "1.发放贷款2500万元。2.引进大学生1300人。"
    report = "1.已发放贷款3200万元。2.已引进大学生1495人。"
    assert len(pairs(target, report)) == 2


def test_the_figure_of_the_right_time_is_taken() -> None:
    report = "1-4月份营业收入增速-7.7%；预计1-5月份完成增速-5%左右。"
    assert pairs("营业收入增长17%左右。", report, MAY) == [
        ("营业收入增长17%左右", "预计1-5月份完成增速-5%左右")
    ]


def test_several_figures_may_answer_together() -> None:
    result = audited(
        period_target="闲置用地、三未土地：累计处置盘活290亩。",
        progress="闲置用地、三未土地：已盘活闲置用地140亩，处置三未土地164亩。",
    )
    (pair,) = result.verdicts[0].pairs
    assert (pair.formula, pair.achieved_value, pair.met) == ("140+164", 304, True)


def test_a_target_named_as_undone_is_nought() -> None:
    (pair,) = (
        audited(period_target="中心学校1户拆迁。", progress="中心学校1户拆迁未完成。")
        .verdicts[0]
        .pairs
    )
    assert (pair.achieved_value, pair.met) == (0, False)


def test_an_estimate_counts_and_says_that_it_is_one() -> None:
    (pair,) = (
        audited(period_target="完成产值4000万元。", progress="预计完成产值4000万元以上。")
        .verdicts[0]
        .pairs
    )
    assert pair.met
    assert pair.estimated


@pytest.mark.parametrize(
    ("target", "report", "outcome"),
    [
        ("失业率控制在3.5%以内。", "失业率3.2%。", Outcome.MET),
        ("失业率控制在3.5%以内。", "失业率3.8%。", Outcome.MISSED),
        ("发布情报1-2期。", "发布情报1期。", Outcome.MET),
        ("能耗下降3%。", "能耗下降2%。", Outcome.MISSED),
        ("收入增长5%。", "收入下降2%。", Outcome.MISSED),
        ("建房10座，修路5公里。", "建房10座，修路3公里。", Outcome.PARTLY),
        ("做好宣传工作。", "开展了宣传。", Outcome.UNDETERMINED),
    ],
)
def test_how_a_target_is_read(target: str, report: str, outcome: Outcome) -> None:
    assert verdict(target, report) is outcome


def test_the_yardstick_is_the_months_plan_where_no_target_of_the_period_stands() -> None:
    plan = {"4": "开工3座。", "5": "开工5座。"}
    result = audited(month_plan=plan, progress="已开工4座。", period=MAY)
    assert result.verdicts[0].yardstick == "month_plan.5"
    assert result.verdicts[0].outcome is Outcome.MISSED


def test_the_quarters_target_answers_for_a_month_without_a_plan() -> None:
    result = audited(quarter_targets={"2": "开工5座。"}, progress="已开工5座。", period=MAY)
    assert result.verdicts[0].yardstick == "quarter_targets.2"


def test_a_row_without_target_or_report_has_no_verdict() -> None:
    empty: Audit = audited(period_target="开工5座。")
    assert empty.verdicts == ()
    half = Period(PeriodKind.HALF, 1)
    assert audited(progress="已开工5座。", period=half).verdicts == ()
