"""Approve a release and publish it: in one transaction, once, whoever presses how often."""

from datetime import datetime

from django.db import transaction

from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.publishing.actions.describe_face import face_of
from jiannuo.publishing.actions.redact import open_questions
from jiannuo.publishing.actions.steps import about, locked, require_other_eyes, subject_of
from jiannuo.publishing.bulletin_writing import public_bulletin_of, write_bulletin
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.findable import make_findable
from jiannuo.publishing.history_writing import write_course
from jiannuo.publishing.models import (
    Address,
    AddressKind,
    PublicTask,
    Release,
    ReleaseState,
    Standing,
)
from jiannuo.publishing.redaction import find, strike
from jiannuo.publishing.writing import (
    close,
    write_answerable,
    write_edition,
    write_organisations,
    write_place,
    write_plan,
    write_tasks,
)


def publish(actor: Actor, release: Release, *, now: datetime) -> Release:
    """Approve a cleared release and write it into the public tables.

    A release that is published already is returned as it is. Who drafted or reviewed it doesn't
    approve it where the place has another who may. Raises ReleaseRefusedError.
    """
    require(actor, Act.APPROVE, subject_of(release))
    with transaction.atomic():
        # One release of a place at a time: editions are numbered, addresses given once.
        Place.objects.select_for_update().get(pk=release.place_id)
        found = locked(release, ReleaseState.APPROVING, ReleaseState.PUBLISHED)
        if found.state == ReleaseState.PUBLISHED:
            return found
        require_other_eyes(
            actor, found, Act.APPROVE, {"release.draft": "拟稿", "release.clear": "审查"}
        )
        _refuse_what_changed(found)
        _write(found, now)
        found.state = ReleaseState.PUBLISHED
        found.approved_by, found.published_at = actor.name, now
        found.save(update_fields=["state", "number", "approved_by", "published_at"])
        record(
            actor.author,
            "release.publish",
            about(found),
            {"number": found.number, "correction": found.correction},
        )
    return found


def _refuse_what_changed(release: Release) -> None:
    if open_questions(release):
        raise ReleaseRefusedError("还有待定的文字没有答复，请退回处理。")
    bulletin = release.bulletin
    if bulletin is not None and (
        bulletin.state != BulletinState.ISSUED or bulletin.openness != Openness.PUBLIC
    ):
        raise ReleaseRefusedError(
            f"通报《{bulletin}》已不是“已印发、公开”的状态，请退回后重新拟稿。"
        )


def _write(release: Release, now: datetime) -> None:
    face = face_of(release.place)
    if face.pk is None:
        face.save()
    place = write_place(face)
    edition = write_edition(release, place, now)
    release.number = edition.number
    plan, newest = write_plan(release, place, now)
    rows = list(release.rows.order_by("pk"))
    organisations = write_organisations(release, place, rows)
    shown = write_tasks(release, plan, rows, now, newest=newest)
    write_course(shown, edition, newest=newest)
    write_answerable(shown, organisations)
    bulletin = write_bulletin(release, edition)
    make_findable(
        plan=plan,
        tasks=[one.task for one in shown],
        bulletins=[bulletin] if bulletin else [],
        organisations=organisations.values(),
    )


def withdraw_task(actor: Actor, task: int, place: Place, why: str, *, now: datetime) -> PublicTask:
    """Take a published promise back at once; its address stays and says why.

    `task` is the ledger task's id. The reason is published, without numbers or names that rules
    find. Raises ReleaseRefusedError.
    """
    require(actor, Act.APPROVE, Subject(place=place.pk))
    said = strike(why.strip(), ((one.start, one.end) for one in find(why.strip())))
    if not said:
        raise ReleaseRefusedError("撤下请写明理由，理由会写在原来的网址上。")
    with transaction.atomic():
        address = Address.objects.filter(kind=AddressKind.TASK, held=task, place=place).first()
        found = PublicTask.objects.filter(permanent=address.name).first() if address else None
        if found is None or found.standing == Standing.WITHDRAWN:
            raise ReleaseRefusedError("这项任务没有公开，或者已经撤下。")
        close(found, Standing.WITHDRAWN, said, now)
        found.save()
        for rows in (
            found.progress,
            found.figures,
            found.changes,
            found.mentions,
            found.answerable,
        ):
            rows.all().delete()
        make_findable(plan=found.plan, tasks=[found])
        record(
            actor.author,
            "release.withdraw_task",
            About("task", task, found.number),
            {"reason": said},
        )
    return found


def mark_withdrawn(actor: Actor, bulletin: Bulletin) -> None:
    """Say on the public page of a bulletin that it was withdrawn, and why. Raises ReleaseRefusedError."""
    require(actor, Act.APPROVE, Subject(place=bulletin.place_id))
    with transaction.atomic():
        written = public_bulletin_of(bulletin)
        if bulletin.state != BulletinState.WITHDRAWN or written is None:
            raise ReleaseRefusedError("这份通报没有撤回，或者没有公开过。")
        why = bulletin.withdrawn_why
        written.withdrawn_why = strike(why, ((one.start, one.end) for one in find(why)))
        written.save(update_fields=["withdrawn_why"])
        make_findable(bulletins=[written])
        record(
            actor.author,
            "release.mark_withdrawn",
            About("bulletin", bulletin.pk, str(bulletin)),
            {"reason": written.withdrawn_why},
        )
