"""What changed between two versions of a text, paragraph by paragraph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from jiannuo.core.records import from_json
from jiannuo.core.rendering.grid import lay_out

_ALIKE: Final = 0.5
"""Paragraphs that share at least so much are one paragraph that was changed."""


class Change(StrEnum):
    """What became of a paragraph, or of a piece of it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a paragraph, and what became of them (never CHANGED)."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Compared:
    """One paragraph of the two versions, in reading order."""

    change: Change
    pieces: tuple[Piece, ...]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Compared, ...]:
    """Compare two contents of a bulletin: title, addressee, blocks, attachments' titles and rows.

    A paragraph that was changed stands once, with what was struck out and what was put in; one that
    is gone or new stands as a whole. Nothing of either version is missing.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Compared] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Compared(Change.SAME, (Piece(text, Change.SAME),)) for text in old[i1:i2]]
        else:
            found += _changed(old[i1:i2], new[j1:j2])
    return tuple(found)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Compared]:
    """Pair the paragraphs that resemble one another, in order; what is left is gone or new."""
    at = 0
    for text in new:
        match = next((n for n in range(at, len(old)) if _alike(old[n], text)), None)
        if match is None:
            yield Compared(Change.ADDED, (Piece(text, Change.ADDED),))
            continue
        yield from (_gone(one) for one in old[at:match])
        yield Compared(Change.CHANGED, tuple(_pieces(old[match], text)))
        at = match + 1
    yield from (_gone(one) for one in old[at:])


def _gone(text: str) -> Compared:
    return Compared(Change.REMOVED, (Piece(text, Change.REMOVED),))


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _pieces(old: str, new: str) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(old[i1:i2], Change.SAME)
            continue
        if i2 > i1:
            yield Piece(old[i1:i2], Change.REMOVED)
        if j2 > j1:
            yield Piece(new[j1:j2], Change.ADDED)


def _paragraphs(content: Mapping[str, Any]) -> list[str]:
    texts = [content.get("title", ""), content.get("addressee", "")]
    texts += [block.get("text", "") for block in content.get("blocks", ())]
    for number, attachment in enumerate(content.get("attachments", ()), start=1):
        texts.append(f"附件{number}：{attachment.get('title', '')}")
        document = attachment.get("document")
        for table in from_json(document).tables if document else ():
            texts += ["　".join(cell.text for cell in row) for row in lay_out(table).rows()]
    return [text for text in texts if text]
