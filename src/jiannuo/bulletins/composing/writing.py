"""Writing paragraphs whose numbers know what they count."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Self

from jiannuo.bulletins.queries.counted import CountedTask, CountedUnit
from jiannuo.core.rendering.official import Level
from jiannuo.ledger.models import AssignmentRole
from jiannuo.supervision.blocks import Block, Figure

_BREAKS: Final = re.compile(r"\s*[\r\n]+\s*")
_SPACES: Final = re.compile(r"[ \t　]+")
_END: Final = "。；;，,、 　"
_LONG: Final = 48
_CUT: Final = re.compile(r"[，。；、：]")
_ANSWERING: Final = (AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE)


class Sentence:
    """Grows a paragraph piece by piece and keeps where each computed number stands in it."""

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._figures: list[Figure] = []

    @property
    def text(self) -> str:
        """Return what stands there so far."""
        return self._text

    def say(self, text: str) -> Self:
        """Add plain words."""
        self._text += text
        return self

    def figure(self, key: str, value: str, tasks: Iterable[int]) -> Self:
        """Add a computed value: `key` is unique within the paragraph, `tasks` are its rows."""
        start = len(self._text)
        self._text += value
        self._figures.append(Figure(key, start, len(self._text), value, tuple(tasks)))
        return self

    def count(self, key: str, tasks: Iterable[CountedTask]) -> Self:
        """Add how many tasks these are."""
        ids = [task.id for task in tasks]
        return self.figure(f"count:{key}", str(len(ids)), ids)

    def numbers(self, key: str, tasks: Sequence[CountedTask]) -> Self:
        """Add the tasks' own numbers (第3、8项); whoever calls has asked `numbered`."""
        known = [task for task in tasks if task.number]
        joined = "、".join(task.number for task in known)
        return (
            self.say("第").figure(f"numbers:{key}", joined, [task.id for task in known]).say("项")
        )

    def quoted(self, key: str, text: str, task: int) -> Self:
        """Add words of the ledger, as they stand there."""
        return self.figure(f"text:{key}", text, [task])

    def block(self, id: str, level: Level = Level.TEXT, *, lead: int = 0) -> Block:  # noqa: A002
        """Return the paragraph; its tasks are those of its numbers."""
        tasks = dict.fromkeys(task for one in self._figures for task in one.tasks)
        return Block(id, level, self._text, lead, tuple(self._figures), tuple(tasks))


def heading(id: str, text: str, level: Level = Level.FIRST) -> Block:  # noqa: A002
    """Return a heading; its number is counted when all sections are there (`markers.renumbered`)."""
    marker = {Level.FIRST: "一、", Level.SECOND: "（一）"}[level]
    return Block(id, level, marker + text)


def numbered(tasks: Iterable[CountedTask]) -> bool:
    """Say whether tasks can be named by their numbers: each has one, and no two the same."""
    numbers = [task.number for task in tasks]
    return all(numbers) and len(set(numbers)) == len(numbers)


def one_line(text: str) -> str:
    """Return a cell's text as part of a sentence: without line breaks and without its last stop."""
    lines = [line.strip(_END) for line in _BREAKS.split(text.strip())]
    return _SPACES.sub("", "；".join(line for line in lines if line)).strip(_END)


def short(text: str) -> str:
    """Return a text by which people know it again: its beginning, cut where the author paused."""
    line = one_line(text)
    if len(line) <= _LONG:
        return line
    pauses = [found.start() for found in _CUT.finditer(line, 12, _LONG)]
    return line[: pauses[-1] if pauses else _LONG].strip(_END) + "……"


def answering(task: CountedTask) -> tuple[str, tuple[CountedUnit, ...]]:
    """Return who answers for a task and what they are called: 牵头单位 only where somebody said so."""
    said = tuple(unit for unit in task.units if unit.lead)
    if said:
        return "牵头单位", said
    responsible = tuple(unit for unit in task.units if unit.role in _ANSWERING)
    return "责任单位", responsible or task.units


def names(units: Iterable[CountedUnit]) -> str:
    """Return organisations' names, each once."""
    return "、".join(dict.fromkeys(unit.name for unit in units))
