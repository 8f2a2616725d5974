"""The first page: what the visitor has to do now, by the roles they hold."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.todo.administration import alarms_for
from jiannuo.desk.todo.office import office_work
from jiannuo.desk.todo.organisation import organisation_work
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models.people import OF_A_LEADER


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """Show what is to be done; a leader, who has no forms to fill, is sent to the sector instead."""
    actor = visitor(request)
    if actor.roles and actor.roles.issubset(OF_A_LEADER):
        return redirect("desk:sector")
    context: dict[str, Any] = {
        "office": office_work(actor),
        "organisations": organisation_work(actor),
        "alarms": alarms_for(actor),
        "administrates": actor.is_administrator,
        "has_ledger": _has_ledger(actor),
    }
    return page(request, "desk/todo/todo.html", context)


def _has_ledger(actor: Actor) -> bool:
    return bool(actor.places or actor.organisations or actor.leaders)
