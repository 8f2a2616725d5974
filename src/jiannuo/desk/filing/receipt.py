"""A notice as its receiver sees it: its own tasks, one press to sign, an objection where needed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.core.workdays import moment_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.ledger.actions.receive_tasks import raise_objection, sign_receipt
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Objection, ObjectionAnswer, ObjectionReason, Receipt, Task
from jiannuo.ledger.queries.duties import Duty, duties_within
from jiannuo.ledger.queries.issuing import receipts_visible_to
from jiannuo.reporting.queries.filings import filings_visible_to

_UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, receipt: int) -> HttpResponse:
    """Show the notice's tasks of one organisation, sign for them, or object to one."""
    actor = visitor(request)
    found = receipts_visible_to(actor).filter(pk=receipt).first()
    if found is None:
        raise Http404
    fault, about, status = "", "", 200
    if request.method == "POST":
        about = request.POST.get("task", "")
        try:
            said = _object(request, actor, found) if about else _sign(actor, found)
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, said)
            return redirect("desk:receipt", receipt)
    context = {
        "receipt": found,
        "issue": found.issue,
        "due": moment_words(timezone.localtime(found.issue.due_at)),
        "signed_at": found.signed_at and timezone.localtime(found.signed_at),
        "organisation": found.organisation.name,
        "tasks": _tasks(found),
        "filing": filings_visible_to(actor)
        .filter(issue=found.issue, organisation=found.organisation)
        .first(),
        "reasons": ObjectionReason.choices,
        "fault": fault,
        "about": about,
        "given": request.POST,
    }
    return page(request, "desk/filing/receipt.html", context, status=status)


def _sign(actor: Actor, found: Receipt) -> str:
    new = sign_receipt(actor, found, now=now(found.issue.place))
    return "已签收。" if new else "已经签收过了。"


def _object(request: HttpRequest, actor: Actor, found: Receipt) -> str:
    word = request.POST["task"]
    task = found.issue.tasks.filter(pk=int(word)).first() if _is_id(word) else None
    if task is None:
        raise Http404
    reasons = {one.value: one for one in ObjectionReason}
    reason = reasons.get(request.POST.get("reason", ""), ObjectionReason.OTHER)
    text = request.POST.get("text", "").strip()
    raise_objection(actor, found, task, reason, text, now=now(found.issue.place))
    return f"对第{task.number}项的异议已提出，等督查室答复；答复之前，仍按现分工推进。"


def _tasks(found: Receipt) -> list[dict[str, Any]]:
    """Return the notice's tasks that concern the organisation now or that it objected to."""
    issued = found.issue.tasks.values_list("pk", flat=True)
    owed = duties_within(issued).get(found.organisation.current.pk, {})
    objections: dict[int, list[Objection]] = {}
    for one in found.objections.all():
        objections.setdefault(one.task_id, []).append(one)
    tasks = Task.objects.filter(pk__in={*owed, *objections}).prefetch_related("assignments")
    return [
        {
            "id": task.pk,
            "number": task.number,
            "wording": task.wording(),
            "part": _part(task, owed.get(task.pk)),
            "objections": objections.get(task.pk, []),
            "may_object": task.pk in owed
            and all(one.answer != ObjectionAnswer.OPEN for one in objections.get(task.pk, [])),
        }
        for task in tasks.order_by("plan", "table", "position")
    ]


def _part(task: Task, duty: Duty | None) -> str:
    if duty is None:
        return "已不由本单位承担"
    if duty is Duty.ANSWERS:
        return "本单位填报"
    leads = [one.written for one in task.assignments.all() if one.lead]
    return f"配合{leads[0]}" if leads else "配合"


def _is_id(word: str) -> bool:
    return word.isascii() and word.isdigit()
