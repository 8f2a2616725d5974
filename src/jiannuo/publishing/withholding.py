"""Take from the public at once what came from a file that turned out to be a state secret.

A secret promise keeps its address, and its page says by which article it isn't shown (政府信息公开条例,
art. 14), never what came to light. Called inside the purge's transaction, before bulletins erase their
own words: which paragraph rests on which task is read there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from jiannuo.bulletins.actions.erase_texts import about_the_secret, secret_blocks
from jiannuo.bulletins.models import Bulletin, Ground
from jiannuo.ledger.secret import Secret, sweep
from jiannuo.publishing.bulletin_writing import public_bulletin_of
from jiannuo.publishing.findable import make_findable
from jiannuo.publishing.models import (
    Address,
    AddressKind,
    PublicBulletin,
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicPlan,
    PublicProgress,
    PublicTask,
    Release,
    ReleaseState,
    Standing,
)
from jiannuo.publishing.redaction import STRUCK
from jiannuo.publishing.writing import by_article, close

_TABLES: Final = (
    PublicPlan, PublicTask, PublicProgress, PublicFigure, PublicChange, PublicBulletin, PublicEdition,
)  # fmt: skip
_TITLE: Final = "依法不予公开的通报"
_WHOLE: Final = "本通报依法不予公开。"
_PARAGRAPH: Final = "本段依法不予公开。"
_ROW: Final = "依法不予公开"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was taken from the public: ledger tasks and bulletins (ids)."""

    tasks: frozenset[int]
    bulletins: frozenset[int]


def withhold(secret: Secret, now: datetime) -> Withheld:
    """Close the public pages of secret promises, and take what rests on them out of bulletins."""
    names = {
        name: held
        for held, name in Address.objects.filter(kind=AddressKind.TASK).values_list("held", "name")
        if held in secret.tasks
    }
    closed = [one for one in PublicTask.objects.select_related("plan") if one.permanent in names]
    for task in closed:
        _withhold_promise(task, now)
    bulletins = {
        own.pk: written
        for own, written in _released_bulletins()
        if _withhold_in(written, own, secret)
    }
    _rename_plans(secret)
    swept = sweep(_TABLES, secret, STRUCK)
    _find_anew(closed, list(bulletins.values()), swept)
    return Withheld(frozenset(names[one.permanent] for one in closed), frozenset(bulletins))


def _withhold_promise(task: PublicTask, now: datetime) -> None:
    close(task, Standing.WITHHELD, by_article(Ground.SAFETY), now)
    task.withheld = []
    task.save()
    for rows in (task.progress, task.figures, task.changes, task.mentions, task.answerable):
        rows.all().delete()


def _released_bulletins() -> Iterator[tuple[Bulletin, PublicBulletin]]:
    held = Address.objects.filter(kind=AddressKind.BULLETIN).values("held")
    for own in Bulletin.objects.filter(pk__in=held).select_related("place__public_face"):
        written = public_bulletin_of(own)
        if written is not None:
            yield own, written


def _withhold_in(written: PublicBulletin, own: Bulletin, secret: Secret) -> bool:
    """Take the secret out of a public bulletin; say whether there was any."""
    if about_the_secret(own, secret):
        written.title = _TITLE
        written.blocks = [{"level": "text", "lead": "", "text": _WHOLE}]
        written.attachments = []
        written.mentions.all().delete()
    else:
        frozen = _frozen(own)
        blocks = secret_blocks(own.content, secret) | secret_blocks(frozen, secret)
        tables = secret_rows(frozen, secret)
        if not blocks and not any(tables):
            return False
        written.blocks = [
            {**block, "lead": "", "text": _PARAGRAPH} if at in blocks else block
            for at, block in enumerate(written.blocks)
        ]
        written.attachments = [
            {**table, "rows": emptied(table["rows"], rows, _ROW)}
            for table, rows in zip(written.attachments, tables, strict=True)
        ]
    written.save()
    return True


def _frozen(own: Bulletin) -> Mapping[str, Any]:
    """Return the bulletin as it was last released, with the tasks that its rows are about."""
    last = (
        Release.objects.filter(bulletin=own, state=ReleaseState.PUBLISHED)
        .order_by("-number")
        .first()
    )
    return last.bulletin_content if last else {}


def secret_rows(content: Mapping[str, Any], secret: Secret) -> list[set[int]]:
    """Return, per table of a released bulletin, the rows about a secret task."""
    return [
        {at for at, task in enumerate(table["tasks"]) if task in secret.tasks}
        for table in content.get("attachments", ())
    ]


def emptied(rows: Sequence[Sequence[str]], gone: set[int], mark: str) -> list[list[str]]:
    """Return a table's rows with nothing but a mark in those that go."""
    return [
        [mark, *("" for _ in row[1:])] if at in gone else list(row) for at, row in enumerate(rows)
    ]


def _rename_plans(secret: Secret) -> None:
    """Give the plans whose title was in the file, and their editions, a title that says the kind only."""
    held = Address.objects.filter(kind=AddressKind.PLAN, held__in=secret.plans)
    for address in held.select_related("place__public_face"):
        place = {"place__slug": address.place.public_face.slug}
        plan = PublicPlan.objects.filter(**place, slug=address.name).first()
        if plan is None:
            continue
        plan.title = f"{plan.year}年{plan.kind_name}任务"
        plan.save(update_fields=["title"])
        numbers = Release.objects.filter(plan=address.held).exclude(number=None).values("number")
        PublicEdition.objects.filter(**place, number__in=numbers).update(
            title=plan.title, correction=""
        )


def _find_anew(
    closed: Sequence[PublicTask],
    bulletins: Sequence[PublicBulletin],
    swept: Mapping[Any, list[int]],
) -> None:
    """Index again what was changed, and count the plans of what was closed anew."""
    changed = set(swept.get(PublicTask, ()))
    for model in (PublicProgress, PublicChange):
        found = model._default_manager.filter(pk__in=swept.get(model, ()))  # noqa: SLF001 - documented
        changed |= set(found.values_list("task", flat=True))
    tasks = [*closed, *PublicTask.objects.filter(pk__in=changed)]
    concerned = PublicPlan.objects.filter(tasks__in=[one.pk for one in tasks]).distinct()
    for plan in concerned:
        make_findable(plan=plan, tasks=[one for one in tasks if one.plan_id == plan.pk])
    swept_bulletins = PublicBulletin.objects.filter(pk__in=swept.get(PublicBulletin, ()))
    make_findable(bulletins={one.pk: one for one in (*bulletins, *swept_bulletins)}.values())
