"""Issued bulletins that speak of a leader's tasks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jiannuo.bulletins.models import BulletinState
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.directory.actor import Actor

_LOOKED_AT: Final = 12
"""The newest bulletins of a place that are looked through: a year's monthly ones."""
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A bulletin: its title, its number, when it was issued."""

    id: int
    title: str
    number: str
    issued_on: date | None


def papers(actor: Actor, place: int, tasks: Collection[int]) -> tuple[Paper, ...]:
    """Return the newest issued bulletins that the actor may read and that mention any of these tasks."""
    own = frozenset(tasks)
    issued = bulletins_visible_to(actor).filter(place=place, state=BulletinState.ISSUED)
    newest = issued.order_by("-issued_on", "-pk")[:_LOOKED_AT]
    found = [one for one in newest if own & set(_mentioned(one.content))]
    return tuple(
        Paper(
            id=one.pk,
            title=str(one.content.get("title") or one.get_kind_display()),
            number=one.document_number or (f"第{one.number}期" if one.number else ""),
            issued_on=one.issued_on,
        )
        for one in found[:_SHOWN]
    )


def _mentioned(content: dict[str, Any]) -> Iterator[int]:
    """Yield the tasks that a bulletin's paragraphs and tables rest on (`Bulletin.content`)."""
    for block in content.get("blocks", ()):
        yield from block.get("tasks", ())
        for figure in block.get("figures", ()):
            yield from figure.get("tasks", ())
    for attachment in content.get("attachments", ()):
        for rows in attachment.get("tasks", ()):
            yield from rows if isinstance(rows, list) else [rows]
