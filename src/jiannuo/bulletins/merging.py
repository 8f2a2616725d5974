"""A draft and the same bulletin computed anew: untouched paragraphs follow the ledger, edited ones stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiannuo.bulletins.composing.markers import renumbered, without_marker
from jiannuo.bulletins.content import Content
from jiannuo.supervision.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a draft stands to the ledger.

    `touched` are the blocks that a person edited or wrote; `differing` those touched ones of which
    the ledger would say something else now, with its text; `behind` counts the untouched ones that
    computing anew would change, add or take away; `table` says that the attached ledger changed.
    """

    touched: frozenset[str]
    differing: Mapping[str, str]
    behind: int
    table: bool

    @property
    def outdated(self) -> bool:
        """Say whether computing anew would change anything."""
        return bool(self.behind or self.table)


def touched(content: Content) -> frozenset[str]:
    """Return the blocks whose words are not those that were computed last."""
    return frozenset(
        block.id
        for block in content.blocks
        if content.computed.get(block.id) != without_marker(block)
    )


def standing(content: Content, fresh: Content) -> Standing:
    """Compare a draft with the same bulletin computed anew."""
    edited = touched(content)
    new = {block.id: without_marker(block) for block in fresh.blocks}
    known = {block.id for block in content.blocks}
    changed = [
        block.id
        for block in content.blocks
        if block.id not in edited and new.get(block.id) != without_marker(block)
    ]
    added = [key for key in new if key not in known and key not in content.computed]
    return Standing(
        touched=edited,
        differing={
            key: new[key] for key in edited if key in new and new[key] != content.computed.get(key)
        },
        behind=len(changed) + len(added),
        table=[one.document for one in content.attachments]
        != [one.document for one in fresh.attachments],
    )


def merged(content: Content, fresh: Content) -> Content:
    """Return the draft with what was not touched as the ledger has it now.

    Edited paragraphs keep their words; deleted ones stay deleted; new ones come behind the
    paragraph that they follow in the bulletin computed anew. What the office put into the order of
    its choice stays in it.
    """
    edited = touched(content)
    new = {block.id: block for block in fresh.blocks}
    blocks = [
        block if block.id in edited else new[block.id]
        for block in content.blocks
        if block.id in edited or block.id in new
    ]
    known = {block.id for block in content.blocks} | set(content.computed)
    for block in fresh.blocks:
        if block.id not in known:
            blocks.insert(place_of(block.id, fresh, blocks), block)
    return replace(
        content,
        blocks=renumbered(blocks),
        attachments=fresh.attachments,
        computed={
            **{key: text for key, text in content.computed.items() if key in edited or key in new},
            **{key: without_marker(block) for key, block in new.items() if key not in edited},
        },
    )


def place_of(block: str, fresh: Content, blocks: Sequence[Block]) -> int:
    """Return where a computed paragraph belongs: behind the nearest of those before it that is there."""
    at = {one.id: place for place, one in enumerate(blocks)}
    ids = [one.id for one in fresh.blocks]
    before = ids[: ids.index(block)]
    return next((at[key] + 1 for key in reversed(before) if key in at), 0)
