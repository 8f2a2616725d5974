"""Problems that wait for a leader: those that only money, land, an approval or a word of his can solve.

The organisation's own sentence, with the amounts that it names; nothing is added up or guessed at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from jiannuo.core.mapping.problems import problem_kinds
from jiannuo.core.quantities import quantities
from jiannuo.desk.sector.reasons import HINDERED, sentences
from jiannuo.reporting.queries.sector import SectorTask, Told

_DECIDED_ABOVE: Final = {
    "资金": frozenset({"money"}),
    "土地指标": frozenset({"area"}),
    "上级审批": frozenset(),
}
"""Kinds of problems (`core.mapping.problems`) that an organisation can't solve by itself, with the dimensions of their amounts."""
_ASKED: Final = re.compile(
    r"(?:恳请|提请|请求|请|建议|希望|需|需要|亟需|有待)[^，。；]{0,16}(?:协调|研究|决策|明确|解决|支持|审定|批准|出面)"
)
_ASKS: Final = "请求协调"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A problem that waits: its kinds, the amounts as written, the organisation's own sentence."""

    task: SectorTask
    kinds: tuple[str, ...]
    amounts: tuple[str, ...]
    words: str


def waiting(tasks: Iterable[SectorTask]) -> tuple[Waiting, ...]:
    """Return what waits for a leader among these tasks, in their order; a sentence said twice once."""
    found: dict[str, Waiting] = {}
    for task in tasks:
        if task.told is not None:
            for one in _of_task(task, task.told):
                found.setdefault(one.words, one)
    return tuple(found.values())


def _of_task(task: SectorTask, told: Told) -> Iterator[Waiting]:
    """Look at the problems and causes; only where a task fell short without any, at what it tells at all."""
    stated = [text for text in (told.problems, told.causes) if text]
    texts = stated or ([told.progress] if task.short else [])
    for text in texts:
        for sentence in sentences(text):
            said = sentence.rstrip("。；;！!")
            kinds = _kinds(said)
            if kinds and (stated or HINDERED.search(said)):
                yield Waiting(task=task, kinds=kinds, amounts=_amounts(said, kinds), words=said)


def _kinds(words: str) -> tuple[str, ...]:
    kinds = tuple(one.kind for one in problem_kinds(words) if one.kind in _DECIDED_ABOVE)
    return kinds or ((_ASKS,) if _ASKED.search(words) else ())


def _amounts(words: str, kinds: Iterable[str]) -> tuple[str, ...]:
    dimensions = {dimension for kind in kinds for dimension in _DECIDED_ABOVE.get(kind, ())}
    found = (one.span for one in quantities(words) if one.dimension in dimensions)
    return tuple(dict.fromkeys(found))
