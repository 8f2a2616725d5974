"""The smallest pieces of an enumerated cell: ① … ② …; 1.… 2.…; 名称：… 名称：….

A cell is cut where a series of markers counts on from one, and where short names with a colon head
its sentences. Either may hold the other: 断头路：1.…2.… or ④甲路：…；乙路：…. What is no
series stays one text: a single 1. is no enumeration, and 1.5万亩 is a number. 一是…二是… is a
sentence that counts, not a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiannuo.core.mapping.names_of_pieces import name_at, names_in

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_CHINESE = "一二三四五六七八九十"
_BOUNDARY = r"(?:(?<=^)|(?<=[\s。；;：:！？!?）)”》]))"
_FAMILIES = (
    re.compile(f"(?P<mark>[{_CIRCLED}])[.、．]?"),
    re.compile(rf"{_BOUNDARY}(?P<mark>[{_CHINESE}]{{1,3}})、"),
    re.compile(rf"[（(](?P<mark>[{_CHINESE}]{{1,3}})[）)][、.．]?"),
    re.compile(rf"{_BOUNDARY}(?P<mark>\d{{1,2}})(?:[、．]|\.(?!\d))"),
    re.compile(rf"{_BOUNDARY}(?P<mark>\d{{1,2}})(?:[、．.])"),
    re.compile(r"[（(](?P<mark>\d{1,2})[）)][、.．]?"),
    re.compile(f"(?P<mark>[{_PARENTHESISED}])"),
    re.compile(rf"{_BOUNDARY}(?P<mark>\d{{1,2}})[）)](?!\d)"),
)
_PARENTHESES = frozenset({2, 5})
_LOOSE = 4  # the family whose dot may be a decimal point
_STRONG = re.compile(r"[\n。]\s*$")
_STOPPED = re.compile(r"[。；;！!]\s*$")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: its marker as people write it ("①", "1", "(1)"), its name, the span of its text."""

    marker: str | None
    name: str | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Mark:
    value: int
    shown: str
    start: int
    end: int


def pieces_of(text: str, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Cut a cell's text (or the part [start, end) of it) into its pieces; () if it is one text."""
    stop = len(text) if end is None else end
    found = tuple(_cut(text, Piece(None, None, (start, stop)), 0))
    if len(found) == 1 and found[0].marker is None and found[0].name is None:
        return ()
    return tuple(piece for piece in found if text[slice(*piece.span)].strip())


def _cut(text: str, whole: Piece, depth: int) -> Iterator[Piece]:
    start, end = whole.span
    series = _first_series(text, start, end) if depth < _DEEPEST else []
    names = names_in(text, start, end)
    if names and (not series or names[0].start < series[0].start):
        yield from _cut_at_names(text, whole, depth, series)
    elif series:
        if text[start : series[0].start].strip():
            yield from _cut(text, replace(whole, span=(start, series[0].start)), _DEEPEST)
        ends = [*(mark.start for mark in series[1:]), end]
        for mark, stop in zip(series, ends, strict=True):
            yield from _cut(text, Piece(mark.shown, None, (mark.end, stop)), depth + 1)
    else:
        yield whole


def _cut_at_names(text: str, whole: Piece, depth: int, series: list[_Mark]) -> Iterator[Piece]:
    start, end = whole.span
    names = names_in(text, start, end)
    first = names[0]
    if len(names) == 1 and text[start : first.start].strip():
        # One name in the middle of prose heads nothing.
        yield from _cut_series(text, whole, depth, series)
        return
    if text[start : first.start].strip():
        yield Piece(whole.marker, whole.name, (start, first.start))
    ends = [*(name.start for name in names[1:]), end]
    for name, stop in zip(names, ends, strict=True):
        named = Piece(whole.marker, text[name.start : name.stop], (name.end, stop))
        inner = _first_series(text, name.end, stop) if depth < _DEEPEST else []
        if inner:
            yield from _cut_series(text, named, depth, inner)
        elif len(names) > 1:
            yield from _unnamed_lines(text, named)
        else:
            yield named


def _cut_series(text: str, whole: Piece, depth: int, series: list[_Mark]) -> Iterator[Piece]:
    if not series:
        yield whole
        return
    start, end = whole.span
    if text[start : series[0].start].strip():
        yield replace(whole, span=(start, series[0].start))
    ends = [*(mark.start for mark in series[1:]), end]
    for mark, stop in zip(series, ends, strict=True):
        for piece in _cut(text, Piece(mark.shown, None, (mark.end, stop)), depth + 1):
            yield replace(piece, name=piece.name or whole.name)


def _unnamed_lines(text: str, named: Piece) -> Iterator[Piece]:
    """Beside named lines, a line without a name is a piece of its own, under the same marker."""
    start, end = named.span
    place = start
    for line in re.finditer(r"\n", text[start:end]):
        stop = start + line.start()
        if text[place:stop].strip() and _STOPPED.search(text, max(place, stop - 4), stop):
            yield Piece(named.marker, named.name if place == start else None, (place, stop))
            place = stop + 1
    if text[place:end].strip():
        yield Piece(named.marker, named.name if place == start else None, (place, end))


def _first_series(text: str, start: int, end: int) -> list[_Mark]:
    """Find the series that begins first; an outer one begins before the inner ones."""
    best: list[_Mark] = []
    for number in range(len(_FAMILIES)):
        series = _series(text, start, end, number)
        if series and (not best or series[0].start < best[0].start):
            best = series
        if series and best and series[0].start == best[0].start and len(series) > len(best):
            best = series
    return best


def _series(text: str, start: int, end: int, number: int) -> list[_Mark]:
    series: list[_Mark] = []
    part = text[start:end]  # a slice, so that its beginning counts as a beginning
    for found in _FAMILIES[number].finditer(part):
        if number == _LOOSE and not _acceptable(part, found):
            continue
        mark = _mark(found, number, start)
        expected = series[-1].value + 1 if series else 1
        if mark.value == expected or (series and expected - 1 <= mark.value <= expected + 1):
            series.append(mark)
        elif series and mark.value == 1 and len(series) == 1:
            series = [mark]
    return series if len(series) > 1 else []


def _acceptable(part: str, found: re.Match[str]) -> bool:
    """Take 1.5月份… for item 1 only where a line or sentence begins; elsewhere it is a number."""
    if not part[found.end() : found.end() + 1].isdecimal():
        return True
    before = part[max(0, found.start() - 8) : found.start()]
    return not before.strip() or bool(_STRONG.search(before))


def _mark(found: re.Match[str], number: int, offset: int) -> _Mark:
    mark = found["mark"]
    if mark in _CIRCLED:
        value = _CIRCLED.index(mark) + 1
    elif mark in _PARENTHESISED:
        value = _PARENTHESISED.index(mark) + 1
    elif mark.isdecimal():
        value = int(mark)
    else:
        value = _chinese_value(mark)
    shown = f"（{mark}）" if number in _PARENTHESES else mark
    return _Mark(value, shown, offset + found.start(), offset + found.end())


def _chinese_value(mark: str) -> int:
    tens, ten, ones = mark.partition("十")
    if not ten:
        return _CHINESE.index(mark[0]) + 1
    return 10 * (_CHINESE.index(tens) + 1 if tens else 1) + (
        _CHINESE.index(ones) + 1 if ones else 0
    )


__all__ = ["Piece", "name_at", "pieces_of"]
