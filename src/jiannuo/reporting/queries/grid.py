"""The grid: a plan's tasks with what was reported for a period, filtered, sorted, tallied.

The number of queries is the same for any plan, and each touches only the plan's own rows.
"""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

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
from jiannuo.ledger.models import (
    Assignment,
    AssignmentRole,
    IndexedText,
    Plan,
    Task,
    TaskLeader,
)
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to, tasks_visible_to
from jiannuo.reporting.models import Claim, PeriodDocument
from jiannuo.reporting.queries.yardsticks import yardsticks

UNREPORTED: Final = "none"
"""The status of tasks for which the period's report says nothing about its target."""


Joined: TypeAlias = QuerySet[Any]
"""Tasks, each joined with the period's report: names that the type checker cannot follow."""


class GridUnit(NamedTuple):
    """An organisation of a row, as the document names it."""

    id: int
    name: str
    lead: bool | None
    word: str


class GridRow(NamedTuple):
    """A task as the grid shows it; texts are empty where nothing stands."""

    id: int
    number: str
    category: str
    task: str
    subproject: str
    annual_target: str
    period_target: str
    progress: str
    claim: str
    status: str
    problems: str
    next_steps: str
    units: tuple[GridUnit, ...]
    leaders: tuple[str, ...]
    doubts: int


class Choice(NamedTuple):
    """A value to filter by: what the address carries, what people read, how many tasks it has."""

    value: str
    label: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFilters:
    """What the grid is narrowed to; empty fields narrow nothing. `status` is a Claim or UNREPORTED."""

    category: str = ""
    leader: int | None = None
    organisation: int | None = None
    role: str = ""
    status: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridChoices:
    """What the plan can be filtered by."""

    categories: tuple[Choice, ...]
    leaders: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    roles: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage:
    """A page of the grid. `tallies` count the filtered tasks by status, whatever status is chosen."""

    plan: Plan
    span: Span
    spans: tuple[Span, ...]
    rows: tuple[GridRow, ...]
    total: int
    page: int
    pages: int
    tallies: tuple[Choice, ...]
    choices: GridChoices


SORTS: Final = ("number", "category", "organisation", "leader", "status")
"""What the grid can be sorted by; with "-" before it in reverse."""

_STATUS_ORDER: Final = (Claim.MISSED, Claim.PARTLY, Claim.OTHER, Claim.MET)


def ledger_page(
    actor: Actor,
    plan: int,
    filters: GridFilters | None = None,
    *,
    sort: str = "number",
    page: int = 1,
    page_size: int = 200,
    span: Span | None = None,
) -> GridPage:
    """Return a page of a plan's tasks with the reports of a period (default: the latest).

    Raises Plan.DoesNotExist for a plan that the actor may not see, and for one that isn't there.
    """
    one = plans_visible_to(actor).select_related("place").defer("head").get(pk=plan)
    spans = reported_spans(plan)
    shown = span or (spans[-1] if spans else Span())
    narrowed = filters or GridFilters()
    visible = tasks_visible_to(actor).filter(plan=plan)
    tasks = filtered(visible, narrowed, shown)
    tallies = _tallies(tasks)
    wanted = _with_status(tasks, narrowed.status)
    total = sum(
        choice.tasks for choice in tallies if not narrowed.status or choice.value == narrowed.status
    )
    pages = max(1, -(-total // page_size))
    at = min(max(page, 1), pages)
    rows = _rows(_sorted(wanted, sort)[(at - 1) * page_size : at * page_size], shown)
    return GridPage(
        plan=one,
        span=shown,
        spans=spans,
        rows=rows,
        total=total,
        page=at,
        pages=pages,
        tallies=tallies,
        choices=_choices(visible),
    )


def chosen(
    actor: Actor, plan: int, filters: GridFilters, span: Span, sort: str = "number"
) -> Joined:
    """Return the tasks of a plan that the grid shows under these filters, in its order."""
    tasks = filtered(tasks_visible_to(actor).filter(plan=plan), filters, span)
    return _sorted(_with_status(tasks, filters.status), sort)


def latest_span(plan: int) -> Span:
    """Return the latest period for which a plan has reports; an open one if it has none."""
    spans = reported_spans(plan)
    return spans[-1] if spans else Span()


def reported_spans(plan: int) -> tuple[Span, ...]:
    """Return the periods for which a plan has reports, in time (one query)."""
    found = PeriodDocument.objects.filter(plan=plan).order_by()
    spans = [Span(*row) for row in found.values_list("period_kind", "period_index")]
    return tuple(sorted(spans, key=lambda span: (span.last_month, span.kind)))


def filtered(tasks: QuerySet[Task], filters: GridFilters, span: Span) -> Joined:
    """Narrow tasks by everything but their status, each joined with the period's report as `report`."""
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
    return tasks.annotate(
        report=FilteredRelation(
            "reports",
            condition=Q(reports__period_kind=span.kind, reports__period_index=span.index),
        ),
        claim=Coalesce(F("report__claim"), Value("")),
    )


def _with_status(tasks: Joined, status: str) -> Joined:
    if not status:
        return tasks
    return tasks.filter(claim="" if status == UNREPORTED else status)


def _tallies(tasks: Joined) -> tuple[Choice, ...]:
    counted = dict(tasks.order_by().values_list("claim").annotate(n=Count("pk")))
    named = [(claim.value, str(claim.label)) for claim in Claim]
    tallies = [Choice(value, label, counted.get(value, 0)) for value, label in named]
    return (*tallies, Choice(UNREPORTED, "未报状态", counted.get("", 0)))


def _sorted(tasks: Joined, sort: str) -> Joined:
    backwards, by = sort.startswith("-"), sort.removeprefix("-")
    key: Any
    match by:
        case "category":  # in the document's own order of categories, not the alphabet's
            key = Window(Min(F("table") * 100_000 + F("position")), partition_by=[F("category")])
        case "organisation":
            first = Assignment.objects.filter(task=OuterRef("pk"))
            ordered = first.order_by(F("lead").desc(nulls_last=True), "order")
            key = Subquery(ordered.values("organisation__sort_key")[:1])
        case "leader":
            led = TaskLeader.objects.filter(task=OuterRef("pk")).order_by("order")
            key = Subquery(led.values("leader__sort_key")[:1])
        case "status":
            key = Case(
                *(When(claim=claim, then=Value(rank)) for rank, claim in enumerate(_STATUS_ORDER)),
                default=Value(len(_STATUS_ORDER)),
                output_field=IntegerField(),
            )
        case _:
            natural = ("-table", "-position") if backwards else ("table", "position")
            return tasks.order_by(*natural)
    tasks = tasks.annotate(sort_by=key)
    first_by = (
        F("sort_by").desc(nulls_last=True) if backwards else F("sort_by").asc(nulls_last=True)
    )
    return tasks.order_by(first_by, "table", "position")


_COLUMNS: Final = (
    "pk",
    "number",
    "category",
    "task",
    "subproject",
    "annual_target",
    "claim",
    "report__status",
    "report__problems",
    "report__next_steps",
    "report__progress",
    "report__progress_to_date",
    "report__progress_period",
    "source",
    "source__doubt_count",
    "report__source",
    "report__source__doubt_count",
)


def _rows(tasks: Joined, span: Span) -> tuple[GridRow, ...]:
    found = list(tasks.values_list(*_COLUMNS))
    ids = [row[0] for row in found]
    targets, units, leaders = yardsticks(ids, span), _units(ids), _leaders(ids)
    return tuple(
        GridRow(
            id=pk,
            number=number,
            category=category,
            task=task,
            subproject=subproject,
            annual_target=annual_target,
            period_target=targets.get(pk, ""),
            progress=next(filter(None, rest[:3]), ""),
            claim=claim,
            status=status or "",
            problems=problems or "",
            next_steps=next_steps or "",
            units=units.get(pk, ()),
            leaders=leaders.get(pk, ()),
            doubts=_doubts(*rest[3:]),
        )
        for (
            pk, number, category, task, subproject, annual_target,
            claim, status, problems, next_steps, *rest,
        ) in found
    )  # fmt: skip


def _doubts(source: int, doubts: int | None, reported: int, of_report: int | None) -> int:
    """Add up the doubts of the task's own row and of its report's, unless both are one row."""
    return (doubts or 0) + ((of_report or 0) if reported != source else 0)


def _units(tasks: list[int]) -> dict[int, tuple[GridUnit, ...]]:
    found: dict[int, list[GridUnit]] = {}
    rows = Assignment.objects.filter(task__in=tasks).order_by("task", "order")
    for task, pk, name, lead, word in rows.values_list(
        "task", "organisation", "written", "lead", "word"
    ):
        found.setdefault(task, []).append(GridUnit(pk, name, lead, word))
    return {task: tuple(units) for task, units in found.items()}


def _leaders(tasks: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = TaskLeader.objects.filter(task__in=tasks).order_by("task", "order")
    for task, name in rows.values_list("task", "leader__name"):
        found.setdefault(task, []).append(name)
    return {task: tuple(names) for task, names in found.items()}


def _choices(tasks: QuerySet[Task]) -> GridChoices:
    categories = (
        tasks.exclude(category="")
        .order_by()
        .values_list("category")
        .annotate(n=Count("pk"), at=Min(F("table") * 100_000 + F("position")))
        .order_by("at")
    )
    leaders = (
        TaskLeader.objects.filter(task__in=tasks)
        .order_by()
        .values_list("leader", "leader__name", "leader__sort_key")
        .annotate(n=Count("task", distinct=True))
    )
    assigned = (
        Assignment.objects.filter(task__in=tasks)
        .order_by()
        .values_list("organisation", "organisation__name", "organisation__sort_key", "role", "task")
        .distinct()
    )
    return GridChoices(
        categories=tuple(Choice(name, name, n) for name, n, _ in categories),
        leaders=tuple(
            Choice(str(pk), name, n) for pk, name, _, n in sorted(leaders, key=lambda row: row[2])
        ),
        organisations=_organisation_choices(list(assigned)),
        roles=_role_choices(list(assigned)),
    )


def _organisation_choices(assigned: list[tuple[int, str, str, str, int]]) -> tuple[Choice, ...]:
    tasks: dict[tuple[str, int, str], set[int]] = {}
    for pk, name, key, _, task in assigned:
        tasks.setdefault((key, pk, name), set()).add(task)
    return tuple(Choice(str(pk), name, len(of)) for (_, pk, name), of in sorted(tasks.items()))


def _role_choices(assigned: list[tuple[int, str, str, str, int]]) -> tuple[Choice, ...]:
    tasks: dict[str, set[int]] = {}
    for *_, role, task in assigned:
        tasks.setdefault(role, set()).add(task)
    return tuple(
        Choice(role.value, str(role.label), len(tasks[role.value]))
        for role in AssignmentRole
        if role.value in tasks
    )
