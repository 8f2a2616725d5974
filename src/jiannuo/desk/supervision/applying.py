"""An organisation applies to close a task; the form begins with what it last reported."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.evidence import content, file_name
from jiannuo.desk.supervision.given import day_from, text_from
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.directory.models import Organisation
from jiannuo.documents.models import SourceFile
from jiannuo.intake.actions.receive_attachment import (
    KINDS,
    AttachmentRefusedError,
    receive_attachment,
)
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Task
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.supervision.actions.apply_closing import (
    Application,
    apply_closing,
    require_applicable,
)
from jiannuo.supervision.queries.answering import answering_for, applicant_of
from jiannuo.supervision.queries.closings import last_report, reported_evidence

_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
def closing_apply(request: HttpRequest, task: int) -> HttpResponse:
    """Show the form, or apply."""
    actor = visitor(request)
    found = tasks_visible_to(actor).select_related("plan__place").filter(pk=task).first()
    organisation = applicant_of(actor, found) if found is not None else None
    if found is None or organisation is None:
        raise Http404
    fault, status = "", 200
    if request.method == "POST":
        try:
            require_applicable(actor, found)
            application = Application(
                finished_on=day_from(request.POST.get("finished_on", "")),
                text=text_from(request.POST, "text", 8000),
                files=_files(request, actor, found, organisation),
            )
            made = apply_closing(actor, found, application, now=now(found.plan.place))
        except (NotPossibleError, AttachmentRefusedError) as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, f"已申请销号，现在{made.get_state_display()}。")
            return redirect("desk:closing", made.pk)
    context = {**_form(actor, found, organisation), "fault": fault, "given": request.POST}
    return page(request, "desk/supervision/apply.html", context, status=status)


def _form(actor: Actor, task: Task, organisation: Organisation) -> dict[str, Any]:
    report = last_report(task)
    span = Span(report.period_kind, report.period_index) if report else Span()
    lead = answering_for(task).lead
    return {
        "task": task,
        "organisation": organisation,
        "text": (report.progress or report.progress_to_date or report.progress_period)
        if report
        else "",
        "period": span.label,
        "earlier": reported_evidence(actor, task, organisation),
        "today": today(task.plan.place).isoformat(),
        "kinds": "、".join(KINDS),
        "confirms": Organisation.objects.filter(pk=lead).exclude(pk=organisation.pk).first()
        if lead
        else None,
    }


def _files(
    request: HttpRequest, actor: Actor, task: Task, organisation: Organisation
) -> list[tuple[SourceFile, str]]:
    """Return what the application rests on: files that were ticked, then those sent with the form."""
    ticked = {int(one) for one in request.POST.getlist("earlier") if one.isdecimal()}
    earlier = reported_evidence(actor, task, organisation).filter(pk__in=ticked)
    taken = [(one.file, one.name) for one in earlier]
    for sent in request.FILES.getlist("file"):
        file = receive_attachment(
            actor, task.plan.place, name=sent.name or "", content=content(sent)
        )
        taken.append((file, file_name(sent)))
    return taken
