"""What else waits beside the round: files, objections, plans, changes, receipts. Only what there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from jiannuo.core.workdays import close_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place, Role
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.intake.models import State
from jiannuo.intake.queries.visible import uploads_visible_to
from jiannuo.ledger.models import ObjectionAnswer
from jiannuo.ledger.models.adjustments import Decision
from jiannuo.ledger.queries.issuing import (
    adjustments_visible_to,
    objections_visible_to,
    receipts_visible_to,
)
from jiannuo.reporting.models import FilingState, PlanFiling
from jiannuo.reporting.queries.filings import due_of, filings_visible_to

_TO_WRITE = (FilingState.NOT_STARTED, FilingState.DRAFTING, FilingState.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One kind of thing that waits: a sentence and the way to it."""

    words: str
    href: str


def of_office(actor: Actor, place: Place) -> Iterator[Item]:
    """Yield what waits for the office in a place."""
    subject = Subject(place=place.pk)
    if may(actor, Act.IMPORT, subject):
        uploads = uploads_visible_to(actor).filter(place=place, state=State.READ).count()
        if uploads:
            yield Item(words=f"{uploads}份文件读好了，待核对", href=reverse("desk:arrivals"))
    if may(actor, Act.ISSUE, subject):
        objections = objections_visible_to(actor).filter(
            receipt__issue__place=place, answer=ObjectionAnswer.OPEN
        )
        if count := objections.count():
            yield Item(words=f"{count}件对交办的异议待答复", href=reverse("desk:issuing"))
    if may(actor, Act.REVIEW, subject):
        filings = filings_visible_to(actor).filter(issue__place=place, state=FilingState.SUBMITTED)
        if count := filings.count():
            yield Item(words=f"{count}家单位的计划待核定", href=reverse("desk:issuing"))
    if may(actor, Act.APPROVE, subject):
        asked = adjustments_visible_to(actor).filter(
            task__plan__place=place, decision=Decision.OPEN
        )
        if count := asked.count():
            yield Item(words=f"{count}件调整待审批", href=reverse("desk:adjustments"))


def of_organisation(actor: Actor) -> Iterator[Item]:
    """Yield what waits for the visitor's organisations beside their reports."""
    for receipt in receipts_visible_to(actor).filter(signed_at=None):
        yield Item(
            words=f"《{receipt.issue.title}》待签收",
            href=reverse("desk:receipt", args=[receipt.pk]),
        )
    heads = {one for held in actor.held if held.role == Role.HEAD for one in held.organisations}
    filings = filings_visible_to(actor).filter(organisation__in=actor.organisations)
    for filing in filings:
        words = _plan(filing, now(filing.issue.place), signs=filing.organisation_id in heads)
        if words:
            yield Item(words=words, href=reverse("desk:filing", args=[filing.pk]))


def _plan(filing: PlanFiling, moment: datetime, *, signs: bool) -> str:
    local = timezone.localtime(moment).replace(tzinfo=None)
    due = close_words(local, timezone.localtime(due_of(filing)).replace(tzinfo=None))
    name = f"{filing.organisation.name}的年度计划"
    if filing.state == FilingState.SIGNING and signs:
        return f"{name}等您签发，{due}截止"
    if filing.state == FilingState.RETURNED:
        return f"{name}退回，请修改后重报"
    return f"{name}{due}截止" if filing.state in _TO_WRITE else ""
