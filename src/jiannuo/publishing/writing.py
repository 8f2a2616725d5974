"""Write an approved release into the public tables: what was struck out is gone before it gets there.

Everything is written in bulk, so that a release of ten thousand rows takes a number of statements
that doesn't grow with it by the row.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from jiannuo.bulletins.models import Openness
from jiannuo.directory.models import Organisation
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span, span_from_key
from jiannuo.publishing.addresses import addresses, known_addresses
from jiannuo.publishing.models import (
    AddressKind,
    PublicEdition,
    PublicFace,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicTask,
    PublicTaskOrganisation,
    Release,
    ReleasedRow,
    Standing,
)
from jiannuo.publishing.texts import struck

BATCH: Final = 500
_LAW: Final = "《中华人民共和国政府信息公开条例》"
_ARTICLES: Final = {"14": "第十四条", "15": "第十五条", "16": "第十六条"}
_OF_A_PERIOD: Final = re.compile(r"\d月|[一二三四]季度|[上下]半年|通报|完成情况|进展情况")
_WITHHELD: Final = "本项任务依法不予公开。"
_WITHDRAWN: Final = "本项内容已撤下。"
_TEXTS: Final = (
    "category", "sector", "wording", "annual_target", "targets", "deadline", "state", "state_name",
    "result", "result_name", "result_voice", "result_of", "leaders",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is published: its public task, and its content with everything struck out.

    `content` is None for a row that stays inside or was taken back.
    """

    row: ReleasedRow
    task: PublicTask
    content: Mapping[str, Any] | None


def write_place(face: PublicFace) -> PublicPlace:
    """Return the place as the public sees it, with what its office set."""
    place, _ = PublicPlace.objects.update_or_create(
        slug=face.slug,
        defaults={
            "name": face.place.name,
            "full_name": face.place.full_name,
            "office": face.office,
            "telephone": face.telephone,
            "complain_at": face.complain_at,
            "conditions": face.conditions,
        },
    )
    return place


def write_edition(release: Release, place: PublicPlace, now: datetime) -> PublicEdition:
    """Return the release as the public sees it: the place's next edition."""
    last = place.editions.order_by("-number").first()
    return PublicEdition.objects.create(
        place=place,
        number=last.number + 1 if last else 1,
        title=release.title,
        published_at=now,
        correction=release.correction,
    )


def write_plan(release: Release, place: PublicPlace, now: datetime) -> tuple[PublicPlan, bool]:
    """Return the plan, and whether this release's period is its newest released one."""
    plan, span = release.plan, Span(release.period_kind, release.period_index)
    wished = f"{plan.year}-{plan.kind}"
    slug = addresses(release.place, AddressKind.PLAN, {plan.pk: wished})[plan.pk]
    before = PublicPlan.objects.filter(place=place, slug=slug).first()
    known = span_from_key(before.as_of_key) if before else None
    newest = known is None or span.last_month >= known.last_month
    written, _ = PublicPlan.objects.update_or_create(
        place=place,
        slug=slug,
        defaults={
            "year": plan.year,
            "kind": plan.kind,
            "kind_name": plan.get_kind_display(),
            "title": public_title(plan),
            "updated_at": now,
            **({"as_of": span.label, "as_of_key": span.key} if newest else {}),
        },
    )
    return written, newest


def public_title(plan: Plan) -> str:
    """Return what the public calls a plan: its own title, unless that is one of a single period's table."""
    if _OF_A_PERIOD.search(plan.title):
        return f"{plan.year}年{plan.get_kind_display()}任务"
    return plan.title


def write_organisations(
    release: Release, place: PublicPlace, rows: Iterable[ReleasedRow]
) -> dict[int, PublicOrganisation]:
    """Return the organisations of the rows that are shown, by id, with their public telephones."""
    named = {
        one["id"] for row in rows if not stays_inside(row) for one in row.content["organisations"]
    }
    own = Organisation.objects.in_bulk(list(named))
    names = addresses(release.place, AddressKind.ORGANISATION, {pk: f"o{pk}" for pk in own})
    wanted = [
        PublicOrganisation(
            place=place,
            slug=names[pk],
            name=one.name,
            kind=one.kind,
            telephone=one.telephone,
            sort_key=one.sort_key,
        )
        for pk, one in own.items()
    ]
    PublicOrganisation.objects.bulk_create(
        wanted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["place", "slug"],
        update_fields=["name", "kind", "telephone", "sort_key"],
    )
    found = {one.slug: one for one in PublicOrganisation.objects.filter(place=place)}
    return {pk: found[name] for pk, name in names.items()}


def write_tasks(
    release: Release,
    plan: PublicPlan,
    rows: Sequence[ReleasedRow],
    now: datetime,
    *,
    newest: bool,
) -> list[Shown]:
    """Write every row's promise and return those that have one, in order.

    A promise that stays inside is written only where the office names it, or where its address was
    given before; an older period's release changes no promise that is already public.
    """
    names = _names(release, plan, rows)
    before = {one.permanent: one for one in PublicTask.objects.filter(plan=plan)}
    shown: list[Shown] = []
    for position, row in enumerate(rows, start=1):
        known = before.get(names[row.task_id]) if row.task_id in names else None
        if stays_inside(row):
            if known is not None or (release.withheld_shown and not row.withdrawn):
                task = known or PublicTask(plan=plan, permanent=names[row.task_id])
                _close(task, row, position, now)
                shown.append(Shown(row, task, None))
            continue
        content = struck(row.content, row.redactions)
        task = known or PublicTask(plan=plan, permanent=names[row.task_id])
        if known is None or newest or known.standing != Standing.OPEN:
            _open(task, content, position, now)
        shown.append(Shown(row, task, content))
    _save([one.task for one in shown])
    return shown


def stays_inside(row: ReleasedRow) -> bool:
    """Say whether a row's values aren't published."""
    return row.withdrawn or row.openness != Openness.PUBLIC


def _names(release: Release, plan: PublicPlan, rows: Sequence[ReleasedRow]) -> dict[int, str]:
    """Return the rows' permanent names; one that nobody may hear of gets none, unless it has one."""
    stem = f"{plan.place.slug}-{plan.slug}"
    silent = {row.task_id for row in rows if stays_inside(row) and not release.withheld_shown}
    wished = {
        row.task_id: f"{stem}-{position}"
        for position, row in enumerate(rows, start=1)
        if row.task_id not in silent
    }
    return known_addresses(release.place, AddressKind.TASK, silent) | addresses(
        release.place, AddressKind.TASK, wished
    )


def _open(task: PublicTask, content: Mapping[str, Any], position: int, now: datetime) -> None:
    for name in _TEXTS:
        setattr(task, name, content[name])
    task.number, task.position = content["number"], position
    task.standing, task.standing_why = Standing.OPEN, ""
    task.released_at = now


def _close(task: PublicTask, row: ReleasedRow, position: int, now: datetime) -> None:
    standing = Standing.WITHDRAWN if row.withdrawn else Standing.WITHHELD
    why = row.reason if row.withdrawn else by_article(row.article)
    close(task, standing, why, now)
    task.number, task.position = row.content["number"], position


def by_article(article: str) -> str:
    """Return by which article of the law something isn't shown, in the words of its public page."""
    return f"{_LAW}{_ARTICLES.get(article, '')}"


def close(task: PublicTask, standing: Standing, why: str, now: datetime) -> None:
    """Empty a promise of everything but its address and number."""
    for name in _TEXTS:
        setattr(task, name, [] if name in {"targets", "leaders"} else "")
    task.wording = _WITHHELD if standing == Standing.WITHHELD else _WITHDRAWN
    task.standing, task.standing_why = standing, why
    task.released_at = now


def _save(tasks: Sequence[PublicTask]) -> None:
    """Write all promises, new and known ones alike, by their permanent names; their keys come back."""
    for one in tasks:
        one.pk = None
    PublicTask.objects.bulk_create(
        tasks,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["permanent"],
        update_fields=[*_TEXTS, "number", "position", "standing", "standing_why", "released_at"],
    )


def write_answerable(
    shown: Sequence[Shown], organisations: Mapping[int, PublicOrganisation]
) -> None:
    """Write who answers for each promise, in the place of who did."""
    PublicTaskOrganisation.objects.filter(task__in=[one.task.pk for one in shown]).delete()
    PublicTaskOrganisation.objects.bulk_create(
        [
            PublicTaskOrganisation(
                task=one.task,
                organisation=organisations[named["id"]],
                role_name=named["role_name"],
                lead=named["lead"],
                order=named["order"],
            )
            for one in shown
            if one.content is not None
            for named in one.content["organisations"]
        ],
        batch_size=BATCH,
    )
