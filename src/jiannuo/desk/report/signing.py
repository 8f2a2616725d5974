"""Handing in: sent to the head, signed, handed back, taken back, withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, sheet_for
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.report.shown import shown_entry, shown_reading
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, may
from jiannuo.reporting.actions.submission.compose_paper import compose_paper
from jiannuo.reporting.actions.submission.errors import IncompleteError, SheetError
from jiannuo.reporting.actions.submission.sign import ask_signature, hand_back
from jiannuo.reporting.actions.submission.sign import sign as sign_sheet
from jiannuo.reporting.actions.submission.sign import submit as submit_sheet
from jiannuo.reporting.actions.submission.sign import take_back as take_back_sheet
from jiannuo.reporting.actions.submission.withdraw import withdraw as withdraw_sheet
from jiannuo.reporting.models import LinePart, Submission, SubmissionState
from jiannuo.reporting.queries.line_reading import read_line
from jiannuo.reporting.queries.sheets import SheetLine, seen_mark, sheet_lines
from jiannuo.reporting.queries.submissions import OPEN_LINE, subject_of_sheet

_CONFLICT = 409


@require_POST
def submit(request: HttpRequest, sheet: int) -> HttpResponse:
    """Send a sheet to the head, or hand it in where the round needs no signature."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    try:
        if found.round.needs_signature:
            ask_signature(actor, found, now=moment(found))
            messages.success(request, "已送负责人签发。签发以前内容不再变动，要改请点“取回修改”。")
        else:
            submit_sheet(actor, found, now=moment(found))
            messages.success(request, "已报。督查室审核以前可以撤回。")
    except IncompleteError as error:
        return _gaps(request, actor, found, error)
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:sheet", sheet)


def _gaps(
    request: HttpRequest, actor: Actor, sheet: Submission, error: IncompleteError
) -> HttpResponse:
    context = {**steps(actor, sheet), "gaps": error.gaps}
    return page(request, "desk/report/gaps.html", context, status=_CONFLICT)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show the head all that he answers for, with what the machine asks beside it; sign or hand back."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    if not may(actor, Act.SIGN, subject_of_sheet(found)):
        raise Http404
    if request.method == "POST":
        return _decided(request, actor, found)
    return _to_sign(request, actor, found)


def _decided(request: HttpRequest, actor: Actor, sheet: Submission) -> HttpResponse:
    try:
        if request.POST.get("deed") == "hand_back":
            hand_back(actor, sheet, request.POST.get("word", ""))
            messages.success(request, "已退回填报人修改。")
            return redirect("desk:sheet", sheet.pk)
        sign_sheet(actor, sheet, seen=request.POST.get("seen", ""), now=moment(sheet))
    except IncompleteError as error:
        return _gaps(request, actor, sheet, error)
    except SheetError as error:
        sheet.refresh_from_db()
        return _to_sign(request, actor, sheet, fault=str(error))
    messages.success(request, "已签发，已报。督查室审核以前可以撤回。")
    return redirect("desk:sheet", sheet.pk)


def _to_sign(
    request: HttpRequest, actor: Actor, sheet: Submission, fault: str = ""
) -> HttpResponse:
    lines = [
        one
        for one in sheet_lines(sheet)
        if one.line.part == LinePart.WHOLE
        and one.line.state in OPEN_LINE
        and (sheet.round.closed_at is None or one.line.correcting)
    ]
    context = {
        **steps(actor, sheet),
        "lines": [_line(one, sheet) for one in lines],
        "paper": sheet.paper if sheet.paper_edited else compose_paper(sheet),
        "seen": seen_mark([one.line for one in lines], sheet.paper),
        "open": sheet.state != SubmissionState.SUBMITTED and bool(lines),
        "fault": fault,
    }
    return page(request, "desk/report/sign.html", context, status=_CONFLICT if fault else 200)


def _line(one: SheetLine, sheet: Submission) -> dict[str, object]:
    read = read_line(one.line, today=today(sheet.round.place))
    return {**shown_entry(one), "reading": shown_reading(one.line, read)}


@require_POST
def take_back(request: HttpRequest, sheet: int) -> HttpResponse:
    """Take a sheet back from the head's desk."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    try:
        take_back_sheet(actor, found)
        messages.success(request, "已取回，可以修改。改好后再送签。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:sheet", sheet)


@require_POST
def withdraw(request: HttpRequest, sheet: int) -> HttpResponse:
    """Withdraw a sheet before its review."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    try:
        withdraw_sheet(actor, found, reason=request.POST.get("reason", ""), now=moment(found))
        messages.success(request, "已撤回，台账里不再有本月这份。按时与否仍按第一次报送算。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:sheet", sheet)
