"""A draft as the page shows it: paragraphs of the source on one side, proposals on the other. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from jiannuo.core.mapping.decomposition import Part, TaskKind
from jiannuo.core.quantities import quantities
from jiannuo.core.tables import Citation
from jiannuo.intake.decomposition.arranging import LISTS
from jiannuo.intake.decomposition.draft import Draft, Proposal, Stretch
from jiannuo.intake.decomposition.listing import ANNEXES

PARTS: Final = {
    Part.OPENING: "报告开头",
    Part.REVIEW: "上年工作回顾",
    Part.OUTLOOK: "今后几年的安排",
    Part.PLAN: "今年工作安排",
    Part.CLOSING: "结尾",
    Part.GLOSSARY: "名词解释",
    Part.ANNEX: "附件和表格",
    Part.FURNITURE: "页眉页脚",
}
MOST_QUESTIONS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of the source: in a proposal (`task`), or in none (`why`)."""

    text: str
    sentence: int
    task: int = 0
    why: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the source; `first` is its first sentence and names it."""

    first: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Paragraphs of one part of the report, one after the other."""

    part: str
    plan: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A proposal in its list; `words` are its text in pieces, quantities told from the rest."""

    id: int
    number: int
    words: tuple[tuple[str, bool], ...]
    verbatim: str
    deadline: str
    leaders: str
    leads: str
    units: str
    doubts: tuple[str, ...]
    echoes: tuple[int, ...]
    sentences: tuple[int, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Proposals of one category that stand together."""

    category: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of the two lists."""

    kind: str
    annex: str
    name: str
    other: str
    other_name: str
    total: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A sentence (or what is left of it) that is in no task."""

    sentence: int
    text: str
    half: bool


def sections_of(draft: Draft) -> tuple[Section, ...]:
    """Return the whole source, in its order, part by part."""
    found = []
    for part, members in groupby(paragraphs_of(draft), key=lambda one: _part(draft, one)):
        found.append(Section(part=PARTS[part], plan=part is Part.PLAN, paragraphs=tuple(members)))
    return tuple(found)


def paragraphs_of(draft: Draft, only: frozenset[int] | None = None) -> Iterator[Paragraph]:
    """Yield the source's paragraphs; with `only`, those that hold one of these sentences."""
    for _, members in groupby(draft.sentences, key=lambda one: _block(one.passages[0].citation)):
        ids = [one.id for one in members]
        if only is None or not only.isdisjoint(ids):
            runs = (run for one in ids for run in _runs(draft, one))
            yield Paragraph(first=ids[0], runs=tuple(runs))


def lists_of(draft: Draft, known: frozenset[str]) -> tuple[Listed, ...]:
    """Return both lists; `known` are the names that the directory has."""
    return tuple(_listed(draft, kind, known) for kind in TaskKind)


def doubted(draft: Draft, known: frozenset[str]) -> list[Line]:
    """Return the proposals that are asked about, in the report's order, numbered as in their lists."""
    lines = (
        line
        for listed in lists_of(draft, known)
        for group in listed.groups
        for line in group.lines
        if line.doubts
    )
    return sorted(lines, key=lambda one: draft.by_id[one.id].begins)


def left_of(draft: Draft) -> list[tuple[str, tuple[Left, ...]]]:
    """Return what stays out of this year's part, by reason, the reasons in the order they first come."""
    found: dict[str, list[Left]] = {}
    for one, why in draft.left():
        sentence = draft.sentences[one.sentence]
        if sentence.part is not Part.PLAN and one.sentence not in draft.taken:
            continue
        text = sentence.text[one.start : one.end].strip()
        half = one.sentence in draft.taken
        found.setdefault(why, []).append(Left(sentence=one.sentence, text=text, half=half))
    order = sorted(found, key=lambda why: why.startswith("标题"))
    return [(why, tuple(found[why])) for why in order]


def touched(before: Draft, after: Draft) -> frozenset[int]:
    """Return the sentences whose words changed hands between two states."""
    return frozenset(
        piece.sentence
        for one in {*before.proposals} ^ {*after.proposals}
        for piece in one.stretches
    )


def split_pieces(draft: Draft, proposal: Proposal, cuts: Sequence[int]) -> list[tuple[str, int]]:
    """Return a proposal's words cut at every place where they may be split, each with that place."""
    text = draft.verbatim(proposal)
    edges = [0, *cuts, len(text)]
    return [(text[start:end], end if end < len(text) else 0) for start, end in pairwise(edges)]


def marked(text: str) -> tuple[tuple[str, bool], ...]:
    """Cut a text into pieces, its quantities told from the rest."""
    pieces, at = [], 0
    for one in quantities(text):
        end = one.start + len(one.span)
        if one.start < at or text[one.start : end] != one.span:
            continue
        if one.start > at:
            pieces.append((text[at : one.start], False))
        pieces.append((one.span, True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


def _listed(draft: Draft, kind: TaskKind, known: frozenset[str]) -> Listed:
    other = TaskKind.PLEDGES if kind is TaskKind.REPORT else TaskKind.REPORT
    lines = [
        (one.category, _line(draft, one, number, known))
        for number, one in enumerate(draft.of(kind), start=1)
    ]
    return Listed(
        kind=kind.value,
        annex=ANNEXES[kind],
        name=LISTS[kind],
        other=other.value,
        other_name=ANNEXES[other],
        total=len(lines),
        groups=tuple(
            Group(category=category, lines=tuple(line for _, line in members))
            for category, members in groupby(lines, key=lambda one: one[0])
        ),
    )


def _line(draft: Draft, one: Proposal, number: int, known: frozenset[str]) -> Line:
    return Line(
        id=one.id,
        number=number,
        words=marked(draft.text(one)),
        verbatim=draft.verbatim(one) if one.wording else "",
        deadline=one.deadline,
        leaders="、".join(one.leaders),
        leads="、".join(one.leads),
        units="、".join(one.units),
        doubts=one.doubts,
        echoes=one.echoes,
        sentences=tuple(dict.fromkeys(piece.sentence for piece in one.stretches)),
        unknown=tuple(name for name in (*one.leaders, *one.leads, *one.units) if name not in known),
    )


def _runs(draft: Draft, sentence: int) -> Iterable[Run]:
    text = draft.sentences[sentence].text
    why = draft.why(draft.sentences[sentence])
    pieces: list[tuple[Stretch, int]] = [
        *draft.taken.get(sentence, ()),
        *((one, 0) for one in draft.free(sentence)),
    ]
    for one, task in sorted(pieces):
        yield Run(
            text=text[one.start : one.end],
            sentence=sentence,
            task=task,
            why="" if task else why,
            heading=not task and why.startswith("标题"),
        )


def _block(citation: Citation) -> Citation:
    return replace(citation, span=None)


def _part(draft: Draft, paragraph: Paragraph) -> Part:
    return draft.sentences[paragraph.first].part
