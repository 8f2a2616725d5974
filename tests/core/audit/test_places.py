"""The same thing in two places, plans against targets, figures of another month."""

from jiannuo.core.audit import Audit, audit
from jiannuo.core.records import Row
from tests.core.audit.ledgers import MAY, audited, document


def rules(result: Audit) -> list[str]:
    return [finding.rule for finding in result.findings]


def test_two_rows_that_promise_the_same_must_say_the_same() -> None:
    one = Row(number="1", task="加快推动滨江基地、河东新村等2700余套安置房建设。")
    same = Row(number="2", task="加快推动滨江基地、河东新村等2700余套安置房建设，确保回迁。")
    other = Row(number="2", task="加快推动滨江基地、河东新村等1700余套安置房建设，确保回迁。")
    assert rules(audit(document(one, same))) == []
    assert rules(audit(document(one, other))) == ["stated-twice"]


def test_rows_of_different_places_may_differ() -> None:
    one = Row(number="1", region="东城街道", progress="完成老旧小区外墙保温改造12个。")
    other = Row(number="2", region="西城街道", progress="完成老旧小区外墙保温改造9个。")
    assert rules(audit(document(one, other))) == []


def test_figures_that_go_together_go_together_everywhere() -> None:
    one = Row(number="1", task="改造老旧小区10个片区、134万平方米。")
    other = Row(number="2", task="改造老旧小区10个片区、143万平方米。")
    assert "stated-twice" in rules(audit(document(one, other)))


def test_a_report_that_names_the_whole_set_names_it_rightly() -> None:
    fine = audited(annual_target="市区新建综合公园5处。", progress="5处综合公园全部开园。")
    wrong = audited(annual_target="市区新建综合公园5处。", progress="4处综合公园全部开园。")
    assert rules(fine) == []
    assert rules(wrong) == ["stated-twice"]


def test_a_months_plan_reaches_its_quarter() -> None:
    plan = {"2": "完成全年目标的10%。", "3": "完成全年目标的20%。"}
    assert rules(audited(quarter_targets={"1": "完成全年30%。"}, month_plan=plan)) == [
        "plan-conflict"
    ]
    assert rules(audited(quarter_targets={"1": "完成全年20%。"}, month_plan=plan)) == []


def test_quarters_do_not_fall_and_the_fourth_completes_the_year() -> None:
    falling = {
        "1": "完成全年30%。",
        "2": "完成全年20%。",
        "3": "完成全年60%。",
        "4": "完成全年100%。",
    }
    short = {"1": "完成全年15%。", "2": "完成全年30%。", "3": "完成全年45%。", "4": "完成全年60%。"}
    assert rules(audited(quarter_targets=falling)) == ["plan-conflict"]
    assert rules(audited(quarter_targets=short)) == ["plan-conflict"]


def test_a_period_asks_for_no_more_than_the_year() -> None:
    result = audited(annual_target="改建8处村卫生室。", period_target="完成10处村卫生室改建。")
    assert rules(result) == ["plan-conflict"]


def test_a_plan_does_not_stop_short_of_the_year() -> None:
    plan = "安居工程：2月，完成全年目标的30%。3月，完成全年目标的{}%。"
    assert rules(audited(period_plan_text=plan.format(100))) == []
    assert rules(audited(period_plan_text=plan.format(70))) == ["plan-conflict"]


def test_more_names_than_the_year_asks_for_are_asked_about() -> None:
    month = "重点抓好东河镇、西山镇、南岭镇创建。"
    assert rules(audited(annual_target="创建国家卫生镇3个。", period_target=month)) == []
    assert rules(audited(annual_target="创建国家卫生镇1个。", period_target=month)) == ["sum"]


def test_figures_side_by_side_are_added_up_against_the_whole_task() -> None:
    task = "新增改造管网38公里。"
    fine = audited(annual_target=task, progress="完成一级管网4公里，二级管网14公里。")
    more = audited(annual_target=task, progress="完成一级管网4公里，二级管网54公里。")
    assert rules(fine) == []
    assert [(f.rule, f.severity.value) for f in more.findings] == [("exceeds", "note")]


def test_a_figure_of_an_older_month_is_noted() -> None:
    old = audited(progress="1-4月，工业总产值完成834.3亿元。", period=MAY)
    new = audited(progress="1-5月，工业总产值完成1034.3亿元。", period=MAY)
    assert rules(old) == ["stale"]
    assert rules(new) == []


def test_what_merely_happened_in_an_older_month_is_not() -> None:
    assert rules(audited(progress="4月17日会同15部门印发规定。", period=MAY)) == []


def test_one_project_under_two_tasks_is_noted() -> None:
    words = "学府路西段道路已完工并通车。"
    one, other = Row(number="44", progress=words), Row(number="47", progress=words)
    assert rules(audit(document(one, other))) == ["same-promise"]


def test_a_target_for_the_quarter_is_not_due_in_its_second_month() -> None:
    result = audited(
        period_target="二季度组织企业座谈会。",
        progress="组织企业座谈会1次。",
        status="完成",
        period=MAY,
    )
    assert rules(result) == ["not-due"]
