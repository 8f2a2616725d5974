"""Draft a release: freeze what counts of a plan's period, and mark what must be struck out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from jiannuo.bulletins.deadline import public_deadline
from jiannuo.bulletins.models import Bulletin, BulletinState, Ground, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.erase_texts import ERASED
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.steps import about
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import (
    Address,
    AddressKind,
    PublicFace,
    PublicTask,
    Release,
    ReleasedRow,
    ReleaseState,
    Standing,
)
from jiannuo.publishing.queries.bulletin_text import bulletin_content, telling
from jiannuo.publishing.queries.releasable import contents_of, officials_of
from jiannuo.publishing.texts import redactions_of
from jiannuo.publishing.writing import public_title
from jiannuo.reporting.models import ReportingRound

PURGED_WHY: Final = "来源文件认定涉密，内容已清除。"
_BATCH: Final = 500
_OPEN: Final = (ReleaseState.DRAFT, ReleaseState.CLEARING, ReleaseState.APPROVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What somebody wants to release: a plan's period, with its bulletin or without.

    `leaders_shown` publishes the leaders' names (they stand in most offices' own bulletins),
    `withheld_shown` names withheld tasks with the article of the law. `correction` says what a
    further release of the same period puts right; one that only adds its bulletin needs none.
    """

    plan: Plan
    span: Span
    bulletin: Bulletin | None = None
    leaders_shown: bool = True
    withheld_shown: bool = True
    correction: str = ""


def draft_release(actor: Actor, terms: Terms, *, now: datetime) -> Release:
    """Freeze the values and return the release as a draft. Raises ReleaseRefusedError.

    What was decided about a task at its last release (withheld, by which article) is proposed again.
    """
    plan, span = terms.plan, terms.span
    require(actor, Act.COMPOSE, Subject(place=plan.place_id))
    with transaction.atomic():
        contents = contents_of(plan, span, leaders_shown=terms.leaders_shown)
        _refuse_what_cannot_be(terms, contents)
        if not any(one["progress"] for one in contents.values()):
            raise ReleaseRefusedError(
                f"《{plan.title}》{span.label}还没有审核通过的进展，没有可以公开的内容。请先完成审核。"
            )
        officials = officials_of(plan) if terms.leaders_shown else frozenset()
        release = Release.objects.create(
            place=plan.place,
            plan=plan,
            period_kind=span.kind,
            period_index=span.index,
            bulletin=terms.bulletin,
            state=ReleaseState.DRAFT,
            title=f"{public_title(plan)}{span.label}进展"[:200],
            correction=terms.correction.strip(),
            due_on=_due_on(terms, now),
            leaders_shown=terms.leaders_shown,
            withheld_shown=terms.withheld_shown,
            drafted_by=actor.name,
            drafted_at=now,
        )
        rows = _rows(release, contents, officials)
        ReleasedRow.objects.bulk_create(rows, batch_size=_BATCH)
        _freeze_bulletin(release, rows, officials)
        record(
            actor.author,
            "release.draft",
            about(release),
            {"period": span.label, "rows": len(rows), "bulletin": str(terms.bulletin or "")},
        )
    return release


def _refuse_what_cannot_be(terms: Terms, contents: Mapping[int, Mapping[str, Any]]) -> None:
    plan, span, bulletin = terms.plan, terms.span, terms.bulletin
    same = Release.objects.filter(plan=plan, period_kind=span.kind, period_index=span.index)
    if open_one := same.filter(state__in=_OPEN).first():
        raise ReleaseRefusedError(
            f"{span.label}已有一次发布正在办理（{open_one.get_state_display()}），请先办完或作废它。"
        )
    last = same.filter(state=ReleaseState.PUBLISHED).order_by("-number").first()
    said = bool(terms.correction.strip())
    if last and not said and not _only_adds_a_bulletin(terms, last, contents):
        raise ReleaseRefusedError(
            f"{span.label}已经公开过。再次发布会在网页上显示为更正，请写明更正了什么、为什么。"
        )
    if bulletin is None:
        return
    if bulletin.plan_id != plan.pk:
        raise ReleaseRefusedError("所选通报不是这份计划的通报，请重新选择。")
    if bulletin.state != BulletinState.ISSUED or bulletin.openness != Openness.PUBLIC:
        raise ReleaseRefusedError(f"通报《{bulletin}》还不能公开：须已印发，并经审查定为“公开”。")


def _only_adds_a_bulletin(
    terms: Terms, last: Release, contents: Mapping[int, Mapping[str, Any]]
) -> bool:
    """Say whether a further release of a period leaves its values as they are: that corrects nothing."""
    if terms.bulletin is None or terms.bulletin.pk == last.bulletin_id:
        return False
    return dict(last.rows.values_list("task", "content")) == contents


def _due_on(terms: Terms, now: datetime) -> date:
    """Return the twentieth working day after the information came about (政府信息公开条例, art. 26).

    It came about when its bulletin was issued, else when its round was closed, else today.
    """
    if terms.bulletin is not None and terms.bulletin.public_due_on is not None:
        return terms.bulletin.public_due_on
    closed = ReportingRound.objects.filter(
        plans=terms.plan,
        year=terms.plan.year,
        period_kind=terms.span.kind,
        period_index=terms.span.index,
    ).first()
    moment = closed.closed_at if closed and closed.closed_at else now
    return public_deadline(terms.plan.place, timezone.localtime(moment).date()).date


def _rows(
    release: Release, contents: dict[int, dict[str, Any]], officials: frozenset[str]
) -> list[ReleasedRow]:
    known = _decided_before(release)
    return [
        ReleasedRow(
            release=release,
            task_id=task,
            content=content,
            redactions=redactions_of(content, officials),
            **(known.get(task) or _secret(content)),
        )
        for task, content in contents.items()
    ]


def _secret(content: Mapping[str, Any]) -> dict[str, Any]:
    """Withhold a row whose promise was purged, also where it never was in a release before."""
    if content["wording"] != ERASED:
        return {}
    return {"openness": Openness.INTERNAL, "article": Ground.SAFETY, "reason": PURGED_WHY}


def _decided_before(release: Release) -> dict[int, dict[str, Any]]:
    """Return what the last release of the plan withheld, and what was taken back since, by task."""
    last = (
        Release.objects.filter(plan=release.plan_id, state=ReleaseState.PUBLISHED)
        .order_by("-number")
        .first()
    )
    held = last.rows.exclude(openness=Openness.PUBLIC).defer("content") if last else ()
    known: dict[int, dict[str, Any]] = {
        row.task_id: {"openness": row.openness, "reason": row.reason, "article": row.article}
        for row in held
    }
    for task, why in _taken_back(release).items():
        known[task] = {"withdrawn": True, "reason": why}
    return known


def _taken_back(release: Release) -> dict[int, str]:
    """Return why tasks of the plan have a page that only says that they were taken back."""
    names = dict(
        Address.objects.filter(
            place=release.place_id,
            kind=AddressKind.TASK,
            held__in=release.plan.tasks.values("pk"),
        ).values_list("name", "held")
    )
    gone = PublicTask.objects.filter(
        plan__place__slug__in=_slugs(release), standing=Standing.WITHDRAWN
    )
    return {
        names[permanent]: why
        for permanent, why in gone.values_list("permanent", "standing_why")
        if permanent in names
    }


def _slugs(release: Release) -> list[str]:
    return list(PublicFace.objects.filter(place=release.place_id).values_list("slug", flat=True))


def _freeze_bulletin(release: Release, rows: list[ReleasedRow], officials: frozenset[str]) -> None:
    if release.bulletin is None:
        return
    content = bulletin_content(release.bulletin)
    withheld = {row.task_id: row.content for row in rows if is_withheld(row)}
    release.bulletin_content = content
    release.bulletin_redactions = redactions_of(content, officials) + telling(content, withheld)
    release.save(update_fields=["bulletin_content", "bulletin_redactions"])


def is_withheld(row: ReleasedRow) -> bool:
    """Say whether a row's values stay inside."""
    return row.withdrawn or row.openness != Openness.PUBLIC
