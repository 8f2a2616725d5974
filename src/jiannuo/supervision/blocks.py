"""What a letter or bulletin says, paragraph by paragraph, with its numbers and the rows they rest on.

Letters and bulletins keep their words as JSON (`Letter.content`, `bulletins.Bulletin.content`); these
frozen values are its view in code. Positions count characters of the block's own text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
        return self.end > self.start and text[self.start : self.end] == self.value


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

    def with_text(self, text: str) -> Self:
        """Return the block with other words; each figure goes where its value stands now.

        Of several places the nearest to the old one after the figure before it. A figure whose value
        is gone keeps its value and stands nowhere (`Figure.stands_in` is False). The heading that led
        in stays one only where it was not touched.
        """
        figures: list[Figure] = []
        behind = 0
        for figure in sorted(self.figures, key=lambda one: one.start):
            at = _nearest(text, figure.value, figure.start, behind)
            if at is None:
                figures.append(replace(figure, end=figure.start))
                continue
            behind = at + len(figure.value)
            figures.append(replace(figure, start=at, end=behind))
        kept = self.lead if text[: self.lead] == self.text[: self.lead] else 0
        return replace(self, text=text, lead=kept, figures=tuple(figures))

    def with_figure(self, key: str, value: str) -> Self:
        """Return the block with another value wherever a figure of this key stands."""
        block = self
        for at, figure in enumerate(self.figures):
            now = block.figures[at]
            if figure.key == key and now.stands_in(block.text):
                text = block.text[: now.start] + value + block.text[now.end :]
                shift = len(value) - len(now.value)
                moved = [
                    replace(one, start=one.start + shift, end=one.end + shift)
                    if one.start >= now.end
                    else one
                    for one in block.figures
                ]
                moved[at] = replace(now, end=now.start + len(value), value=value)
                block = replace(block, text=text, figures=tuple(moved))
        return block

    @property
    def strayed(self) -> tuple[Figure, ...]:
        """Return the figures whose computed value the text no longer says."""
        return tuple(one for one in self.figures if not one.stands_in(self.text))


def blocks_to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Give blocks as the list that a content keeps under ``blocks``."""
    return [block.to_json() for block in blocks]


def blocks_from_json(values: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Read the blocks of a content."""
    return tuple(Block.from_json(value) for value in values)


def _nearest(text: str, value: str, before: int, behind: int) -> int | None:
    """Return where a value stands, from `behind` on, as near as can be to where it stood."""
    found = []
    at = text.find(value, behind) if value else -1
    while at >= 0:
        found.append(at)
        at = text.find(value, at + 1)
    return min(found, key=lambda place: abs(place - before), default=None)
