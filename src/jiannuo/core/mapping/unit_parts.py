"""A cell of organisations cut at its separators, each part with the role that the cell gives it."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from jiannuo.core.mapping import organisation_words as words
from jiannuo.core.mapping.vocabulary import DATA
from jiannuo.core.mapping.wording import tight

OPENING, CLOSING = "（(【[", "）)】]"
_FIRM = "、，,；;。/／|"
_WHITE = " \t\n\u3000\xa0"
_CONJUNCTION = re.compile(r"(?<=[局委办部院镇乡道会府心])(?:和|及|与|以及|会同)(?=[一-鿿]{2,})")
_NUMBERED = re.compile(r"\d{1,2}[.．、)）]\s*|[①-⑳]\s*")
_SIGNS = "*＊★☆▲△●◆■※#-—–－_~～:：。.'"
_BY = re.compile(r"由(?=[一-鿿]{2,})")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell: the span of its characters, how it is parted from the one before, its role.

    `loose` says that only white space stood before it, so that it may go on with the part before;
    `listed` that a 、 did. `spreads` says that the role is a word behind the name (…配合), which
    is meant for the whole list before it.
    """

    text: str
    start: int
    end: int
    loose: bool = False
    listed: bool = False
    role: str | None = None
    spreads: bool = False


def parts_of(text: str) -> list[Part]:
    """Cut a cell into parts; labels (牵头单位：) and marks (（牵头）, …配合) become their roles."""
    found: list[Part] = []
    for start, end, given in _segments(text):
        found.extend(_carry_marks(_cut(text, start, end, given)))
    return found


def _segments(text: str) -> list[tuple[int, int, str | None]]:
    """Cut a cell at its role labels (牵头单位：…；配合单位：…)."""
    labels = list(words.ROLE_LABEL.finditer(text))
    if not labels:
        return [(0, len(text), None)]
    segments: list[tuple[int, int, str | None]] = []
    if text[: labels[0].start()].strip(_WHITE + _FIRM + OPENING):
        segments.append((0, labels[0].start(), None))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    segments.extend(
        (label.end(), end, label["role"]) for label, end in zip(labels, ends, strict=True)
    )
    return segments


def _cut(text: str, start: int, end: int, given: str | None) -> list[Part]:
    """Cut at separators outside brackets; a bracket that never closes counts as a character.

    A mark of a role ends a name (or, where the cell begins with one, begins it) even if no
    separator stands between: 区公安分局（牵头）区发改局. Marks that stand before the names hold for
    all names up to the next: （牵头）区公安分局（配合）区发改局 区财政局.
    """
    marks = list(words.ROLE_MARK.finditer(text, start, end))
    if marks and len(marks) < end - start:
        leading = not text[start : marks[0].start()].strip(_WHITE + _FIRM)
        seams = [mark.start() if leading else mark.end() for mark in marks]
        edges = sorted({start, *seams, end})
        roles = {mark.start(): tight(mark["role"]) for mark in marks} if leading else {}
        return [
            part
            for first, last in pairwise(edges)
            for part in _separated(text, first, last, roles.get(first, given))
        ]
    return _separated(text, start, end, given)


def _separated(text: str, start: int, end: int, given: str | None) -> list[Part]:
    parts: list[Part] = []
    depth, begin, before = 0, start, ""
    closings = sum(text.count(bracket, start, end) for bracket in CLOSING)
    for place in range(start, end):
        character = text[place]
        if character in OPENING and closings:
            depth += 1
        elif character in CLOSING:
            depth, closings = max(0, depth - 1), closings - 1
        elif not depth and character in _FIRM + _WHITE:
            if place > begin:
                parts.extend(_pieces(text, begin, place, before, given))
                before = ""
            before += character
            begin = place + 1
    return [*parts, *_pieces(text, begin, end, before, given)]


def _pieces(text: str, begin: int, end: int, before: str, given: str | None) -> list[Part]:
    loose = bool(before) and not before.strip(_WHITE)
    listed = "、" in before
    pieces = []
    for start, stop in _at_conjunctions(text, begin, end):
        if by := _BY.match(text, start, stop):
            start = by.end()  # noqa: PLW2901 - 由 is no part of the name
        start, stop = _bare(text, start, stop)  # noqa: PLW2901 - signs and numbers are no part of it
        role, name_start, name_stop, spreads = _role_in(text, start, stop)
        if name_stop > name_start or role:
            named = text[name_start:name_stop]
            role = role or given
            pieces.append(Part(named, name_start, name_stop, loose, listed, role, spreads))
        loose, listed = False, True
    return pieces


def _bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """Leave out signs (★), numbers (1.) and dashes around a name."""
    if numbered := _NUMBERED.match(text, start, stop):
        start = numbered.end()
    while start < stop and text[start] in _SIGNS:
        start += 1
    while stop > start and text[stop - 1] in _SIGNS:
        stop -= 1
    return start, stop


def _role_in(text: str, start: int, stop: int) -> tuple[str | None, int, int, bool]:
    """Take a mark of the role off a part's beginning or end."""
    role = None
    mark = words.ROLE_MARK.search(text, start, stop)
    if mark and mark.end() == stop:
        role, stop = tight(mark["role"]), mark.start()
        if mark["jointly"]:
            return role, start, stop, True
    elif mark and mark.start() == start:
        role, start = tight(mark["role"]), mark.end()
    tail = words.ROLE_TAIL.search(text, start, stop)
    if tail and tail.start() > start + 1:
        spreads = tail["role"] != DATA
        duties = words.DUTIES.search(text, start, tail.start())
        return tail["role"], start, duties.start() if duties else tail.start(), spreads
    return role, start, stop, False


def _at_conjunctions(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for conjunction in _CONJUNCTION.finditer(text, begin, end):
        before, after = text[begin : conjunction.start()], text[conjunction.end() : end]
        after = words.ROLE_TAIL.sub("", after)
        if words.is_complete(before) and words.is_complete(after) and "（" not in before:
            pieces.append((begin, conjunction.start()))
            begin = conjunction.end()
    return [*pieces, (begin, end)]


def _carry_marks(parts: list[Part]) -> list[Part]:
    """Give a mark that stands alone to the name before it, a role behind a list to the whole list."""
    carried: list[Part] = []
    waiting: str | None = None
    for part in parts:
        if part.text.strip():
            carried.append(replace(part, role=waiting or part.role))
            waiting = None
        elif carried:
            carried[-1] = replace(carried[-1], role=part.role)
        else:
            waiting = part.role
    return _over_lists(carried)


def _over_lists(parts: list[Part]) -> list[Part]:
    """区财政局、区审计局配合: the word at the end is meant for every name of the list."""
    spread: list[Part] = []
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        after = spread[-1] if spread else None
        if after and after.listed and after.spreads and part.role is None:
            part = replace(part, role=after.role, spreads=True)
        spread.append(part)
    return spread[::-1]
