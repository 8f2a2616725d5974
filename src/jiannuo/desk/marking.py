"""Text with marked runs, as pieces that a template can write without any markup in Python."""

from collections.abc import Iterable
from typing import Final, NamedTuple

_OF_NUMBERS: Final = frozenset("0123456789.%")


class Piece(NamedTuple):
    """A run of text, marked or not."""

    text: str
    marked: bool


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a text at half-open character ranges; overlapping ranges are taken together."""
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(ranges):
        begin = max(start, at)
        if begin >= end:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin], marked=False))
        pieces.append(Piece(text[begin:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], marked=False))
    return tuple(pieces)


def changed(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text with what another has instead marked: from the first to the last difference.

    A number that differs is marked whole (477 where the other says 417, not its middle digit).
    """
    start = _shared(before, after)
    end = len(before) - _shared(before[start:][::-1], after[start:][::-1])
    if start < end:
        while start > 0 and before[start - 1] in _OF_NUMBERS:
            start -= 1
        while end < len(before) and before[end] in _OF_NUMBERS:
            end += 1
    return marked(before, [(start, end)])


def _shared(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
