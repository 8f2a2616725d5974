"""A bulletin's numbers after editing: where each stands now, and whether it still agrees with the ledger.

Pure functions of texts and figures; what the ledger says comes as the same content computed anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from jiannuo.supervision.blocks import Block, Figure

_QUOTED: Final = "text:"
_MOST_GROWTH: Final = 12
"""A number that grew by more than so many characters was not edited but written over by a sentence."""


class Agreement(StrEnum):
    """How a number of the text stands to the ledger."""

    AGREES = "agrees"
    EDITED = "edited"
    OUTDATED = "outdated"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A number in a text: what stands there, what the ledger says now (empty: no longer anything).

    EDITED: a person wrote another number than was computed; OUTDATED: the ledger has changed since;
    GONE: the ledger computes nothing like it any more.
    """

    block: str
    figure: Figure
    written: str
    ledger: str
    agreement: Agreement

    @property
    def quoted(self) -> bool:
        """Say whether these are quoted words, no number."""
        return self.figure.key.startswith(_QUOTED)


def relocated(before: Block, text: str) -> tuple[Figure, ...]:
    """Return a block's figures in its edited text; those whose place was deleted are dropped.

    A figure's place is what stands between the characters that stood around it. The figure keeps
    the value that was computed, so that an edited one is known.
    """
    if text == before.text:
        return before.figures
    kept = _kept(before.text, text)
    found = []
    for figure in before.figures:
        start, end = _start(kept, figure), _end(kept, figure, len(before.text), len(text))
        if start is None or end is None or not start < end:
            continue
        said = text[start:end]
        if len(said) > len(figure.value) + _MOST_GROWTH and not figure.key.startswith(_QUOTED):
            continue
        found.append(replace(figure, start=start, end=end))
    return tuple(found)


def _kept(before: str, after: str) -> dict[int, int]:
    """Return where each character that was kept stands now."""
    matched = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {one.a + at: one.b + at for one in matched for at in range(one.size)}


def _start(kept: Mapping[int, int], figure: Figure) -> int | None:
    """Return where a figure begins now: behind the character before it, or at its own first one."""
    if figure.start - 1 in kept:
        return kept[figure.start - 1] + 1
    return kept.get(figure.start, 0 if figure.start == 0 else None)


def _end(kept: Mapping[int, int], figure: Figure, before: int, after: int) -> int | None:
    if figure.end in kept:
        return kept[figure.end]
    if figure.end - 1 in kept:
        return kept[figure.end - 1] + 1
    return after if figure.end == before else None


def checked(blocks: Iterable[Block], computed: Iterable[Block]) -> tuple[Checked, ...]:
    """Return every number of a text beside what the ledger says now."""
    now = {(block.id, one.key): one.value for block in computed for one in block.figures}
    return tuple(
        _checked(block, figure, now.get((block.id, figure.key), ""))
        for block in blocks
        for figure in block.figures
    )


def _checked(block: Block, figure: Figure, ledger: str) -> Checked:
    written = block.text[figure.start : figure.end]
    if written == ledger:
        agreement = Agreement.AGREES
    elif not ledger:
        agreement = Agreement.GONE
    elif written == figure.value:
        agreement = Agreement.OUTDATED
    else:
        agreement = Agreement.EDITED
    return Checked(
        block=block.id, figure=figure, written=written, ledger=ledger, agreement=agreement
    )


def with_value(block: Block, key: str, value: str, tasks: tuple[int, ...]) -> Block:
    """Return a block in which a figure says what the ledger says; the others move along."""
    figure = next((one for one in block.figures if one.key == key), None)
    if figure is None:
        return block
    by = len(value) - (figure.end - figure.start)
    return replace(
        block,
        text=block.text[: figure.start] + value + block.text[figure.end :],
        figures=tuple(
            Figure(key, one.start, one.start + len(value), value, tasks)
            if one is figure
            else replace(one, start=one.start + by, end=one.end + by)
            if one.start >= figure.end
            else one
            for one in block.figures
        ),
    )
