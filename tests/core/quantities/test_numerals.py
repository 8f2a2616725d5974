"""Chinese numerals as numbers."""

from decimal import Decimal

import pytest

from jiannuo.core.quantities.numerals import read_numeral


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("一十二", "12"),
        ("二十五", "25"),
        ("廿五", "25"),
        ("卅", "30"),
        ("一百零五", "105"),
        ("一百五十", "150"),
        ("两千零八", "2008"),
        ("一万零五十", "10050"),
        ("四千零五万", "40050000"),
        ("九百万零四百", "9000400"),
        ("一千二百万", "12000000"),
        ("五亿三千万", "530000000"),
        ("一万二千亿", "1200000000000"),
        ("三万亿", "3000000000000"),
        # a last digit counts tenths of the scale in front of it
        ("一百五", "150"),
        ("两万五", "25000"),
        ("一亿三", "130000000"),
        ("一亿零三", "100000003"),
        # formal numerals
        ("壹佰贰拾叁", "123"),
        ("柒仟捌佰伍拾肆", "7854"),
        # a scale alone counts one
        ("百万", "1000000"),
        ("万亿", "1000000000000"),
        # decimals
        ("三点一四", "3.14"),
        ("零点五", "0.5"),
        ("二点五亿", "250000000"),
    ],
)
def test_a_numeral_has_one_value(written: str, value: str) -> None:
    assert read_numeral(written) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("七八", 7, 8),
        ("三五", 3, 5),
        ("十七八", 17, 18),
        ("三四十", 30, 40),
        ("二三百", 200, 300),
        ("五六千万", 50000000, 60000000),
    ],
)
def test_neighbouring_digits_name_a_span(written: str, low: int, high: int) -> None:
    assert read_numeral(written) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "written",
    ["", "一二三", "二〇二五", "亿万", "十十", "百千", "八一", "点五", "三点", "一" * 25, "甲"],
)
def test_a_run_that_is_no_number_has_no_value(written: str) -> None:
    assert read_numeral(written) is None
