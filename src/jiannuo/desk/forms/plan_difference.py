"""A filled plan form against its plan: what would change, task by task; taken over or let go."""

import sys
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.intake.forms.actions.settle_form import discard
from jiannuo.intake.forms.actions.settle_plan_form import PlanChoice, take_over_plan
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.forms.queries.arrivals import forms_visible_to
from jiannuo.intake.forms.queries.plan_difference import (
    NewPart,
    PlanDifference,
    PlanLineChange,
    plan_difference,
)
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN, may_write

_REFUSED: Final = 409
_DIGITS: Final = 18


def plan_form_for(actor: Actor, form: int) -> tuple[FormArrival, PlanFiling]:
    """Return a filled plan form that the visitor may settle, and its plan. Raises Http404."""
    found = (
        forms_visible_to(actor)
        .select_related("place", "file", "filing__issue__place", "filing__organisation")
        .filter(pk=form)
        .first()
    )
    if found is None or found.filing is None or not may_write(actor, found.filing):
        raise Http404
    return found, found.filing


@require_safe
def filled_plan(request: HttpRequest, form: int) -> HttpResponse:
    """Show a plan form's difference."""
    arrival, filing = plan_form_for(visitor(request), form)
    return page(request, "desk/forms/filled_plan.html", _shown(arrival, filing))


@require_POST
def take_plan_form(request: HttpRequest, form: int) -> HttpResponse:
    """Take what was chosen over into the plan; where it can't be, show the difference as it is now."""
    actor = visitor(request)
    arrival, filing = plan_form_for(actor, form)
    try:
        count = take_over_plan(actor, arrival, _choice(request), now=now(arrival.place))
    except (FormRefusedError, NotPossibleError) as error:
        filing.refresh_from_db()
        context = _shown(arrival, filing, str(error))
        return page(request, "desk/forms/filled_plan.html", context, status=_REFUSED)
    said = f"已采用 {count} 行" if count else "已采用填报人和联系电话"
    messages.success(request, f"{said}。请看一遍，再报送。")
    return redirect("desk:filing", filing.pk)


@require_POST
def discard_plan_form(request: HttpRequest, form: int) -> HttpResponse:
    """Let a plan form go."""
    actor = visitor(request)
    arrival, filing = plan_form_for(actor, form)
    try:
        discard(actor, arrival, now=now(arrival.place))
    except FormRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{arrival.name}”没有采用。")
    return redirect("desk:plan_form", filing.pk)


def _choice(request: HttpRequest) -> PlanChoice:
    """Read what was ticked, with what the page showed beside it."""
    sent = request.POST
    parts = set(_numbers(sent.getlist("part")))
    rewords = {one for one in parts if sent.get(f"as-{one}") == "reword"}
    return PlanChoice(
        lines={one: _number(sent.get(f"seen-{one}", "")) for one in _numbers(sent.getlist("line"))},
        parts=parts - rewords,
        rewords={one: _number(sent.get(f"instead-{one}", "")) for one in rewords},
        cover={label: sent.get(f"was-{label}", "") for label in sent.getlist("cover")},
    )


def _numbers(words: Iterable[str]) -> list[int]:
    return [number for word in words if (number := _number(word)) >= 0]


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else -1


def _shown(arrival: FormArrival, filing: PlanFiling, fault: str = "") -> dict[str, Any]:
    found = plan_difference(arrival, filing)
    lines = [one for one in found.lines if one.changes or one.note]
    return {
        "form": {
            "id": arrival.pk,
            "name": arrival.name,
            "state": arrival.get_state_display(),
            "settled": arrival.state != FormState.OPEN,
            "open": arrival.state == FormState.OPEN and filing.state in BEING_WRITTEN,
            "locked": filing.get_state_display() if filing.state not in BEING_WRITTEN else "",
            "on_behalf": arrival.on_behalf,
            "filing": filing.pk,
            "organisation": filing.organisation.name,
            "year": filing.issue.year,
        },
        "fault": fault,
        "changed": found.changed,
        "cover": found.cover,
        "entries": _in_order(lines, found.parts),
        "strangers": found.strangers,
        "left_out": found.left_out,
        "later": any(one.later for one in lines),
        "anything": _anything(found),
    }


def _anything(found: PlanDifference) -> bool:
    return bool(found.cover or found.changed)


def _in_order(
    lines: Iterable[PlanLineChange], parts: Iterable[NewPart]
) -> list[dict[str, PlanLineChange | NewPart]]:
    """Return what changes in the plan's order, new parts below those that their task has."""
    placed: list[tuple[tuple[int, ...], dict[str, PlanLineChange | NewPart]]] = [
        (tuple(int(piece) for piece in one.at.number.split(".")), {"line": one}) for one in lines
    ]
    placed += [((int(part.sheet.number), sys.maxsize, part.key), {"part": part}) for part in parts]
    return [entry for _, entry in sorted(placed, key=lambda one: one[0])]
