"""Glyphs gathered into lines, with the spaces that a reader would see between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from jiannuo.core.readers.paper.sheet import Box, Glyph

_NARROW = re.compile(r"[\u0021-\u02af\u0370-\u04ff]")
"""Letters, digits and signs of alphabetic scripts: the only ones with spaces between words."""

_SAME_LINE = 0.5
"""Centres of one line's glyphs lie less than this part of a glyph's height apart."""
_WORD_GAP = 0.2
"""Parts of the type size: between two narrow characters, or two wide ones, more is a space."""
_MIXED_GAP = 0.45
"""The same where scripts meet: layout engines leave up to a quarter there of themselves."""
_FAR_GAP = 2.0
"""What is wider parts two texts, and a wide space says so."""


@dataclass(frozen=True)
class Line:
    """A line of text: its glyphs from left to right, spaces included."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """The characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def box(self) -> Box:
        """The room of the line, from its first to its last visible glyph."""
        seen = self.visible
        return Box(
            seen[0].left,
            min(glyph.top for glyph in seen),
            max(glyph.right for glyph in seen),
            max(glyph.bottom for glyph in seen),
        )

    @cached_property
    def visible(self) -> tuple[Glyph, ...]:
        """The glyphs that are no spaces."""
        return tuple(glyph for glyph in self.glyphs if not glyph.text.isspace())

    @cached_property
    def size(self) -> float:
        """The type size: the height of the middle one of its glyphs."""
        heights = sorted(glyph.size for glyph in self.visible)
        return heights[len(heights) // 2]

    @cached_property
    def recognised(self) -> bool:
        """Whether its characters were recognised in a picture."""
        return any(glyph.confidence < 1.0 for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """The height of its centre on the page."""
        return (self.box.top + self.box.bottom) / 2


def is_narrow(character: str) -> bool:
    """Say whether a character belongs to an alphabetic script, or is a digit or a sign of one."""
    return bool(_NARROW.match(character))


def scripts_meet(before: str, after: str) -> bool:
    """Say whether a Chinese character stands beside a letter or digit: marks do not count."""
    return before.isalnum() and after.isalnum() and is_narrow(before) is not is_narrow(after)


def lines_of(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """Gather glyphs into lines from top to bottom; turned text is read along its own direction."""
    known = list(glyphs)
    turned = {glyph.turn for glyph in known if glyph.turn}
    lines: list[Line] = []
    for turn in (0, *sorted(turned)):
        own = [glyph for glyph in known if glyph.turn == turn]
        rows = _rows([_upright(glyph) for glyph in own])
        filled = (row for row in rows if any(not glyph.text.isspace() for glyph in row))
        lines.extend(Line(page, tuple(_spaced(row))) for row in filled)
    return tuple(lines)


def _upright(glyph: Glyph) -> Glyph:
    """Give a turned glyph the place that it would have if its text ran from left to right."""
    match glyph.turn:
        case 90:
            box = (glyph.top, -glyph.right, glyph.bottom, -glyph.left)
        case 180:
            box = (-glyph.right, -glyph.bottom, -glyph.left, -glyph.top)
        case 270:
            box = (-glyph.bottom, glyph.left, -glyph.top, glyph.right)
        case _:
            return glyph
    return replace(glyph, left=box[0], top=box[1], right=box[2], bottom=box[3])


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part glyphs into rows by the heights of their centres."""
    rows: list[list[Glyph]] = []
    centre = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        middle = (glyph.top + glyph.bottom) / 2
        if rows and middle - centre <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
            centre += (middle - centre) / len(rows[-1])
        else:
            rows.append([glyph])
            centre = middle
    for row in rows:
        row.sort(key=lambda glyph: glyph.left + glyph.right)
    return rows


def _spaced(row: Sequence[Glyph]) -> Iterable[Glyph]:
    """Put a space where the gap between two glyphs says so and the file has none.

    In a justified line all gaps are wide; only what is wider than the usual one counts.
    """
    usual = _usual_gap(row)
    before: Glyph | None = None
    for glyph in row:
        if before is not None and not (before.text.isspace() or glyph.text.isspace()):
            gap = (glyph.left - before.right - usual) / max(min(before.size, glyph.size), 0.1)
            if gap > (_MIXED_GAP if scripts_meet(before.text, glyph.text) else _WORD_GAP):
                space = "\u3000" if gap > _FAR_GAP else " "
                yield Glyph(space, before.right, before.top, glyph.left, before.bottom)
        yield glyph
        before = glyph


def _usual_gap(row: Sequence[Glyph]) -> float:
    """Measure the gap that a justified line has everywhere; two glyphs alone tell nothing."""
    gaps = sorted(
        after.left - before.right
        for before, after in pairwise(row)
        if not (is_narrow(before.text) or is_narrow(after.text))
    )
    return max(gaps[len(gaps) // 4], 0.0) if len(gaps) > 2 else 0.0  # noqa: PLR2004 - the fewest that have a middle
