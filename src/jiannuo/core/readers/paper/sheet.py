"""What stands on a page: glyphs and rules, measured in points from the page's top left corner."""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; y runs downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with the room that it takes in its line, not only its ink.

    `turn` is the direction that its text runs, in degrees clockwise (0, 90, 180, 270);
    `confidence` in [0, 1] is how sure a recognition is of it, 1 where the file itself tells.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    turn: int = 0
    confidence: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Its height, which for Chinese characters is the size of the type."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight printed line: horizontal at y = `at` from x = `start` to `end`, or vertical."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a person holds it, the right way up.

    `aside` are texts that are not read with the others: watermarks, letters at odd angles.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    aside: tuple[str, ...] = ()
