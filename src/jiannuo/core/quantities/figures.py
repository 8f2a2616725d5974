"""The number itself: where it stands, its value, its last written place and how vague it is.

A figure is a numeral with its 万/亿 and its 余/多/几, without unit, sign and comparator:
1.19万, 12,000, 3.4万亿, 1万2千, 200多万, 一千二百万, 十余, 数百万, 三四十.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jiannuo.core.quantities.numerals import (
    DIGITS,
    MERGED_TENS,
    NUMERAL_CHARACTERS,
    SCALES,
    SMALL_SCALES,
    read_numeral,
)

LONGEST_DIGITS: Final = 20
"""More digits than this are an identifier; it also keeps Decimal arithmetic exact (28 digits)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at [start, end) of a text.

    `low` and `high` differ for approximate numbers (七八, 几十); `place` is the worth of the last
    written digit (100 for 1.19万); `scale` is the worth of what 万 or 亿 multiplies after Arabic
    digits, `scaled` says that 万 or 亿 is written at all; `more` is the 余, 多, 来 or 几 that makes
    it "and some more"; `bare` that only a scale is written (万亿, 百).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    place: Decimal
    arabic: bool
    scale: int = 1
    scaled: bool = False
    more: str = ""
    bare: bool = False


_HEAD: Final = re.compile(
    r"[1-9]\d{0,2}(?:[,，]\d{3}){1,6}+(?!,?\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
)
_PADDED: Final = re.compile(r"0\d")  # 007, 0533: an identifier
_NOT_A_UNIT: Final = r"(?![瓦米克伏帕焦卡赫升字])"  # 千瓦, 千米: the 千 belongs to the unit
_MORE: Final = r"[余多来几]"
_SCALE: Final = re.compile(
    rf" ?({_MORE}?) ?((?:千|百|十)?[万亿]+|千{_NOT_A_UNIT}|百(?!分|[一二两三四五六七八九十])|十(?!几))(?! ?分之)"
)
_LINK: Final = re.compile(
    rf" ?零?(\d{{1,4}}(?:\.\d+)?|[一二两三四五六七八九])((?:千|百|十)?[万亿]|千{_NOT_A_UNIT}|百|十)"
)
_REST: Final = re.compile(r"([1-9]\d{3}|零\d{1,4})(?![\d.,]| ?[年月])")
_TAIL: Final = re.compile(r" ?(余|多(?![功媒])|来(?![自源临到往访说])|几(?!乎))")
_DIGITS: Final = "".join(DIGITS)
_SCALES: Final = "".join(SCALES)
_RUN: Final = re.compile(rf"[{NUMERAL_CHARACTERS}]+(?:点[{_DIGITS}]+[{_SCALES}]*)?")
_VAGUE: Final = re.compile(rf"[几数]([{_SCALES}]+)|([{NUMERAL_CHARACTERS}]*十)几([万亿百千]*)")
_INNER_SCALE: Final = re.compile(rf"[{_SCALES}]+")
_TENTHS: Final = tuple(Decimal(1).scaleb(-n) for n in range(LONGEST_DIGITS + 1))
_ONE: Final = Decimal(1)
_TEN_THOUSAND: Final = 10**4


def arabic_figure(text: str, start: int) -> Figure | None:
    """Read the figure whose first Arabic digit stands at `start` of a folded text."""
    head = _HEAD.match(text, start)
    if head is None or head.end() - start > LONGEST_DIGITS or _PADDED.match(text, start):
        return None
    written = head[0].replace(",", "").replace("，", "")
    value = Decimal(written)
    _, point, decimals = written.partition(".")
    place = _TENTHS[len(decimals)] if point else _ONE
    end, more, factor = head.end(), "", 1
    scale = _SCALE.match(text, end)
    if scale is not None:
        factor = _worth(scale[2])
        value, place, more, end = value * factor, place * factor, scale[1], scale.end()
        if not more:
            value, place, end = _linked(text, value, place, factor, end)
    if not more and (tail := _TAIL.match(text, end)):
        more, end = tail[1], tail.end()
    return Figure(
        start,
        end,
        value,
        value,
        place,
        arabic=True,
        scale=factor,
        scaled=factor >= 10**4,
        more=more,
    )


def _linked(
    text: str, value: Decimal, place: Decimal, factor: int, end: int
) -> tuple[Decimal, Decimal, int]:
    """Add the falling scales of 1万2千, 1亿3000万 and 3万4000."""
    while link := _LINK.match(text, end):
        smaller = _worth(link[2])
        digit = DIGITS.get(link[1])
        part = (Decimal(link[1]) if digit is None else Decimal(digit)) * smaller
        if smaller >= factor or part >= factor:
            break
        decimals = len(link[1].partition(".")[2])
        value, place, factor, end = value + part, _TENTHS[decimals] * smaller, smaller, link.end()
    if factor == _TEN_THOUSAND and (rest := _REST.match(text, end)):
        return value + int(rest[1].lstrip("零")), _ONE, rest.end()
    return value, place, end


def _worth(scale: str) -> int:
    worth = 1
    for char in scale:
        worth *= SCALES[char]
    return worth


def chinese_figure(text: str, start: int) -> Figure | None:
    """Read the figure whose first Chinese numeral character (or 几, 数) stands at `start`."""
    if vague := _VAGUE.match(text, start):
        return _vague_figure(vague)
    run = _RUN.match(text, start)
    if run is None:
        return None
    written, end = run[0], run.end()
    if (
        written[-1:] in SMALL_SCALES
        and _NOT_A_UNIT_CHARACTERS.match(text, end)
        and len(written) > 1
    ):
        written, end = written[:-1], end - 1
    bounds = read_numeral(written)
    if bounds is None or written in _ZEROES:
        return None
    low, high = bounds
    more = ""
    if tail := _TAIL.match(text, end):
        more, end = tail[1], tail.end()
        if scale := _INNER_SCALE.match(text, end):
            factor = _worth(scale[0])
            low, high, written, end = low * factor, high * factor, written + scale[0], scale.end()
        if written[-1] not in SCALES and written[-1] not in MERGED_TENS:
            return None
    return Figure(
        start,
        end,
        low,
        high,
        _last_place(low, written),
        arabic=False,
        scale=_shared_scale(written),
        scaled="万" in written or "亿" in written,
        more=more,
        bare=all(char in SCALES for char in written) and written != "十" and written[0] != "十",
    )


_ZEROES: Final = frozenset("零〇")  # alone part of a word: 零部件, 零距离
_NOT_A_UNIT_CHARACTERS: Final = re.compile("[瓦伏帕焦卡赫]")


def _shared_scale(written: str) -> int:
    """Give the scale that a range's first figure shares: 两到三万, 十八至三十万, 三到五百."""
    large = written[len(written.rstrip("万亿")) :]
    if large:
        return _worth(large)
    return _worth(written[1]) if len(written) == len("五百") and written[1] in "百千" else 1


def _vague_figure(match: re.Match[str]) -> Figure | None:
    """几十 and 数十 are anything from 20 to 90; 十几 from 11 to 19."""
    if match[1]:
        worth = read_numeral(match[1])
        if worth is None:
            return None
        low, high, place = worth[0] * 2, worth[0] * 9, worth[0]
    else:
        tens = read_numeral(match[2])
        if tens is None:
            return None
        factor = _worth(match[3])
        low, high, place = (tens[0] + 1) * factor, (tens[0] + 9) * factor, Decimal(factor)
    scaled = "万" in match[0] or "亿" in match[0]
    return Figure(
        match.start(), match.end(), low, high, place, arabic=False, scaled=scaled, more="几"
    )


def _last_place(value: Decimal, written: str) -> Decimal:
    """Worth of the last written numeral: 一千二百万 was counted in hundreds of 万."""
    if "点" in written:
        digits = written.partition("点")[2].rstrip(_SCALES)
        scales = written[len(written.rstrip(_SCALES)) :]
        return _TENTHS[len(digits)] * _worth(scales)
    number = int(value)
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return Decimal(place)
