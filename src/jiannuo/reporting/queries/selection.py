"""Which tasks of a plan the grid shows, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Assignment, IndexedText, Plan, Task, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Claim, PeriodDocument

UNREPORTED: Final = "none"
"""The status of tasks for which the period's report says nothing about its target."""

SORTS: Final = ("number", "category", "organisation", "leader", "status")
"""What the grid can be sorted by; with "-" before it in reverse."""

_STATUS_ORDER: Final = (Claim.MISSED, Claim.PARTLY, Claim.OTHER, Claim.MET)

Joined: TypeAlias = QuerySet[Any]
"""Tasks, each joined with the period's report: names that the type checker cannot follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFilters:
    """What the grid is narrowed to; empty fields narrow nothing. `status` is a Claim or UNREPORTED.

    `doubtful` leaves the tasks that the reading had a question about, `leadless` those of several
    organisations of which the source calls none the lead.
    """

    category: str = ""
    leader: int | None = None
    organisation: int | None = None
    role: str = ""
    status: str = ""
    text: str = ""
    doubtful: bool = False
    leadless: bool = False


def shown_span(plan: Plan, spans: Sequence[Span]) -> Span:
    """Return the period to show unless one is asked for: the latest reported (`spans`, in time).

    Before the first report it is the period that the plan's own document is about.
    """
    if spans:
        return spans[-1]
    period = plan.head.get("period") or {}
    return Span(period.get("kind", ""), period.get("index", 0))


def reported_spans(plan: int) -> tuple[Span, ...]:
    """Return the periods for which a plan has reports, in time (one query)."""
    found = PeriodDocument.objects.filter(plan=plan).order_by()
    return in_time(Span(*row) for row in found.values_list("period_kind", "period_index"))


def in_time(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort periods by their ends."""
    return tuple(sorted(spans, key=lambda span: (span.last_month, span.kind)))


def chosen(
    actor: Actor, plan: int, filters: GridFilters, span: Span, sort: str = "number"
) -> Joined:
    """Return the tasks of a plan that the grid shows under these filters, in its order."""
    tasks = filtered(tasks_visible_to(actor).filter(plan=plan), filters, span)
    return in_order(with_status(tasks, filters.status), sort)


def filtered(tasks: QuerySet[Task], filters: GridFilters, span: Span) -> Joined:
    """Narrow tasks by everything but their status, each joined with the period's `report`."""
    if filters.category:
        tasks = tasks.filter(category=filters.category)
    if filters.leader is not None:
        led = TaskLeader.objects.filter(task=OuterRef("pk"), leader=filters.leader)
        tasks = tasks.filter(Exists(led))
    if filters.organisation is not None or filters.role:
        assigned = Assignment.objects.filter(task=OuterRef("pk"))
        if filters.organisation is not None:
            assigned = assigned.filter(organisation=filters.organisation)
        if filters.role:
            assigned = assigned.filter(role=filters.role)
        tasks = tasks.filter(Exists(assigned))
    for word in filters.text.split():
        texts = IndexedText.objects.filter(task=OuterRef("pk"), text__icontains=word)
        tasks = tasks.filter(Exists(texts))
    if filters.leadless:
        tasks = _leadless(tasks)
    joined: Joined = with_reports(tasks, span).annotate(
        claim=Coalesce(F("report__claim"), Value(""))
    )
    if filters.doubtful:
        own, reported = Q(source__doubt_count__gt=0), Q(report__source__doubt_count__gt=0)
        joined = joined.filter(own | reported)
    return joined


def with_reports(tasks: QuerySet[Task], span: Span) -> Joined:
    """Return tasks, each joined with its `report` of a period, if it has one."""
    of_period = Q(reports__period_kind=span.kind, reports__period_index=span.index)
    return tasks.annotate(report=FilteredRelation("reports", condition=of_period))


def with_status(tasks: Joined, status: str) -> Joined:
    """Narrow joined tasks to those whose report claims this; an empty status narrows nothing."""
    if not status:
        return tasks
    return tasks.filter(claim="" if status == UNREPORTED else status)


def in_order(tasks: Joined, sort: str) -> Joined:
    """Sort joined tasks; whatever else decides, tasks keep the document's order among themselves."""
    backwards, by = sort.startswith("-"), sort.removeprefix("-")
    if by not in _KEYS:
        return tasks.order_by(*(("-table", "-position") if backwards else ("table", "position")))
    key = F("sort_by")
    first = key.desc(nulls_last=True) if backwards else key.asc(nulls_last=True)
    keyed: Joined = tasks.annotate(sort_by=_KEYS[by]())
    return keyed.order_by(first, "table", "position")


def place_in_plan() -> Any:
    """Return the expression for a task's place among all tasks of its plan."""
    return F("table") * 1_000_000 + F("position")


def _leadless(tasks: QuerySet[Task]) -> QuerySet[Task]:
    assigned = Assignment.objects.filter(task=OuterRef("pk")).order_by()
    counted = assigned.values("task").annotate(n=Count("organisation", distinct=True)).values("n")
    several = tasks.annotate(assigned=Subquery(counted)).filter(assigned__gt=1)
    return several.exclude(Exists(assigned.filter(lead=True)))


def _by_category() -> Any:
    """Sort in the document's own order of categories, not the alphabet's."""
    return Window(Min(place_in_plan()), partition_by=[F("category")])


def _by_organisation() -> Any:
    assigned = Assignment.objects.filter(task=OuterRef("pk"))
    first = assigned.order_by(F("lead").desc(nulls_last=True), "order")
    return Subquery(first.values("organisation__sort_key")[:1])


def _by_leader() -> Any:
    led = TaskLeader.objects.filter(task=OuterRef("pk")).order_by("order")
    return Subquery(led.values("leader__sort_key")[:1])


def _by_status() -> Any:
    return Case(
        *(When(claim=claim, then=Value(rank)) for rank, claim in enumerate(_STATUS_ORDER)),
        default=Value(len(_STATUS_ORDER)),
        output_field=IntegerField(),
    )


_KEYS: Final[dict[str, Callable[[], Any]]] = {
    "category": _by_category,
    "organisation": _by_organisation,
    "leader": _by_leader,
    "status": _by_status,
}
