"""What comes out of a report: proposed tasks, and everything else with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from jiannuo.core.mapping.decomposition.as_document import document_of
from jiannuo.core.quantities import Quantity
from jiannuo.core.records import Document
from jiannuo.core.records.serialisation import citation_to_json
from jiannuo.core.tables import Citation


class TaskKind(StrEnum):
    """Which list of the year a task belongs to: the report's own tasks, or the livelihood pledges."""

    REPORT = "report"
    PLEDGES = "pledges"


class Part(StrEnum):
    """The parts of a report, as far as they matter for what is promised this year."""

    OPENING = "opening"
    REVIEW = "review"
    OUTLOOK = "outlook"
    PLAN = "plan"
    CLOSING = "closing"
    GLOSSARY = "glossary"
    ANNEX = "annex"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Verbatim words with their place; a sentence wrapped over two lines is two passages."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A proposed task.

    `headings` is the path of headings above it, outermost first, without their numbers; `passages`
    are its words as they stand, the enumerating `marker` (一是, ①, 1.) included; `text` is what
    goes into a list. Spans of `quantities` count in `text`. `deadline` quotes the words of time
    that the report sets, `due` is the last day that they allow. `doubts` are Chinese sentences on
    why this may be no task. `echoes` cite where else the report makes the same promise: those words are
    among what was not taken, with a reason that says so.
    """

    kind: TaskKind
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    marker: str | None = None
    quantities: tuple[Quantity, ...] = ()
    deadline: str | None = None
    due: date | None = None
    doubts: tuple[str, ...] = ()
    echoes: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        """The task's words without its number."""
        verbatim = "".join(passage.text for passage in self.passages)
        return verbatim[len(self.marker or "") :].strip()

    @property
    def category(self) -> str | None:
        """The heading path as one text; the part's own heading counts only where it is the only one."""
        path = self.headings[1:] or self.headings
        return "/".join(path) or None

    def to_json(self) -> dict[str, Any]:
        """Write the task as JSON values."""
        return {
            "kind": self.kind.value,
            "category": self.category,
            "headings": list(self.headings),
            "marker": self.marker,
            "text": self.text,
            "passages": [
                {"text": one.text, "citation": citation_to_json(one.citation)}
                for one in self.passages
            ],
            "quantities": [quantity.to_json() for quantity in self.quantities],
            "deadline": self.deadline,
            "due": self.due.isoformat() if self.due else None,
            "doubts": list(self.doubts),
            "echoes": [
                {"text": one.text, "citation": citation_to_json(one.citation)}
                for one in self.echoes
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """Words of the report that became no task, and why (a Chinese phrase for the officer).

    `continues` says that they go on with the entry before: the source wraps the sentence.
    """

    text: str
    citation: Citation
    why: str
    part: Part
    continues: bool = False

    def to_json(self) -> dict[str, Any]:
        """Write the entry as JSON values."""
        return {
            "text": self.text,
            "citation": citation_to_json(self.citation),
            "part": self.part.value,
            "why": self.why,
        }


@dataclass(frozen=True, kw_only=True)
class Decomposition:
    """A report taken apart; every character but white space stands in exactly one of the two lists."""

    source: str
    title: str | None
    year: int | None
    tasks: tuple[Task, ...]
    not_taken: tuple[NotTaken, ...]
    warnings: tuple[str, ...] = ()

    def of(self, kind: TaskKind) -> Iterator[Task]:
        """Yield the tasks of one list, in the report's order."""
        return (task for task in self.tasks if task.kind is kind)

    def share_taken(self) -> float:
        """How much of the plan part's text became tasks, from 0 to 1; 0 for a report without one."""
        taken = sum(len(one.text) for task in self.tasks for one in task.passages)
        left = sum(len(one.text) for one in self.not_taken if one.part is Part.PLAN)
        return taken / (taken + left) if taken else 0.0

    def as_document(self) -> Document:
        """Give the proposed tasks as a canonical document, to be exported or imported like any list."""
        return document_of(self)

    def to_json(self) -> dict[str, Any]:
        """Write the decomposition as JSON values."""
        return {
            "source": self.source,
            "title": self.title,
            "year": self.year,
            "tasks": [task.to_json() for task in self.tasks],
            "not_taken": [one.to_json() for one in self.not_taken],
            "warnings": list(self.warnings),
        }
