"""Names that head the sentences of a cell: 高分子产业园：…  专用化学品产业园：…."""

import re
from dataclasses import dataclass

from jiannuo.core.mapping.labels import narrative_blocks, target_blocks
from jiannuo.core.mapping.vocabulary import SENSES
from jiannuo.core.mapping.wording import folded

_LONGEST = 40
_COLON = re.compile("[：:]")
_BOUNDARY = re.compile(r"[\n。；;！!]")
_NEVER = re.compile(r"[，,。；;！!？?：:“”\"]")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,40}[”\"]|《[^《》]{0,60}》|[（(][^（()）]{0,60}[）)]")
_MARKER = re.compile(
    r"[①-⒇]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,3}[）)]"
)
_NO_NAME = re.compile(
    r"(?:其中|包括|分别为|分别是|具体为|如下|例如|比如|主要有|主要是|即|注|另外|截至.*|截止.*|目前|一是|二是|三是"
    r"|具体(?:情况)?|总体(?:情况|进展)?|备注|说明|时间|地点|电话)$"
)


@dataclass(frozen=True, slots=True)
class PieceName:
    """A name [start, stop) with its colon ending at `end`."""

    start: int
    stop: int
    end: int


def names_in(text: str, start: int, end: int) -> list[PieceName]:
    """Find the names that stand where sentences begin, in [start, end)."""
    colons = _COLON.finditer(text, start, end)
    return [name for colon in colons if (name := name_at(text, start, colon.start()))]


def name_at(text: str, start: int, colon: int) -> PieceName | None:
    """Read the name in front of a colon, back to where its sentence begins; None if it is none."""
    low = max(start, colon - _LONGEST)
    begin = low if low == start else -1
    for boundary in _BOUNDARY.finditer(text, low, colon):
        begin = boundary.end()
    if begin < 0:
        return None
    stop = colon
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    name = text[begin:stop]
    if not name or not _is_name(name) or _is_clock(text, colon):
        return None
    return PieceName(begin, stop, colon + 1)


def _is_name(name: str) -> bool:
    bare = _QUOTED.sub("", name)
    if _NEVER.search(bare) or _NO_NAME.match(bare) or not bare.strip():
        return False
    if (
        _MARKER.match(name)
        or folded(name) in SENSES
        or target_blocks(f"{name}：")
        or narrative_blocks(f"{name}：")
    ):
        return False
    return not name.isdecimal()


def _is_clock(text: str, colon: int) -> bool:
    return text[colon - 1 : colon].isdecimal() and text[colon + 1 : colon + 2].isdecimal()
