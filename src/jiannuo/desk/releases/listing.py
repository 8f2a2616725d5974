"""All releases of the visitor's places: what waits, what must be public by when, what was published."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from jiannuo.bulletins.models import Bulletin
from jiannuo.core.workdays import day_words
from jiannuo.desk.pages import page
from jiannuo.desk.releases.shown import due_words, is_overdue
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.publishing.actions.describe_face import face_of
from jiannuo.publishing.actions.publish import mark_withdrawn
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release, ReleaseState
from jiannuo.publishing.queries.releases import (
    open_releases,
    places_in_hand,
    releases_visible_to,
    unmarked_withdrawals,
    unreleased_bulletins,
)

_PUBLISHED_SHOWN = 24


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Show what waits first, then what was published."""
    actor = visitor(request)
    places = list(places_in_hand(actor))
    if not places:
        raise NotAllowedError(Act.COMPOSE)
    waiting = list(open_releases(actor))
    context = {
        "waiting": [_line(one) for one in waiting],
        "places": [_place(actor, place) for place in places],
    }
    return page(request, "desk/releases/releases.html", context)


def _place(actor: Actor, place: Place) -> dict[str, Any]:
    subject = Subject(place=place.pk)
    done = releases_visible_to(actor).filter(place=place, state=ReleaseState.PUBLISHED)
    return {
        "id": place.pk,
        "name": place.full_name,
        "slug": face_of(place).slug,
        "composes": may(actor, Act.COMPOSE, subject),
        "approves": may(actor, Act.APPROVE, subject),
        "plans": list(place.plans.order_by("-year", "pk").values("pk", "year", "title")[:12]),
        "bulletins": [
            {
                "id": one.pk,
                "plan": one.plan_id,
                "title": str(one),
                "due": day_words(one.public_due_on) if one.public_due_on else "",
                "overdue": bool(one.public_due_on and one.public_due_on < today(place)),
            }
            for one in unreleased_bulletins(place)
        ],
        "withdrawn": unmarked_withdrawals(place),
        "published": [_line(one) for one in done.order_by("-number")[:_PUBLISHED_SHOWN]],
    }


def _line(one: Release) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.title,
        "place": one.place.full_name,
        "state": one.get_state_display(),
        "number": one.number,
        "at": one.published_at,
        "by": one.approved_by,
        "drafted_by": one.drafted_by,
        "due": due_words(one),
        "overdue": is_overdue(one),
        "correction": one.correction,
        "sent_back": one.sent_back,
    }


@require_POST
def mark(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Say on the public page that a bulletin was withdrawn."""
    actor = visitor(request)
    found = Bulletin.objects.filter(pk=bulletin, place__in=places_in_hand(actor)).first()
    if found is None:
        raise Http404
    try:
        mark_withdrawn(actor, found)
    except ReleaseRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "网站上已标明这份通报撤回。")
    return redirect("desk:releases")
