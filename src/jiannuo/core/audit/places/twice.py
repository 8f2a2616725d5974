"""`stated-twice`: the same thing with two figures.

Two rows may promise the same, a cell may hold another task's targets that slid into it, a report
may name the set it speaks of: where the words agree and only the figure differs, a person should
say which one holds.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Evidence, Severity
from jiannuo.core.audit.linking import kin, same_measure
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds

_LABEL: Final = re.compile(
    r"(?:(?P<year>全年|年度)(?:工作)?目标(?:任务)?|(?P<quarter>[一二三四1-4])季(?:度|项目)*(?:工作)?目标)\s*[：:]"
)
_QUARTERS: Final = {c: n for n, cs in enumerate(("一1", "二2", "三3", "四4"), 1) for c in cs}
_LEAST_LABELS: Final = 2
_RELATED: Final = 0.3
_FEW_WORDS: Final = 3
_ENOUGH_WORDS: Final = 4
_SAME_WORDS: Final = 0.8
_SAME_WORDS_BOTH: Final = 0.6
_SURROUNDED: Final = 0.7
_RARE: Final = 3
_MOST_ALIKE: Final = 8


def slid_targets(ledger: Ledger) -> Iterator[Statement]:
    """Check labelled targets inside a cell of another kind against the row they belong to."""
    for passage, holder in _foreign_passages(ledger):
        labels = list(_LABEL.finditer(passage.text))
        if len(labels) < _LEAST_LABELS:
            continue
        block = Passage(
            passage.field,
            passage.text[labels[0].start() :],
            passage.start + labels[0].start(),
            passage.row,
            citation=passage.citation,
        )
        owner = _owner(ledger, block, holder)
        if owner is not None:
            yield from _compared(block, owner)


def _foreign_passages(ledger: Ledger) -> Iterator[tuple[Passage, RowReading | None]]:
    for row in ledger.rows:
        for passage in row.fields:
            if passage.field.partition(".")[0] not in {"annual_target", "quarter_targets", "task"}:
                yield passage, row
    yield from ((passage, None) for passage in ledger.unplaced)


def _owner(ledger: Ledger, block: Passage, holder: RowReading | None) -> RowReading | None:
    """Give the row whose target says the same things: not the one whose cell the text slid into."""
    best, most = None, _RELATED
    for row in ledger.rows:
        if row is holder or not row.row.annual_target:
            continue
        shared = subjects.alike(block.terms, subjects.grams(row.row.annual_target))
        if shared > most:
            best, most = row, shared
    return best


def _compared(block: Passage, owner: RowReading) -> Iterator[Statement]:
    parts = _labelled(block)
    for label, mentions, quote in parts:
        field = "annual_target" if label == 0 else f"quarter_targets.{label}"
        theirs = [m for p in owner.passages_of(field) for m in p.mentions]
        if label and len(mentions) == 1 and len(theirs) == 1:
            yield same_figure(mentions[0], theirs[0], quote)
            continue
        for mention in mentions:
            same = [
                m for m in theirs if same_measure(m, mention) and m.is_amount and kin(m, mention)
            ]
            same = [m for m in same if m.is_amount == mention.is_amount]
            if mention.is_amount and same:
                yield same_figure(mention, max(same, key=lambda m: _likeness(m, mention)))


def _labelled(block: Passage) -> list[tuple[int, list[Mention], Evidence]]:
    labels = list(_LABEL.finditer(block.text))
    ends = [label.start() for label in labels[1:]] + [len(block.text)]
    return [
        (
            0 if label["year"] else _QUARTERS[label["quarter"]],
            [m for m in block.mentions if label.end() <= m.start < end],
            block.evidence(label.start(), end),
        )
        for label, end in zip(labels, ends, strict=True)
    ]


def _likeness(one: Mention, other: Mention) -> float:
    return subjects.covered(one.terms, other.terms) + subjects.covered(other.terms, one.terms)


def repeated(ledger: Ledger) -> Iterator[Statement]:
    """Check figures that stand in the same words in the same field of two rows."""
    by_gram: dict[tuple[str, str, str], list[Mention]] = {}
    for row in ledger.rows:
        for mention in row.mentions if row.row.region is None else ():
            if not _telling(mention):
                continue
            mates: dict[int, Mention] = {}
            field = _kind_of(mention.passage.field)
            for gram in sorted(_words(mention)):
                found = by_gram.setdefault((field, mention.base, gram), [])
                mates |= {id(m): m for m in found[:_MOST_ALIKE]}
                found.append(mention)
            yield from _with_mates(mention, mates)


def _with_mates(mention: Mention, mates: dict[int, Mention]) -> Iterator[Statement]:
    same = [
        mate
        for mate in mates.values()
        if mate.passage.row != mention.passage.row and _same_words(mate, mention)
    ]
    if not same:
        return
    equal = next((mate for mate in same if mate.interval.meets(mention.interval)), None)
    if equal is not None:
        yield holds("stated-twice", equal.evidence(), mention.evidence())
    elif len(same) < _RARE:
        yield same_figure(mention, same[0])


def _telling(mention: Mention) -> bool:
    """Say whether the words around a figure tell what it is about."""
    return (
        not mention.is_class
        and mention.quantity.kind != "growth"
        and mention.owner is None
        and mention.value > 0
        and len(_words(mention)) >= _FEW_WORDS
    )


def _words(mention: Mention) -> frozenset[str]:
    """Give the words of a figure's clause, with the name of its item."""
    return mention.clause_terms | subjects.grams(mention.passage.name or "")


def _same_words(one: Mention, other: Mention) -> bool:
    mine, theirs = _words(one), _words(other)
    if min(len(mine), len(theirs)) < _ENOUGH_WORDS and not _same_surroundings(one, other):
        return False
    if subjects.alike(mine, theirs) < _SAME_WORDS:
        return False
    if len(mine & theirs) / len(mine | theirs) < _SAME_WORDS_BOTH:
        return False
    if one.terms and other.terms and subjects.alike(one.terms, other.terms) < _SAME_WORDS:
        return False
    compared = one.quantity.comparator == other.quantity.comparator
    return compared and one.scope is other.scope and one.hold is other.hold


def _same_surroundings(one: Mention, other: Mention) -> bool:
    """Say whether the sentences up to two figures are alike too; few words alone prove nothing."""
    mine, theirs = one.sentence_terms, other.sentence_terms
    return (
        min(len(mine), len(theirs)) >= _ENOUGH_WORDS and subjects.alike(mine, theirs) >= _SURROUNDED
    )


def _kind_of(field: str) -> str:
    name = field.partition(".")[0]
    return "progress" if name.startswith("progress") else name


def same_figure(here: Mention, there: Mention, quote: Evidence | None = None) -> Statement:
    """Check two figures of the same thing; `quote` may show more words than the first's clause."""
    evidence = (quote or here.evidence(), there.evidence())
    if here.interval.meets(there.interval):
        return holds("stated-twice", *evidence)
    return denied(
        "stated-twice",
        Severity.QUESTION,
        evidence,
        f"同一件事两处数字不同：一处写{saying.quoted(evidence[0].text)}，另一处写"
        f"{saying.quoted(evidence[1].text)}。请确认以哪一处为准；若不是同一件事，请注明区别。",
        formula=saying.bare(here),
        computed=here.interval,
        stated=there.value,
        unit=here.base,
    )
