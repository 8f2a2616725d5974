"""Organisations out of the cells of a 责任单位 column: names, who leads, what part each plays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jiannuo.core.mapping import organisation_words as words
from jiannuo.core.mapping.people import is_name
from jiannuo.core.mapping.run_together import possible_seam, split_run
from jiannuo.core.mapping.unit_parts import CLOSING, OPENING, Part, parts_of
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE
from jiannuo.core.mapping.wording import tight
from jiannuo.core.records import Unit

_ELLIPTICAL_TAIL = re.compile(
    r"^[一-鿿]{2,4}?(?:片区|街道|园区|流域|社区|村|镇|乡|项目|开发区|新区|校区|段)"
)
_LONGEST_SHARED = 5
_LONGEST_NAME = 40
_LONGEST_PLAUSIBLE = 24
_COUNTS = re.compile(r"\d")


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
    kept together although they may stand for several; `seamed` are bodies that may be two.
    """

    members: tuple[Member, ...] = ()
    open_tail: str | None = None
    stray: tuple[tuple[int, int], ...] = ()
    wrapped: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    seamed: tuple[tuple[str, str], ...] = ()


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
    parts = _close_list(parts_of(text), notes)
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
        seamed=tuple(
            seam
            for member in members
            if (seam := possible_seam(member.unit.name, known - {member.unit.name}))
        ),
    )


def names_standing_alone(cells: Iterable[str]) -> frozenset[str]:
    """Collect the names that are beyond doubt in a column: whole and between firm separators.

    One that two others of the column spell together lost its separator: it is no name of its own.
    """
    found: set[str] = set()
    for text in cells:
        for part in parts_of(text):
            name = tight(part.text)
            if words.is_complete(name) and len(split_run(name, frozenset())) == 1:
                found.add(name)
    return frozenset(name for name in found if not _spelled_by_two(name, found))


def _spelled_by_two(name: str, found: set[str]) -> bool:
    return any(name[:seam] in found and name[seam:] in found for seam in range(2, len(name) - 1))


def looks_like_units(text: str) -> bool:
    """Say whether a cell holds organisations and nothing else."""
    named = [tight(part.text) for part in parts_of(text)]
    whole = [name for name in named if words.is_complete(name) and _is_plausible(name)]
    return bool(named) and len(whole) * 2 > len(named) and "。" not in text.strip("。")


def _is_plausible(name: str) -> bool:
    """Say whether a name is no longer than those of public bodies and counts nothing."""
    return 1 < len(name) <= _LONGEST_PLAUSIBLE and not _COUNTS.search(name)


def _member(part: Part, column_role: str, *, marked: bool) -> Member:
    role = words.role_word(part.role) if part.role else column_role
    lead = (part.role in words.LEADING) if marked else None
    name = _out_of_brackets(tight(part.text))
    return Member(Unit(name=name, lead=lead, role=role), (part.start, part.end))


def _out_of_brackets(name: str) -> str:
    """Free a name that stands in brackets of its own, behind a stray separator."""
    if name[:1] in OPENING and name[-1:] in CLOSING and not any(b in name[1:-1] for b in CLOSING):
        return name[1:-1]
    return name


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
        elif before and part.loose and _is_stretched(tight(before.text), name):
            joined[-1] = replace(before, text=text[before.start : part.end], end=part.end)
        elif before and part.loose and _goes_on(tight(before.text), name):
            whole = replace(
                before,
                text=text[before.start : part.end],
                end=part.end,
                role=part.role or before.role,
            )
            joined[-1] = whole
            notes.wrapped.append(tight(whole.text))
        else:
            joined.append(part)
    return joined


def _is_stretched(before: str, name: str) -> bool:
    """Say whether two characters are a person's name set apart to fill the width: 李  强."""
    return len(before) == 1 and len(name) == 1 and is_name(before + name)


def _goes_on(before: str, name: str) -> bool:
    if len(before) > _LONGEST_NAME:
        return False
    if name in words.BARE_HEADS or (len(name) == 1 and words.is_complete(before + name)):
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
            part = replace(  # noqa: PLW2901 - the names before it belong to it
                first, text=text[first.start : part.end], end=part.end, role=part.role
            )
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
    seen = [place for place, character in enumerate(part.text) if not character.isspace()]
    pieces, first = [], 0
    for name in names:
        last = first + len(name) - 1
        start, end = part.start + seen[first], part.start + seen[last] + 1
        pieces.append(Part(name, start, end, role=part.role if end == part.end else None))
        first = last + 1
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
