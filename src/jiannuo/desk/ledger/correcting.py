"""Put right one text of a task, in place or on a page of its own."""

from typing import Final, get_args

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.desk.ledger.values import slot_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.ledger.actions.correct_field import (
    ChangedMeanwhileError,
    EmptyError,
    NotCorrectableError,
)
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.visible import subject_of, tasks_visible_to
from jiannuo.reporting.actions.correct_value import correct_value
from jiannuo.reporting.queries.corrections import Holder, Spot
from jiannuo.reporting.queries.detail import Value, task_detail

_CONFLICT: Final = 409
_HOLDERS: Final = frozenset(get_args(Holder))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, task: int, holder: Holder, held: int, field: str) -> HttpResponse:
    """Show the form for one text of a task, or keep what it sends and show the task again."""
    actor = visitor(request)
    found = tasks_visible_to(actor).select_related("plan").filter(pk=task).first()
    if found is None or holder not in _HOLDERS:
        raise Http404
    require(actor, Act.CORRECT, subject_of(found))
    value = _value(actor, found, Spot(holder, held, field))
    if request.method == "POST":
        return _keep(request, actor, found, value)
    return _form(request, found, value, text=value.text)


def _value(actor: Actor, task: Task, spot: Spot) -> Value:
    """Return the value at a spot of this task; Http404 where there is none."""
    detail = task_detail(actor, task.pk)
    values = [*detail.values, *(target.value for target in detail.targets)]
    values += [value for report in detail.reports for value in report.values]
    found = next((value for value in values if value.spot == spot), None)
    if found is None:
        raise Http404
    return found


def _keep(request: HttpRequest, actor: Actor, task: Task, value: Value) -> HttpResponse:
    text, before = _written(request, "text"), _written(request, "before")
    reason = _written(request, "reason")
    if text == before:
        messages.info(request, "内容没有变化，没有更正。")
        return redirect(_back(task, value))
    try:
        correct_value(actor, task, _spot(value), text, before=before, reason=reason)
    except ChangedMeanwhileError as error:
        # What both people wrote is shown; the next attempt starts from what stands there now.
        return _form(request, task, value, text=text, reason=reason, fault=str(error))
    except (EmptyError, NotCorrectableError) as error:
        return _form(request, task, value, text=text, reason=reason, fault=str(error))
    messages.success(request, f"“{value.label}”已更正，原来的内容在留痕里。数字已重新核验。")
    return redirect(_back(task, value))


def _form(
    request: HttpRequest, task: Task, value: Value, *, text: str, reason: str = "", fault: str = ""
) -> HttpResponse:
    context = {
        "label": value.label,
        "before": value.text,
        "text": text,
        "reason": reason,
        "fault": fault,
        "slot": slot_of(value),
        "here": request.path,
        "task_href": _back(task, value),
        "rows": min(12, 2 + len(text) // 40 + text.count("\n")),
    }
    status = _CONFLICT if fault else 200
    return page(request, "desk/ledger/correct.html", context, status=status)


def _spot(value: Value) -> Spot:
    if value.spot is None:
        raise Http404
    return value.spot


def _back(task: Task, value: Value) -> str:
    return f"{reverse('desk:task', args=[task.pk])}#{slot_of(value)}"


def _written(request: HttpRequest, name: str) -> str:
    """Return a field of the form; browsers send line ends as two characters."""
    return request.POST.get(name, "").replace("\r\n", "\n").strip()
