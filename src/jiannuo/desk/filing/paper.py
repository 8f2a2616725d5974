"""The written plan (落实方案): composed from the form until somebody edits it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.filing.form import filing_of
from jiannuo.desk.filing.shown import head_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.save_lines import Cover, save_lines
from jiannuo.reporting.plan_paper import compose
from jiannuo.reporting.queries.filings import (
    BEING_WRITTEN,
    asked_of,
    may_read_lines,
    may_write,
    sheets_of,
)

_UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def filing_paper(request: HttpRequest, filing: int) -> HttpResponse:
    """Show the written plan; keep an edited one, or compose it anew from the form."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    if not may_read_lines(actor, found) and not may_write(actor, found):
        raise Http404
    fault, status = "", 200
    if request.method == "POST":
        text = "" if request.POST.get("do") == "compose" else request.POST.get("paper", "")
        try:
            save_lines(actor, found, [], cover=Cover(paper=text), now=now(found.issue.place))
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "已保存。" if text else "已按填报表重新生成。")
            return redirect("desk:filing_paper", filing)
    sheets = sheets_of(found, asked_of(found).tasks)
    composed = compose(found.organisation.name, found.issue.year, sheets)
    standing = found.paper if found.paper_edited or found.state not in BEING_WRITTEN else composed
    text = request.POST.get("paper", standing) if fault else standing
    title, _, body = text.partition("\n")
    context = {
        "head": head_of(actor, found, now(found.issue.place)),
        "text": text,
        "title": title,
        "paragraphs": [one for one in body.split("\n") if one.strip()],
        "rows": min(40, 8 + text.count("\n")),
        "may_write": found.state in BEING_WRITTEN and may_write(actor, found),
        "fault": fault,
    }
    return page(request, "desk/filing/paper.html", context, status=status)
