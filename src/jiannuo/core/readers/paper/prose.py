"""Lines outside tables gathered into paragraphs."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from jiannuo.core.readers.paper.lines import Line
from jiannuo.core.readers.paper.wrapping import Placed, ends

_OTHER_SIZE = 0.15
_INDENT = 1.2
_FAR_IN = 3.0
_ENDED = re.compile(r"[。！？；：.!?;:）)》”\d]\s*$")
_FAR = 1.5
"""Line pitches: lines farther apart than this belong to different paragraphs."""


def paragraphs(
    lines: Sequence[Line], limits: tuple[float, float], pitch: float
) -> Iterable[list[Placed]]:
    """Gather lines, in reading order, into paragraphs.

    `limits` are the left and right edges of the document's text, `pitch` the usual distance of its
    lines.
    """
    gathered: list[Placed] = []
    for line in lines:
        placed = Placed(line, *limits)
        if gathered and _parts(gathered[-1], placed, pitch):
            yield gathered
            gathered = []
        gathered.append(placed)
    if gathered:
        yield gathered


def _parts(above: Placed, below: Placed, pitch: float) -> bool:
    """Say whether a paragraph ends between two lines."""
    upper, lower = above.line, below.line
    if abs(upper.size - lower.size) > _OTHER_SIZE * max(upper.size, lower.size):
        return True
    if upper.page == lower.page and lower.middle - upper.middle > _FAR * pitch:
        return True
    if is_centred(above) or is_centred(below):
        return True
    if upper.box.left - lower.box.left > _FAR_IN * lower.size:
        return True  # a line set to the right: a date, a signature
    indent = below.line.box.left - below.left
    if indent >= _INDENT * lower.size and indent > above.line.box.left - above.left - 1.0:
        return True
    return ends(above, below)


def is_centred(placed: Placed) -> bool:
    """Say whether a line stands in the middle of its room, well away from both edges."""
    box = placed.line.box
    before, after = box.left - placed.left, placed.right - box.right
    least = 2.5 * placed.line.size
    return min(before, after) > least and abs(before - after) < 2 * placed.line.size


def limits_of(
    lines: Sequence[Line], tables: Iterable[tuple[float, float]], width: float
) -> tuple[float, float]:
    """Measure the edges of the document's text: of its lines and of its tables.

    Where no line is seen to be broken at the right edge (a few short paragraphs tell nothing), the
    right margin is taken for as wide as the left one on pages of this `width`.
    """
    spans = [(line.box.left, line.box.right) for line in lines]
    edges = [*spans, *tables]
    if not edges:
        return 0.0, 0.0
    left, right = min(start for start, _ in edges), max(end for _, end in edges)
    broken = any(
        line.box.right >= right - line.size
        and line.box.width > width / 2
        and not _ENDED.search(line.text)
        for line in lines
    )
    if broken or len(edges) > len(spans):
        return left, right
    return left, max(right, width - left)


def pitch_of(lines: Sequence[Line]) -> float:
    """Measure the usual distance from line to line; infinite if no two follow one another."""
    steps = sorted(
        below.middle - above.middle
        for above, below in pairwise(lines)
        if above.page == below.page and below.middle > above.middle
    )
    return steps[len(steps) // 2] if steps else float("inf")
