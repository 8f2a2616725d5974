"""The agreement between who finds a page that is only a picture and who can read pictures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jiannuo.core.readers.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as a picture: `pixels` in rows, three bytes each, blue, green, red.

    `width` and `height` are the page's in points; the picture may have any resolution.
    """

    number: int
    columns: int
    rows: int
    pixels: bytes
    width: float
    height: float


Recogniser = Callable[[Iterable[Scan]], Iterator[Sheet]]
"""Reads pictures, in their order."""

Progress = Callable[[int, int], None]
"""Told after each page how many are done, and of how many."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""
    del done, total
