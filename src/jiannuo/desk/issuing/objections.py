"""Answer an objection: the assignment stands, or is changed on the spot."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.desk.issuing.assignments import assignment_fields, wanted_from
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import ObjectionAnswer
from jiannuo.ledger.queries.issuing import objections_visible_to
from jiannuo.reporting.actions.issue_plan import settle_objection

_UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, objection: int) -> HttpResponse:
    """Show the objection with the ways to answer it, or keep the answer."""
    actor = visitor(request)
    found = objections_visible_to(actor).filter(pk=objection).first()
    if found is None or not may(actor, Act.ISSUE, Subject(place=found.receipt.issue.place_id)):
        raise Http404
    fault, status = "", 200
    if request.method == "POST":
        text = request.POST.get("text", "").strip()
        change = request.POST.get("answer") == ObjectionAnswer.CHANGED
        try:
            wanted = wanted_from(found.task, request.POST.dict()) if change else None
            settle_objection(actor, found, text, wanted=wanted, now=now(found.receipt.issue.place))
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, f"已答复{found.receipt.organisation}，单位看得到。")
            return redirect("desk:issuing")
    context = {
        "objection": found,
        "organisation": found.receipt.organisation.name,
        "raised_at": timezone.localtime(found.raised_at),
        "open": found.answer == ObjectionAnswer.OPEN,
        "task": found.task,
        "fields": assignment_fields(found.task, request.POST.dict()),
        "text": request.POST.get("text", ""),
        "chosen": request.POST.get("answer", ObjectionAnswer.KEPT),
        "fault": fault,
    }
    return page(request, "desk/issuing/objection.html", context, status=status)
