"""附件4 as a file to fill in."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiannuo.core.records import Document
from jiannuo.core.rendering import MEDIA_TYPES, render
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.reporting.models import Submission, SubmissionState
from jiannuo.reporting.queries.report_forms import report_form
from jiannuo.reporting.queries.submissions import subject_of_sheet

KINDS: Final = ("docx", "xlsx")


@require_safe
def download(request: HttpRequest, sheet: int, kind: str) -> HttpResponse:
    """Hand out a sheet as the office's form, with what it holds already."""
    if kind not in KINDS:
        raise Http404
    found = sheet_to_download(visitor(request), sheet)
    return handed_out(found.organisation.name, report_form(found), kind)


def handed_out(organisation: str, form: Document, kind: str) -> HttpResponse:
    """Answer with an organisation's form as a file.

    Its telephone number stays in it: the form comes back, and what it leaves out would be a change.
    """
    content = render(form, kind, contacts=True)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    name = f"{organisation} {form.title}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


def sheet_to_download(actor: Actor, sheet: int) -> Submission:
    """Return a sheet: its organisation's own, or for the office one that nobody has begun.

    What an organisation is writing is its own until it is handed in. Raises Http404.
    """
    found = (
        Submission.objects.select_related("round__place", "organisation").filter(pk=sheet).first()
    )
    if found is not None:
        if may(actor, Act.REPORT, subject_of_sheet(found)):
            return found
        office = may(actor, Act.IMPORT, Subject(place=found.round.place_id))
        if office and found.state == SubmissionState.NOT_STARTED:
            return found
    raise Http404
