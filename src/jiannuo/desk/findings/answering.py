"""A person's answer to a finding."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jiannuo.desk.findings.lines import shown
from jiannuo.desk.pages import page, wants_part
from jiannuo.desk.visitors import visitor
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.answer_finding import ReasonMissingError, answer_finding
from jiannuo.reporting.models import AnswerKind, Finding
from jiannuo.reporting.queries.findings import findings_of_task, findings_visible_to


@require_POST
def answer(request: HttpRequest, finding: int) -> HttpResponse:
    """Keep an answer; htmx gets the finding anew, others go back to where they came from."""
    actor = visitor(request)
    found = findings_visible_to(actor).filter(pk=finding).first()
    if found is None:
        raise Http404
    fault = ""
    kind = request.POST.get("kind", "")
    if kind not in AnswerKind.values:
        fault = "请先选一种答复。"
    else:
        try:
            answer_finding(actor, found, AnswerKind(kind), request.POST.get("text", ""))
        except ReasonMissingError as error:
            fault = str(error)
    if wants_part(request):
        return _again(request, found, fault)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, "答复已记下。")
    return HttpResponseRedirect(_back(request, found))


def _again(request: HttpRequest, found: Finding, fault: str) -> HttpResponse:
    actor = visitor(request)
    task = found.tasks.first()
    lines = findings_of_task(actor, task.pk) if task else ()
    line = tuple(one for one in lines if one.id == found.pk)
    context = {
        "finding": shown(actor, line)[0],
        "fault": fault,
        "said": request.POST.get("text", "") if fault else "",
        "kind": request.POST.get("kind", "") if fault else "",
    }
    return page(request, "desk/findings/finding.html", context)


def _back(request: HttpRequest, found: Finding) -> str:
    """Return the page that the answer was given on, if it is one of ours."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    period = Span(found.period_kind, found.period_index).key
    return f"{reverse('desk:findings', args=[found.plan_id])}?period={period}#f{found.pk}"
