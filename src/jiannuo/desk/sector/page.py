"""我的分管: in two minutes, or on one printed page, what is red in a leader's sector, why, and what waits."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.sector.shown import shown_sector
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader
from jiannuo.directory.permissions import Act, Subject, may


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the visitor's own sector, or whose sectors there are: a secretary may serve two leaders."""
    actor = visitor(request)
    own = list(_in_office().filter(pk__in=actor.leaders))
    if len(own) == 1 and not actor.places:
        return page(request, "desk/sector/sector.html", shown_sector(actor, own[0]))
    others = _in_office().filter(place__in=actor.places).exclude(pk__in=actor.leaders)
    leaders = [*own, *others]
    if not leaders and not (actor.leaders or actor.places):
        raise Http404
    return page(request, "desk/sector/leaders.html", {"places": _by_place(leaders)})


@require_safe
def leader_sector(request: HttpRequest, leader: int) -> HttpResponse:
    """Show one leader's sector: to the leader, the secretary, and the office, which prints it for a meeting."""
    actor = visitor(request)
    found = Leader.objects.select_related("place").filter(pk=leader).first()
    if found is None or not may_read(actor, found):
        raise Http404
    return page(request, "desk/sector/sector.html", shown_sector(actor, found))


def may_read(actor: Actor, leader: Leader) -> bool:
    """Say whether somebody may read a leader's page."""
    subject = Subject(place=leader.place_id, leaders=frozenset({leader.pk}))
    return may(actor, Act.SEE_TASK, subject)


def _in_office() -> Any:
    return Leader.objects.filter(succeeded_by=None).select_related("place")


def _by_place(leaders: list[Leader]) -> list[dict[str, Any]]:
    places = dict.fromkeys(leader.place for leader in leaders)
    return [
        {
            "name": place.full_name,
            "leaders": [leader for leader in leaders if leader.place_id == place.pk],
        }
        for place in places
    ]
