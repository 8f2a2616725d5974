"""What of notices and plans waits for an organisation, as lines of its first page."""

from django.urls import reverse
from django.utils import timezone

from jiannuo.core.workdays import moment_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.queries.issuing import receipts_visible_to
from jiannuo.reporting.models import FilingState, PlanFiling
from jiannuo.reporting.queries.filings import (
    BEING_WRITTEN,
    due_of,
    filings_visible_to,
    subject_of_filing,
)


def waiting_for_organisation(actor: Actor) -> list[tuple[str, str]]:
    """Return (sentence, address) of what waits for the actor's organisations, only what there is."""
    found = [
        (
            f"{one.organisation}：签收《{one.issue.title}》",
            reverse("desk:receipt", args=[one.pk]),
        )
        for one in receipts_visible_to(actor).filter(signed_at=None)
    ]
    own = filings_visible_to(actor).filter(organisation__in=actor.organisations)
    for one in own.exclude(state__in=[FilingState.SUBMITTED, FilingState.APPROVED]):
        words = _words(actor, one)
        if words:
            address = reverse("desk:filing", args=[one.pk])
            found.append((f"{one.organisation}：{words}", address))
    return found


def _words(actor: Actor, one: PlanFiling) -> str:
    due = moment_words(timezone.localtime(due_of(one)))
    if one.state == FilingState.SIGNING:
        signs = may(actor, Act.SIGN, subject_of_filing(one))
        return f"落实计划等您签发，{due}截止" if signs else ""
    if one.state == FilingState.RETURNED:
        return "落实计划被退回，请修改后重报"
    return f"填报落实计划，{due}截止" if one.state in BEING_WRITTEN else ""
