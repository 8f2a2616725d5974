"""An organisation's first page: what waits for it, its plans, and exactly its tasks, plan by plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiannuo.core.workdays import moment_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Organisation, OrganisationKind
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.ledger.models import ObjectionAnswer, Receipt
from jiannuo.ledger.queries.issuing import OwnTask, own_plans, receipts_visible_to
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import due_of, filings_visible_to, is_late


@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    """Show it for each organisation that the visitor serves."""
    actor = visitor(request)
    if not holds(actor, Act.FILE_PLAN):
        raise NotAllowedError(Act.FILE_PLAN)
    organisations = Organisation.objects.filter(pk__in=actor.organisations).select_related("place")
    shown = [_organisation(actor, one) for one in organisations]
    context = {"organisations": [one for one in shown if one["known"]]}
    return page(request, "desk/filing/home.html", context)


def _organisation(actor: Actor, one: Organisation) -> dict[str, Any]:
    receipts = list(receipts_visible_to(actor).filter(organisation=one).order_by("-issue"))
    plans = own_plans(actor, one.pk)
    filed = filings_visible_to(actor).filter(organisation=one).order_by("-issue")
    return {
        "id": one.pk,
        "name": one.name,
        "known": bool(plans or receipts) or one.kind != OrganisationKind.GROUP,
        "receipts": [_receipt(each) for each in receipts],
        "unsigned": sum(each.signed_at is None for each in receipts),
        "filings": [_filing(each) for each in filed],
        "plans": [
            {
                "title": each.plan.title,
                "year": each.plan.year,
                "answers": [_task(task) for task in each.tasks if task.answers],
                "shares": [_task(task) for task in each.tasks if not task.answers],
            }
            for each in plans
        ],
    }


def _task(one: OwnTask) -> dict[str, Any]:
    return {
        "id": one.task.pk,
        "number": one.task.number,
        "wording": one.task.wording(),
        "state": one.task.get_state_display(),
        "lead": one.lead,
    }


def _receipt(one: Receipt) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.issue.title,
        "number": one.issue.number,
        "signed_at": one.signed_at and timezone.localtime(one.signed_at),
        "signed_by": one.signed_by,
        "waiting": one.objections.filter(answer=ObjectionAnswer.OPEN).count(),
        "answered": one.objections.exclude(answer=ObjectionAnswer.OPEN).count(),
    }


def _filing(one: PlanFiling) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.issue.title,
        "state": one.get_state_display(),
        "code": one.state,
        "due": moment_words(timezone.localtime(due_of(one))),
        "late": is_late(one, now(one.issue.place)),
        "why": one.returned_why,
    }
