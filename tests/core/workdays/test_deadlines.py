"""When the monthly reports fall due: every month of 2022 to 2026, and what is said about it."""

from datetime import date, datetime, timedelta

import pytest

from jiannuo.core.workdays import (
    After,
    Basis,
    Calendar,
    Day,
    DayOfMonth,
    Deadline,
    FixedDate,
    NthWorkday,
    Status,
    calendar,
    close_words,
    closing,
    deadline,
    moment_words,
    not_before,
    span_words,
)

FIFTH = NthWorkday(n=5)
# The fifth working day of each month, counted with another program (chinesecalendar 1.11.0).
FIFTHS = {
    2022: (10, 11, 7, 8, 10, 8, 7, 5, 7, 12, 7, 7),
    2023: (9, 7, 7, 10, 9, 7, 7, 7, 7, 11, 7, 7),
    2024: (8, 6, 7, 8, 10, 7, 5, 7, 6, 12, 7, 6),
    2025: (8, 10, 7, 8, 12, 9, 7, 7, 5, 14, 7, 5),
    2026: (8, 6, 6, 8, 11, 5, 7, 7, 7, 13, 6, 7),
}


def _fifth(year: int, month: int, days: Calendar) -> Deadline:
    """Return the deadline that falls in this month, for the period before it."""
    return deadline(FIFTH, year - (month == 1), (month - 2) % 12 + 1, days)


@pytest.mark.parametrize("year", FIFTHS)
def test_every_month(year: int) -> None:
    found = [_fifth(year, month, calendar()) for month in range(1, 13)]
    assert [one.date for one in found] == [
        date(year, month, day) for month, day in enumerate(FIFTHS[year], start=1)
    ]
    assert {one.basis for one in found} == {Basis.OFFICIAL}


def test_counting_mondays_to_fridays_would_be_wrong_in_25_of_60_months() -> None:
    weekdays = Calendar(days={}, announced=frozenset(FIFTHS))
    wrong = [
        (year, month)
        for year in FIFTHS
        for month in range(1, 13)
        if _fifth(year, month, weekdays).date != _fifth(year, month, calendar()).date
    ]
    assert len(wrong) == 25


@pytest.mark.parametrize(
    ("year", "month", "why"),
    [
        (2026, 10, "11月第5个工作日；其间没有放假调休；依据国务院办公厅放假通知"),
        (
            2022,
            9,
            (
                "10月第5个工作日；国庆节10月1日至7日放假；10月8日（周六）、10月9日（周日）上班；"
                "依据国务院办公厅放假通知"
            ),
        ),
        (2024, 1, "2月第5个工作日；2月4日（周日）上班；依据国务院办公厅放假通知"),
    ],
)
def test_a_deadline_explains_itself(year: int, month: int, why: str) -> None:
    assert deadline(FIFTH, year, month, calendar()).why == why


def test_a_year_without_notice_is_provisional_and_says_so() -> None:
    found = deadline(FIFTH, 2026, 12, calendar())
    assert found.date == date(2027, 1, 8)
    assert found.basis is Basis.PROVISIONAL
    assert "2027年放假安排尚未公布" in found.why
    assert "只推后、不提前" in found.why


def test_a_statutory_day_on_a_weekend_is_made_up_in_a_provisional_year() -> None:
    days = calendar()
    off = [at for at in range(1, 8) if not days.day(date(2027, 5, at)).is_workday]
    assert off == [1, 2, 3, 4]  # the 1st and 2nd are a weekend; made up on Monday and Tuesday


def test_a_notice_makes_the_year_official() -> None:
    notice = [Day(date=date(2027, 1, 4), is_workday=False, name="元旦")]
    found = deadline(FIFTH, 2026, 12, calendar({2027: notice}))
    assert (found.date, found.basis) == (date(2027, 1, 8), Basis.OFFICIAL)  # the 1st is worked now


def test_a_local_day_prevails_and_is_named() -> None:
    local = Day(
        date=date(2026, 11, 4),
        is_workday=False,
        name="自治州州庆",
        source="州政办发〔2026〕3号",
        status=Status.LOCAL,
    )
    found = deadline(FIFTH, 2026, 10, calendar(local=[local]))
    assert (found.date, found.basis) == (date(2026, 11, 9), Basis.LOCAL)
    assert "11月4日放假（州政办发〔2026〕3号）" in found.why


@pytest.mark.parametrize(
    ("rule", "due", "basis"),
    [
        (DayOfMonth(day=25, months_after=0), date(2026, 10, 25), Basis.FIXED),
        (DayOfMonth(day=25, months_after=0, put_off=True), date(2026, 10, 26), Basis.OFFICIAL),
        (DayOfMonth(day=31), date(2026, 11, 30), Basis.FIXED),
        (FixedDate(date=date(2026, 3, 24)), date(2026, 3, 24), Basis.FIXED),
        (After(event=date(2026, 9, 30), n=3, working=True), date(2026, 10, 10), Basis.OFFICIAL),
        (After(event=date(2026, 9, 30), n=30, working=False), date(2026, 10, 30), Basis.FIXED),
    ],
)
def test_other_rules(rule: DayOfMonth | FixedDate | After, due: date, basis: Basis) -> None:
    found = deadline(rule, 2026, 10, calendar())
    assert (found.date, found.basis) == (due, basis)


def test_an_announced_deadline_is_never_shortened() -> None:
    found = deadline(FIFTH, 2026, 12, calendar())
    later = not_before(date(2027, 1, 11), found)
    assert later.date == date(2027, 1, 11)
    assert "期限不缩短" in later.why
    assert not_before(date(2027, 1, 7), found) == found
    assert not_before(None, found) == found


def test_a_day_may_close_at_any_hour() -> None:
    day = date(2023, 6, 7)
    assert moment_words(closing(day, "24:00")) == "6月7日（周三）24:00"
    assert moment_words(closing(day, "17:30"), year=True) == "2023年6月7日（周三）17:30"
    assert closing(date(2023, 12, 31), "24:00") == datetime(2024, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="hour"):
        closing(day, "24:30")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2023, 6, 7, 22, 12), "今晚24:00"),  # noqa: DTZ001
        (datetime(2023, 6, 6, 9), "明晚24:00"),  # noqa: DTZ001
        (datetime(2023, 6, 1, 9), "6月7日（周三）24:00"),  # noqa: DTZ001
    ],
)
def test_a_moment_is_named_as_people_say_it(now: datetime, words: str) -> None:
    assert close_words(now, closing(date(2023, 6, 7), "24:00")) == words
    assert close_words(datetime(2023, 6, 7, 9), datetime(2023, 6, 7, 17, 30)) == "今天17:30"  # noqa: DTZ001


def test_a_length_of_time_in_two_units() -> None:
    lengths = (timedelta(minutes=108), timedelta(days=2, hours=4, minutes=9), timedelta(minutes=12))
    assert [span_words(one) for one in lengths] == ["1小时48分", "2天4小时", "12分"]
    assert span_words(timedelta(days=2)) == "2天"
    assert span_words(timedelta(days=3, hours=4)) == "3天"
    assert span_words(timedelta(seconds=-5)) == "0分"
