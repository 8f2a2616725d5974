"""A document against the one before, and against the day."""

from datetime import date

import pytest

from jiannuo.core.audit import Audit, Finding, audit
from jiannuo.core.records import Row
from tests.core.audit.ledgers import document

TASK = "新建美丽公路40公里，改造危房300户。"


def between(before: str, now: str, task: str = TASK, earlier_task: str = TASK) -> Audit:
    then = document(Row(number="7", annual_target=earlier_task, progress=before))
    return audit(document(Row(number="7", annual_target=task, progress=now)), earlier=[then])


def rules(result: Audit) -> list[str]:
    return [finding.rule for finding in result.findings]


def only(result: Audit) -> Finding:
    (finding,) = result.findings
    return finding


def test_last_months_words_are_copied() -> None:
    words = "正在办理用地预审和规划许可手续。"
    assert rules(between(words, words)) == ["copied"]
    assert rules(between(words, "用地预审已批复，正在办理规划许可。")) == []


def test_finished_works_may_be_reported_in_the_same_words() -> None:
    words = "全部工程已完工并通过竣工验收。"
    assert rules(between(words, words)) == []


def test_a_cumulative_figure_does_not_fall() -> None:
    falling = between("累计改造危房182户。", "累计改造危房176户。")
    assert rules(falling) == ["falling"]
    assert only(falling).formula == "176≥182"
    assert rules(between("累计改造危房182户。", "累计改造危房196户。")) == []


def test_last_months_sum_and_this_month_make_this_months_sum() -> None:
    before = "累计改造危房182户。"
    assert rules(between(before, "本月改造危房20户，累计改造危房202户。")) == []
    wrong = between(before, "本月改造危房20户，累计改造危房212户。")
    assert rules(wrong) == ["cumulative"]
    assert only(wrong).formula == "182+20"


def test_a_lowered_or_lost_target_is_asked_about_and_a_raised_one_noted() -> None:
    report = "正在施工，形势良好。"
    now = "各项工作正常推进。"
    lowered = between(report, now, "新建美丽公路30公里，改造危房300户。")
    assert (rules(lowered), only(lowered).severity.value) == (["drift"], "question")
    lost = between(report, now, "新建美丽公路40公里。")
    assert rules(lost) == ["drift"]
    raised = between(report, now, "新建美丽公路50公里，改造危房300户。")
    assert (rules(raised), only(raised).severity.value) == (["drift"], "note")


def test_rows_are_matched_by_text_where_numbers_have_moved() -> None:
    words = "正在办理用地预审和规划许可手续。"
    then = document(
        Row(number="1", annual_target="举办丰收节。", progress="已举办。"),
        Row(number="2", annual_target=TASK, progress=words),
    )
    now = document(Row(number="1", annual_target=TASK, progress=words))
    assert rules(audit(now, earlier=[then])) == ["copied"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 7, 31), []), (date(2025, 8, 20), ["promise-passed"])],
)
def test_a_promise_is_over_when_its_day_is(day: date, expected: list[str]) -> None:
    row = Row(number="1", progress="正在路基整修。", next_steps="7月底前，建成通车。")
    assert rules(audit(document(row), as_of=day)) == expected


def test_without_a_day_no_promise_is_judged() -> None:
    row = Row(number="1", progress="正在路基整修。", next_steps="7月底前，建成通车。")
    assert rules(audit(document(row))) == []


def test_a_kept_promise_is_not_asked_about() -> None:
    row = Row(number="1", progress="道路已完工。", next_steps="7月底前，建成通车。")
    assert rules(audit(document(row), as_of=date(2025, 12, 1))) == []


def test_a_third_partys_promise_in_the_problems_counts_too() -> None:
    row = Row(number="1", progress="尚未进场。", problems="属地承诺6月中旬完成交地。")
    assert rules(audit(document(row), as_of=date(2025, 8, 1))) == ["promise-passed"]
