"""What of issuing and filing waits for the office, as lines of its first page."""

from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Decision, ObjectionAnswer
from jiannuo.ledger.queries.issuing import (
    adjustments_visible_to,
    issues_visible_to,
    objections_visible_to,
)
from jiannuo.reporting.models import FilingState
from jiannuo.reporting.queries.filings import filings_visible_to


def waiting_for_office(actor: Actor, place: Place) -> list[tuple[str, str]]:
    """Return (sentence, address) of what waits in a place, only what there is; empty for readers."""
    subject = Subject(place=place.pk)
    if not may(actor, Act.ISSUE, subject):
        return []
    found = []
    filings = filings_visible_to(actor).filter(issue__place=place)
    for issue in issues_visible_to(actor).filter(place=place):
        filed = filings.filter(issue=issue, state=FilingState.SUBMITTED).count()
        later = filings.filter(issue=issue, extensions__decision=Decision.OPEN).count()
        address = reverse("desk:notice", args=[issue.pk])
        if filed:
            found.append((f"{filed}家的落实计划待审核", address))
        if later:
            found.append((f"{later}家申请计划延期，待答复", address))
    objections = objections_visible_to(actor).filter(
        receipt__issue__place=place, answer=ObjectionAnswer.OPEN
    )
    if count := objections.count():
        found.append((f"{count}条对交办的异议待答复", reverse("desk:issuing")))
    if may(actor, Act.APPROVE, subject):
        asked = adjustments_visible_to(actor).filter(
            task__plan__place=place, decision=Decision.OPEN
        )
        if count := asked.count():
            found.append((f"{count}项调整待您审批", reverse("desk:adjustments")))
    return found
