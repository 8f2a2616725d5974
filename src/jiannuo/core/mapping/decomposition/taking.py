"""A line of the plan comes apart: each sentence opens a task, goes on with one, or is left aside."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from jiannuo.core.mapping.decomposition.flow import Line
from jiannuo.core.mapping.decomposition.headings import LISTED, heading_text, marker_of
from jiannuo.core.mapping.decomposition.outline import Placed, may_be_topic
from jiannuo.core.mapping.decomposition.promises import (
    announces_pledges,
    doubts_of,
    formula,
    goes_on_with_goals,
    orders_beside,
    refers_back,
    states_goals,
    why_not,
)
from jiannuo.core.mapping.decomposition.sentences import listed_pledges, sentences
from jiannuo.core.mapping.decomposition.times import deadline_in
from jiannuo.core.mapping.decomposition.values import NotTaken, Part, Passage, Task, TaskKind
from jiannuo.core.quantities import quantities

_HEADING: Final = "标题，已作为任务的类别"
_FRAMING: Final = "总体要求和形势分析，不是具体任务"
_OVERVIEW: Final = "本节总述，具体任务在下文"
_LEAD_IN: Final = "引出下文的话"
_GOALS: Final = "主要预期目标"
_PLEDGES: Final = "实事"
_AMID_REQUIREMENTS: Final = "写在总体要求里，但说到了具体工作，请看是否单独立项。"


class _Open(Enum):
    """What the last sentence of the line left open for the next one to go on with."""

    NOTHING = auto()
    TASK = auto()
    GOALS = auto()
    PLEDGE = auto()
    LIST = auto()


@dataclass(slots=True)
class _Draft:
    """A task to which sentences may still be added."""

    kind: TaskKind
    headings: tuple[str, ...]
    passages: list[Passage]
    doubts: tuple[str, ...]

    def finished(self, year: int | None) -> Task:
        """Close the task: read the quantities and the deadline of its text."""
        found = marker_of(self.passages[0].text)
        task = Task(
            kind=self.kind,
            headings=self.headings,
            passages=tuple(self.passages),
            marker=self.passages[0].text[: found.end] if found else None,
            doubts=self.doubts,
        )
        deadline, due = deadline_in(task.text, year)
        return replace(task, quantities=quantities(task.text), deadline=deadline, due=due)


@dataclass(slots=True)
class Gathering:
    """Tasks and the rest, as they are found in the report's order."""

    year: int | None
    drafts: list[_Draft] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)

    def tasks(self) -> tuple[Task, ...]:
        """Give the tasks found, in the report's order."""
        return tuple(draft.finished(self.year) for draft in self.drafts)

    def leave(self, line: Line, start: int, end: int, why: str, part: Part = Part.PLAN) -> None:
        """Put a stretch of a line among what was not taken."""
        self.not_taken.extend(
            NotTaken(text=one.text, citation=one.citation, why=why, part=part, continues=number > 0)
            for number, one in enumerate(line.passages(start, end))
        )

    def take(self, line: Line, placed: Placed) -> None:
        """Take a line of the plan apart."""
        self.leave(line, 0, placed.heading_end, _HEADING)
        cuts = [cut for cut in sentences(line.text) if cut[0] >= placed.heading_end]
        if placed.overview:
            for start, end in cuts:
                self.leave(line, start, end, formula(line.text[start:end]) or _OVERVIEW)
        elif placed.pledge and marker_of(line.text) is not None:
            self._open(line, 0, len(line.text), placed.headings, TaskKind.PLEDGES)
        elif _has_listed_topics(line, cuts) and not _of_pledges(placed):
            self._take_topics(line, placed, cuts)
        else:
            self._take_sentences(line, placed, cuts)

    def _take_topics(self, line: Line, placed: Placed, cuts: Sequence[tuple[int, int]]) -> None:
        """Take a line whose numbered sentences (一是完善功能。) head the ones behind them."""
        below, path = placed, placed.headings
        group: list[tuple[int, int]] = []
        for cut in cuts:
            if _is_listed(line.text[slice(*cut)]):
                self._take_sentences(line, below, group)
                self.leave(line, *cut, _HEADING)
                below = replace(placed, headings=(*path, heading_text(line.text[slice(*cut)])))
                group = []
            else:
                group.append(cut)
        self._take_sentences(line, below, group)

    def _take_sentences(self, line: Line, placed: Placed, cuts: Sequence[tuple[int, int]]) -> None:
        headed = announces_pledges(line.text[: placed.heading_end])
        listed = any(_is_listed(line.text[slice(*cut)]) for cut in cuts)
        before = _Open.LIST if headed and not listed else _Open.NOTHING
        for at, (start, end) in enumerate(cuts):
            sentence = line.text[start:end]
            if states_goals(sentence) or (before is _Open.GOALS and goes_on_with_goals(sentence)):
                before = self._goals(line, start, end, placed, before)
            elif placed.framing and orders_beside(sentence):
                self._open(
                    line, start, end, placed.headings, TaskKind.REPORT, (_AMID_REQUIREMENTS,)
                )
                before = _Open.TASK
            elif placed.framing:
                self.leave(line, start, end, formula(sentence) or _FRAMING)
                before = _Open.NOTHING
            elif len(items := listed_pledges(line.text, start, end)) > 1:
                self.leave(line, *items[0], _LEAD_IN)
                for item in items[1:]:
                    self._open(line, *item, placed.headings, TaskKind.PLEDGES)
                before = _Open.NOTHING
            elif at + 1 < len(cuts) and announces_pledges(sentence):
                self.leave(line, start, end, _LEAD_IN)
                before = _Open.LIST
            else:
                before = self._sentence(
                    line, (start, end), placed, before, _following(line, cuts, at)
                )

    def _goals(self, line: Line, start: int, end: int, placed: Placed, before: _Open) -> _Open:
        if before is _Open.GOALS:
            self._join(line, start, end)
        else:
            headings = (*placed.headings[:1], _GOALS)
            self._open(line, start, end, headings, TaskKind.REPORT)
        return _Open.GOALS

    def _sentence(
        self, line: Line, cut: tuple[int, int], placed: Placed, before: _Open, following: str
    ) -> _Open:
        start, end = cut
        sentence = line.text[start:end]
        found = marker_of(sentence)
        listed = _is_listed(sentence)
        of_pledges = _of_pledges(placed)
        if before in (_Open.TASK, _Open.PLEDGE) and refers_back(sentence):
            self._join(line, start, end)
            return before
        words = sentence[found.end if found else 0 :]
        why = None if listed and of_pledges else why_not(words)
        if why is not None:
            self.leave(line, start, end, why)
            return before if before in (_Open.PLEDGE, _Open.LIST) else _Open.NOTHING
        if before is _Open.PLEDGE and not listed:
            self._join(line, start, end)
            return before
        pledge = before is _Open.LIST or (listed and of_pledges)
        kind = TaskKind.PLEDGES if pledge else TaskKind.REPORT
        doubts = doubts_of(words, following)
        self._open(line, start, end, placed.headings, kind, doubts)
        if before is _Open.LIST:
            return before
        return _Open.PLEDGE if pledge else _Open.TASK

    def _open(  # noqa: PLR0917 - a task's facts, each of its own kind
        self,
        line: Line,
        start: int,
        end: int,
        headings: tuple[str, ...],
        kind: TaskKind,
        doubts: tuple[str, ...] = (),
    ) -> None:
        if passages := line.passages(start, end):
            self.drafts.append(_Draft(kind, headings, list(passages), doubts))

    def _join(self, line: Line, start: int, end: int) -> None:
        self.drafts[-1].passages.extend(line.passages(start, end))


def _is_listed(sentence: str) -> bool:
    found = marker_of(sentence)
    return found is not None and found.level >= LISTED


def _of_pledges(placed: Placed) -> bool:
    return any(_PLEDGES in heading for heading in placed.headings)


def _has_listed_topics(line: Line, cuts: Sequence[tuple[int, int]]) -> bool:
    """Say whether each numbered sentence is a topic, with sentences of its own behind it."""
    said = [line.text[slice(*cut)] for cut in cuts]
    listed = [at for at, sentence in enumerate(said) if _is_listed(sentence)]
    return len(listed) > 1 and all(
        may_be_topic(said[at]) and at + 1 < len(said) and not _is_listed(said[at + 1])
        for at in listed
    )


def _following(line: Line, cuts: Sequence[tuple[int, int]], at: int) -> str:
    return line.text[slice(*cuts[at + 1])] if at + 1 < len(cuts) else ""
