"""Parts of a task: handed over to the lead, taken back, taken over by the lead."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.report.access import line_for, moment
from jiannuo.desk.report.writing import draft_from, revision_from
from jiannuo.desk.visitors import visitor
from jiannuo.reporting.actions.submission.errors import SheetError
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.shares import hand_over as give
from jiannuo.reporting.actions.submission.shares import take_back_share as take_back
from jiannuo.reporting.actions.submission.shares import take_over as take
from jiannuo.reporting.queries.submissions import shares_given


@require_POST
def hand_over(request: HttpRequest, line: int) -> HttpResponse:
    """Save what the form holds and give it to the lead organisation."""
    actor = visitor(request)
    found = line_for(actor, line)
    now = moment(found.submission)
    try:
        if "progress" in request.POST:
            draft = draft_from(request.POST, found)
            revision = revision_from(request.POST, found)
            save_line(actor, found, draft, revision=revision, now=now)
        give(actor, line_for(actor, line), now=now)
        messages.success(request, "已交牵头单位。对方采用以前可以收回。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", line)


@require_POST
def take_back_share(request: HttpRequest, line: int) -> HttpResponse:
    """Take a share back."""
    actor = visitor(request)
    found = line_for(actor, line)
    try:
        take_back(actor, found)
        messages.success(request, "已收回，可以修改。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", line)


@require_POST
def take_over(request: HttpRequest, line: int, share: int) -> HttpResponse:
    """Append a colleague's share to the lead's own text."""
    actor = visitor(request)
    found = line_for(actor, line)
    given = shares_given(found).select_related("submission__round").filter(pk=share).first()
    if given is None:
        raise Http404
    revision = revision_from(request.POST, found)
    try:
        take(actor, found, given, revision=revision, now=moment(found.submission))
        messages.success(
            request, f"已采用{given.submission.organisation.name}的内容，接在本单位文字后面。"
        )
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", line)
