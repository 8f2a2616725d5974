"""Answer the question who leads a task."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.visitors import visitor
from jiannuo.ledger.actions.decide_lead import NotAssignedError
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.actions.answer_lead import answer_lead


@require_POST
def lead(request: HttpRequest, task: int) -> HttpResponse:
    """Keep the answer and show the task again."""
    actor = visitor(request)
    found = tasks_visible_to(actor).select_related("plan").filter(pk=task).first()
    if found is None:
        raise Http404
    leads = _numbers(request.POST.getlist("lead"))
    if not leads:
        messages.error(request, "请先选一家单位。")
        return redirect("desk:task", task)
    try:
        answer_lead(actor, found, leads)
    except NotAssignedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "牵头单位已记下，留痕里可以查到是谁定的。")
    return redirect("desk:task", task)


def _numbers(words: list[str]) -> set[int]:
    return {int(word) for word in words if word.isascii() and word.isdigit()}
