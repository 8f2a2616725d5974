"""The plan filing's form (附件3): one page for all tasks; saved by itself, by a press, step by step."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.desk.filing.reading import cover_from, drafts_from
from jiannuo.desk.filing.shown import head_of, shown_rows
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.hand_in import ask_signature, sign
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.save_lines import Draft, Saved, save_lines
from jiannuo.reporting.actions.filing.split_line import add_part, drop_part
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filing_gaps import gaps_of
from jiannuo.reporting.queries.filings import (
    BEING_WRITTEN,
    asked_of,
    filings_visible_to,
    mark_of,
    may_read_lines,
    may_write,
    sheets_of,
    subject_of_filing,
)

_CONFLICT: Final = 409
_LOCKED: Final = 423
_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "POST"])
def filing(request: HttpRequest, filing: int) -> HttpResponse:
    """Show the form, keep what it sends, and do the step that was pressed."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    if not may_write(actor, found):
        if request.method == "POST":
            raise NotAllowedError(Act.FILE_PLAN)
        if not may_read_lines(actor, found):
            raise Http404
        return redirect("desk:filing_sheet", filing)
    if request.method == "POST":
        return _keep(request, actor, found)
    if found.state not in BEING_WRITTEN:
        return redirect("desk:filing_sheet", filing)
    open_filing(actor, found)
    return _form(request, actor, found)


def filing_of(actor: Actor, filing: int) -> PlanFiling:
    """Return a filing that the actor may see; Http404 for any other."""
    found = filings_visible_to(actor).filter(pk=filing).first()
    if found is None:
        raise Http404
    return found


def _keep(request: HttpRequest, actor: Actor, found: PlanFiling) -> HttpResponse:
    """Save first, whatever was pressed: nothing typed is lost by a step that fails."""
    drafts = drafts_from(request.POST, found)
    try:
        saved = save_lines(
            actor, found, drafts, cover=cover_from(request.POST), now=now(found.issue.place)
        )
    except NotPossibleError as error:
        if _by_itself(request):
            return JsonResponse({"fault": str(error)}, status=_LOCKED)
        return _form(request, actor, found, drafts=drafts, fault=str(error), status=_UNPROCESSABLE)
    if _by_itself(request):
        return _answer(saved)
    found.refresh_from_db()
    if saved.conflicts:
        return _form(request, actor, found, drafts=drafts, saved=saved, status=_CONFLICT)
    try:
        return _step(request, actor, found)
    except NotPossibleError as error:
        return _form(request, actor, found, fault=str(error), status=_UNPROCESSABLE)


def _by_itself(request: HttpRequest) -> bool:
    """Say whether the script saves in the background."""
    return "application/json" in request.headers.get("Accept", "")


def _answer(saved: Saved) -> HttpResponse:
    content = {
        "revisions": {str(line): revision for line, revision in saved.revisions.items()},
        "conflicts": [
            {"line": one.theirs.pk, "by": one.theirs.saved_by or "别人"} for one in saved.conflicts
        ],
    }
    return JsonResponse(content, status=_CONFLICT if saved.conflicts else 200)


def _step(request: HttpRequest, actor: Actor, found: PlanFiling) -> HttpResponse:
    step, _, name = request.POST.get("do", "save").partition("-")
    number = int(name) if name.isascii() and name.isdigit() else 0
    here = reverse("desk:filing", args=[found.pk])
    match step:
        case "split":
            part = add_part(actor, found, number)
            return redirect(f"{here}#l{part.pk}" if part else here)
        case "drop":
            drop_part(actor, found, number)
            return redirect(here)
        case "people":
            _people_everywhere(actor, found)
            messages.success(request, "负责人已填到各行的空格里。")
            return redirect(here)
        case "ask":
            ask_signature(actor, found, now=now(found.issue.place))
            messages.success(request, "已送负责人签发。签发以前可以取回修改。")
            return redirect("desk:filing_sheet", found.pk)
        case "sign":
            sign(actor, found, seen=mark_of(found), now=now(found.issue.place))
            messages.success(request, "已签发，落实计划已报督查室。审核前可以撤回。")
            return redirect("desk:filing_sheet", found.pk)
        case "sheet":
            return redirect("desk:filing_sheet", found.pk)
        case "paper":
            return redirect("desk:filing_paper", found.pk)
    messages.success(request, "已保存。")
    return redirect(here)


def _people_everywhere(actor: Actor, found: PlanFiling) -> None:
    """Fill the persons of the first line that names them into the lines that name none."""
    lines = list(found.lines.order_by("task__plan", "task__table", "task__position", "order"))
    principal = next((one.principal for one in lines if one.principal), "")
    deputy = next((one.deputy for one in lines if one.deputy), "")
    drafts = [
        Draft(
            line=one.pk,
            revision=one.revision,
            content=one.content,
            quarters=one.quarters,
            months=one.months,
            principal=one.principal or principal,
            deputy=one.deputy or deputy,
            remarks=one.remarks,
        )
        for one in lines
    ]
    save_lines(actor, found, drafts, now=now(found.issue.place))


def _form(
    request: HttpRequest,
    actor: Actor,
    found: PlanFiling,
    *,
    drafts: list[Draft] | None = None,
    saved: Saved | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = asked_of(found)
    sheets = sheets_of(found, asked.tasks)
    gaps = gaps_of(found, sheets) if fault or found.first_submitted_at else ()
    context: dict[str, Any] = {
        "head": head_of(actor, found, now(found.issue.place)),
        "sheets": shown_rows(sheets, asked.feeds, drafts or (), saved),
        "count": len(sheets),
        "fault": fault,
        "gaps": {gap.line: gap.what for gap in gaps if gap.line},
        "conflicts": len(saved.conflicts) if saved else 0,
        "may_sign": may(actor, Act.SIGN, subject_of_filing(found)),
        "cover": {
            "filled_by": request.POST.get("filled_by", found.filled_by or actor.name),
            "telephone": request.POST.get(
                "telephone", found.telephone or found.organisation.telephone
            ),
        },
    }
    return page(request, "desk/filing/form.html", context, status=status)
