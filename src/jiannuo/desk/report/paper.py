"""The written report (书面材料): composed from the lines, edited, composed again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import sheet_for
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.report.whole import number
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.submission.compose_paper import (
    compose_again,
    compose_paper,
    edit_paper,
)
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.models import Submission

_CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show the written report, keep an edited one, or follow the lines again."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    if request.method != "POST":
        return _form(request, actor, found)
    revision = number(request.POST.get("revision", ""), found.revision)
    text = request.POST.get("text", "")
    try:
        if request.POST.get("deed") == "again":
            compose_again(actor, found, revision=revision)
            messages.success(request, "已按各项内容重新生成。")
        else:
            edit_paper(actor, found, text, revision=revision)
            messages.success(request, "书面材料已保存，签发时一并签出。")
    except LockedError as error:
        found.refresh_from_db()
        return _form(request, actor, found, text=text, fault=str(error))
    return redirect("desk:paper", sheet)


def _form(
    request: HttpRequest, actor: Actor, sheet: Submission, *, text: str = "", fault: str = ""
) -> HttpResponse:
    composed = compose_paper(sheet)
    standing = sheet.paper if sheet.paper_edited or not composed else composed
    context = {
        **steps(actor, sheet),
        "text": text or standing,
        "standing": standing if fault else "",
        "paragraphs": standing.split("\n"),
        "edited": sheet.paper_edited,
        "composed": composed if sheet.paper_edited else "",
        "fault": fault,
    }
    return page(request, "desk/report/paper.html", context, status=_CONFLICT if fault else 200)
