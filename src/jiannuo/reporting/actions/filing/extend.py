"""A later deadline for one organisation's plan: asked for by it, decided by the office."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.actions.filing.errors import (
    NotInThisStateError,
    NotLaterError,
    WordsMissingError,
)
from jiannuo.reporting.actions.filing.telling import tell_of_plan
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import Decision, ExtensionRequest, PlanFiling
from jiannuo.reporting.queries.filings import due_of, subject_of_filing


def ask_extension(
    actor: Actor, filing: PlanFiling, until: datetime, reason: str
) -> ExtensionRequest:
    """Ask for a later deadline. Raises NotLaterError, WordsMissingError, NotInThisStateError."""
    require(actor, Act.FILE_PLAN, subject_of_filing(filing))
    if not reason:
        raise WordsMissingError("申请延期的理由")
    if until <= due_of(filing):
        raise NotLaterError
    with transaction.atomic():
        PlanFiling.objects.select_for_update().get(pk=filing.pk)
        if filing.extensions.filter(decision=Decision.OPEN).exists():
            raise NotInThisStateError("延期申请待答复")
        request = ExtensionRequest.objects.create(
            filing=filing, until=until, reason=reason, asked_by=actor.name
        )
        _record(actor, request, "filing.ask_extension", reason)
    return request


def decide_extension(
    actor: Actor, request: ExtensionRequest, *, granted: bool, answer: str, now: datetime
) -> None:
    """Grant or refuse a later deadline of a plan; a refusal says why.

    Raises NotInThisStateError, WordsMissingError.
    """
    filing = request.filing
    if filing is None:
        raise NotInThisStateError("月报的延期")
    require(actor, Act.REVIEW, subject_of_filing(filing))
    if not granted and not answer:
        raise WordsMissingError("不同意的理由")
    with transaction.atomic():
        locked = ExtensionRequest.objects.select_for_update().get(pk=request.pk)
        if locked.decision != Decision.OPEN:
            raise NotInThisStateError(f"延期{locked.get_decision_display()}")
        locked.decision = Decision.GRANTED if granted else Decision.REFUSED
        locked.decided_by, locked.decided_at, locked.answer = actor.name, now, answer
        locked.save()
        if granted:
            filing.due_at = locked.until
            filing.save(update_fields=["due_at"])
        action = "filing.grant_extension" if granted else "filing.refuse_extension"
        _record(actor, locked, action, answer)
        words = f"同意延到{due_words(locked.until)}" if granted else f"没有同意延期：{answer}"
        key = f"extension:{locked.pk}"
        tell_of_plan(filing, now, key=key, title="计划延期申请已答复", text=f"督查室{words}。")


def _record(actor: Actor, request: ExtensionRequest, action: str, reason: str) -> None:
    filing = request.filing
    if filing is None:
        return
    until = timezone.localtime(request.until)
    record(
        actor.author,
        action,
        About("filing", filing.pk, f"{filing.organisation.name}　{filing.issue.title}"),
        {
            "organisation": filing.organisation.name,
            "until": f"{until:%Y-%m-%d %H:%M}",
            "reason": reason,
        },
    )
