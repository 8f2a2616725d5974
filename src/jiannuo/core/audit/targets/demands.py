"""What a target asks for, piece by piece, and the part of the report that should answer it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.core.audit import subjects
from jiannuo.core.audit.clauses import Clause
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.targets.matching import same_name

_PREDICATE: Final = re.compile(
    "开工建设|开工|动工|建成投用|建成|竣工|完工|投入使用|投用|通车|开园|基本完成|全部完成|完成"
)
_LIST_OF_SUBJECTS: Final = re.compile(r"[、和及]")


@dataclass(frozen=True)
class Demand:
    """A clause of the target with the passages of the report that answer its item."""

    passage: Passage
    clause: Clause
    answers: tuple[Passage, ...]
    aligned: bool
    """The answers carry the item's own name or number, so that nothing else needs to be searched."""

    @property
    def text(self) -> str:
        """The demand's words, without a number of the item in front."""
        return re.sub(r"^\s*\d{1,2}[.．、]\s*", "", self.clause.text).strip()

    @property
    def answer(self) -> str:
        """All words that may answer it."""
        return "。".join(f"{p.name or ''}：{p.text}" for p in self.answers)

    @property
    def terms(self) -> frozenset[str]:
        """What the demand is about."""
        return subjects.grams(self.text)


def demands(asked: Sequence[Passage], reported: Sequence[Passage]) -> Iterator[Demand]:
    """Yield the clauses of a target outside brackets, each with what answers its item."""
    for passage in asked:
        answers, aligned = _answers(passage, asked, reported)
        for clause in passage.clauses:
            if clause.depth == 0 and len(clause.text.strip()) > 1:
                yield Demand(passage, clause, answers, aligned)


def _answers(
    passage: Passage, asked: Sequence[Passage], reported: Sequence[Passage]
) -> tuple[tuple[Passage, ...], bool]:
    if passage.name:
        named = tuple(p for p in reported if p.name and same_name(passage.name, p.name))
        if named:
            return named, True
    elif passage.marker:
        mine = [p.marker for p in asked if p.marker and not p.name]
        theirs = [p.marker for p in reported if p.marker and not p.name]
        if mine == theirs and len(mine) > 1:
            numbered = tuple(p for p in reported if p.marker == passage.marker and not p.name)
            return numbered, True
    return tuple(reported), False


def subjects_of(text: str) -> tuple[frozenset[str], ...]:
    """Give the things that a demand lists: 各乡镇综合服务站、村级综合服务站开工建设 names two."""
    parts = (subjects.grams(part) for part in _LIST_OF_SUBJECTS.split(_PREDICATE.sub("，", text)))
    return tuple(part for part in parts if part)
