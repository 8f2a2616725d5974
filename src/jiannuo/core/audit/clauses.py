"""A text taken apart into sentences and clauses, each knowing its place.

Sentences end with 。！？；or a line break, clauses with a comma or colon; neither ends inside a
bracket, whose content forms clauses of its own that point to the clause around them. Titles
《…》 and quotations are left whole.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_SENTENCE_END: Final = frozenset("。！？；;\n!?")
_FULL_STOP: Final = frozenset("。！？\n!?")
_CLAUSE_END: Final = frozenset("，,：:")
_OPEN: Final = {"（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]"}
_QUOTE: Final = {"《": "》", "“": "”", "〈": "〉", "「": "」"}


@dataclass(frozen=True)
class Clause:
    """A stretch [start, end) of a text; `pieces` are its parts outside inner brackets.

    `sentence` numbers the sentence, `stop` the stretch up to a full stop (；parts sentences, not
    these); `depth` is 0 outside brackets; `around` is the number of the clause whose bracket this
    stands in.
    """

    source: str
    start: int
    end: int
    sentence: int
    stop: int
    depth: int
    around: int | None
    pieces: tuple[tuple[int, int], ...]

    @cached_property
    def text(self) -> str:
        """The clause without what stands in its brackets."""
        return "".join(self.source[a:b] for a, b in self.pieces)

    def between(self, start: int, end: int) -> str:
        """Give the clause's own words in [start, end) of the text."""
        cut = ((max(a, start), min(b, end)) for a, b in self.pieces)
        return "".join(self.source[a:b] for a, b in cut if a < b)

    def before(self, place: int) -> str:
        """Give the clause's own words before a place."""
        return self.between(self.start, place)

    def after(self, place: int) -> str:
        """Give the clause's own words from a place on."""
        return self.between(place, self.end)


@dataclass
class _Open:
    start: int
    depth: int
    around: int | None
    number: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    piece: int = 0


@dataclass
class _Cutter:
    """The state of cutting one text: finished clauses, and those still open, outermost first."""

    text: str
    done: dict[int, Clause] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    sentence: int = 0
    stop: int = 0
    count: int = 0

    def open(self, start: int, depth: int, around: int | None) -> None:
        self.stack.append(_Open(start, depth, around, self.count, piece=start))
        self.count += 1

    def close(self, end: int) -> None:
        top = self.stack.pop()
        if end > top.piece:
            top.pieces.append((top.piece, end))
        if top.pieces:
            self.done[top.number] = Clause(
                self.text,
                top.start,
                end,
                self.sentence,
                self.stop,
                top.depth,
                top.around,
                tuple(top.pieces),
            )


def clauses(text: str) -> tuple[Clause, ...]:
    """Cut a text into clauses, in order of their beginnings. Never raises; linear in the text."""
    cutter = _Cutter(text)
    cutter.open(0, 0, None)
    closing: list[str] = []
    quoted = ""
    for place, character in enumerate(text):
        if quoted:
            quoted = "" if character in {quoted, "\n"} else quoted
        elif character in _QUOTE and text.find(_QUOTE[character], place, place + 80) > 0:
            quoted = _QUOTE[character]
        elif character in _OPEN and _closes(text, place):
            _enter(cutter, place)
            closing.append(_OPEN[character])
        elif closing and character == closing[-1]:
            cutter.close(place)
            closing.pop()
            cutter.stack[-1].piece = place + 1
        elif character in _SENTENCE_END and not closing:
            cutter.close(place)
            cutter.sentence += 1
            cutter.stop += character in _FULL_STOP
            cutter.open(place + 1, 0, None)
        elif _parts(text, place) or character in _SENTENCE_END:
            top = cutter.stack[-1]
            cutter.close(place)
            cutter.open(place + 1, top.depth, top.around)
    while cutter.stack:
        cutter.close(len(text))
    return _renumbered(cutter.done)


def _enter(cutter: _Cutter, place: int) -> None:
    outer = cutter.stack[-1]
    if place > outer.piece:
        outer.pieces.append((outer.piece, place))
    outer.piece = len(cutter.text)
    cutter.open(place + 1, outer.depth + 1, outer.number)


def _closes(text: str, place: int) -> bool:
    """Say whether a bracket is closed soon enough to be one; a stray one is plain text."""
    return text.find(_OPEN[text[place]], place, place + 400) > 0


def _parts(text: str, place: int) -> bool:
    """Say whether a comma or colon parts clauses; one between digits belongs to a number or time."""
    if text[place] not in _CLAUSE_END:
        return False
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return not (text[place] in ",:" and beside.isdigit() and len(beside) > 1)


def _renumbered(done: dict[int, Clause]) -> tuple[Clause, ...]:
    """Renumber the clauses by place; `around` then points to a position in the result."""
    numbers = sorted(done)
    position = {number: place for place, number in enumerate(numbers)}
    return tuple(
        Clause(
            clause.source,
            clause.start,
            clause.end,
            clause.sentence,
            clause.stop,
            clause.depth,
            position.get(clause.around) if clause.around is not None else None,
            clause.pieces,
        )
        for clause in (done[number] for number in numbers)
    )
