"""Organisations out of the cells of a 责任单位 column: names, who leads, what part each plays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jiannuo.core.mapping import organisation_words as words
from jiannuo.core.mapping.run_together import split_run
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE
from jiannuo.core.mapping.wording import tight
from jiannuo.core.records import Unit

_OPENING, _CLOSING = "（(【[", "）)】]"
_FIRM_SEPARATORS = "、，,；;。/／|"
_WHITE = " \t\n\u3000\xa0"
_CONJUNCTION = re.compile(r"(?<=[局委办部院镇乡道会府心])(?:和|及|与|以及)(?=[一-鿿]{2,})")
_ELLIPTICAL_TAIL = re.compile(
    r"^[一-鿿]{2,4}?(?:片区|街道|园区|流域|社区|村|镇|乡|项目|开发区|新区|校区|段)"
)
_LONGEST_SHARED = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One name as the cell has it: the span of its characters and what stood before it."""

    text: str
    start: int
    end: int
    loose: bool
    """Only white space stood before it, so it may go on with the name before."""
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with the span of the cell that names it."""

    unit: Unit
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Units:
    """What a cell says about organisations.

    `open_tail` is the text of an open list (等相关部门); `stray` are spans of characters that are
    no name; `wrapped`, `cut` and `shared` are names that were joined over a break, cut apart, or
    kept together although they may stand for several.
    """

    members: tuple[Member, ...] = ()
    open_tail: str | None = None
    stray: tuple[tuple[int, int], ...] = ()
    wrapped: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(slots=True)
class _Notes:
    open_tail: str | None = None
    stray: list[tuple[int, int]] = field(default_factory=list)
    wrapped: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)


def read_units(text: str, role: str = RESPONSIBLE, known: frozenset[str] = frozenset()) -> Units:
    """Read a cell of organisations; `role` is what its column says about them.

    `lead` is set from a mark in the cell itself only; what a column says, the caller adds.
    """
    notes = _Notes()
    parts = [
        part for start, end, given in _segments(text) for part in _parts(text, start, end, given)
    ]
    parts = _carry_marks(parts)
    parts = _close_list(parts, notes)
    parts = _join_elliptical(_join_wrapped(parts, text, notes), text, notes)
    parts = [piece for part in parts for piece in _cut_run(part, known, notes)]
    marked = any(part.role in words.LEADING for part in parts)
    members = tuple(_member(part, role, marked=marked) for part in parts)
    unsure = tuple(
        member.unit.name for member in members if not words.is_complete(member.unit.name)
    )
    return Units(
        members=members,
        open_tail=notes.open_tail,
        stray=tuple(notes.stray),
        wrapped=tuple(notes.wrapped),
        cut=tuple(notes.cut),
        shared=tuple(notes.shared),
        unsure=unsure,
    )


def names_standing_alone(cells: Iterable[str]) -> frozenset[str]:
    """Collect the names that are beyond doubt in a column: whole and between firm separators."""
    found: set[str] = set()
    for text in cells:
        for start, end, given in _segments(text):
            for part in _carry_marks(_parts(text, start, end, given)):
                name = tight(part.text)
                if words.is_complete(name) and len(split_run(name, frozenset())) == 1:
                    found.add(name)
    return frozenset(found)


def looks_like_units(text: str) -> bool:
    """Say whether a cell holds organisations and nothing else."""
    parts = [
        part for start, end, given in _segments(text) for part in _parts(text, start, end, given)
    ]
    named = [tight(part.text) for part in parts]
    whole = [name for name in named if words.is_complete(name) and len(name) <= 24]  # noqa: PLR2004 - the longest names of public bodies
    return bool(named) and len(whole) * 2 > len(named) and "。" not in text.strip("。")


def _member(part: Part, column_role: str, *, marked: bool) -> Member:
    role = words.role_word(part.role) if part.role else column_role
    lead = (part.role in words.LEADING) if marked else None
    name = _out_of_brackets(tight(part.text))
    return Member(Unit(name=name, lead=lead, role=role), (part.start, part.end))


def _out_of_brackets(name: str) -> str:
    """Free a name that stands in brackets of its own, behind a stray separator."""
    if (
        name[:1] in _OPENING
        and name[-1:] in _CLOSING
        and not any(b in name[1:-1] for b in _CLOSING)
    ):
        return name[1:-1]
    return name


def _segments(text: str) -> list[tuple[int, int, str | None]]:
    """Split a cell at its role labels (牵头单位：…；配合单位：…)."""
    labels = list(words.ROLE_LABEL.finditer(text))
    if not labels:
        return [(0, len(text), None)]
    segments: list[tuple[int, int, str | None]] = []
    if text[: labels[0].start()].strip(_WHITE + _FIRM_SEPARATORS + _OPENING):
        segments.append((0, labels[0].start(), None))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    segments.extend(
        (label.end(), end, label["role"]) for label, end in zip(labels, ends, strict=True)
    )
    return segments


def _parts(text: str, start: int, end: int, given: str | None) -> list[Part]:
    """Split at separators outside brackets; brackets that never close count as characters."""
    parts: list[Part] = []
    depth, begin, loose = 0, start, False
    closings = sum(text.count(bracket, start, end) for bracket in _CLOSING)
    for place in range(start, end):
        character = text[place]
        if character in _OPENING and closings:
            depth += 1
        elif character in _CLOSING:
            depth, closings = max(0, depth - 1), closings - 1
        elif not depth and character in _FIRM_SEPARATORS + _WHITE:
            _add(parts, text, begin, place, loose=loose, role=given)
            firm = character in _FIRM_SEPARATORS
            loose = not firm if place > begin or firm else loose
            begin = place + 1
    _add(parts, text, begin, end, loose=loose, role=given)
    return parts


def _add(
    parts: list[Part], text: str, begin: int, end: int, *, loose: bool, role: str | None
) -> None:
    for piece in _at_conjunctions(text, begin, end):
        mark = words.ROLE_MARK.search(text, *piece)
        if mark and mark.end() == piece[1]:
            role_here, piece_end = mark["role"], mark.start()
        elif mark and mark.start() == piece[0]:
            role_here, piece_end = mark["role"], piece[1]
            piece = (mark.end(), piece[1])  # noqa: PLW2901 - the mark is no part of the name
        else:
            role_here, piece_end = role, piece[1]
        tail = words.ROLE_TAIL.search(text[piece[0] : piece_end])
        if tail and tail.start() > 1:
            role_here, piece_end = tail["role"], piece[0] + tail.start()
        if piece_end > piece[0] or (mark and role_here):
            parts.append(Part(text[piece[0] : piece_end], piece[0], piece_end, loose, role_here))


def _at_conjunctions(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for conjunction in _CONJUNCTION.finditer(text, begin, end):
        before, after = text[begin : conjunction.start()], text[conjunction.end() : end]
        if words.is_complete(before) and words.is_complete(after) and "（" not in before:
            pieces.append((begin, conjunction.start()))
            begin = conjunction.end()
    return [*pieces, (begin, end)]


def _carry_marks(parts: list[Part]) -> list[Part]:
    """Give a mark that stands alone, （牵头） between spaces, to the name before it."""
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
    return carried


def _close_list(parts: list[Part], notes: _Notes) -> list[Part]:
    """Take 等 (and 等相关部门) off the last name: the list is open."""
    if not parts:
        return parts
    last = parts[-1]
    tail = words.OPEN_TAIL.search(last.text)
    if not tail or (last.text == "等" and len(parts) == 1):
        return parts
    notes.open_tail = tail[0]
    kept = last.text[: tail.start()]
    if not kept.strip():
        return parts[:-1]
    return [*parts[:-1], replace(last, text=kept, end=last.start + len(kept))]


def _join_wrapped(parts: list[Part], text: str, notes: _Notes) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        name = tight(part.text)
        before = joined[-1] if joined else None
        if before and part.loose and len(name) == 1 and tight(before.text).endswith(name):
            notes.stray.append((part.start, part.end))
        elif before and part.loose and _goes_on(tight(before.text), name):
            whole = Part(
                text[before.start : part.end], before.start, part.end, before.loose,
                part.role or before.role,
            )  # fmt: skip
            joined[-1] = whole
            notes.wrapped.append(tight(whole.text))
        else:
            joined.append(part)
    return joined


def _goes_on(before: str, name: str) -> bool:
    if name in words.BARE_HEADS:
        return True
    return not words.is_complete(before) and words.is_complete(before + name) and len(before) > 1


def _join_elliptical(parts: list[Part], text: str, notes: _Notes) -> list[Part]:
    """Keep 兴隆、七贤、党家片区项目指挥部 together: names of places that share one ending."""
    out: list[Part] = []
    pending: list[Part] = []
    for part in parts:
        name = tight(part.text)
        if not words.is_complete(name) and len(name) <= _LONGEST_SHARED and not part.role:
            pending.append(part)
            continue
        if pending and _ELLIPTICAL_TAIL.match(name) and len(name) > _LONGEST_SHARED:
            first = pending[0]
            part = Part(text[first.start : part.end], first.start, part.end, first.loose, part.role)  # noqa: PLW2901 - the names before it belong to it
            notes.shared.append(tight(part.text))
            pending = []
        out.extend(pending)
        pending = []
        out.append(part)
    return [*out, *pending]


def _cut_run(part: Part, known: frozenset[str], notes: _Notes) -> list[Part]:
    names = split_run(tight(part.text), known)
    if len(names) == 1:
        return [part]
    notes.cut.append(tight(part.text))
    pieces, start = [], part.start
    for name in names:
        role = part.role if name is names[-1] else None
        length = min(len(name), part.end - start)
        pieces.append(Part(name, start, start + length, loose=False, role=role))
        start += length
    return pieces


def as_column_says(units: Units, *, lead: bool | None) -> Units:
    """Set `lead` where the column, not the cell, tells who leads."""
    return replace(
        units,
        members=tuple(
            replace(member, unit=replace(member.unit, lead=lead))
            if member.unit.lead is None
            else member
            for member in units.members
        ),
    )


__all__ = [
    "LEAD",
    "Member",
    "Units",
    "as_column_says",
    "looks_like_units",
    "names_standing_alone",
    "read_units",
]
