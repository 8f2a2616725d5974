"""Correct an issued bulletin in public (更正): a new one, which goes the whole way again."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from jiannuo.bulletins.actions.steps import about, locked, subject_of, word_of
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.words import quoted
from jiannuo.core.workdays import day_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record

_OVER = (BulletinState.ISSUED, BulletinState.WITHDRAWN, BulletinState.DISCARDED)


def correct(actor: Actor, bulletin: Bulletin, why: str, *, now: datetime) -> Bulletin:
    """Draft the correction of an issued bulletin: its words, under a first paragraph that says why.

    The old one isn't touched; once the new one is issued, it points to it. Raises
    BulletinRefusedError without a reason, and while another correction of it is under way.
    """
    require(actor, Act.COMPOSE, subject_of(bulletin))
    said = word_of(why, "请写明更正的理由：哪里有误、应为什么。")
    with transaction.atomic():
        old = locked(bulletin, BulletinState.ISSUED)
        under_way = old.corrections.exclude(state__in=_OVER).first()
        if under_way is not None:
            raise BulletinRefusedError(
                f"{quoted(under_way)}正在办理，请在那一稿里更正；要重新更正，先把它作废。"
            )
        new = Bulletin.objects.create(
            place=old.place,
            plan_id=old.plan_id,
            kind=old.kind,
            period_kind=old.period_kind,
            period_index=old.period_index,
            content=_content(old, said),
            layout_id=old.layout_id,
            template_id=old.template_id,
            mark=old.mark,
            issuer=old.issuer,
            copies_to=old.copies_to,
            sealed=old.sealed,
            year=timezone.localtime(now).year,
            corrects=old,
            corrects_why=said,
            drafted_by=actor.name,
            drafted_at=now,
        )
        new.tasks.set(old.tasks.all())
        record(
            actor.author,
            "bulletin.correct",
            about(new),
            {"corrects": str(old), "number": old.number, "reason": said},
        )
    return new


def _content(old: Bulletin, why: str) -> dict[str, Any]:
    content: dict[str, Any] = dict(old.content)
    day = day_words(old.issued_on, year=True) if old.issued_on else ""
    first = {
        "id": f"correction-{uuid4().hex[:8]}",
        "level": "text",
        "text": f"{day}印发的{quoted(old)}（第{old.number}期）有关内容有误，现予更正：{why.rstrip('。')}。"
        "更正后全文如下。",
        "lead": 0,
        "figures": [],
        "tasks": [],
    }
    content["title"] = f"关于更正{quoted(old)}的通报"
    content["blocks"] = [first, *content.get("blocks", ())]
    return content
