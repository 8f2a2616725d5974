"""What an audit hands over: JSON, tables, a form's single target, progress figures."""

import json
from fractions import Fraction

from jiannuo.core.audit import (
    FINDING_COLUMNS,
    VERDICT_COLUMNS,
    Against,
    audit_text,
    figures,
)
from jiannuo.core.records import Row
from tests.core.audit.ledgers import MAY, audited

ANNUAL, REPORT = "力争引进过亿元项目55个。", "新引进过亿元项目24个，完成任务目标的42.9%。"


def test_a_finding_says_what_where_and_what_would_make_it_right() -> None:
    (finding,) = audited(annual_target=ANNUAL, progress=REPORT).findings
    assert finding.to_json() == {
        "rule": "share",
        "severity": "contradiction",
        "rows": [{"table": 1, "index": 1, "number": "1"}],
        "field": "progress",
        "evidence": [piece.to_json() for piece in finding.evidence],
        "formula": "24/55",
        "computed": 43.6363636364,
        "stated": 42.9,
        "unit": "%",
        "interval": [43.6363636364, 43.6363636364],
        "message": "“完成任务目标的42.9%”：按文中数字，24个÷55个＝43.64%，不是42.9%。"
        "若42.9%无误，则应完成约24个，或总数应约为56个；若用的是另一个总数，请写明口径。",
    }
    assert [piece.text for piece in finding.evidence] == [
        "完成任务目标的42.9%",
        "新引进过亿元项目24个",
        "力争引进过亿元项目55个",
    ]


def test_an_audit_is_json_and_two_tables() -> None:
    result = audited(
        annual_target=ANNUAL, period_target="引进过亿元项目23个。", progress=REPORT, status="完成"
    )
    assert json.loads(json.dumps(result.to_json()))["checked"] == result.checked
    assert list(result.to_json()) == ["source", "checked", "verdicts", "findings"]
    (row,) = result.table_rows()
    assert dict(zip(FINDING_COLUMNS, row, strict=True))["算式"] == "24/55"
    (row,) = result.verdict_rows()
    assert dict(zip(VERDICT_COLUMNS, row, strict=True)) == {
        "序号": "1",
        "自评": "完成",
        "按数字": "达标",
        "目标": "引进过亿元项目23个",
        "上报": "新引进过亿元项目24个",
        "是否达到": "达到",
    }


def test_a_form_is_read_while_it_is_typed() -> None:
    result = audit_text("累计引进项目23个。", "已累计引进项目24个。", status="完成", period=MAY)
    (pair,) = result.verdicts[0].pairs
    assert (pair.target_value, pair.achieved_value, pair.met) == (23, 24, True)


def test_a_document_without_numbers_has_no_findings_and_says_what_was_checked() -> None:
    result = audited(progress="按序时推进各项工作。")
    assert (result.checked, result.findings) == (0, ())


def test_progress_figures_are_measured_by_the_period_and_by_the_year() -> None:
    row = Row(
        annual_target="新增市场主体1万户。",
        period_target="新增市场主体4200户。",
        progress="截至5月31日，新增市场主体4205户。",
    )
    period, year = figures(row, MAY, 2025)
    assert (period.subject, period.against, period.target, period.achieved) == (
        "新增市场主体",
        Against.PERIOD,
        4200,
        4205,
    )
    assert (year.against, year.rate) == (Against.YEAR, Fraction(4205, 10000))
    assert period.cumulative
    assert period.period == MAY
    assert period.to_json()["target"] == 4200


def test_a_rate_without_a_target_is_a_figure_too() -> None:
    (figure,) = figures(Row(progress="项目总体形象进度完成78%。"))
    assert (figure.against, figure.achieved, figure.target) == (Against.NOTHING, 78, None)


def test_percentages_and_ceilings_have_no_rate() -> None:
    row = Row(period_target="失业率控制在3.5%以内。", progress="失业率3.2%。")
    (figure,) = figures(row)
    assert figure.rate is None


def test_columns_of_an_indicator_table_are_checked_against_one_another() -> None:
    columns = {"indicator": "城镇新增就业", "measure_unit": "人", "target_value": "3000"}
    wrong = audited(**columns, actual_value="1658", ratio="57.17%")
    assert [(f.rule, f.formula) for f in wrong.findings] == [("share", "1658/3000")]
    assert audited(**columns, actual_value="1658", ratio="55.3%").findings == ()
    assert audited(**columns, actual_value="1658", ratio="0.5527").findings == ()


def test_an_indicator_row_is_judged_by_its_columns_only_where_it_claims() -> None:
    columns = {"indicator": "城镇新增就业", "measure_unit": "人", "target_value": "3000"}
    assert audited(**columns, actual_value="1658").verdicts == ()
    claimed = audited(**columns, actual_value="1658", status="完成")
    assert [f.rule for f in claimed.findings] == ["target-missed"]


def test_of_some_indicators_less_is_better() -> None:
    columns = {"indicator": "城镇调查失业率", "measure_unit": "%", "target_value": "5.5"}
    fine = audited(**columns, actual_value="5.2", ratio="105.5%", status="完成")
    assert fine.findings == ()
    assert fine.verdicts[0].pairs[0].comparator == "<="


def test_an_indicator_row_gives_a_figure_of_the_year() -> None:
    row = Row(indicator="投资", target_value="12亿元", actual_value="9.6亿元")
    (figure,) = figures(row)
    assert (figure.against, figure.rate) == (Against.YEAR, Fraction(4, 5))
