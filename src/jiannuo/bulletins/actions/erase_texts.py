"""Erase what bulletins say about tasks that came from a purged file.

A bulletin about the secret task alone, or about a purged plan, loses all its words. Of one about many
tasks go the paragraphs and table rows that rest on a secret one, in every kept version, with the
remarks made on them; paragraphs keep their places, rows theirs, so that everything else stays as it
was signed.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from jiannuo.bulletins.models import Bulletin, BulletinVersion, Comment, Layout
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger.actions.erase_texts import ERASED
from jiannuo.ledger.secret import Secret, sweep
from jiannuo.outbox.actions.erase import erase_messages

_TABLES: Final = (Bulletin, BulletinVersion, Comment, Layout)
_WORDS: Final = ("sent_back", "openness_reason", "corrects_why", "withdrawn_why")
_NOTHING: Final[Mapping[str, Any]] = {
    "title": ERASED,
    "addressee": "",
    "blocks": [],
    "attachments": [],
    "computed": {},
}


def erase_bulletins(actor: Actor, secret: Secret) -> int:
    """Erase what bulletins and their versions say about the secret; return how many bulletins."""
    require(actor, Act.PURGE)
    with transaction.atomic():
        Bulletin.objects.filter(template__file__in=secret.files).update(template=None)
        erased = {
            one.pk for one in Bulletin.objects.prefetch_related("tasks") if _erase(one, secret)
        }
        swept = sweep(_TABLES, secret)
        erased |= set(swept.get(Bulletin, ()))
        versions = BulletinVersion.objects.filter(pk__in=swept.get(BulletinVersion, ()))
        erased |= set(versions.values_list("bulletin", flat=True))
        erase_messages([f"bulletin:{pk}" for pk in erased], ERASED)
        record_all(
            actor.author,
            [Recorded("bulletin.erase", About("bulletin", pk, ERASED)) for pk in sorted(erased)],
        )
    return len(erased)


def about_the_secret(bulletin: Bulletin, secret: Secret) -> bool:
    """Say whether a whole bulletin is about the secret: its plan, or the single tasks it was made for."""
    return bulletin.plan_id in secret.plans or secret.concerns(
        task.pk for task in bulletin.tasks.all()
    )


def secret_blocks(content: Mapping[str, Any], secret: Secret) -> set[int]:
    """Return the places of a content's paragraphs that rest on a secret task."""
    return {
        at
        for at, block in enumerate(content.get("blocks", ()))
        if secret.concerns(block.get("tasks", ()))
        or any(secret.concerns(figure.get("tasks", ())) for figure in block.get("figures", ()))
    }


def _erase(bulletin: Bulletin, secret: Secret) -> bool:
    """Erase one bulletin with its versions and remarks; say whether there was anything."""
    whole = about_the_secret(bulletin, secret)
    erased: Callable[[Mapping[str, Any]], Mapping[str, Any]] = (
        (lambda _: _NOTHING) if whole else (lambda content: _without(content, secret))
    )
    versions = list(bulletin.versions.all())
    contents = [bulletin.content, *(version.content for version in versions)]
    gone = {
        content["blocks"][at].get("id", "")
        for content in contents
        for at in secret_blocks(content, secret)
    }
    before = bulletin.content
    bulletin.content = dict(erased(before))
    for version in versions:
        after = erased(version.content)
        if after != version.content:
            version.content, version.note = dict(after), ERASED if version.note else ""
            version.save(update_fields=["content", "note"])
    comments = bulletin.comments.all() if whole else bulletin.comments.filter(block__in=gone)
    comments.update(quote="", text=ERASED)
    if whole:
        for name in _WORDS:
            setattr(bulletin, name, ERASED if getattr(bulletin, name) else "")
    if bulletin.content != before or whole:
        bulletin.save()
    return whole or bool(gone) or bulletin.content != before


def _without(content: Mapping[str, Any], secret: Secret) -> Mapping[str, Any]:
    gone = secret_blocks(content, secret)
    tables = [_without_rows(one, secret) for one in content.get("attachments", ())]
    if not gone and tables == content.get("attachments", []):
        return content
    blocks = [
        {**block, "text": ERASED, "lead": 0, "figures": []} if at in gone else block
        for at, block in enumerate(content["blocks"])
    ]
    ids = {blocks[at].get("id") for at in gone}
    kept = {key: said for key, said in content.get("computed", {}).items() if key not in ids}
    return {**content, "blocks": blocks, "attachments": tables, "computed": kept}


def _without_rows(attached: Mapping[str, Any], secret: Secret) -> Mapping[str, Any]:
    """Return an attachment whose secret rows say nothing but whose they are."""
    by_table = attached.get("tasks", ())
    if not any(secret.concerns(tasks) for tasks in by_table):
        return attached
    document = attached["document"]
    tables = [
        _without_rows_of(table, by_table[at] if at < len(by_table) else (), secret)
        for at, table in enumerate(document["tables"])
    ]
    return {**attached, "document": {**document, "tables": tables, "unplaced": []}}


def _without_rows_of(table: Mapping[str, Any], tasks: Any, secret: Secret) -> Mapping[str, Any]:
    rows = [
        _empty(row) if at < len(tasks) and tasks[at] in secret.tasks else row
        for at, row in enumerate(table["rows"])
    ]
    return {**table, "rows": rows, "skipped_rows": []}


def _empty(row: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "task": ERASED,
        "units": row.get("units"),
        "warnings": [],
        "raw_cells": [],
    }
    return {**dict.fromkeys(row), **said, "citations": {}, "marks": {}, "doubts": []}
