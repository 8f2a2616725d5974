"""The words of the calendar as patterns: years, months, days and what joins them.

Shared by `kept_out`, which keeps dates from being quantities, and `time_forms`, which reads them.
All patterns work on folded text (`characters.fold`) and repeat within fixed limits, so that
matching takes bounded time at every place.
"""

from typing import Final

from jiannuo.core.quantities.numerals import DIGITS, read_numeral

_ZEROES: Final = str.maketrans("O0", "〇〇")  # 二OO七年, as typed for want of a 〇
_SMALL: Final = "一二三四五六七八九"
YEAR: Final = r"(?:(?:19|20)\d\d|[一二][〇零九O0][〇零一二三四五六七八九O0]{2})"
MONTH: Final = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_SMALL}])"
DAY: Final = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_SMALL}]?|[{_SMALL}])"
QUARTER: Final = "[1-4一二三四]"
TO: Final = r" ?(?:-{1,2}|~{1,2}|至|到) ?"
LINK: Final = r" ?(?:-{1,2}|~{1,2}|至|到|、|和|与|及) ?"
NOT_A_MONTH: Final = "(?!球|饼|亮|息|租|薪|嫂|票|报|度)"


def number(written: str) -> int:
    """Read a year, month, day or quarter as these patterns match it: 2024, 二〇二五, 二OO七, 08, 十二."""
    if written.isdecimal():
        return int(written)
    digits = written.translate(_ZEROES)
    if len(digits) == len("二〇二五") and all(char in DIGITS for char in digits):
        return int("".join(str(DIGITS[char]) for char in digits))
    value = read_numeral(written)
    return int(value[0]) if value else 0
