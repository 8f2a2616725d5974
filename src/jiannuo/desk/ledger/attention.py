"""A leader's first page: in two minutes, or on one printed page, what fell short and why."""

from typing import Any

from django.urls import reverse

from jiannuo.desk.ledger.marks import mark_of
from jiannuo.directory.actor import Actor
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.attention import ShortTask, attention
from jiannuo.reporting.queries.findings import FindingLine
from jiannuo.reporting.queries.overview import PlanOverview

_UNITS_NAMED = 2


def has_sector(actor: Actor) -> bool:
    """Say whether somebody reads the ledger as a leader (or for one), not as an office."""
    return bool(actor.leaders) and not actor.places


def shown_attention(actor: Actor, plan: PlanOverview) -> dict[str, Any]:
    """Return what wants attention in a plan."""
    found = attention(actor, plan.line.id, plan.span)
    return {
        "short": [_short(task) for task in found.short],
        "findings": [_finding(line) for line in found.findings],
    }


def headline(plans: list[PlanOverview]) -> dict[str, int]:
    """Count the leader's tasks by what matters first."""
    return {
        "tasks": sum(plan.line.tasks for plan in plans),
        "missed": sum(plan.claims.get(Claim.MISSED, 0) for plan in plans),
        "partly": sum(plan.claims.get(Claim.PARTLY, 0) for plan in plans),
    }


def _short(task: ShortTask) -> dict[str, Any]:
    named = "、".join(task.units[:_UNITS_NAMED])
    return {
        "href": reverse("desk:task", args=[task.id]),
        "number": task.number,
        "wording": task.wording,
        "mark": mark_of(task.claim),
        "claim": task.claim.label,
        "units": f"{named}等{len(task.units)}家" if len(task.units) > _UNITS_NAMED else named,
        "target": task.target,
        "why_label": task.why_label,
        "why": task.why,
        "next_steps": task.next_steps,
    }


def _finding(line: FindingLine) -> dict[str, Any]:
    first = line.tasks[0]
    return {
        "mark": line.severity.value,
        "severity": line.severity.label,
        "title": line.title,
        "message": line.message,
        "number": first.number,
        "href": f"{reverse('desk:task', args=[first.id])}#f{line.id}",
    }
