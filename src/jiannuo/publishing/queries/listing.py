"""A page of a plan's promises, filtered, searched and sorted, and how many there are of each kind.

No page counts rows of a large plan: sums come from `PublicTally`, where one filter stands (with or
without a result), or are counted up to `MOST` where several meet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from jiannuo.publishing import index
from jiannuo.publishing.models.finding import PublicTally
from jiannuo.publishing.models.published import (
    PublicOrganisation,
    PublicPlan,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)
from jiannuo.publishing.queries import search
from jiannuo.publishing.queries.public import NO_RESULT, Wanted, tasks
from jiannuo.publishing.queries.search import MOST

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE: Final = 50
NEWEST: Final = "newest"
_AXES: Final = ("category", "sector", "state", "organisation")


@dataclass(frozen=True, slots=True)
class Page:
    """Promises of a page, how many there are in all (`more`: and further ones that were not counted)."""

    tasks: tuple[PublicTask, ...]
    total: int
    more: bool
    number: int
    size: int = PAGE

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Share:
    """How many promises of a group have which result; `key` is empty for a whole plan."""

    key: str
    results: dict[str, int]
    first: int = 0

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.results.values())


def page_of(
    plan: PublicPlan,
    wanted: Wanted,
    *,
    terms: tuple[str, ...] = (),
    sort: str = "",
    number: int = 1,
    size: int = PAGE,
) -> Page:
    """Return a page of the promises that are wanted; one beyond the last is empty."""
    start = (number - 1) * size
    if terms:
        found = _found(plan, wanted, terms)
        keys = found.keys
        if sort == NEWEST:
            keys = tuple(_ordered(PublicTask.objects.filter(pk__in=keys), sort))
        return Page(_tasks(keys[start : start + size]), len(found.keys), found.more, number, size)
    rows = _rows(plan, wanted)
    total, more = _counted(plan, wanted, rows)
    keys = tuple(_ordered(rows, sort)[start : min(start + size, max(start, total))])
    return Page(_tasks(keys), total, more, number, size)


def shares(plan: PublicPlan, axis: str = "", *, of: str | None = None) -> list[Share]:
    """Return how many promises of each group of an axis have which result, in the plan's order.

    With `of` only the results of that period (5月) count as results, any other as none yet.
    """
    found: dict[str, Share] = {}
    for one in PublicTally.objects.filter(plan=plan, axis=axis).order_by("first", "key"):
        share = found.setdefault(one.key, Share(one.key, {}, one.first))
        result = one.result if of is None or one.of == of else ""
        share.results[result] = share.results.get(result, 0) + one.count
    return list(found.values())


def whole(plan: PublicPlan, *, of: str | None = None) -> Share:
    """Return how many open promises of a plan have which result."""
    return next(iter(shares(plan, of=of)), Share("", {}))


def claimed(plan: PublicPlan, *, of: str) -> int:
    """Return how many results of a period are the organisations' own word, not yet assessed."""
    rows = PublicTally.objects.filter(plan=plan, axis="", voice="claimed", of=of)
    return sum(rows.exclude(result="").values_list("count", flat=True))


def withheld(plan: PublicPlan) -> int:
    """Return how many promises of a plan are withheld by law."""
    rows = PublicTally.objects.filter(plan=plan, axis="standing")
    return sum(rows.values_list("count", flat=True))


def _found(plan: PublicPlan, wanted: Wanted, terms: tuple[str, ...]) -> search.Found:
    scope = [f"n{plan.pk}"]
    if wanted.result:
        scope.append("ropen" if wanted.result == NO_RESULT else f"r{wanted.result}")
    if wanted.category:
        scope.append(index.category_scope(wanted.category))
    if wanted.organisation:
        held = PublicOrganisation.objects.filter(place=plan.place_id, slug=wanted.organisation)
        scope.append(f"o{held.values_list('pk', flat=True).first() or 0}")
    return search.look_up(search.TASKS, terms, scope, one_plan=True)


def _rows(plan: PublicPlan, wanted: Wanted) -> "QuerySet[PublicTask]":
    rows = PublicTask.objects.filter(plan=plan)
    if wanted.result == NO_RESULT:
        rows = rows.filter(result="", standing=Standing.OPEN)
    elif wanted.result:
        rows = rows.filter(result=wanted.result)
    else:
        rows = rows.exclude(standing=Standing.WITHDRAWN)
    for field in ("category", "sector", "state"):
        if value := getattr(wanted, field):
            rows = rows.filter(**{field: value})
    if wanted.organisation:
        held = PublicTaskOrganisation.objects.filter(
            organisation__place=plan.place_id, organisation__slug=wanted.organisation
        )
        rows = rows.filter(pk__in=held.values("task"))
    return rows


def _ordered(rows: "QuerySet[PublicTask]", sort: str) -> "QuerySet[PublicTask, int]":
    order = ("-released_at", "position") if sort == NEWEST else ("position",)
    return rows.order_by(*order).values_list("pk", flat=True)


def _counted(plan: PublicPlan, wanted: Wanted, rows: "QuerySet[PublicTask]") -> tuple[int, bool]:
    narrowed = [axis for axis in _AXES if getattr(wanted, axis)]
    if len(narrowed) > 1 or "state" in narrowed:
        counted = rows.order_by().values("pk")[: MOST + 1].count()
        return min(counted, MOST), counted > MOST
    axis = narrowed[0] if narrowed else ""
    tallies = PublicTally.objects.filter(plan=plan, axis=axis)
    if axis:
        tallies = tallies.filter(key=getattr(wanted, axis))
    if wanted.result:
        tallies = tallies.filter(result="" if wanted.result == NO_RESULT else wanted.result)
    total = sum(tallies.values_list("count", flat=True))
    return (total if narrowed or wanted.result else total + withheld(plan)), False


def _tasks(keys: Iterable[int]) -> tuple[PublicTask, ...]:
    wanted = list(keys)
    rows = {row.pk: row for row in tasks().filter(pk__in=wanted).order_by()}
    return tuple(rows[key] for key in wanted if key in rows)


def without_result(wanted: Wanted) -> Wanted:
    """Return the same wish for every result: what the counts beside the filter are of."""
    return replace(wanted, result="")
