"""Text with marked runs, as pieces that a template can write without any markup in Python."""

from collections.abc import Iterable
from typing import NamedTuple


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
