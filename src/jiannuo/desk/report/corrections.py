"""A line that was handed in is opened again for a correction, or the correction is given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.report.access import line_for
from jiannuo.desk.visitors import visitor
from jiannuo.reporting.actions.submission.correct import begin_correction, drop_correction
from jiannuo.reporting.actions.submission.errors import SheetError


@require_POST
def begin(request: HttpRequest, line: int) -> HttpResponse:
    """Open a line for a correction, with its reason."""
    actor = visitor(request)
    found = line_for(actor, line)
    try:
        begin_correction(actor, found, request.POST.get("reason", ""))
        messages.success(request, "可以更正了。改好后照常送签、报送；原来报的那一版仍然留存。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", line)


@require_POST
def drop(request: HttpRequest, line: int) -> HttpResponse:
    """Give a correction up."""
    actor = visitor(request)
    found = line_for(actor, line)
    try:
        drop_correction(actor, found)
        messages.success(request, "已放弃更正，内容恢复为已报的那一版。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", line)
