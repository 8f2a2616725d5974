"""The filled form to read, print, sign, review: one page for every role, and the steps from it."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jiannuo.core.workdays import closing, moment_words
from jiannuo.desk.filing.form import filing_of
from jiannuo.desk.filing.shown import head_of, shown_rows
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.reporting.actions.filing.extend import ask_extension
from jiannuo.reporting.actions.filing.hand_in import hand_back, sign, take_back
from jiannuo.reporting.models import FilingState, PlanFiling
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

_UNPROCESSABLE: Final = 422
_BEFORE_REVIEW: Final = (FilingState.SIGNING, FilingState.SUBMITTED)


@require_safe
def filing_sheet(request: HttpRequest, filing: int) -> HttpResponse:
    """Show the filled form; the office sees what was handed in, drafts are the organisation's own."""
    actor = visitor(request)
    return sheet_page(request, actor, filing_of(actor, filing))


def sheet_page(
    request: HttpRequest, actor: Actor, found: PlanFiling, fault: str = ""
) -> HttpResponse:
    """Show the filled form; after a step that failed with its reason and what was typed."""
    if not may_read_lines(actor, found) and not may_write(actor, found):
        raise Http404
    asked = asked_of(found)
    subject = subject_of_filing(found)
    head = head_of(actor, found, now(found.issue.place))
    signing = found.state in {*BEING_WRITTEN, FilingState.SIGNING}
    context: dict[str, Any] = {
        "head": head,
        "sheets": shown_rows(sheets_of(found, asked.tasks), asked.feeds),
        "paper": found.paper,
        "mark": mark_of(found),
        "versions": [
            {"number": one.number, "by": one.by_name, "at": timezone.localtime(one.at)}
            for one in found.versions.all()
        ],
        "extensions": [_extension(one) for one in found.extensions.all()],
        "may_sign": found.state == FilingState.SIGNING and may(actor, Act.SIGN, subject),
        "may_ink": signing and may_write(actor, found),
        "may_take_back": found.state in _BEFORE_REVIEW and may_write(actor, found),
        "may_write": found.state in BEING_WRITTEN and may_write(actor, found),
        "may_extend": found.state in BEING_WRITTEN and head["own"],
        "may_review": found.state == FilingState.SUBMITTED and head["office"],
        "next": _next(actor, found) if head["office"] else None,
    }
    context |= {"fault": fault, "given": request.POST, "pressed": request.POST.get("do", "")}
    status = _UNPROCESSABLE if fault else 200
    return page(request, "desk/filing/sheet.html", context, status=status)


@require_POST
def filing_step(request: HttpRequest, filing: int) -> HttpResponse:
    """Sign, give back, take back, or ask for a later deadline."""
    actor = visitor(request)
    found = filing_of(actor, filing)
    try:
        said, to = _step(request, actor, found)
    except NotPossibleError as error:
        found.refresh_from_db()
        return sheet_page(request, actor, found, str(error))
    messages.success(request, said)
    return redirect(to, filing)


def _step(request: HttpRequest, actor: Actor, found: PlanFiling) -> tuple[str, str]:
    """Do what was pressed; return what to say and where to go."""
    word = request.POST.get("word", "").strip()
    match request.POST.get("do", ""):
        case "sign":
            sign(actor, found, seen=request.POST.get("seen", ""), now=now(found.issue.place))
            return "已签发，落实计划已报督查室。审核前可以撤回。", "desk:filing_sheet"
        case "hand_back":
            hand_back(actor, found, word)
            return "已退给填报人修改。", "desk:filing_sheet"
        case "take_back":
            take_back(actor, found)
            return "已取回，可以修改。改好以后请重新送签。", "desk:filing"
        case "extend":
            until = _midnight_after(request.POST.get("until", ""))
            ask_extension(actor, found, until, word)
            return "延期申请已提出，等督查室答复。", "desk:filing_sheet"
    raise Http404


def _midnight_after(day: str) -> Any:
    try:
        return timezone.make_aware(closing(date.fromisoformat(day), "24:00"))
    except ValueError as error:
        raise NotADayError from error


class NotADayError(NotPossibleError):
    """The form's date is none."""

    def __init__(self) -> None:
        super().__init__("请选择申请延到哪一天。")


def _extension(one: Any) -> dict[str, str]:
    return {
        "until": moment_words(timezone.localtime(one.until)),
        "reason": one.reason,
        "decision": one.get_decision_display(),
        "answer": one.answer,
        "by": one.decided_by,
    }


def _next(actor: Actor, found: PlanFiling) -> int | None:
    """Return the next plan of the notice that waits for review."""
    waiting = filings_visible_to(actor).filter(issue=found.issue, state=FilingState.SUBMITTED)
    ordered = waiting.exclude(pk=found.pk).order_by("organisation__sort_key")
    return ordered.values_list("pk", flat=True).first()
