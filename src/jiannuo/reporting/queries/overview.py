"""Every plan that an actor may see, with its source and how the last reported period came out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.plans import PlanLine, plans_by_place
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOverview:
    """A plan with its source file (`parse` leads to it) and the claims of its latest period.

    `claims` counts the actor's visible tasks by claim ("" where a report claims nothing); empty
    where nothing was reported yet.
    """

    line: PlanLine
    issuer: str
    document_number: str
    source: str
    parse: int | None
    span: Span
    claims: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOverview:
    """A place with its plans, newest year first."""

    id: int
    name: str
    plans: tuple[PlanOverview, ...]


def overview(actor: Actor) -> tuple[PlaceOverview, ...]:
    """Return all plans that the actor may see, by place (three queries, however many plans)."""
    places = plans_by_place(actor)
    ids = [line.id for place in places for line in place.plans]
    sources = {
        plan: (head, name or "", parse)
        for plan, head, name, parse in Plan.objects.filter(pk__in=ids)
        .order_by()
        .values_list("pk", "head", "parse__file__name", "parse")
    }
    claims = _claims(actor, ids)
    return tuple(
        PlaceOverview(
            id=place.id,
            name=place.name,
            plans=tuple(_plan(line, *sources[line.id], claims[line.id]) for line in place.plans),
        )
        for place in places
    )


def _claims(actor: Actor, plans: list[int]) -> defaultdict[int, dict[Span, dict[str, int]]]:
    counted = (
        Report.objects.filter(task__in=tasks_visible_to(actor).filter(plan__in=plans))
        .order_by()
        .values_list("task__plan", "period_kind", "period_index", "claim")
        .annotate(n=Count("pk"))
    )
    found: defaultdict[int, dict[Span, dict[str, int]]] = defaultdict(dict)
    for plan, kind, index, claim, n in counted:
        found[plan].setdefault(Span(kind, index), {})[claim] = n
    return found


def _plan(
    line: PlanLine,
    head: Mapping[str, str | None],
    source: str,
    parse: int | None,
    claims: Mapping[Span, Mapping[str, int]],
) -> PlanOverview:
    latest = max(claims, key=lambda span: (span.last_month, span.kind), default=Span())
    return PlanOverview(
        line=line,
        issuer=head.get("issuer") or "",
        document_number=head.get("document_number") or "",
        source=source,
        parse=parse,
        span=latest,
        claims=claims.get(latest, {}),
    )
