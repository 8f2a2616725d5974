"""Edit a draft's words: paragraph by paragraph, with its numbers found again, and nothing lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from jiannuo.bulletins.actions.steps import about, locked, subject_of
from jiannuo.bulletins.composing.markers import renumbered, without_marker
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.figures import relocated, with_value
from jiannuo.bulletins.merging import place_of
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.queries.agreement import fresh_content
from jiannuo.core.rendering.official import Level
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record
from jiannuo.supervision.blocks import Block


class ChangedMeanwhileError(BulletinRefusedError):
    """Somebody else saved the draft since it was opened; `bulletin` is as it stands now."""

    def __init__(self, bulletin: Bulletin) -> None:
        super().__init__(
            "您打开这份稿子以后，别人保存过。您写的都在下面，两种文字不同的地方并排列出，请看过再保存。"
        )
        self.bulletin = bulletin


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as it comes from the editor."""

    id: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A whole draft as it comes from the editor."""

    title: str
    addressee: str
    blocks: Sequence[Written]


def edit(actor: Actor, bulletin: Bulletin, edited: Edited, *, revision: int) -> Bulletin:
    """Save a draft's words; figures are found again where they stand now, headings counted anew.

    `revision` is the one that the editor opened. Raises ChangedMeanwhileError if it isn't the last,
    BulletinRefusedError without title or text, and once the bulletin has left the draft.
    """
    if not edited.title.strip():
        raise BulletinRefusedError("标题不能空着。请写上标题再保存，其他内容都还在。")
    if not any(one.text.strip() for one in edited.blocks):
        raise BulletinRefusedError("正文是空的，没有保存。不要这份稿子，请在通报页面上作废。")

    def rewrite(content: Content) -> Content:
        before = {block.id: block for block in content.blocks}
        blocks = [_block(before.get(one.id), one) for one in edited.blocks if one.text.strip()]
        return replace(
            content,
            title=edited.title.strip(),
            addressee=edited.addressee.strip().rstrip("：:"),
            blocks=renumbered(blocks),
        )

    return changed(actor, bulletin, rewrite, revision=revision, action="bulletin.edit")


def take_over(
    actor: Actor, bulletin: Bulletin, block: str, key: str = "", *, revision: int
) -> Bulletin:
    """Write into a paragraph what the ledger says: one number (by its key), or the whole paragraph.

    A paragraph that was deleted comes back to its place. Raises ChangedMeanwhileError, and
    BulletinRefusedError where the ledger has nothing for it any more.
    """
    whole = fresh_content(actor, bulletin)
    fresh = whole.block(block)
    if fresh is None:
        raise BulletinRefusedError("台账里已经没有这一段了。请改写或删去这一段。")

    def rewrite(content: Content) -> Content:
        blocks = [_taken(one, fresh, key) if one.id == block else one for one in content.blocks]
        if content.block(block) is None:
            blocks.insert(place_of(block, whole, blocks), fresh)
        computed = content.computed if key else {**content.computed, block: without_marker(fresh)}
        return replace(content, blocks=renumbered(blocks), computed=computed)

    return changed(actor, bulletin, rewrite, revision=revision, action="bulletin.take_over")


def changed(
    actor: Actor,
    bulletin: Bulletin,
    rewrite: Callable[[Content], Content],
    *,
    revision: int,
    action: str,
) -> Bulletin:
    """Change a draft's content under its lock, counting the revision; recorded if anything changed."""
    require(actor, Act.COMPOSE, subject_of(bulletin))
    with transaction.atomic():
        found = locked(bulletin, BulletinState.DRAFT)
        if found.revision != revision:
            raise ChangedMeanwhileError(found)
        before = Content.from_json(found.content)
        after = rewrite(before)
        if after != before:
            found.content = after.to_json()
            found.revision += 1
            found.save(update_fields=["content", "revision"])
            record(actor.author, action, about(found), _said(before, after))
    return found


def _block(before: Block | None, one: Written) -> Block:
    text = one.text.replace("\r\n", "\n").strip()
    if before is None:
        return Block(one.id, one.level, text)
    same_face = one.level == before.level and text[: before.lead] == before.text[: before.lead]
    return replace(
        before,
        text=text,
        level=one.level,
        lead=before.lead if same_face else 0,
        figures=relocated(before, text),
    )


def _taken(block: Block, fresh: Block, key: str) -> Block:
    if not key:
        return replace(fresh, level=block.level)
    figure = next((one for one in fresh.figures if one.key == key), None)
    return with_value(block, key, figure.value, figure.tasks) if figure else block


def _said(before: Content, after: Content) -> dict[str, Any]:
    """Return what the trail keeps: which paragraphs were changed, and the words of those before."""
    old = {block.id: block.text for block in before.blocks}
    new = {block.id: block.text for block in after.blocks}
    said: dict[str, Any] = {
        "changed": [
            {"before": old[key], "after": text}
            for key, text in new.items()
            if key in old and old[key] != text
        ],
        "added": [text for key, text in new.items() if key not in old],
        "removed": [text for key, text in old.items() if key not in new],
    }
    if before.title != after.title:
        said["title"] = {"before": before.title, "after": after.title}
    if before.addressee != after.addressee:
        said["addressee"] = {"before": before.addressee, "after": after.addressee}
    return said
