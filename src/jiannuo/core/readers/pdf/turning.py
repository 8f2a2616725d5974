"""From the coordinates of a PDF to those of the page as it is seen: y downwards, the right way up."""

from collections import Counter
from dataclasses import dataclass

from jiannuo.core.readers.paper import Box, Glyph, Rule

_FULL_TURN = 360
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class View:
    """How a page is shown: its visible box in PDF coordinates, and the clockwise turn of it."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in {90, 270} else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Place a point of the PDF on the shown page."""
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def shows(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Say whether the centre of a rectangle lies on the page."""
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def box(self, x1: float, y1: float, x2: float, y2: float) -> Box:
        """Place a rectangle, given by two opposite corners."""
        (left, top), (right, bottom) = self.point(x1, y1), self.point(x2, y2)
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def reading_turn(glyphs: list[Glyph]) -> int:
    """Tell the direction that most of a page's text runs: a table is often set sideways."""
    turns = Counter(glyph.turn for glyph in glyphs)
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if count >= _MOSTLY * len(glyphs) else 0


def turned_glyph(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Turn a glyph back by `turn` degrees on a page of this width and height."""
    box = _turned(Box(glyph.left, glyph.top, glyph.right, glyph.bottom), turn, width, height)
    return Glyph(
        glyph.text,
        *box,
        bold=glyph.bold,
        turn=(glyph.turn - turn) % _FULL_TURN,
        confidence=glyph.confidence,
    )


def turned_rule(rule: Rule, turn: int, width: float, height: float) -> Rule:
    """Turn a rule back likewise."""
    ends = (
        Box(rule.at, rule.start, rule.at, rule.end)
        if rule.upright
        else Box(rule.start, rule.at, rule.end, rule.at)
    )
    box = _turned(ends, turn, width, height)
    upright = rule.upright if turn == _FULL_TURN // 2 else not rule.upright
    if upright:
        return Rule(upright, box.left, box.top, box.bottom)
    return Rule(upright, box.top, box.left, box.right)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    """Turn a box counter-clockwise by `turn` degrees."""
    match turn:
        case 90:
            return Box(box.top, width - box.right, box.bottom, width - box.left)
        case 180:
            return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
        case 270:
            return Box(height - box.bottom, box.left, height - box.top, box.right)
        case _:
            return box
