"""A notice: how its organisations stand, what they ask for, and the notice itself on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.core.workdays import day_words, moment_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Issue, ObjectionAnswer, Plan, Receipt
from jiannuo.ledger.queries.issuing import issues_visible_to, unhanded
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.actions.filing.extend import decide_extension
from jiannuo.reporting.actions.issue_plan import hand_out_again
from jiannuo.reporting.models import Decision, ExtensionRequest, FilingState
from jiannuo.reporting.queries.filings import Standing, due_of, filings_visible_to, standings


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, issue: int) -> HttpResponse:
    """Show how the organisations stand with a notice, or hand it to those that came later."""
    actor = visitor(request)
    found = _issue(actor, issue)
    if not may(actor, Act.SEE_WHOLE_SOURCE, Subject(place=found.place_id)):
        raise Http404
    if request.method == "POST":
        names = hand_out_again(actor, found, now=now(found.place))
        messages.success(request, f"已交给{'、'.join(names)}。" if names else "都已经交办过了。")
        return redirect("desk:notice", issue)
    listed = standings(found, now(found.place))
    handed = found.receipts.select_related("organisation").prefetch_related("objections")
    receipts = {one.organisation_id: one for one in handed}
    missing = [one for one in listed if one.missing]
    context = {
        "issue": _shown(found),
        "rows": [_row(one, receipts.pop(one.organisation.pk, None)) for one in listed],
        "sharing": [_receipt(one) for one in receipts.values()],
        "filed": len(listed) - len(missing),
        "owing": len(listed),
        "missing": len(missing),
        "approved": sum(one.filing.state == FilingState.APPROVED for one in listed),
        "unsigned": found.receipts.filter(signed_at=None).count(),
        "objections": found.receipts.filter(objections__answer=ObjectionAnswer.OPEN).count(),
        "extensions": _extensions(found),
        "unhanded": [one.name for one in unhanded(found)],
        "to_paste": text_to_paste(found, missing),
        "may_review": may(actor, Act.REVIEW, Subject(place=found.place_id)),
    }
    return page(request, "desk/issuing/notice.html", context)


@require_safe
def notice_paper(request: HttpRequest, issue: int) -> HttpResponse:
    """Show the notice to be printed; an organisation sees its own tasks in the annexes."""
    actor = visitor(request)
    found = _issue(actor, issue)
    tasks = (
        tasks_visible_to(actor)
        .filter(pk__in=found.tasks.values("pk"))
        .select_related("plan")
        .prefetch_related("assignments", "task_leaders")
        .order_by("plan", "table", "position")
    )
    plans: dict[int, tuple[Plan, list[dict[str, Any]]]] = {}
    for task in tasks:
        plans.setdefault(task.plan_id, (task.plan, []))[1].append(
            {
                "number": task.number,
                "category": task.category,
                "wording": task.wording(),
                "leaders": [one.written for one in task.task_leaders.all()],
                "units": [(one.written, one.lead) for one in task.assignments.all()],
            }
        )
    context = {
        "issue": _shown(found),
        "paragraphs": [one.strip() for one in found.text.splitlines() if one.strip()],
        "annexes": [
            {
                "title": plan.title,
                "tasks": rows,
                "categories": any(row["category"] for row in rows),
            }
            for plan, rows in plans.values()
        ],
    }
    return page(request, "desk/issuing/paper.html", context)


@require_POST
def extension(request: HttpRequest, extension: int) -> HttpResponse:
    """Grant or refuse a later deadline of a plan."""
    actor = visitor(request)
    asked = (
        ExtensionRequest.objects.filter(pk=extension, filing__in=filings_visible_to(actor))
        .select_related("filing__issue__place", "filing__organisation")
        .first()
    )
    if asked is None or asked.filing is None:
        raise Http404
    if not may(actor, Act.REVIEW, Subject(place=asked.filing.issue.place_id)):
        raise NotAllowedError(Act.REVIEW)
    granted = request.POST.get("decision") == Decision.GRANTED
    answer = request.POST.get("answer", "").strip()
    try:
        decide_extension(
            actor, asked, granted=granted, answer=answer, now=now(asked.filing.issue.place)
        )
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        word = "已同意" if granted else "已答复不同意"
        messages.success(request, f"{word}{asked.filing.organisation}延期。")
    return redirect("desk:notice", asked.filing.issue_id)


def text_to_paste(issue: Issue, missing: list[Standing]) -> str:
    """Return who is missing, with telephone numbers, as an officer pastes it into a group chat."""
    if not missing:
        return ""
    due = moment_words(timezone.localtime(issue.due_at))
    names = "\n".join(
        f"{at}. {one.organisation.name}"
        + (f"　{phone}" if (phone := one.filing.telephone or one.organisation.reached_at) else "")
        + (
            f"　（延至{moment_words(timezone.localtime(due_of(one.filing)))}）"
            if one.filing.due_at
            else ""
        )
        for at, one in enumerate(missing, start=1)
    )
    return f"《{issue.title}》要求报送的落实计划，截止时间{due}，还有{len(missing)}家没有报到：\n{names}\n请尽快登录填报，有困难请及时联系督查室。"


def _issue(actor: Actor, issue: int) -> Issue:
    found = issues_visible_to(actor).filter(pk=issue).first()
    if found is None:
        raise Http404
    return found


def _shown(issue: Issue) -> dict[str, Any]:
    return {
        "id": issue.pk,
        "title": issue.title,
        "number": issue.number,
        "addressees": issue.addressees,
        "issuer": issue.issuer,
        "issued_on": day_words(issue.issued_on, year=True),
        "due": moment_words(timezone.localtime(issue.due_at)),
        "tasks": issue.tasks.count(),
        "place": issue.place.full_name,
        "months_asked": issue.months_asked,
    }


def _row(one: Standing, receipt: Receipt | None) -> dict[str, Any]:
    filing = one.filing
    return {
        "filing": filing.pk,
        "name": one.organisation.name,
        "telephone": filing.telephone or one.organisation.reached_at,
        "state": filing.get_state_display(),
        "by_office": filing.by_office,
        "late": one.late,
        "missing": one.missing,
        "readable": not one.missing or filing.by_office,
        "untouched": filing.state == FilingState.NOT_STARTED,
        "waits": filing.state == FilingState.SUBMITTED,
        "submitted_at": filing.submitted_at and timezone.localtime(filing.submitted_at),
        "due": moment_words(timezone.localtime(filing.due_at)) if filing.due_at else "",
        "receipt": _receipt(receipt) if receipt else None,
    }


def _receipt(one: Receipt) -> dict[str, Any]:
    return {
        "name": one.organisation.name,
        "telephone": one.organisation.reached_at,
        "signed_by": one.signed_by,
        "signed_at": one.signed_at and timezone.localtime(one.signed_at),
        "objections": [
            {
                "id": each.pk,
                "reason": each.get_reason_display(),
                "answer": each.get_answer_display(),
            }
            for each in one.objections.all()
        ],
    }


def _extensions(issue: Issue) -> list[dict[str, Any]]:
    asked = ExtensionRequest.objects.filter(
        filing__issue=issue, decision=Decision.OPEN
    ).select_related("filing__organisation")
    return [
        {
            "id": one.pk,
            "name": one.filing.organisation.name if one.filing else "",
            "until": moment_words(timezone.localtime(one.until)),
            "reason": one.reason,
            "asked_by": one.asked_by,
        }
        for one in asked
    ]
