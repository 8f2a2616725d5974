"""Erase what releases hold of a purged file, and take it from the public at once.

A release that was under way with such words is dropped: what was marked in its texts no longer fits
them. The next release proposes to withhold the same rows.
"""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from jiannuo.bulletins.actions.erase_texts import about_the_secret, secret_blocks
from jiannuo.bulletins.models import Ground, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger.actions.erase_texts import ERASED
from jiannuo.ledger.secret import Secret, sweep
from jiannuo.publishing.actions.draft_release import PURGED_WHY
from jiannuo.publishing.models import Release, ReleasedRow, ReleaseState
from jiannuo.publishing.withholding import emptied, secret_rows, withhold

_UNDER_WAY: Final = (ReleaseState.DRAFT, ReleaseState.CLEARING, ReleaseState.APPROVING)
_DROPPED: Final = "其中有内容来自认定涉密的文件，已清除。请重新拟稿。"
_KEPT: Final = frozenset({"number", "state", "state_name", "organisations"})


def erase_releases(actor: Actor, secret: Secret, *, now: datetime) -> dict[str, int]:
    """Erase releases' words and what of them is public; return how many, by kind."""
    require(actor, Act.PURGE)
    with transaction.atomic():
        withheld = withhold(secret, now)
        erased = _erase_rows(secret) | _erase_bulletins(secret) | _rename(secret)
        swept = sweep((Release, ReleasedRow), secret)
        erased |= set(swept.get(Release, ()))
        rows = ReleasedRow.objects.filter(pk__in=swept.get(ReleasedRow, ()))
        erased |= set(rows.values_list("release", flat=True))
        Release.objects.filter(pk__in=erased, state__in=_UNDER_WAY).update(
            state=ReleaseState.CANCELLED, sent_back=_DROPPED
        )
        record_all(
            actor.author,
            [
                *(Recorded("release.erase", About("release", pk, ERASED)) for pk in sorted(erased)),
                *(
                    Recorded("release.withhold_task", About("task", pk, ERASED))
                    for pk in sorted(withheld.tasks)
                ),
                *(
                    Recorded("release.withhold_bulletin", About("bulletin", pk, ERASED))
                    for pk in sorted(withheld.bulletins)
                ),
            ],
        )
    return {
        "releases": len(erased),
        "public_tasks": len(withheld.tasks),
        "public_bulletins": len(withheld.bulletins),
    }


def _erase_rows(secret: Secret) -> set[int]:
    rows = list(ReleasedRow.objects.filter(task__in=secret.tasks))
    for row in rows:
        row.content = {key: _nothing(key, said) for key, said in row.content.items()}
        row.redactions, row.reason = [], PURGED_WHY
        if not row.withdrawn:
            row.openness, row.article = Openness.INTERNAL, Ground.SAFETY
    ReleasedRow.objects.bulk_update(
        rows, ["content", "redactions", "reason", "openness", "article"], batch_size=200
    )
    return {row.release_id for row in rows}


def _nothing(key: str, said: Any) -> Any:
    if key in _KEPT:
        return said
    if isinstance(said, str):
        return ERASED if key == "wording" else ""
    return [] if isinstance(said, list) else None


def _erase_bulletins(secret: Secret) -> set[int]:
    """Erase what frozen bulletins say about the secret, with what was marked in those places."""
    erased = set()
    for release in Release.objects.exclude(bulletin=None).select_related("bulletin"):
        bulletin, content = release.bulletin, release.bulletin_content
        if bulletin is None or not content:
            continue
        if about_the_secret(bulletin, secret):
            release.bulletin_content = {"title": ERASED, "blocks": [], "attachments": []}
            release.bulletin_redactions = []
        else:
            blocks = secret_blocks(bulletin.content, secret) | secret_blocks(content, secret)
            tables = secret_rows(content, secret)
            if not blocks and not any(tables):
                continue
            _erase_parts(release, blocks, tables)
        release.save(update_fields=["bulletin_content", "bulletin_redactions"])
        erased.add(release.pk)
    return erased


def _erase_parts(release: Release, blocks: set[int], tables: list[set[int]]) -> None:
    content = release.bulletin_content
    release.bulletin_content = {
        **content,
        "blocks": [
            {**block, "lead": "", "text": ERASED} if at in blocks else block
            for at, block in enumerate(content["blocks"])
        ],
        "attachments": [
            {**table, "rows": emptied(table["rows"], rows, ERASED)}
            for table, rows in zip(content["attachments"], tables, strict=True)
        ],
    }
    gone = tuple(
        [f"blocks.{at}." for at in blocks]
        + [f"attachments.{table}.rows.{at}." for table, rows in enumerate(tables) for at in rows]
    )
    release.bulletin_redactions = [
        one for one in release.bulletin_redactions if not one["field"].startswith(gone)
    ]


def _rename(secret: Secret) -> set[int]:
    """Take the titles of purged plans out of their releases' own."""
    named = Release.objects.filter(plan__in=secret.plans)
    changed = set(named.values_list("pk", flat=True))
    named.update(title=ERASED, correction="")
    return changed
