"""The office approves a plan, or returns it with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.filing.form import filing_of
from jiannuo.desk.filing.sheet import sheet_page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.review import approve_filing, return_filing
from jiannuo.reporting.queries.filings import may_read_lines


@require_POST
def review_filing(request: HttpRequest, filing: int) -> HttpResponse:
    """Keep the decision and go back to the notice."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    at = now(found.issue.place)
    try:
        if request.POST.get("decision") == "approve":
            approve_filing(actor, found, now=at)
            said = f"已核定{found.organisation}的落实计划，目标已进入台账。"
        else:
            return_filing(actor, found, request.POST.get("why", "").strip(), now=at)
            said = f"已退回{found.organisation}修改。"
    except NotPossibleError as error:
        found.refresh_from_db()
        if may_read_lines(actor, found):
            return sheet_page(request, actor, found, str(error))
        # Taken back meanwhile: a draft is the organisation's own.
        messages.error(request, str(error))
        return redirect("desk:notice", found.issue_id)
    messages.success(request, said)
    return redirect("desk:notice", found.issue_id)
