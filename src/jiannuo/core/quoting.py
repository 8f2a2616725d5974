"""Quotation marks inside quotation marks, as Chinese sets them.

Source: GB/T 15834-2011 标点符号用法: where a quotation holds another, the outer has double marks and the
inner single ones (4.8.3.3), and so in turn; a title inside 《》 has 〈〉 (4.15.3.5). No text changes its
length: places in it stay what they are.
"""

from typing import Final

_PAIRS: Final = (("“", "”"), ("‘", "’"))
_OPENING: Final = frozenset(opening for opening, _ in _PAIRS)
_CLOSING: Final = frozenset(closing for _, closing in _PAIRS)
_TITLES: Final = str.maketrans("《》", "〈〉")


def inner(text: str) -> str:
    """Return words to be set between “”: their own marks become ‘’, those inside these “” again.

    A mark without its other half becomes a single one, so that the outer quotation ends where it ends.

    >>> inner("实施“春雨”行动")
    '实施‘春雨’行动'
    >>> inner("‘春雨’行动、“两提一‘降’”")
    '‘春雨’行动、‘两提一“降”’'
    """
    return _whole(text) if _is_even(text) else text.replace("“", "‘").replace("”", "’")


def quoted(text: str) -> str:
    """Return words between “”, their own marks turned.

    >>> quoted("出让土地1000亩")
    '“出让土地1000亩”'
    """
    return f"“{inner(text)}”"


def titled(title: str) -> str:
    """Return a title in 《》; marks inside it become 〈〉.

    >>> titled("2023年《政府工作报告》完成情况通报")
    '《2023年〈政府工作报告〉完成情况通报》'
    """
    return f"《{title.translate(_TITLES)}》"


def _is_even(text: str) -> bool:
    """Say whether every mark has its other half, of its own kind and in its order."""
    waiting: list[str] = []
    closing = dict(_PAIRS)
    for sign in text:
        if sign in _OPENING:
            waiting.append(closing[sign])
        elif sign in _CLOSING and (not waiting or waiting.pop() != sign):
            return False
    return not waiting


def _whole(text: str) -> str:
    depth = 1
    written = []
    for sign in text:
        if sign in _OPENING:
            written.append(_PAIRS[depth % 2][0])
            depth += 1
        elif sign in _CLOSING:
            depth -= 1
            written.append(_PAIRS[depth % 2][1])
        else:
            written.append(sign)
    return "".join(written)
