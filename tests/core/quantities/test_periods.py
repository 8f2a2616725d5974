"""Dates, periods and terms in a text, with the year as an argument."""

from datetime import date
from decimal import Decimal

import pytest

from jiannuo.core.quantities.periods import TimeExpression, periods


def only(text: str, year: int | None = 2023, month: int | None = None) -> TimeExpression:
    (time,) = periods(text, year, month)
    return time


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize(
    ("text", "span", "kind", "relation", "first", "last", "due"),
    [
        # months, ten days and days
        ("5月份新增55户", "5月份", "month", "in", "2023-05-01", "2023-05-31", "2023-05-31"),
        ("1-5月，完成", "1-5月", "months", "in", "2023-01-01", "2023-05-31", "2023-05-31"),
        ("7月-8月，改造", "7月-8月", "months", "in", "2023-07-01", "2023-08-31", "2023-08-31"),
        ("11-12月，完成", "11-12月", "months", "in", "2023-11-01", "2023-12-31", "2023-12-31"),
        ("9月上旬，开工", "9月上旬", "ten_days", "in", "2023-09-01", "2023-09-10", "2023-09-10"),
        ("6月中旬完成", "6月中旬", "ten_days", "in", "2023-06-11", "2023-06-20", "2023-06-20"),
        ("八月初开工", "八月初", "ten_days", "in", "2023-08-01", "2023-08-10", "2023-08-10"),
        ("7月底前，通车", "7月底前", "day", "by", "2023-07-31", "2023-07-31", "2023-07-31"),
        ("7月30日前，完成", "7月30日前", "day", "by", "2023-07-30", "2023-07-30", "2023-07-30"),
        ("10月前完成", "10月前", "month", "by", "2023-10-01", "2023-10-31", "2023-09-30"),
        (
            "截至6月30日，参保",
            "截至6月30日",
            "day",
            "until",
            "2023-06-30",
            "2023-06-30",
            "2023-06-30",
        ),
        (
            "4月22日至5月5日",
            "4月22日至5月5日",
            "day",
            "in",
            "2023-04-22",
            "2023-05-05",
            "2023-05-05",
        ),
        ("6月1-5日", "6月1-5日", "day", "in", "2023-06-01", "2023-06-05", "2023-06-05"),
        ("3月1日起施行", "3月1日起", "day", "since", "2023-03-01", "2023-03-01", None),
        ("2.11月底，完工", "11月底", "day", "in", "2023-11-30", "2023-11-30", "2023-11-30"),
        # years, halves, quarters
        ("确保2025年通航", "2025年", "year", "in", "2025-01-01", "2025-12-31", "2025-12-31"),
        ("年底前开工", "年底前", "day", "by", "2023-12-31", "2023-12-31", "2023-12-31"),
        ("年内完成", "年内", "year", "within", "2023-01-01", "2023-12-31", "2023-12-31"),
        ("明年6月底前", "明年6月底前", "day", "by", "2024-06-30", "2024-06-30", "2024-06-30"),
        ("去年完成", "去年", "year", "in", "2022-01-01", "2022-12-31", "2022-12-31"),
        ("今年以来完成", "今年以来", "year", "since", "2023-01-01", "2023-12-31", None),
        ("上半年完成", "上半年", "half", "in", "2023-01-01", "2023-06-30", "2023-06-30"),
        ("二季度完成", "二季度", "quarter", "in", "2023-04-01", "2023-06-30", "2023-06-30"),
        ("前三季度完成", "前三季度", "months", "in", "2023-01-01", "2023-09-30", "2023-09-30"),
        ("三季度末完成", "三季度末", "day", "in", "2023-09-30", "2023-09-30", "2023-09-30"),
        (
            "二〇二五年六月",
            "二〇二五年六月",
            "month",
            "in",
            "2025-06-01",
            "2025-06-30",
            "2025-06-30",
        ),
        ("2024-05-31报送", "2024-05-31", "day", "in", "2024-05-31", "2024-05-31", "2024-05-31"),
        ("规划2021-2035年", "2021-2035年", "years", "in", "2021-01-01", "2035-12-31", "2035-12-31"),
        ("“十四五”期间", "“十四五”期间", "years", "in", "2021-01-01", "2025-12-31", "2025-12-31"),
        (
            "2024年11月至2025年3月",
            "2024年11月至2025年3月",
            "months",
            "in",
            "2024-11-01",
            "2025-03-31",
            "2025-03-31",
        ),
        # feasts: a plan means those that come next; a year in the text is that year's
        ("元旦前完成", "元旦前", "festival", "by", "2024-01-01", "2024-01-01", "2023-12-31"),
        ("春节前完成", "春节前", "festival", "by", "2024-02-10", "2024-02-10", "2024-02-09"),
        (
            "2024年春节前",
            "2024年春节前",
            "festival",
            "by",
            "2024-02-10",
            "2024-02-10",
            "2024-02-09",
        ),
        ("国庆节前通车", "国庆节前", "festival", "by", "2023-10-01", "2023-10-01", "2023-09-30"),
        ("中秋节前通车", "中秋节前", "festival", "by", "2023-09-29", "2023-09-29", "2023-09-28"),
        # seasons
        ("确保汛前完成", "汛前", "season", "by", "2023-06-01", "2023-06-01", "2023-05-31"),
        ("供暖季前完成", "供暖季前", "season", "by", "2023-11-15", "2023-11-15", "2023-11-14"),
    ],
)
def test_a_time_has_its_days(  # noqa: PLR0917 -- the columns of the table
    text: str,
    span: str,
    kind: str,
    relation: str,
    first: str | None,
    last: str | None,
    due: str | None,
) -> None:
    time = only(text)
    assert (time.span, time.kind, time.relation) == (span, kind, relation)
    assert (time.first, time.last, time.due) == (day(first), day(last), day(due))
    assert text[time.start : time.end] == span


@pytest.mark.parametrize(
    ("text", "relation", "low", "high", "unit", "condition", "estimated"),
    [
        ("预计2-3个月内获批", "within", "2", "3", "个月", None, True),
        ("于5个工作日内报送", "within", "5", "5", "个工作日", None, False),
        ("获批后30日内办结", "within", "30", "30", "日", "获批", False),
        ("计划4个月完成", "for", "4", "4", "个月", None, False),
        ("工期18个月", "for", "18", "18", "个月", None, False),
    ],
)
def test_a_term_has_a_length(  # noqa: PLR0917 -- the columns of the table
    text: str,
    relation: str,
    low: str,
    high: str,
    unit: str,
    condition: str | None,
    *,
    estimated: bool,
) -> None:
    time = only(text)
    assert (time.kind, time.relation, time.unit) == ("duration", relation, unit)
    assert time.amount == (Decimal(low), Decimal(high))
    assert (time.condition, time.estimated) == (condition, estimated)


def test_a_term_runs_from_the_condition_of_its_sentence() -> None:
    condition, term = periods("待具备建设条件后，加快施工进度，计划4个月完成全部任务。", 2023)
    assert (condition.kind, condition.condition) == ("condition", "具备建设条件")
    assert (term.kind, term.condition) == ("duration", "具备建设条件")
    (alone,) = periods("条件已具备。计划4个月完成全部任务。", 2023)
    assert alone.condition is None


def test_the_month_of_the_report_tells_what_this_month_and_the_next_feast_are() -> None:
    assert only("本月底前完成", 2023, 12).due == date(2023, 12, 31)
    assert only("下月中旬完成", 2023, 12).due == date(2024, 1, 20)
    assert only("上月完成", 2023, 1).first == date(2022, 12, 1)
    assert only("春节前完成", 2023, 1).due == date(2023, 1, 21)
    assert only("国庆节前完成", 2023, 11).due == date(2024, 9, 30)
    assert only("本月底前完成").due is None


def test_without_a_year_months_are_known_and_days_are_not() -> None:
    time = only("1-5月完成", None)
    assert (time.months, time.first, time.last, time.due) == ((1, 5), None, None, None)
    assert only("2024年5月完成", None).last == date(2024, 5, 31)


def test_seasons_are_local() -> None:
    (time,) = periods("汛前完成", 2023, seasons={"汛": (4, 15)})
    assert time.due == date(2023, 4, 14)


@pytest.mark.parametrize("text", ["2月30日", "截至目前，完成24个", "春节前"])
def test_a_time_without_a_day_has_none(text: str) -> None:
    assert only(text, 2099).first is None


def test_leap_days_and_short_months_are_known() -> None:
    assert only("2月底前", 2024).due == date(2024, 2, 29)
    assert only("2月底前", 2023).due == date(2023, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "按照一月一报的要求",
        "一季度一通报",
        "三月三歌会",
        "第3期",
        "3个月球车",
        "2.5公里",
        "G345国道",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert periods(text, 2023) == ()


@pytest.mark.parametrize(
    ("year", "new_year", "mid_autumn"),
    [
        (2004, "2004-01-22", "2004-09-28"),
        (2020, "2020-01-25", "2020-10-01"),
        (2025, "2025-01-29", "2025-10-06"),
        (2026, "2026-02-17", "2026-09-25"),
        (2030, "2030-02-03", "2030-09-12"),
    ],
)
def test_lunar_feasts_fall_where_the_calendar_puts_them(
    year: int, new_year: str, mid_autumn: str
) -> None:
    assert only(f"{year}年春节期间", None).first == day(new_year)
    assert only(f"{year}年中秋节期间", None).first == day(mid_autumn)


def test_a_time_is_written_as_json() -> None:
    assert only("预计2-3个月内获批").to_json() == {
        "span": "2-3个月内",
        "start": 2,
        "kind": "duration",
        "relation": "within",
        "precision": "length",
        "amount": ["2", "3"],
        "unit": "个月",
        "estimated": True,
    }
    assert only("7月底前").to_json() == {
        "span": "7月底前",
        "start": 0,
        "kind": "day",
        "relation": "by",
        "precision": "month",
        "first": "2023-07-31",
        "last": "2023-07-31",
        "due": "2023-07-31",
        "months": [7, 7],
        "year": 2023,
    }
