"""Draft what has come due (到期拟稿): once each, whoever looks first; then it waits for a person."""

import logging

from django.db import IntegrityError, transaction

from jiannuo.bulletins.actions.draft import Origin, draft
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState
from jiannuo.bulletins.queries.occasions import Occasion, occasions
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require

logger = logging.getLogger(__name__)


def draft_due(actor: Actor) -> int:
    """Draft everything that is due and not drafted yet, by hand or before; return how many are new."""
    due = list(occasions())
    known = set(
        Bulletin.objects.filter(occasion__in=[one.key for one in due]).values_list(
            "place", "occasion"
        )
    )
    return sum(_draft_one(actor, one) for one in due if (one.plan.place_id, one.key) not in known)


def _draft_one(actor: Actor, one: Occasion) -> bool:
    kind = one.schedule.kind
    require(actor, Act.COMPOSE, Subject(place=one.plan.place_id))
    try:
        with transaction.atomic():
            # Workers take turns at a place; the constraint on occasions stands behind the lock.
            Place.objects.select_for_update(of=("self",)).get(pk=one.plan.place_id)
            if _is_drafted(one):
                return False
            origin = Origin(due_on=one.due_on(), occasion=one.key)
            tasks = [task.pk for task in one.tasks]
            draft(actor, one.plan, BulletinKind(kind), one.span, tasks, origin=origin)
    except BulletinRefusedError as refused:
        logger.info("nothing to draft for %s: %s", one.key, refused)
        return False
    except IntegrityError:
        logger.info("another worker has drafted %s", one.key)
        return False
    return True


def _is_drafted(one: Occasion) -> bool:
    """Say whether it came up before, even if it was dropped, or whether somebody was quicker by hand."""
    there = Bulletin.objects.filter(place=one.plan.place_id)
    if there.filter(occasion=one.key).exists():
        return True
    kind = one.schedule.kind
    same = there.filter(plan=one.plan, kind=kind, corrects=None).exclude(
        state=BulletinState.DISCARDED
    )
    if kind in (BulletinKind.PLEDGES, BulletinKind.WHOLE):
        return same.filter(period_kind=one.span.kind, period_index=one.span.index).exists()
    if kind == BulletinKind.COMPLETION:
        return same.filter(tasks__in=one.tasks, drafted_at__date__gte=one.since).exists()
    return False
