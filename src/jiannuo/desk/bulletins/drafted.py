"""A draft as its page shows it: each paragraph with its numbers, and how they stand to the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from jiannuo.bulletins.actions.edit import Edited, Written
from jiannuo.bulletins.comparing import Change, compare
from jiannuo.bulletins.composing.markers import without_marker
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.figures import Agreement, Checked, checked, relocated
from jiannuo.bulletins.length import limit_of, too_long
from jiannuo.bulletins.merging import Standing, standing
from jiannuo.bulletins.models import Bulletin, BulletinKind
from jiannuo.core.rendering.official import Level
from jiannuo.ledger.periods import Span
from jiannuo.supervision.blocks import Block

LEVELS: Final = (
    (Level.FIRST, "一级标题"),
    (Level.SECOND, "二级标题"),
    (Level.THIRD, "三级（1.）"),
    (Level.FOURTH, "四级（1）"),
    (Level.TEXT, "正文"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What an editor holds that isn't saved: shown as it was typed, beside what others saved."""

    edited: Edited
    fault: str
    theirs: Content | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the paragraphs of one page share."""

    bulletin: Bulletin
    standing: Standing
    numbers: Mapping[str, Sequence[Checked]]
    fresh: Mapping[str, str]
    theirs: Mapping[str, str] = field(default_factory=dict)
    against_others: bool = False


def shown(
    bulletin: Bulletin, fresh: Content, *, typed: Typed | None = None, after: str | None = None
) -> dict[str, Any]:
    """Return everything that the draft's page says; `after` opens an empty paragraph behind a block."""
    content = Content.from_json(bulletin.content)
    working = content if typed is None else _with(content, typed.edited)
    stands = standing(content, fresh)
    every = checked(working.blocks, fresh.blocks)
    page = _Shown(
        bulletin=bulletin,
        standing=stands,
        numbers=_by_block(every),
        fresh={block.id: without_marker(block) for block in fresh.blocks},
        theirs={one.id: one.text for one in typed.theirs.blocks} if typed and typed.theirs else {},
        against_others=bool(typed and typed.theirs),
    )
    kind = BulletinKind(bulletin.kind)
    doubtful = [one for one in every if one.agreement != Agreement.AGREES and not one.quoted]
    return {
        "one": bulletin,
        "period": Span(bulletin.period_kind, bulletin.period_index).label,
        "title": working.title,
        "addressee": working.addressee,
        "fault": typed.fault if typed else "",
        "theirs_title": _other(typed, working, "title"),
        "theirs_addressee": _other(typed, working, "addressee"),
        "blocks": list(_blocks(page, working.blocks, typed, after)),
        "first_new": after == "",
        "levels": LEVELS,
        "length": working.length,
        "limit": limit_of(kind),
        "too_long": too_long(working, kind),
        "standing": stands,
        "behind": stands.behind + stands.table,
        "outdated": _outdated(every),
        "doubtful": len(doubtful),
        "gone": _gone(content, fresh),
        "attachments": [
            {"title": one.title, "rows": sum(len(tasks) for tasks in one.tasks)}
            for one in content.attachments
        ],
    }


def _with(content: Content, edited: Edited) -> Content:
    """Return a content with the words that an editor holds; nothing is counted anew."""
    before = {block.id: block for block in content.blocks}
    blocks = []
    for one in edited.blocks:
        old = before.get(one.id)
        figures = relocated(old, one.text) if old else ()
        blocks.append(Block(one.id, one.level, one.text, figures=figures))
    return Content(title=edited.title, addressee=edited.addressee, blocks=tuple(blocks))


def _other(typed: Typed | None, working: Content, name: str) -> str:
    """Return what somebody else saved where it is not what this editor holds."""
    if typed is None or typed.theirs is None:
        return ""
    said = str(getattr(typed.theirs, name))
    return said if said != getattr(working, name) else ""


def _by_block(every: Iterable[Checked]) -> dict[str, list[Checked]]:
    found: dict[str, list[Checked]] = {}
    for one in every:
        found.setdefault(one.block, []).append(one)
    return found


def _blocks(
    page: _Shown, blocks: Sequence[Block], typed: Typed | None, after: str | None
) -> Iterable[dict[str, Any]]:
    for at, block in enumerate(blocks):
        yield {
            **_block(page, block),
            "first": at == 0,
            "last": at == len(blocks) - 1,
            "then_new": after == block.id,
        }
    held = {block.id for block in blocks}
    if typed is not None and typed.theirs is not None:
        for block in typed.theirs.blocks:
            if block.id not in held:
                yield {**_block(page, block), "only_theirs": True, "last": True}


def _block(page: _Shown, block: Block) -> dict[str, Any]:
    theirs = page.theirs.get(block.id, "")
    differing = page.standing.differing.get(block.id, "")
    return {
        "id": block.id,
        "level": block.level.value,
        "text": block.text,
        "rows": max(2, -(-len(block.text) // 40)),
        "heading": block.level in {Level.FIRST, Level.SECOND},
        "runs": list(_runs(page, block)),
        "touched": block.id in page.standing.touched,
        "own": block.id not in page.fresh and block.id in page.standing.touched,
        "differing": differing,
        "difference": _difference(without_marker(block), differing) if differing else (),
        "theirs": theirs if page.against_others and theirs != block.text else "",
    }


def _runs(page: _Shown, block: Block) -> Iterable[dict[str, Any]]:
    """Cut a paragraph at its numbers, each with its rows' address and what the ledger says."""
    at = 0
    for one in sorted(page.numbers.get(block.id, ()), key=lambda one: one.figure.start):
        if one.figure.start < at:
            continue
        yield {"text": block.text[at : one.figure.start]}
        yield {
            "text": one.written,
            "href": rows_address(page.bulletin, one),
            "quoted": one.quoted,
            "key": one.figure.key,
            "agreement": one.agreement.value,
            "wrong": one.agreement != Agreement.AGREES,
            "ledger": one.ledger,
        }
        at = one.figure.end
    yield {"text": block.text[at:]}


def rows_address(bulletin: Bulletin, one: Checked) -> str:
    """Return where the rows of a number are listed."""
    asked = urlencode({"block": one.block, "key": one.figure.key})
    return f"{reverse('desk:bulletin_rows', args=[bulletin.pk])}?{asked}"


def _difference(before: str, after: str) -> list[dict[str, Any]]:
    """Return the pieces of a paragraph and of what the ledger would say instead."""
    compared = compare({"blocks": [{"text": before}]}, {"blocks": [{"text": after}]})
    return [
        {
            "text": piece.text,
            "removed": piece.change == Change.REMOVED,
            "added": piece.change == Change.ADDED,
        }
        for one in compared
        for piece in one.pieces
    ]


def _outdated(every: Iterable[Checked]) -> list[str]:
    """Say which numbers of the text the ledger has overtaken (106 → 107), a few of them."""
    found = [
        f"{one.written} → {one.ledger}"
        for one in every
        if one.agreement == Agreement.OUTDATED and not one.quoted
    ]
    return list(dict.fromkeys(found))[:4]


def _gone(content: Content, fresh: Content) -> list[dict[str, str]]:
    """Return the computed paragraphs that somebody deleted, so that they can be brought back."""
    there = {block.id for block in content.blocks}
    return [
        {"id": block.id, "text": block.text}
        for block in fresh.blocks
        if block.id not in there and block.id in content.computed
    ]


def read_blocks(
    ids: Sequence[str], given: Mapping[str, str], known: frozenset[str]
) -> list[Written]:
    """Return the paragraphs of a sent form in their order; ids that are not known are left out."""
    levels = {level.value for level, _ in LEVELS}
    return [
        Written(one, Level(level) if level in levels else Level.TEXT, given.get(f"text-{one}", ""))
        for one in dict.fromkeys(ids)
        for level in [given.get(f"level-{one}", "")]
        if one in known or one.startswith("own-")
    ]
