"""The ledger's first page: every plan that the visitor may see, by place and year."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.overview import PlanOverview, overview

_MOST_MARKS: Final = 400
"""Above that many tasks a mark for each is no picture any more, only a heavy page."""


def plans(request: HttpRequest) -> HttpResponse:
    """Show the plans; administrators, who see no ledger, go to their own pages."""
    actor = visitor(request)
    if not holds(actor, Act.SEE_TASK) and holds(actor, Act.SEE_DIRECTORY):
        return redirect("desk:administration")
    found = overview(actor)
    all_plans = [plan for place in found for plan in place.plans]
    context = {
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "plans": [
                    _plan(plan, whole=_opens_sources(actor, place.id)) for plan in place.plans
                ],
            }
            for place in found
        ],
        "plans": len(all_plans),
        "total": sum(plan.line.tasks for plan in all_plans),
        "sees_sectors": bool(actor.places),
        "can_import": holds(actor, Act.IMPORT),
    }
    return page(request, "desk/ledger/plans.html", context)


def _opens_sources(actor: Actor, place: int) -> bool:
    return may(actor, Act.SEE_WHOLE_SOURCE, Subject(place=place))


def _plan(plan: PlanOverview, *, whole: bool) -> dict[str, Any]:
    counted = [(claim, plan.claims[claim]) for claim in Claim if plan.claims.get(claim)]
    marks = [mark_of(claim) for claim, count in counted for _ in range(count)]
    said = "，".join(f"{claim.label}{count}项" for claim, count in counted)
    return {
        "id": plan.line.id,
        "title": plan.line.title,
        "year": plan.line.year,
        "kind_name": plan.line.kind.label,
        "tasks": plan.line.tasks,
        "issuer": plan.issuer,
        "document_number": plan.document_number,
        "period": plan.span.label,
        "source": plan.source,
        "source_id": plan.parse if whole else None,
        "marks": marks if len(marks) <= _MOST_MARKS else (),
        "marks_sentence": f"{plan.span.label}自报：{said}" if said else "",
    }
