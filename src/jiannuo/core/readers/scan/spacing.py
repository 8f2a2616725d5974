"""Where in a line the ink of each character stands, and where a space parts two of them.

Chinese type stands on a grid of squares, each as wide as the type is high, with the ink in the
middle. So the distance from ink to ink tells what the recognition does not: one square from
neighbour to neighbour, a quarter more where a space stands, two squares where a full-width mark
stands between, four thirds where the mark is of half width.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from jiannuo.core.readers.paper import Box
from jiannuo.core.readers.scan.engine import Picture

White: TypeAlias = npt.NDArray[np.bool_]
"""For each column of pixels of a line, whether no ink stands in it."""

_FAINT = 0.3
"""The part of the way from paper to ink at which thin strokes still count."""
_AROUND = 0.3
_BEYOND = 0.7


def white_columns(grey: Picture, box: Box) -> White:
    """Tell for each column of a line's box whether it is white."""
    top, left = max(int(box.top), 0), max(int(box.left), 0)
    cut = grey[top : int(box.bottom) + 1, left : int(box.right) + 1]
    if cut.size == 0:
        return np.zeros(0, np.bool_)
    paper, ink = np.percentile(cut, 75), np.percentile(cut, 1)
    dark = cut < paper - _FAINT * (paper - ink)
    edge = cut.shape[0] // 6  # of the lines above and below, which a box may touch
    return np.asarray(~dark[edge : cut.shape[0] - edge].any(axis=0))


def ink_centres(places: Sequence[float], white: White, size: float) -> list[float]:
    """Find the middle of each character's ink; `places` are where about the characters stand."""
    if not places:
        return []
    between = [_white_between(before, after, white, size) for before, after in pairwise(places)]
    first = max(places[0] - _BEYOND * size, 0.0)
    last = min(places[-1] + _BEYOND * size, float(len(white)))
    centres = []
    for place, (left, right) in zip(places, pairwise([first, *between, last]), strict=True):
        start, end = round(left), round(right)
        ink = np.flatnonzero(~white[start:end])
        centres.append(start + (ink[0] + ink[-1] + 1) / 2 if len(ink) else place)
    return centres


def _white_between(before: float, after: float, white: White, size: float) -> float:
    """Find the boundary between two characters: the middle of the widest white half-way."""
    middle = (before + after) / 2
    low = max(int(max(middle - _AROUND * size, before)), 0)
    high = int(min(middle + _AROUND * size, after)) + 1
    start, length = _widest(white[low:high])
    return low + start + length / 2 if length else middle


def widest_white(before: float, after: float, white: White) -> int:
    """Measure the widest white between two places."""
    return _widest(white[max(int(before), 0) : max(int(after), 0)])[1]


def _widest(flags: White) -> tuple[int, int]:
    """Find the longest run of True: where it starts, and its length."""
    best = (0, 0)
    start: int | None = None
    for place, flag in enumerate([*flags.tolist(), False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            if place - start > best[1]:
                best = (start, place - start)
            start = None
    return best
