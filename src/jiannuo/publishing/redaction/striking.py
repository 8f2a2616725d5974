"""Strike spans out of a text so that neither their words nor their length are left."""

from collections.abc import Iterable
from typing import Final

STRUCK: Final = "〔略〕"
"""What stands in the place of what was struck out, however long that was."""


def strike(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the half-open spans struck out.

    Spans may overlap; those that touch, or are parted by white space only, become one mark, so that
    nobody can count how many there were.
    """
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= max(start, at):
            continue
        between = text[at : max(start, at)]
        if between.strip() or not kept:
            kept.extend((between, STRUCK))
        at = end
    kept.append(text[at:])
    return "".join(kept)
