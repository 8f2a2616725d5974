"""The calendar of deadlines, on a page and as a feed for calendar programs (RFC 5545)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from icalendar import Alarm, Calendar, Event

from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import actor_of
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place
from jiannuo.reporting.actions.calendar_feed import close_feed, open_feed, user_of_feed
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import CalendarFeed
from jiannuo.reporting.queries.calendar import Date, dates_of

_SECRET = "calendar_secret"  # noqa: S105  the session's key under which it waits to be shown once


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """List the deadlines that concern the visitor, those ahead first."""
    actor = visitor(request)
    place = Place.objects.filter(pk__in=actor.home_places).first()
    moment = now(place)
    dates = dates_of(actor)
    secret = request.session.pop(_SECRET, "")
    context = {
        "ahead": [_shown(one, actor.places) for one in dates if one.due_at >= moment],
        "past": [_shown(one, actor.places) for one in reversed(dates) if one.due_at < moment],
        "several": len({one.place for one in dates}) > 1,
        "address": secret and request.build_absolute_uri(reverse("desk:feed", args=[secret])),
        "has_feed": CalendarFeed.objects.filter(user=actor.user).exists(),
    }
    return page(request, "desk/rounds/calendar.html", context)


@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """Make a secret address (or end it), and show it once."""
    if request.POST.get("what") == "close":
        close_feed(visitor(request))
        messages.success(request, "订阅地址已停用，原来的地址不再有效。")
    else:
        request.session[_SECRET] = open_feed(visitor(request))
    return redirect("desk:calendar")


@require_safe
@login_not_required
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the dates of whoever the secret belongs to, as a calendar program reads them."""
    del request
    user = user_of_feed(secret)
    if user is None:
        raise Http404
    found = Calendar()
    found.add("prodid", "-//jiannuo//calendar//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", "践诺报送日历")
    for one in dates_of(actor_of(user)):
        found.add_component(_event(one))
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response


def _event(one: Date) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@jiannuo")
    event.add("dtstamp", timezone.now())
    event.add("summary", one.title + ("（暂定）" if one.provisional else ""))
    event.add("description", one.sentence)
    event.add("dtstart", timezone.localtime(one.due_at - timedelta(minutes=30)))
    event.add("dtend", timezone.localtime(one.due_at))
    if not one.submitted:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", timedelta(hours=-24))
        event.add_component(alarm)
    return event


def _shown(one: Date, places: frozenset[int]) -> dict[str, Any]:
    return {
        "due": due_words(one.due_at, year=True),
        "title": one.title.removesuffix("截止"),
        "place": one.place,
        "sentence": one.sentence,
        "provisional": one.provisional,
        "round": one.round if places else None,
        "submitted": one.submitted,
    }
