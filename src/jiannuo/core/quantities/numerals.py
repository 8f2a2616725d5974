"""Chinese numerals: 二十五, 一千二百万, 两万五, 壹佰, 三四十, 二点五.

The reading of a run of numeral characters is a number, or a pair for the approximate numbers
that Chinese makes of two neighbouring digits (七八 is seven or eight, 三五十 thirty to fifty).
A run that is no number (一二三, 十四五规划's 十四五 read digit by digit, 万一) has no reading.
"""

from decimal import Decimal
from typing import Final

DIGITS: Final = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
SMALL_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_SCALES: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SCALES: Final = SMALL_SCALES | LARGE_SCALES
_TEN: Final = 10
MERGED_TENS: Final = {"廿": 20, "卅": 30}

NUMERAL_CHARACTERS: Final = "".join((*DIGITS, *SCALES, *MERGED_TENS))
LONGEST: Final = 24
"""No number in a document is written with more numeral characters; a longer run is no number."""


def read_numeral(run: str) -> tuple[Decimal, Decimal] | None:
    """Read a run of numeral characters as (least, greatest), equal for a definite number.

    A decimal part follows 点 (三点一四). None if the run is not a number.
    """
    if not run or len(run) > LONGEST:
        return None
    whole, point, decimals = run.partition("点")
    if point:
        return _read_decimal(whole, decimals)
    value = _read_integer(run)
    if value is not None:
        return Decimal(value), Decimal(value)
    return _read_approximate(run)


def _read_decimal(whole: str, decimals: str) -> tuple[Decimal, Decimal] | None:
    """三点一四, 二点五亿: the scale after the decimals multiplies the whole number."""
    digits = decimals.rstrip("".join(SCALES))
    factor = 1
    for scale in decimals[len(digits) :]:
        factor *= SCALES[scale]
    integer = _read_integer(whole)
    if integer is None or not whole or not digits or any(char not in DIGITS for char in digits):
        return None
    value = Decimal(f"{integer}." + "".join(str(DIGITS[char]) for char in digits)) * factor
    return value, value


def _read_approximate(run: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits name a span: 七八 7-8, 三四十 30-40, 三五百 300-500, 十七八 17-18."""
    for place in range(len(run) - 1):
        first, second = DIGITS.get(run[place]), DIGITS.get(run[place + 1])
        if not first or not second:
            continue
        if second - first != 1 and (first, second) != (3, 5):
            return None
        least = _read_integer(run[: place + 1] + run[place + 2 :])
        greatest = _read_integer(run[:place] + run[place + 1 :])
        if least is None or greatest is None:
            return None
        return Decimal(least), Decimal(greatest)
    return None


def _read_integer(run: str) -> int | None:
    """Sum up sections of 万 and 亿; scales must fall, digits must not stand side by side.

    A run of scales alone counts one of the first (百万, 万亿); a last digit right after a scale is
    a tenth of it (两万五 is 25,000, 一百五 is 150), unless 零 stands between.
    """
    total = section = 0
    digit: int | None = None
    floor, last_scale, last_large = 10**4, 1, 10**16
    after_zero = False
    for char in run:
        value = DIGITS.get(char)
        if value is not None:
            if digit is not None:
                return None
            digit, after_zero = (value, after_zero) if value or run == char else (None, True)
        elif char in LARGE_SCALES:
            scale = LARGE_SCALES[char]
            section += digit or 0
            if total and scale > last_large:
                total = (total + section) * scale
            elif total and not section:
                return None
            else:
                total += (section or 1) * scale
            section, digit, floor, after_zero = 0, None, 10**4, False
            last_scale = last_large = scale
        else:
            scale = SMALL_SCALES.get(char, _TEN if char in MERGED_TENS else floor)
            if scale >= floor or (char in MERGED_TENS and digit is not None):
                return None
            section += MERGED_TENS.get(char) or (1 if digit is None else digit) * scale
            digit, floor, last_scale, after_zero = None, scale, scale, False
    if digit is not None:
        section += digit * (last_scale // _TEN if last_scale > _TEN and not after_zero else 1)
    return total + section
