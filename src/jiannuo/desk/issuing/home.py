"""The office's first page of issuing: what waits to be issued, how the notices stand, what is asked."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiannuo.core.workdays import moment_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.ledger.models import Decision, Issue, ObjectionAnswer, Plan
from jiannuo.ledger.queries.issuing import (
    adjustments_visible_to,
    issuable,
    issues_visible_to,
    objections_visible_to,
)
from jiannuo.reporting.models import FilingState
from jiannuo.reporting.queries.filings import standings


@require_safe
def issuing(request: HttpRequest) -> HttpResponse:
    """Show it, place by place."""
    actor = visitor(request)
    places = places_to_issue(actor)
    if not places:
        raise NotAllowedError(Act.ISSUE)
    context = {
        "places": [_place(actor, place) for place in places],
        "objections": [
            {
                "id": one.pk,
                "organisation": one.receipt.organisation.name,
                "task": str(one.task),
                "reason": one.get_reason_display(),
            }
            for one in objections_visible_to(actor).filter(answer=ObjectionAnswer.OPEN)
        ],
        "adjustments": adjustments_visible_to(actor).filter(decision=Decision.OPEN).count(),
    }
    return page(request, "desk/issuing/home.html", context)


def places_to_issue(actor: Actor) -> list[Place]:
    """Return the places in which the actor issues."""
    return [
        place for place in Place.objects.all() if may(actor, Act.ISSUE, Subject(place=place.pk))
    ]


def _place(actor: Actor, place: Place) -> dict[str, Any]:
    years = Plan.objects.filter(place=place).order_by("-year").values_list("year", flat=True)
    issues = issues_visible_to(actor).filter(place=place)
    return {
        "id": place.pk,
        "name": place.full_name,
        "years": [
            {
                "year": year,
                "waiting": issuable(place, year).count(),
                "pledges": _has_both_kinds(place, year),
                "issues": [_issue(one) for one in issues if one.year == year],
            }
            for year in dict.fromkeys(years)
        ],
    }


def _issue(one: Issue) -> dict[str, Any]:
    receipts = one.receipts.aggregate(all=Count("pk"), signed=Count("signed_at"))
    found = standings(one, now(one.place))
    return {
        "id": one.pk,
        "title": one.title,
        "number": one.number,
        "tasks": one.tasks.count(),
        "due": moment_words(timezone.localtime(one.due_at)),
        "receipts": receipts,
        "filed": sum(not each.missing for each in found),
        "approved": sum(each.filing.state == FilingState.APPROVED for each in found),
        "owing": len(found),
        "late": sum(each.late and each.missing for each in found),
    }


def _has_both_kinds(place: Place, year: int) -> bool:
    return Plan.objects.filter(place=place, year=year).values("kind").distinct().count() > 1
