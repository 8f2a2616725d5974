"""What the office has to do: collect the open round, review, answer what organisations ask."""

from typing import Any, Final

from django.utils import timezone

from jiannuo.core.workdays import moment_words
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.rounds.shown import shown_round
from jiannuo.desk.supervision.todo import supervision_of_office
from jiannuo.desk.todo.bulletins import of_bulletins, reviews
from jiannuo.desk.todo.others import of_office
from jiannuo.desk.todo.releases import of_releases, releases_to_clear
from jiannuo.desk.visitors import holds
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Plan
from jiannuo.reporting.models import ReportingRound
from jiannuo.reporting.queries.own_rounds import open_returns
from jiannuo.reporting.queries.review import Waiting, review_queue
from jiannuo.reporting.queries.rounds import current_round, round_view, rounds_visible_to

_SHOWN: Final = 8
"""Lines of the review queue that stand on the first page; the rest is one press away."""


def office_work(actor: Actor) -> dict[str, Any]:
    """Return for each place that the visitor looks over what is open there.

    Places without an open round are only named (`idle`) where another place has one. `reviews` is
    what waits for a secrecy reviewer; None for everybody else.
    """
    found = [_place(actor, place) for place in Place.objects.filter(pk__in=actor.places)]
    busy = [each for each in found if each["round"] or each["items"]]
    return {
        "reviews": [*reviews(actor), *releases_to_clear(actor)]
        if holds(actor, Act.CLEAR)
        else None,
        "places": busy or found,
        "idle": "、".join(each["place"] for each in found if busy and each not in busy),
    }


def _place(actor: Actor, place: Place) -> dict[str, Any]:
    moment = now(place)
    one = current_round(rounds_visible_to(actor).filter(place=place), moment)
    reviews = may(actor, Act.REVIEW, Subject(place=place.pk))
    return {
        "place": place.full_name,
        "now_words": moment_words(timezone.localtime(moment)),
        "round": shown_round(round_view(one, moment), moment) if one else None,
        "queue": _queue(actor, one) if one and reviews else None,
        "returned": _returned(one) if one and reviews else [],
        "has_plans": Plan.objects.filter(place=place).exists(),
        "may_import": may(actor, Act.IMPORT, Subject(place=place.pk)),
        "may_manage": may(actor, Act.MANAGE_ROUNDS, Subject(place=place.pk)),
        "items": [
            *of_office(actor, place),
            *supervision_of_office(actor, place),
            *of_bulletins(actor, place),
            *of_releases(actor, place),
        ],
    }


def _queue(actor: Actor, one: ReportingRound) -> dict[str, Any]:
    tasks: dict[int, list[Waiting]] = {}
    for each in review_queue(actor, one):
        tasks.setdefault(each.line.task_id, []).append(each)
    doubtful = sum(1 for same in tasks.values() if same[0].why)
    shown = [_waiting(same) for same in list(tasks.values())[:_SHOWN]]
    return {
        "total": len(tasks),
        "doubtful": doubtful,
        "shown": shown,
        "more": max(0, len(tasks) - len(shown)),
        "more_doubtful": max(0, doubtful - len(shown)),
    }


def _waiting(same: list[Waiting]) -> dict[str, Any]:
    """Return one task of the queue, however many organisations report about it."""
    each = same[0]
    line = each.line
    others = f"等{len(same)}家" if len(same) > 1 else ""
    return {
        "line": line.pk,
        "number": line.task.number,
        "wording": line.task.wording(),
        "organisation": line.submission.organisation.name + others,
        "by_office": line.submission.by_office,
        "claim": each.claim.label if each.claim else "未自报",
        "mark": mark_of(line.claim),
        "why": each.why,
        "doubt": each.doubt.name.lower(),
        "at": timezone.localtime(each.handed_in_at),
    }


def _returned(one: ReportingRound) -> list[dict[str, Any]]:
    return [
        {
            "task": each.line.task_id,
            "number": each.line.task.number,
            "wording": each.line.task.wording(),
            "organisation": each.line.submission.organisation.name,
            "field": each.get_field_display(),
            "reason": each.text or each.get_reason_display(),
        }
        for each in open_returns(one)
    ]
