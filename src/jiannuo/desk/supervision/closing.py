"""A closing: what was applied for, everybody's word on it, and the visitor's own step."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.report.evidence import handed_out
from jiannuo.desk.supervision.given import text_from
from jiannuo.desk.supervision.shown import closing_line
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.history.queries import about
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.supervision.actions.apply_closing import withdraw_closing
from jiannuo.supervision.actions.decide_closing import (
    approve_closing,
    confirm_closing,
    refuse_closing,
    reopen_closing,
    verify_closing,
)
from jiannuo.supervision.models import Closing, ClosingState
from jiannuo.supervision.queries.answering import answering_for
from jiannuo.supervision.queries.closings import (
    UNDER_WAY,
    applicant_subject,
    closing_evidence_visible_to,
    closings_visible_to,
    place_of,
    said_against,
)

_UNPROCESSABLE: Final = 422


@require_safe
def closing(request: HttpRequest, closing: int) -> HttpResponse:
    """Show a closing."""
    actor = visitor(request)
    context = _context(actor, _closing(actor, closing))
    return page(request, "desk/supervision/closing.html", context)


@require_safe
def closing_evidence(request: HttpRequest, evidence: int) -> HttpResponse:
    """Hand out a file that a closing rests on."""
    found = (
        closing_evidence_visible_to(visitor(request)).select_related("file").filter(pk=evidence)
    ).first()
    if found is None or found.file.purged_at:
        raise Http404
    return handed_out(found.file, found.name)


@require_POST
def closing_confirm(request: HttpRequest, closing: int) -> HttpResponse:
    """Confirm as the lead."""
    return _done(
        request,
        closing,
        lambda actor, found: confirm_closing(actor, found, now=now(found.task.plan.place)),
        "已确认，转督查室核实。",
    )


@require_POST
def closing_verify(request: HttpRequest, closing: int) -> HttpResponse:
    """Verify as the office."""
    words = text_from(request.POST, "verification")
    return _done(
        request,
        closing,
        lambda actor, found: verify_closing(actor, found, words, now=now(found.task.plan.place)),
        "已核实，转主任批准。",
    )


@require_POST
def closing_approve(request: HttpRequest, closing: int) -> HttpResponse:
    """Approve as the director."""
    return _done(
        request,
        closing,
        lambda actor, found: approve_closing(actor, found, now=now(found.task.plan.place)),
        "已批准销号，以后各期不再要求报送。",
    )


@require_POST
def closing_refuse(request: HttpRequest, closing: int) -> HttpResponse:
    """Refuse, at whichever step it is."""
    reason = text_from(request.POST, "reason")
    return _done(
        request,
        closing,
        lambda actor, found: refuse_closing(actor, found, reason, now=now(found.task.plan.place)),
        "已退回，任务继续推进。",
    )


@require_POST
def closing_withdraw(request: HttpRequest, closing: int) -> HttpResponse:
    """Take one's own application back."""
    return _done(request, closing, withdraw_closing, "已撤回，任务继续推进。")


@require_POST
def closing_reopen(request: HttpRequest, closing: int) -> HttpResponse:
    """Take a closed task up again."""
    reason = text_from(request.POST, "reason")
    return _done(
        request,
        closing,
        lambda actor, found: reopen_closing(actor, found, reason, now=now(found.task.plan.place)),
        "已重新办理，从下一期起继续报送。",
    )


def _closing(actor: Actor, closing: int) -> Closing:
    found = closings_visible_to(actor).filter(pk=closing).first()
    if found is None:
        raise Http404
    return found


def _done(
    request: HttpRequest, closing: int, step: Callable[[Actor, Closing], None], said: str
) -> HttpResponse:
    actor = visitor(request)
    found = _closing(actor, closing)
    try:
        step(actor, found)
    except NotPossibleError as error:
        context = {
            **_context(actor, _closing(actor, closing)),
            "fault": str(error),
            "given": request.POST,
        }
        return page(request, "desk/supervision/closing.html", context, status=_UNPROCESSABLE)
    messages.success(request, said)
    return redirect("desk:closing", closing)


def _context(actor: Actor, found: Closing) -> dict[str, Any]:
    office = may(actor, Act.REVIEW, place_of(found))
    return {
        "closing": {
            **closing_line(found),
            "task_id": found.task_id,
            "plan": found.task.plan.title,
            "text": found.text,
            "target": found.task.annual_target or found.task.wording(),
            "refusal": found.refusal,
            "refused_by": found.refused_by,
            "refused_at_step": ClosingState(found.refused_at_step).label
            if found.refused_at_step
            else "",
            "reopening": found.reopening,
            "reopened_by": found.reopened_by,
            "reopened_at": found.reopened_at and timezone.localtime(found.reopened_at),
        },
        "words": _words(found),
        "evidence": list(found.evidence.all()),
        "against": list(said_against(found)) if office and found.state in UNDER_WAY else [],
        "others": _others(found) if office and found.state in UNDER_WAY else [],
        "steps": _steps(actor, found),
        "office": office,
        "trail": trail_of(tuple(about("closing", found.pk))) if office else [],
    }


def _words(found: Closing) -> list[dict[str, Any]]:
    """Return the steps that were taken: which, by whom, when, in which words."""
    steps = (
        ("申请", found.applied_by, found.applied_at, ""),
        ("牵头单位确认", found.confirmed_by, found.confirmed_at, ""),
        ("督查室核实", found.verified_by, found.verified_at, found.verification),
        ("主任批准", found.approved_by, found.approved_at, ""),
    )
    return [
        {"step": step, "by": by, "at": timezone.localtime(at), "words": words}
        for step, by, at, words in steps
        if at is not None
    ]


def _others(found: Closing) -> list[str]:
    """Name the others that answer for the task where nobody leads: they were not asked."""
    answering = answering_for(found.task)
    if answering.lead is not None:
        return []
    return list(
        Organisation.objects.filter(pk__in=answering.answering)
        .exclude(pk=found.organisation_id)
        .values_list("name", flat=True)
    )


def _steps(actor: Actor, found: Closing) -> dict[str, bool]:
    state = ClosingState(found.state)
    lead = answering_for(found.task).lead
    leads = may(actor, Act.REPORT, Subject(organisations=frozenset({lead} if lead else ())))
    reviews = may(actor, Act.REVIEW, place_of(found))
    confirms = leads if lead else reviews
    approves = may(actor, Act.APPROVE, place_of(found))
    turn = {
        ClosingState.APPLIED: confirms,
        ClosingState.CONFIRMED: reviews,
        ClosingState.VERIFIED: approves,
    }.get(state, False)
    return {
        "confirm": state == ClosingState.APPLIED and confirms,
        "verify": state == ClosingState.CONFIRMED and reviews,
        "approve": state == ClosingState.VERIFIED and approves,
        "refuse": turn,
        "withdraw": state in {ClosingState.APPLIED, ClosingState.CONFIRMED}
        and may(actor, Act.REPORT, applicant_subject(found)),
        "reopen": state == ClosingState.APPROVED and approves,
    }
