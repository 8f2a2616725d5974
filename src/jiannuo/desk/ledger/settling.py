"""Settle a question of the reading: somebody has looked, and the text is right as it stands."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.visitors import visitor
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.actions.settle_doubts import settle_doubts


@require_POST
def settle(request: HttpRequest, task: int) -> HttpResponse:
    """Keep that a question was looked at, and show the task again."""
    actor = visitor(request)
    found = tasks_visible_to(actor).select_related("plan").filter(pk=task).first()
    if found is None:
        raise Http404
    field, why = request.POST.get("field", ""), request.POST.get("why", "")
    if why and settle_doubts(actor, found, field, why):
        messages.success(request, "已记下：这一处核对过了。不再计入待问，留痕里可以查到。")
    else:
        messages.info(request, "这一处已经核对过了。")
    return redirect("desk:task", task)
