"""Strike words out of a release by hand, undo what a rule struck out, answer what a rule asked."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import record
from jiannuo.publishing.actions.decide_rows import IN_HAND
from jiannuo.publishing.actions.steps import about, locked, require_hand
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release, ReleasedRow
from jiannuo.publishing.queries.bulletin_text import WITHHELD
from jiannuo.publishing.redaction import RULES
from jiannuo.publishing.texts import repeated, texts

Redactions = list[dict[str, Any]]


def strike_out(
    actor: Actor,
    release: Release,
    words: str,
    *,
    row: int | None = None,
    everywhere: bool = False,
) -> int:
    """Strike words out by hand; return at how many places they stand. Raises ReleaseRefusedError.

    `row` is a row's id, None the bulletin; they go wherever that row (that bulletin) says them, with
    `everywhere` in all rows and the bulletin.
    """
    wanted = words.strip()
    if not wanted:
        raise ReleaseRefusedError("请写出要隐去的文字，与原文一字不差。")

    def add(value: Any, known: Redactions) -> Redactions:
        return known + repeated(texts(value), wanted, "hand", _standing(known))

    with transaction.atomic():
        found = locked(release, *IN_HAND)
        require_hand(actor, found)
        count = _change(found, add, row=row, everywhere=everywhere)
        if not count:
            raise ReleaseRefusedError("没有找到这些文字，请从原文复制后再试。")
        # The words themselves, which nobody should see, are not repeated in the trail.
        record(actor.author, "release.strike_out", about(found), {"places": count})
    return count


def decide_redaction(
    actor: Actor, release: Release, at: int, *, row: int | None = None, kept: bool
) -> None:
    """Keep a redaction (or answer a question with yes), or undo it, by its place in the list.

    What tells a withheld task can only be undone by making that task public. Raises
    ReleaseRefusedError.
    """
    with transaction.atomic():
        found = locked(release, *IN_HAND)
        require_hand(actor, found)
        holder, name = _holder(found, row)
        redactions: Redactions = getattr(holder, name)
        if not 0 <= at < len(redactions):
            raise ReleaseRefusedError("这处隐去已有变动，请刷新页面再看。")
        one = redactions[at]
        if one["rule"] == WITHHELD and not kept:
            raise ReleaseRefusedError(
                "这里写的是不予公开的任务。要显示它，请先把那项任务改为公开。"
            )
        redactions[at] = {**one, "kept": kept}
        holder.save(update_fields=[name])
        record(
            actor.author,
            "release.keep_redaction" if kept else "release.undo_redaction",
            about(found),
            {"rule": RULES[one["rule"]].label},
        )


def answer_all(actor: Actor, release: Release, *, kept: bool) -> int:
    """Answer every open question of a release alike and return how many there were."""

    def answered(_value: Any, known: Redactions) -> Redactions:
        return [{**one, "kept": kept} if one["kept"] is None else one for one in known]

    with transaction.atomic():
        found = locked(release, *IN_HAND)
        require_hand(actor, found)
        count = open_questions(found)
        _change(found, answered, row=None, everywhere=True)
        record(
            actor.author,
            "release.keep_redaction" if kept else "release.undo_redaction",
            about(found),
            {"rule": "待定", "places": count},
        )
    return count


def open_questions(release: Release) -> int:
    """Return how many questions of a release nobody has answered; rows that stay inside ask none."""
    every = [*release.bulletin_redactions]
    shown = release.rows.filter(openness="public", withdrawn=False)
    for redactions in shown.values_list("redactions", flat=True):
        every += redactions
    return sum(one["kept"] is None for one in every)


def _change(
    release: Release,
    change: Callable[[Any, Redactions], Redactions],
    *,
    row: int | None,
    everywhere: bool,
) -> int:
    """Give some redactions another value; return by how many they have grown."""
    grown = 0
    if everywhere or row is None:
        before = release.bulletin_redactions
        release.bulletin_redactions = change(release.bulletin_content, before)
        grown += len(release.bulletin_redactions) - len(before)
        release.save(update_fields=["bulletin_redactions"])
    rows = release.rows.all() if everywhere else release.rows.filter(pk=row or 0)
    changed = []
    for one in rows if everywhere or row is not None else ():
        after = change(one.content, one.redactions)
        if after != one.redactions:
            grown += len(after) - len(one.redactions)
            one.redactions = after
            changed.append(one)
    ReleasedRow.objects.bulk_update(changed, ["redactions"], batch_size=200)
    return grown


def _standing(known: Redactions) -> Redactions:
    return [one for one in known if one["kept"]]


def _holder(release: Release, row: int | None) -> tuple[Any, str]:
    if row is None:
        return release, "bulletin_redactions"
    return release.rows.get(pk=row), "redactions"
