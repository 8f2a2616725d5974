"""The markers of headings (一、 （一） 1. （1）): found, left out, counted anew (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block

_DIGITS: Final = "〇一二三四五六七八九"
_TEN: Final = 10
_MARKERS: Final = {
    Level.FIRST: re.compile(r"[一二三四五六七八九十]{1,3}、"),
    Level.SECOND: re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    Level.THIRD: re.compile(r"\d{1,3}[.．](?!\d)"),
    Level.FOURTH: re.compile(r"（\d{1,3}）"),
}
_ORDER: Final = tuple(_MARKERS)


def without_marker(block: Block) -> str:
    """Return a block's text without the marker of its level."""
    return block.text[marker_length(block) :]


def marker_length(block: Block) -> int:
    """Return how many characters of a block's text are its marker; 0 where it has none."""
    pattern = _MARKERS.get(block.level)
    found = pattern.match(block.text) if pattern else None
    return found.end() if found else 0


def renumbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Count every marker anew, so that no number is missing or stands twice.

    Blocks that have no marker get none. A marker counts within the heading above it.
    """
    counts = dict.fromkeys(_ORDER, 0)
    done = []
    for block in blocks:
        if block.level in counts:
            for deeper in _ORDER[_ORDER.index(block.level) + 1 :]:
                counts[deeper] = 0
        length = marker_length(block)
        if length:
            counts[block.level] += 1
            block = _marked(block, length, _marker(block.level, counts[block.level]))  # noqa: PLW2901
        done.append(block)
    return tuple(done)


def _marked(block: Block, length: int, marker: str) -> Block:
    by = len(marker) - length
    if block.text.startswith(marker) and not by:
        return block
    return replace(
        block,
        text=marker + block.text[length:],
        lead=max(0, block.lead + by) if block.lead else 0,
        figures=tuple(
            replace(one, start=one.start + by, end=one.end + by) for one in block.figures
        ),
    )


def _marker(level: Level, number: int) -> str:
    match level:
        case Level.FIRST:
            return f"{chinese(number)}、"
        case Level.SECOND:
            return f"（{chinese(number)}）"
        case Level.THIRD:
            return f"{number}."
    return f"（{number}）"


def chinese(number: int) -> str:
    """Write 1 to 99 in Chinese: 一, 十, 十二, 二十.

    >>> chinese(21)
    '二十一'
    """
    tens, ones = divmod(number, _TEN)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
