"""From recognised lines to glyphs: where each character stands, and the spaces between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from jiannuo.core.readers.paper import Box, Glyph
from jiannuo.core.readers.scan.engine import Picture
from jiannuo.core.readers.scan.punctuation import habits, is_mark, printed
from jiannuo.core.readers.scan.recognition import Character, is_wide
from jiannuo.core.readers.scan.spacing import White, ink_centres, white_columns, widest_white

_HALF_WIDE = 0.55
_HALF_NARROW = 0.4
_TOGETHER = 2.2
"""Type sizes: characters closer than this are neighbours; whether a space parts them the ink says."""
_SPACED = ((1.08, 0.29), (1.15, 0.25))
"""Type sizes: the distance of two Chinese characters, and the white between them, for a space."""
_SPACED_MARK = 0.15
_ENOUGH_STEPS = 3
_TYPE_IN_BOX = 0.74
"""The size of the type as a part of a line's box, where the line itself does not tell."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it was recognised: its box in the picture, in pixels, and its characters."""

    box: Box
    characters: tuple[Character, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A line with the middles of its characters' ink, in pixels from its left, and its type size."""

    line: ReadLine
    white: White
    centres: list[float]
    size: float

    @property
    def texts(self) -> list[str]:
        return [character.text for character in self.line.characters]

    def room(self, place: int) -> float | None:
        """Measure the room of a mark between two Chinese characters, in type sizes."""
        texts = self.texts
        if not 0 < place < len(texts) - 1:
            return None
        if not (_is_ideograph(texts[place - 1]) and _is_ideograph(texts[place + 1])):
            return None
        return (self.centres[place + 1] - self.centres[place - 1]) / self.size - 1.0


def glyphs_of(lines: Sequence[ReadLine], grey: Picture) -> list[Glyph]:
    """Place the characters of a page's lines, in pixels of the picture (grey levels)."""
    measured = _measured(lines, grey)
    habit = habits(
        (text, room)
        for line in measured
        for place, text in enumerate(line.texts)
        if is_mark(text) and (room := line.room(place)) is not None
    )
    return [glyph for line in measured for glyph in _glyphs(line, habit)]


def _measured(lines: Sequence[ReadLine], grey: Picture) -> list[_Measured]:
    """Measure the lines of a page; where one tells no type size, it has its box's usual share."""
    shares = [size / line.box.height for line in lines if (size := _pitch(line)) is not None]
    share = float(np.median(shares)) if shares else _TYPE_IN_BOX
    found = []
    for line in lines:
        rough = _pitch(line) or share * line.box.height
        white = white_columns(grey, line.box)
        places = [character.place * line.box.width for character in line.characters]
        centres = ink_centres(places, white, rough)
        steps = [
            after - before
            for (a, before), (b, after) in pairwise(zip(line.characters, centres, strict=True))
            if _is_ideograph(a.text) and _is_ideograph(b.text)
        ]
        size = float(np.percentile(steps, 30)) if len(steps) >= _ENOUGH_STEPS else rough
        found.append(_Measured(line, white, centres, size if 0.7 < size / rough < 1.3 else rough))  # noqa: PLR2004 - a step that is off by more is no step
    return found


def _pitch(line: ReadLine) -> float | None:
    """Measure roughly the distance of a line's Chinese characters."""
    steps = [
        (after.place - before.place) * line.box.width
        for before, after in pairwise(line.characters)
        if _is_ideograph(before.text) and _is_ideograph(after.text)
    ]
    return float(np.median(steps)) if len(steps) >= _ENOUGH_STEPS else None


def _is_ideograph(text: str) -> bool:
    return is_wide(text) and text.isalpha()


def _glyphs(measured: _Measured, habit: dict[str, bool]) -> list[Glyph]:
    line, size = measured.line, measured.size
    rooms = [measured.room(place) for place in range(len(measured.centres))]
    texts = printed(measured.texts, rooms, habit)
    centres = [line.box.left + centre for centre in measured.centres]
    middle = (line.box.top + line.box.bottom) / 2
    top, bottom = middle - size / 2, middle + size / 2
    glyphs: list[Glyph] = []
    for place, (text, centre) in enumerate(zip(texts, centres, strict=True)):
        reach = size * (_HALF_WIDE if is_wide(text) else _HALF_NARROW)
        left, right = centre - reach, centre + reach
        if place and centre - centres[place - 1] < _TOGETHER * size:
            left = (centres[place - 1] + centre) / 2
        if place + 1 < len(centres) and centres[place + 1] - centre < _TOGETHER * size:
            right = (centre + centres[place + 1]) / 2
        if place and _is_parted(measured, texts, place):
            glyphs.append(Glyph(" ", left, top, left, bottom))
        sure = line.characters[place].confidence
        glyphs.append(Glyph(text, left, top, right, bottom, confidence=sure))
    return glyphs


def _is_parted(measured: _Measured, texts: Sequence[str], place: int) -> bool:
    """Say whether a space stands before a character, by what is measured around it."""
    before, after = texts[place - 1], texts[place]
    size, centres = measured.size, measured.centres
    if _is_ideograph(before) and _is_ideograph(after):
        step = (centres[place] - centres[place - 1]) / size
        white = widest_white(centres[place - 1], centres[place], measured.white) / size
        return any(step >= far and white >= wide for far, wide in _SPACED)
    if not (is_mark(before) and _is_ideograph(after)):
        return False
    room = measured.room(place - 1)
    usual = 1.0 if is_wide(before) else 0.35
    return room is not None and room - usual >= _SPACED_MARK
