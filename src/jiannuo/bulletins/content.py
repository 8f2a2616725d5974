"""A bulletin's content as frozen values: the view of `Bulletin.content` in code.

Its JSON is ``{title, addressee, blocks, attachments, computed}``. `computed` keeps, by block, the
text as it was last computed (without its marker), so that an edited block is known from an
untouched one; whoever only reads or sets the bulletin needs nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from jiannuo.core.records import Document, from_json
from jiannuo.supervision.blocks import Block, blocks_from_json, blocks_to_json


@dataclass(frozen=True, slots=True)
class AttachedTable:
    """An attachment: its title, the canonical document (as JSON) and, per table, its rows' tasks."""

    title: str
    document: Mapping[str, Any]
    tasks: tuple[tuple[int, ...], ...]

    def canonical(self) -> Document:
        """Return the document as canonical values."""
        return from_json(dict(self.document))

    def to_json(self) -> dict[str, Any]:
        """Give the attachment as plain JSON values."""
        return {
            "title": self.title,
            "document": dict(self.document),
            "tasks": [list(table) for table in self.tasks],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read an attachment as `to_json` wrote it."""
        return cls(
            title=str(value["title"]),
            document=value["document"],
            tasks=tuple(tuple(int(task) for task in table) for table in value.get("tasks", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a bulletin says."""

    title: str = ""
    addressee: str = ""
    blocks: tuple[Block, ...] = ()
    attachments: tuple[AttachedTable, ...] = ()
    computed: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Give the content as the JSON that `Bulletin.content` keeps."""
        return {
            "title": self.title,
            "addressee": self.addressee,
            "blocks": blocks_to_json(self.blocks),
            "attachments": [one.to_json() for one in self.attachments],
            "computed": dict(self.computed),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read a content; what is missing is empty, so that an empty bulletin can be read, too."""
        return cls(
            title=str(value.get("title", "")),
            addressee=str(value.get("addressee", "")),
            blocks=blocks_from_json(value.get("blocks", ())),
            attachments=tuple(AttachedTable.from_json(one) for one in value.get("attachments", ())),
            computed=dict(value.get("computed", {})),
        )

    def block(self, block: str) -> Block | None:
        """Return the block of that id."""
        return next((one for one in self.blocks if one.id == block), None)

    @property
    def length(self) -> int:
        """Return how many characters the body has: without title, attachments and spaces."""
        return sum(len("".join(block.text.split())) for block in self.blocks)
