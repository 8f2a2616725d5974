"""Signed with ink: the form is printed, signed by hand, and its scan handed in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, sheet_for
from jiannuo.desk.report.evidence import content, handed_out
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.receive_attachment import AttachmentRefusedError, receive_attachment
from jiannuo.reporting.actions.submission.errors import SheetError
from jiannuo.reporting.actions.submission.sign import sign_with_ink
from jiannuo.reporting.models import Submission

_CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def signed_page(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show how to sign on paper, take the scan in, or show the scan that was handed in."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    if request.method == "POST":
        return _taken(request, actor, found)
    if "file" in request.GET:
        if found.signature_file is None:
            raise Http404
        return handed_out(found.signature_file, found.signature_file.name)
    return _form(request, actor, found)


def _taken(request: HttpRequest, actor: Actor, sheet: Submission) -> HttpResponse:
    sent = request.FILES.get("file")
    signed_by = request.POST.get("signed_by", "").strip()
    if sent is None or not signed_by:
        return _form(request, actor, sheet, "请选签字页的扫描件或照片，并写明签字人。", signed_by)
    try:
        scan = receive_attachment(
            actor, sheet.round.place, name=sent.name or "", content=content(sent)
        )
        sign_with_ink(actor, sheet, scan, signed_by=signed_by, now=moment(sheet))
    except (SheetError, AttachmentRefusedError) as error:
        return _form(request, actor, sheet, str(error), signed_by)
    messages.success(request, "签字页已收下，已报。督查室审核以前可以撤回。")
    return redirect("desk:sheet", sheet.pk)


def _form(
    request: HttpRequest, actor: Actor, sheet: Submission, fault: str = "", signed_by: str = ""
) -> HttpResponse:
    context = {**steps(actor, sheet), "fault": fault, "signed_by": signed_by or sheet.signed_by}
    return page(
        request, "desk/report/signed_page.html", context, status=_CONFLICT if fault else 200
    )
