"""Changes by decision: ask for one on the task's page, see all, approve or refuse."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.desk.issuing.assignments import assignment_fields, wanted_from
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may, require
from jiannuo.ledger.actions.ask_adjustment import (
    ADJUSTABLE,
    STATES,
    Grounds,
    ask_for_organisations,
    ask_for_state,
    ask_for_text,
)
from jiannuo.ledger.actions.reassign import in_words
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.models import Adjustment, Decision, Target, Task, TaskState
from jiannuo.ledger.queries.issuing import adjustments_visible_to
from jiannuo.ledger.queries.versions import target_label
from jiannuo.ledger.queries.visible import subject_of, tasks_visible_to
from jiannuo.reporting.actions.issue_plan import approve_adjustment, reject_adjustment

_UNPROCESSABLE: Final = 422
_MOST: Final = 200


@require_safe
def adjustments(request: HttpRequest) -> HttpResponse:
    """List the changes asked for, open ones first."""
    actor = visitor(request)
    if not (actor.places or actor.organisations):
        raise NotAllowedError(Act.ISSUE)
    found = adjustments_visible_to(actor)
    context = {
        "open": [shown(actor, one) for one in found.filter(decision=Decision.OPEN)],
        "decided": [shown(actor, one) for one in found.exclude(decision=Decision.OPEN)[:_MOST]],
    }
    return page(request, "desk/issuing/adjustments.html", context)


@require_http_methods(["GET", "POST"])
def adjustment(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Show a change asked for, or keep the director's decision."""
    actor = visitor(request)
    found = adjustments_visible_to(actor).filter(pk=adjustment).first()
    if found is None:
        raise Http404
    fault, status = "", 200
    if request.method == "POST":
        require(actor, Act.APPROVE, Subject(place=found.task.plan.place_id))
        answer = request.POST.get("answer", "").strip()
        at = now(found.task.plan.place)
        try:
            if request.POST.get("decision") == Decision.GRANTED:
                approve_adjustment(actor, found, answer, now=at)
            else:
                reject_adjustment(actor, found, answer, now=at)
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "已审批，留痕里可以查到。")
            return redirect("desk:adjustments")
    context = {"one": shown(actor, found), "fault": fault, "answer": request.POST.get("answer", "")}
    return page(request, "desk/issuing/adjustment.html", context, status=status)


@require_http_methods(["GET", "POST"])
def adjust(request: HttpRequest, task: int) -> HttpResponse:
    """Show what can be changed of a task, the form for one of it, or keep what is asked for."""
    actor = visitor(request)
    found = tasks_visible_to(actor).select_related("plan__place").filter(pk=task).first()
    if found is None or not may_ask(actor, found):
        raise Http404
    what = request.POST.get("what") or request.GET.get("what", "")
    choices = _choices(found)
    chosen = next((one for one in choices if one["what"] == what), None)
    fault, status = "", 200
    if request.method == "POST" and chosen is not None:
        try:
            _ask(actor, found, what, request.POST.dict())
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "调整申请已提交，等督查室主任审批；批准以前按原来的办。")
            return redirect("desk:task", task)
    context = {
        "task": found,
        "choices": choices,
        "chosen": chosen,
        "given": request.POST if request.method == "POST" else {},
        "states": [(state.value, state.label) for state in STATES if state != found.state],
        "fields": assignment_fields(found, request.POST.dict()) if what == "units" else None,
        "fault": fault,
    }
    return page(request, "desk/issuing/adjust.html", context, status=status)


def may_ask(actor: Actor, task: Task) -> bool:
    """Say whether the actor may ask for a change of this task."""
    subject = subject_of(task)
    return may(actor, Act.ISSUE, subject) or may(actor, Act.FILE_PLAN, subject)


def shown(actor: Actor, one: Adjustment) -> dict[str, Any]:
    """Return a change as lists and pages show it."""
    return {
        "id": one.pk,
        "task": one.task_id,
        "title": str(one.task),
        "what": _what(one),
        "before": one.before or "空白",
        "after": one.after,
        "reason": one.reason,
        "document": one.document,
        "asked_by": one.organisation.name if one.organisation else "督查室",
        "person": one.asked_by,
        "asked_at": timezone.localtime(one.asked_at),
        "open": one.decision == Decision.OPEN,
        "decision": one.get_decision_display(),
        "decided_by": one.decided_by,
        "decided_at": one.decided_at and timezone.localtime(one.decided_at),
        "answer": one.answer,
        "may_decide": may(actor, Act.APPROVE, Subject(place=one.task.plan.place_id)),
    }


def _what(one: Adjustment) -> str:
    if one.target is not None:
        return _target_label(one.target)
    return LABELS.get(one.field, str(one.get_kind_display()))


def _target_label(target: Target) -> str:
    return target_label(target.kind, target.period_kind, target.period_index)


def _choices(task: Task) -> list[dict[str, str]]:
    """Return what of a task can be changed: targets of periods, of the year, organisations, state."""
    targets = [
        {"what": f"target-{one.pk}", "label": _target_label(one), "now": one.text}
        for one in task.targets.all()
    ]
    own = [
        {"what": f"field-{field}", "label": LABELS[field], "now": text}
        for field in ADJUSTABLE
        if (text := getattr(task, field))
    ]
    rest = [
        {"what": "units", "label": "责任单位", "now": in_words(task)},
        {"what": "state", "label": "办理状态", "now": str(task.get_state_display())},
    ]
    return [*targets, *own, *rest]


def _ask(actor: Actor, task: Task, what: str, given: Mapping[str, str]) -> Adjustment:
    grounds = Grounds(
        reason=given.get("reason", "").strip(), document=given.get("document", "").strip()[:120]
    )
    at = now(task.plan.place)
    text = given.get("text", "").replace("\r\n", "\n").strip()
    kind, _, name = what.partition("-")
    match kind:
        case "target":
            target = task.targets.get(pk=int(name))
            return ask_for_text(actor, task, target, text, grounds, now=at)
        case "field":
            return ask_for_text(actor, task, name, text, grounds, now=at)
        case "units":
            return ask_for_organisations(actor, task, wanted_from(task, given), grounds, now=at)
    state = next((one for one in STATES if one == given.get("state")), TaskState(task.state))
    return ask_for_state(actor, task, state, grounds, now=at)
