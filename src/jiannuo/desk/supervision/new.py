"""A new letter: to whom, about which tasks, by when. What was missed or not reported is marked first."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.supervision.given import terms_from
from jiannuo.desk.supervision.home import places_of_office
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.directory.models import Organisation, Place
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.directory.queries.workdays import calendar_of
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.supervision.actions.draft_letter import draft_letter
from jiannuo.supervision.models import LetterKind
from jiannuo.supervision.queries.answering import answering_for
from jiannuo.supervision.queries.candidates import Candidate, candidates, candidates_of
from jiannuo.supervision.queries.letters import last_terms, recipients_of
from jiannuo.supervision.queries.reach import places_for

_UNPROCESSABLE: Final = 422
_WORKDAYS: Final = 5
"""Working days that an organisation is given to answer, unless somebody sets another day."""


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest) -> HttpResponse:
    """Show whom a letter might go to, the form for one organisation, or draft what was chosen."""
    actor = visitor(request)
    places = places_of_office(actor)
    if not places:
        raise NotAllowedError(Act.COMPOSE)
    given = request.POST if request.method == "POST" else request.GET
    task = _task(actor, given.get("task", ""))
    organisation = _organisation(actor, given.get("organisation", ""), task)
    if organisation is None:
        return page(request, "desk/supervision/whom.html", _whom(places, task))
    fault, status = "", 200
    if request.method == "POST":
        tasks = [int(one) for one in request.POST.getlist("tasks") if one.isdecimal()]
        kind = _kind(request.POST.get("kind", ""))
        terms = terms_from(request.POST.dict())
        try:
            drafted = draft_letter(
                actor, organisation, kind, tasks, terms, now=now(organisation.place)
            )
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "已按台账拟好，请核对、修改后送签。")
            return redirect("desk:letter", drafted.pk)
    context = {
        **_form(organisation, task, given.getlist("tasks")),
        "kind": _kind(given.get("kind", "")),
        "given": given,
        "fault": fault,
    }
    return page(request, "desk/supervision/new.html", context, status=status)


def due_by_custom(place: Place, day: date) -> date:
    """Return the day by which an answer is asked for unless somebody sets another."""
    return calendar_of(place).workday_from(day, _WORKDAYS + 1)


def _kind(text: str) -> LetterKind:
    return LetterKind(text) if text in LetterKind.values else LetterKind.REMINDER


def _task(actor: Actor, text: str) -> Task | None:
    if not text.isdecimal():
        return None
    found = (
        tasks_visible_to(actor)
        .filter(pk=int(text), plan__place__in=places_for(actor, Act.COMPOSE))
        .select_related("plan__place")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _organisation(actor: Actor, text: str, task: Task | None) -> Organisation | None:
    """Return the organisation asked for; without one, the only one that answers for the task."""
    known = Organisation.objects.filter(
        place__in=places_for(actor, Act.COMPOSE), merged_into=None
    ).select_related("place")
    if text.isdecimal():
        found = known.filter(pk=int(text)).first()
        if found is None:
            raise Http404
        return found
    if task is not None:
        answering = list(known.filter(pk__in=answering_for(task).answering))
        return answering[0] if len(answering) == 1 else None
    return None


def _whom(places: list[Place], task: Task | None) -> dict[str, Any]:
    if task is not None:
        answering = answering_for(task)
        choices = recipients_of(task.plan.place).filter(pk__in=answering.all)
        return {"task": task, "choices": choices, "suggested": []}
    return {
        "task": None,
        "suggested": [
            {
                "organisation": one.organisation,
                "tasks": [_shown(each) for each in one.tasks],
                "waiting": sum(each.under_way is None for each in one.tasks),
            }
            for place in places
            for one in candidates(place, now(place))
        ],
        "choices": [one for place in places for one in recipients_of(place)],
    }


def _form(organisation: Organisation, task: Task | None, chosen: list[str]) -> dict[str, Any]:
    place = organisation.place
    issuer, contact = last_terms(place)
    offered = candidates_of(organisation, now(place))
    picked = {int(one) for one in chosen if one.isdecimal()} or ({task.pk} if task else set())
    if not picked:
        picked = {one.task.pk for one in offered if one.why and one.under_way is None}
    return {
        "organisation": organisation,
        "tasks": [
            {**_shown(one), "checked": one.task.pk in picked}
            for one in sorted(offered, key=lambda one: (one.task.pk not in picked, not one.why))
        ],
        "kinds": [(kind.value, kind.label) for kind in LetterKind],
        "issuer": issuer,
        "contact": contact,
        "due": due_by_custom(place, today(place)).isoformat(),
        "hour": timezone.localtime().strftime("%H:00"),
    }


def _shown(one: Candidate) -> dict[str, Any]:
    return {
        "id": one.task.pk,
        "number": one.task.number,
        "wording": one.task.wording(),
        "why": one.why,
        "answers": one.answers,
        "under_way": one.under_way
        and {
            "id": one.under_way.pk,
            "words": f"{one.under_way.get_kind_display()}{one.under_way.get_state_display()}",
        },
    }
