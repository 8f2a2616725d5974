"""An organisation's own form: download, upload."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.forms.many import uploaded
from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, opened, sheet_for
from jiannuo.desk.visitors import visitor
from jiannuo.intake.forms.actions.receive_form import receive_own_form
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormState
from jiannuo.ledger.periods import Span


@require_http_methods(["GET", "HEAD", "POST"])
def own_form(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show how to fill offline; take a filled form in."""
    actor = visitor(request)
    found = opened(actor, sheet_for(actor, sheet))
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            fault = "还没有选择文件。请先选填好的报表。"
        else:
            try:
                name, content = uploaded(file)
                arrival = receive_own_form(
                    actor, found, name=name, content=content, now=moment(found)
                )
            except FormRefusedError as error:
                fault = str(error)
            else:
                messages.success(request, "已经读出。请看改了哪些，再采用。")
                return redirect("desk:form", arrival.pk)
    context = {
        "sheet": {
            "id": found.pk,
            "organisation": found.organisation.name,
            "period": Span(found.round.period_kind, found.round.period_index).label,
        },
        "fault": fault,
        "earlier": found.forms.filter(on_behalf=False, state=FormState.OPEN),
    }
    return page(request, "desk/forms/own.html", context, status=422 if fault else 200)
