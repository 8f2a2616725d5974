"""Signing on paper: the scan of the signed page is taken in, and can be opened again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from jiannuo.desk.filing.form import filing_of
from jiannuo.desk.filing.sheet import sheet_page
from jiannuo.desk.report.evidence import content, handed_out
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.intake.actions.receive_attachment import AttachmentRefusedError, receive_attachment
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.hand_in import sign_with_ink
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.queries.filings import may_read_lines


@require_POST
def filing_ink(request: HttpRequest, filing: int) -> HttpResponse:
    """Hand the plan in with the page that the head signed by hand."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    require_writer(actor, found)
    place = found.issue.place
    given = request.FILES.get("scan")
    signed_by = request.POST.get("signed_by", "")
    try:
        scan = (
            receive_attachment(actor, place, name=given.name or "签字页", content=content(given))
            if given is not None
            else None
        )
        sign_with_ink(actor, found, scan, signed_by=signed_by, now=now(place))
    except (NotPossibleError, AttachmentRefusedError) as error:
        found.refresh_from_db()
        return sheet_page(request, actor, found, str(error))
    messages.success(request, "落实计划已报督查室。审核前可以撤回。")
    return redirect("desk:filing_sheet", filing)


@require_safe
def filing_scan(request: HttpRequest, filing: int) -> HttpResponse:
    """Show the signed page."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    if found.signature_file is None or not may_read_lines(actor, found):
        raise Http404
    return handed_out(found.signature_file, found.signature_file.name)
