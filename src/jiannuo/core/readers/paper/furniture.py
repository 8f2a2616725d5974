"""What surrounds every page: running heads and feet, page numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.readers.paper.lines import Line
from jiannuo.core.readers.paper.sheet import Sheet

_PAGE_NUMBER = re.compile(
    r"[-—–─－·~～\s]*(?:第\s*)?\d{1,4}\s*(?:页)?\s*(?:[,，/／、]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–─－·~～\s]*"
    r"|(?:Page|P)\.?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_MARGIN = 0.13
"""The part of a page's height, at either end, in which furniture stands."""
_SAME_HEIGHT = 0.015
_TITLE_LENGTH = 8
_TITLE_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines outside tables; `above` and `below` bound its tables, if it has any."""

    sheet: Sheet
    lines: tuple[Line, ...]
    table_top: float
    table_bottom: float


def furniture_of(pages: Sequence[Page], body_size: float) -> set[Line]:
    """Name the lines that are no text: page numbers, and what stands on several pages alike.

    A line set larger than the `body_size` that every page repeats is a title printed again: its
    first stays.
    """
    found: set[Line] = set()
    places: dict[tuple[str, bool], list[tuple[Page, Line]]] = {}
    for page in pages:
        for line in page.lines:
            side = _side(page, line)
            if side is None:
                continue
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                found.add(line)
            places.setdefault((_pattern(line.text), side), []).append((page, line))
    for group in places.values():
        numbers = {page.sheet.number for page, _ in group}
        if len(numbers) < max(2, len(pages) // 2) or not _same_height(group):
            continue
        lines = [line for _, line in group]
        first = lines[0]
        is_title = (
            len(first.text) >= _TITLE_LENGTH
            and first.size >= _TITLE_SIZE * body_size
            and len({line.text for line in lines}) == 1
        )
        found.update(lines[1:] if is_title else lines)
    return found


def _side(page: Page, line: Line) -> bool | None:
    """Tell whether a line stands in the margin above (True) or below (False) all tables."""
    if line.glyphs[0].turn:
        return True if _PAGE_NUMBER.fullmatch(line.text.strip()) else None
    height = page.sheet.height
    if line.box.bottom <= max(_MARGIN * height, 0) and line.box.bottom <= page.table_top:
        return True
    if line.box.top >= (1 - _MARGIN) * height and line.box.top >= page.table_bottom:
        return False
    return None


def _pattern(text: str) -> str:
    """Make the running heads of different pages alike: any number for any other."""
    return re.sub(r"\d+", "#", "".join(text.split()))


def _same_height(group: Sequence[tuple[Page, Line]]) -> bool:
    heights = [line.middle / page.sheet.height for page, line in group]
    return max(heights) - min(heights) <= _SAME_HEIGHT
