"""A plan (附件3) offline: its form to download, and the door for the filled one."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.desk.filing.form import filing_of
from jiannuo.desk.forms.download import KINDS, handed_out
from jiannuo.desk.forms.many import uploaded
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, may
from jiannuo.intake.forms.actions.receive_plan_form import receive_plan_form
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormState
from jiannuo.intake.forms.queries.arrivals import forms_visible_to
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import (
    BEING_WRITTEN,
    may_read_lines,
    may_write,
    subject_of_filing,
)
from jiannuo.reporting.queries.plan_forms import plan_form as form_of_plan


@require_safe
def download_plan(request: HttpRequest, filing: int, kind: str) -> HttpResponse:
    """Hand out a plan as 附件3: to fill in for who writes it, as it stands for who may read it."""
    if kind not in KINDS:
        raise Http404
    actor = visitor(request)
    found = filing_of(actor, filing)
    if may_write(actor, found):
        open_filing(actor, found)
    elif not may_read_lines(actor, found):
        raise Http404
    return handed_out(found.organisation.name, form_of_plan(found, now(found.issue.place)), kind)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_form(request: HttpRequest, filing: int) -> HttpResponse:
    """Show how to fill the plan in offline; take a filled form in."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    if not may_write(actor, found):
        raise Http404
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if not isinstance(file, UploadedFile):
                raise FormRefusedError("还没有选择文件。请先选填好的计划表。")  # noqa: TRY301 - one way for every refusal
            name, content = uploaded(file)
            moment = now(found.issue.place)
            arrival = receive_plan_form(actor, found, name=name, content=content, now=moment)
        except (FormRefusedError, NotPossibleError) as error:
            fault = str(error)
        else:
            messages.success(request, "已经读出。请看改了哪些，再采用。")
            return redirect("desk:filled_plan", arrival.pk)
    elif found.state not in BEING_WRITTEN:
        return redirect("desk:filing_sheet", filing)
    return page(
        request, "desk/forms/plan.html", _shown(actor, found, fault), status=422 if fault else 200
    )


def _shown(actor: Actor, found: PlanFiling, fault: str) -> dict[str, object]:
    own = may(actor, Act.FILE_PLAN, subject_of_filing(found))
    waiting = forms_visible_to(actor).filter(filing=found, state=FormState.OPEN)
    return {
        "filing": {
            "id": found.pk,
            "organisation": found.organisation.name,
            "year": found.issue.year,
            "title": found.issue.title,
            "months_asked": found.issue.months_asked,
            "own": own,
            "open": found.state in BEING_WRITTEN,
        },
        "fault": fault,
        "earlier": waiting.filter(on_behalf=not own),
    }
