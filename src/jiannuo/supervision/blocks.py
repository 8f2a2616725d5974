"""What a letter or bulletin says, paragraph by paragraph, with its numbers and the rows they rest on.

Letters and bulletins keep their words as JSON (`Letter.content`, `bulletins.Bulletin.content`); these
frozen values are its view in code. Positions count characters of the block's own text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from jiannuo.core.rendering.official import Level, Paragraph


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: where it stands, what it was when computed, the tasks it rests on.

    `key` says which number this is (``count.met``, ``target``), so that it can be computed anew;
    `value` is the text between `start` and `end` as it was computed; `tasks` are ids of
    `ledger.Task`.
    """

    key: str
    start: int
    end: int
    value: str
    tasks: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the figure as plain JSON values."""
        return {
            "key": self.key,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "tasks": list(self.tasks),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read a figure as `to_json` wrote it; KeyError where a part is missing."""
        return cls(
            key=str(value["key"]),
            start=int(value["start"]),
            end=int(value["end"]),
            value=str(value["value"]),
            tasks=tuple(int(task) for task in value.get("tasks", ())),
        )

    def stands_in(self, text: str) -> bool:
        """Say whether the text still has the computed value in the figure's place."""
        return text[self.start : self.end] == self.value


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its level and text, how many characters lead in, its numbers, its tasks.

    `id` is unique within one content and stays when the text is edited; `lead` is
    `core.rendering.official.Paragraph.lead`.
    """

    id: str
    level: Level
    text: str
    lead: int = 0
    figures: tuple[Figure, ...] = ()
    tasks: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the block as plain JSON values."""
        return {
            "id": self.id,
            "level": self.level.value,
            "text": self.text,
            "lead": self.lead,
            "figures": [figure.to_json() for figure in self.figures],
            "tasks": list(self.tasks),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read a block as `to_json` wrote it; KeyError where id or text is missing."""
        return cls(
            id=str(value["id"]),
            level=Level(value.get("level", Level.TEXT)),
            text=str(value["text"]),
            lead=int(value.get("lead", 0)),
            figures=tuple(Figure.from_json(figure) for figure in value.get("figures", ())),
            tasks=tuple(int(task) for task in value.get("tasks", ())),
        )

    def paragraph(self) -> Paragraph:
        """Give the block as a paragraph of an official document."""
        return Paragraph(self.text, self.level, self.lead)


def blocks_to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Give blocks as the list that a content keeps under ``blocks``."""
    return [block.to_json() for block in blocks]


def blocks_from_json(values: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Read the blocks of a content."""
    return tuple(Block.from_json(value) for value in values)
