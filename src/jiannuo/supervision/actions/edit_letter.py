"""Change a draft: its words paragraph by paragraph, and what is set beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from jiannuo.core.rendering.official import Level
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.supervision.actions.draft_letter import Terms
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.blocks import Block, blocks_from_json, blocks_to_json
from jiannuo.supervision.composing.letters import words_of_moment
from jiannuo.supervision.composing.matter import UNSET, day
from jiannuo.supervision.errors import EditedMeanwhileError, SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterState
from jiannuo.supervision.queries.letters import subject_of_letter


class EmptyLetterError(SupervisionRefusedError):
    """Title or text is gone."""

    def __init__(self) -> None:
        super().__init__("标题和正文不能空着。要放弃这封函，请点“作废”。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A draft as somebody wants it: texts by block id (an emptied one goes), and a paragraph more."""

    title: str
    texts: Mapping[str, str]
    more: str = ""
    terms: Terms


def edit_letter(actor: Actor, letter: Letter, edited: Edited, *, revision: int) -> Letter:
    """Keep a changed draft. `revision` is the one that was opened.

    A day, hour or contact that is set anew is also put into the text where it stands. Raises
    EditedMeanwhileError, EmptyLetterError, MovedOnError.
    """
    require(actor, Act.COMPOSE, subject_of_letter(letter))
    with transaction.atomic():
        found = locked_letter(letter, LetterState.DRAFT)
        if found.revision != revision:
            raise EditedMeanwhileError(found.revision)
        before = blocks_from_json(found.content["blocks"])
        blocks = _set(_edited(before, edited), found, edited.terms)
        if not edited.title or not blocks:
            raise EmptyLetterError
        found.content = {
            **found.content,
            "title": edited.title,
            "blocks": blocks_to_json(blocks),
        }
        found.reply_due_on = edited.terms.reply_due_on
        found.talk_at, found.talk_where = edited.terms.talk_at, edited.terms.talk_where
        found.issuer, found.contact = edited.terms.issuer, edited.terms.contact
        found.revision += 1
        found.save()
        changed = sum(1 for one in blocks if one.text not in {each.text for each in before})
        recorded(actor, "letter.edit", found, {"paragraphs": changed})
    return found


def _edited(before: Sequence[Block], edited: Edited) -> tuple[Block, ...]:
    found = [
        block.with_text(text) if text != block.text else block
        for block in before
        if (text := edited.texts.get(block.id, block.text).strip())
    ]
    taken = {block.id for block in before}
    free = next(name for at in range(len(before) + 1) if (name := f"own-{at}") not in taken)
    if more := edited.more.strip():
        found.append(Block(id=free, level=Level.TEXT, text=more))
    return tuple(found)


def _set(blocks: Sequence[Block], before: Letter, terms: Terms) -> tuple[Block, ...]:
    """Put what is set beside the text into it."""
    values = {
        "reply_due": (day(before.reply_due_on), day(terms.reply_due_on)),
        "talk_at": (words_of_moment(before.talk_at), words_of_moment(terms.talk_at)),
        "talk_where": (before.talk_where or UNSET, terms.talk_where or UNSET),
        "contact": (before.contact, terms.contact),
    }
    found = list(blocks)
    for key, (was, now) in values.items():
        if was != now and now:
            found = [block.with_figure(key, now) for block in found]
    return tuple(found)
