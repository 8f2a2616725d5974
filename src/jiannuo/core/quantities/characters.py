"""Characters folded one to one, so that every offset in the folded text is one in the original."""

import re
from typing import Final
from unicodedata import decimal

_FIRST_OTHER_DIGIT, _LAST_OTHER_DIGIT = 0x660, 0x1FBF9
_DIGITS: Final = {
    code: ord("0") + decimal(chr(code))
    for code in range(_FIRST_OTHER_DIGIT, _LAST_OTHER_DIGIT + 1)
    if chr(code).isdecimal()
}
"""The decimal digits of all scripts, full-width ones among them."""
_LETTERS: Final = {
    code: code - 0xFEE0 for first in (0xFF21, 0xFF41) for code in range(first, first + 26)
}
_SIGNS: Final = {
    ord(odd): ord(plain)
    for plain, odds in {
        ".": "．",
        "%": "％﹪",
        "+": "＋",
        "/": "／∕",
        ":": "：∶",
        "-": "－—–−‐‑‒―─",
        "~": "～〜∼﹏",
        " ": "\u3000\u00a0\u2002\u2003\u2009\u200a\u202f\t",
        "¥": "￥",
        "$": "＄",
        "(": "（",
        ")": "）",
        "〇": "○Ο",
        "#": "＃",
        '"': "＂",
    }.items()
    for odd in odds
}
_TRADITIONAL: Final = dict(
    zip(
        map(
            ord,
            "萬億兩個點餘幾數負貳參倆畝噸頃戶條項張輛臺間歲週處隻雙層輪類種樣棟顆艘級圓圆鐘時達過約",
        ),
        "万亿两个点余几数负贰叁两亩吨顷户条项张辆台间岁周处只双层轮类种样栋颗艘级元元钟时达过约",
        strict=True,
    )
)
"""Numerals, units and comparator characters in traditional and variant forms."""
_FOLDED: Final = _DIGITS | _LETTERS | _SIGNS | _TRADITIONAL
_ODD: Final = re.compile("[" + "".join(map(re.escape, map(chr, _FOLDED))) + "]")


def fold(text: str) -> str:
    """Write digits, letters, signs, dashes and traditional numerals in their plain form.

    Each character is replaced by exactly one, so a match in the folded text has the same place in
    the original. Quotation marks and full-width commas stay, because they part clauses.
    """
    return text.translate(_FOLDED) if _ODD.search(text) else text
