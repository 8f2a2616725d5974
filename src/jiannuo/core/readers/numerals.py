"""Whole numbers in Chinese words, as Word's lists and Excel's formats write them."""

from typing import Final

DIGITS: Final = "零一二三四五六七八九"
LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
RANKS: Final = "十百千"
LEGAL_RANKS: Final = "拾佰仟"
_GROUPS = ("", "万", "亿", "万亿")


def in_words(number: int, digits: str = DIGITS, ranks: str = RANKS) -> str:
    """Write 0 ≤ number < 10^16 in words (一百零五, 十二, 三万二千); any other number in digits."""
    if not 0 <= number < 10**16:
        return str(number)
    if number < 10:  # noqa: PLR2004
        return digits[number]
    words, pending_zero = "", False
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 10_000**group % 10_000
        if not part:
            pending_zero = bool(words)
            continue
        if words and (pending_zero or part < 1000):  # noqa: PLR2004
            words += digits[0]
        words += _up_to_9999(part, digits, ranks) + _GROUPS[group]
        pending_zero = False
    teen = words.startswith(digits[1] + ranks[0]) and digits is DIGITS
    return words[1:] if teen else words


def digit_by_digit(number: str, zero: str = "〇") -> str:
    """Write each digit by itself (2023 as 二〇二三); other characters stay."""
    return "".join((zero + DIGITS[1:])[int(c)] if c in "0123456789" else c for c in number)


def _up_to_9999(number: int, digits: str, ranks: str) -> str:
    words, gap = "", False
    for rank in range(3, -1, -1):
        digit = number // 10**rank % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit]
            words += ranks[rank - 1] if rank else ""
        gap = not digit
    return words
