"""Lines joined into text: which line ends are the author's, and which only the page's.

A layout engine breaks a line where the next piece no longer fits. So a line that would have had
room for the next piece was ended by its author, and a full one goes on with the next. Chinese text
may be broken between any two characters, but not before a closing mark, after an opening one, or
inside a number or a word. Where a line is full by chance the words decide: an item's marker begins
a line, and after a sentence's end a full line is taken for the paragraph's last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.readers.paper.lines import Line, is_narrow, scripts_meet
from jiannuo.core.readers.paper.sheet import Glyph
from jiannuo.core.tables import MarkKind

UNSURE = 0.8
"""A character that its recognition is less sure of is marked."""

_MARK = (
    r"[①-⑳⑴-⒛❶-❿⒈-⒛]|[（(]\d{1,2}[）)]|\d{1,2}[）)]|\d{1,2}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是"
)
_MARKER = re.compile(_MARK)
_INLINE = re.compile(rf"[。；;：:，]\s*({_MARK})")
_COUNTED = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}")
_CIRCLED = re.compile(r"[①-⑳⑴-⒛❶-❿⒈-⒛]")
_ITEM = re.compile(rf"\s*(?!\d{{1,2}}[、.．]\d|[一二三四五六七八九十]是)(?:{_MARK}|[●•◆■▪○★▲])")
_STOP = re.compile(r"[。；;！!？?：:]\s*$")
_SENTENCE_END = re.compile(r"[。；;]")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:[.．]|、(?!\d))")
_NEVER_FIRST = frozenset("，。、；：！？）】》〉」』’”％%°℃…—·,.;:!?)]}")
_NEVER_LAST = frozenset("（【《〈「『‘“([{￥$#")
_UNBROKEN = re.compile(r"[A-Za-z0-9.,%/\\:+\-—_@#＃&]")
_QUOTES = frozenset("“”‘’\"'")
"""Layout engines break on neither side of a quotation mark, not knowing which way it faces."""
_SPACE_ROOM = 0.27
"""Type sizes: the width of a space, and of the gap that is left where scripts meet."""
_HAIR = 0.03
_VAGUE_HAIR = 0.11
"""Type sizes: how far measured widths can be off, in a file and in a picture."""
_OFF_EDGE, _EVEN = 0.5, 0.35
"""Type sizes: a line that begins farther from its edge, and ends as far from the other, is centred."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the room that it was set in: the text's limits left and right."""

    line: Line
    left: float
    right: float

    @property
    def slack(self) -> float:
        """The room that its layout left unused; a centred line has it on both sides."""
        after = self.right - _end(self.line)
        before = self.line.box.left - self.left
        if before > _OFF_EDGE * self.line.size and abs(before - after) < _EVEN * self.line.size:
            return before + after
        return after


def write(lines: Sequence[Placed], content: MarkedText, look: Look = ()) -> None:
    """Join lines into a text, with a newline where the author ended one; `look` is everybody's."""
    stacked = len(lines) > 1 and all(len(placed.line.visible) == 1 for placed in lines)
    inline = _inline_markers(lines)
    over = [not stacked and ends(above, below, inline=inline) for above, below in pairwise(lines)]
    for number, placed in enumerate(lines):
        if number and over[number - 1]:
            content.break_line()
        elif number:
            _join(content, lines[number - 1], placed)
        glyphs = placed.line.glyphs
        last = number + 1 == len(lines) or over[number]
        for glyph in _trimmed(glyphs) if last else glyphs:
            content.add(glyph.text, [*look, *_look(glyph)])


def _inline_markers(lines: Sequence[Placed]) -> frozenset[str]:
    """Name the kinds of item markers that this text has inside its lines."""
    return frozenset(
        _kind(found[1]) for placed in lines for found in _INLINE.finditer(placed.line.text.strip())
    )


def _kind(marker: str) -> str:
    """Make the markers of one series alike: ② like ①, 2. like 1."""
    return "○" if _CIRCLED.match(marker) else _COUNTED.sub("#", marker)


def ends(placed: Placed, following: Placed, inline: frozenset[str] = frozenset()) -> bool:
    """Say whether the author ended a line before the following one.

    `inline` are the kinds of item markers that the text has inside its lines: one at the beginning
    of a line may stand there by chance.
    """
    before, after = placed.line, following.line
    room = _SPACE_ROOM * after.size + _first_piece(before, after)
    if _begins_item(before, after) and not (placed.slack < room and _marker(after) in inline):
        return True
    return placed.slack >= room and not _cannot_part(before, after)


def goes_on(placed: Placed, following: Placed) -> bool:
    """Say whether a line is surely continued: it is full, ends no sentence, and no item follows."""
    if _begins_item(placed.line, following.line) or _STOP.search(placed.line.text):
        return False
    return placed.slack < _first_piece(placed.line, following.line)


def _marker(line: Line) -> str | None:
    found = _MARKER.match(line.text.strip())
    return _kind(found[0]) if found else None


def is_item(text: str) -> bool:
    """Say whether a text begins with the marker of an item."""
    return bool(_ITEM.match(text))


def _begins_item(before: Line, after: Line) -> bool:
    """Say whether a line begins with an item's marker, not with the rest of a number (12. / 5公里).

    After a sentence's end 2.11月底 is an item 2, elsewhere a number.
    """
    ended = before.text.rstrip()[-1:]
    if _SENTENCE_END.fullmatch(ended) and _NUMBERED.match(after.text):
        return True
    inside = ended in {".", "．", "第", "（", "("} or (ended.isdigit() and after.text[:1].isdigit())
    return bool(_ITEM.match(after.text)) and not inside


def _cannot_part(before: Line, after: Line) -> bool:
    """Say whether no author ends a line here, whatever the room: a mark would stand alone."""
    first, last = after.text.lstrip()[:1], before.text.rstrip()[-1:]
    return (first in _NEVER_FIRST and first not in "—·.") or last in _NEVER_LAST


def _first_piece(before: Line, line: Line) -> float:
    """Measure what a layout engine would have had to fit: the line's first unbreakable piece.

    Where scripts meet, it would have left a quarter of the type size between them.
    """
    glyphs = line.visible
    place = 0
    while place + 1 < len(glyphs) and _holds_together(glyphs[place], glyphs[place + 1]):
        place += 1
    meeting = scripts_meet(before.text.rstrip()[-1:], glyphs[0].text)
    if line.recognised:  # where a mark's ink ends says little of its room
        return (
            sum(0.5 if is_narrow(glyph.text) else 1.0 for glyph in glyphs[: place + 1]) * line.size
        )
    return glyphs[place].right - glyphs[0].left + (_SPACE_ROOM * line.size if meeting else 0.0)


def _holds_together(before: Glyph, after: Glyph) -> bool:
    if after.text in _NEVER_FIRST or before.text in _NEVER_LAST:
        return True
    if before.text in _QUOTES or after.text in _QUOTES:
        return True
    touching = after.left - before.right < 0.15 * before.size
    return touching and bool(_UNBROKEN.match(before.text) and _UNBROKEN.match(after.text))


def _end(line: Line) -> float:
    """Tell where a line ends, with the spaces that stand there."""
    return max(glyph.right for glyph in line.glyphs)


def _join(content: MarkedText, placed: Placed, following: Placed) -> None:
    """Close up two lines; words of an alphabetic script keep a space between them.

    So do Chinese ones where the next character would have fitted, but not a space and it: layout
    engines let a space disappear where they break a line.
    """
    before, after = placed.line, following.line
    ended, begun = before.text[-1:], after.text[:1]
    if ended.isspace() or begun.isspace():
        return
    letters = ended.isascii() and ended.isalpha() and begun.isascii() and begun.isalpha()
    room = placed.slack - _first_piece(before, after)
    vague = before.recognised or after.recognised
    hair = (_VAGUE_HAIR if vague else _HAIR) * before.size
    if letters or (room >= hair and not _cannot_part(before, after)):
        content.add(" ")


def _trimmed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    end = len(glyphs)
    while end and glyphs[end - 1].text.isspace():
        end -= 1
    return glyphs[:end]


def _look(glyph: Glyph) -> Look:
    look: list[tuple[MarkKind, str | None]] = []
    if glyph.bold:
        look.append((MarkKind.BOLD, None))
    if glyph.confidence < UNSURE:
        look.append((MarkKind.UNSURE, f"{glyph.confidence:.2f}"))
    return look
