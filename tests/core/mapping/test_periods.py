"""Period words of headers and titles, dates and years."""

from datetime import date

import pytest

from jiannuo.core.mapping.periods import date_of, period_of, span_of, without_periods, year_of
from jiannuo.core.records import Period, PeriodKind

MONTH, QUARTER, HALF, YEAR = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("5月份目标任务", Period(MONTH, 5)),
        ("2023年12月份", Period(MONTH, 12)),
        ("二季度推进情况", Period(QUARTER, 2)),
        ("第3季度", Period(QUARTER, 3)),
        ("上半年完成情况", Period(HALF, 1)),
        ("下半年计划", Period(HALF, 2)),
        ("1-9月完成", Period(MONTH, 9)),
        ("4-6月进展", Period(QUARTER, 2)),
        ("前三季度", Period(QUARTER, 3)),
        ("１-８月", Period(MONTH, 8)),
        ("1-12月", Period(YEAR, 1)),
        ("十一月", Period(MONTH, 11)),
        ("年度目标", None),
        ("第5期", None),
    ],
)
def test_period_of(phrase: str, expected: Period | None) -> None:
    assert period_of(phrase) == expected


def test_words_that_relate_to_the_documents_own_period() -> None:
    assert span_of("当月进展情况").this
    assert span_of("下月工作计划").following
    assert span_of("今年以来进展情况").to_date
    assert span_of("1-5月完成情况").to_date
    assert span_of("全年目标").whole_year


def test_a_header_without_its_period() -> None:
    assert without_periods("5月份目标任务") == "目标任务"
    assert without_periods("2024年二季度进展情况") == "进展情况"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2023年《政府工作报告》", 2023),
        ("２０２４年度", 2024),
        ("二〇二二年", 2022),
        ("十四五", None),
    ],
)
def test_year_of(phrase: str, expected: int | None) -> None:
    assert year_of(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2022年3月15日", date(2022, 3, 15)),
        ("二〇二二年三月十五日", date(2022, 3, 15)),
        ("二〇二四年十二月二十日", date(2024, 12, 20)),
        ("2022年2月30日", None),
        ("3月15日", None),
    ],
)
def test_date_of(phrase: str, expected: date | None) -> None:
    assert date_of(phrase) == expected
