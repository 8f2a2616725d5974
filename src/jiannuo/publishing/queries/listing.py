"""A page of a plan's promises, filtered, searched and sorted, and how many there are of each kind.

No page counts rows of a large plan: sums come from `PublicTally`, where one filter stands (with or
without a result), or are counted up to `MOST` where several meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jiannuo.publishing import index
from jiannuo.publishing.models.published import (
    PublicOrganisation,
    PublicPlan,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)
from jiannuo.publishing.queries import search
from jiannuo.publishing.queries.asking import marks, rows_of
from jiannuo.publishing.queries.public import NO_RESULT, Wanted
from jiannuo.publishing.queries.search import MOST

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE: Final = 50
NEWEST: Final = "newest"
_STANDING: Final = "standing"
_AXES: Final = ("category", "sector", "state", "organisation")


@dataclass(frozen=True, slots=True)
class Line:
    """A promise as a list shows it; `voice` and `of` are those of its result, `units` who answers for it."""

    pk: int
    permanent: str
    number: str
    position: int
    wording: str
    standing: str
    result: str
    result_name: str
    voice: str
    of: str
    units: str


_SHOWN: Final = (
    "id", "permanent", "number", "position", "wording", "standing", "result", "result_name",
    "result_voice", "result_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Promises of a page, how many there are in all (`more`: and further ones that were not counted)."""

    tasks: tuple[Line, ...]
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

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.results.values())


class Numbers:
    """How many promises of a plan there are of each kind, read once for a page."""

    def __init__(self, plan: PublicPlan, *, organisations: bool = False, only: str = "") -> None:
        """Read a plan's sums; those of organisations (or of `only` one) where they are asked for."""
        some = "" if organisations and not only else "AND (axis <> 'organisation' OR \"key\" = %s)"
        sql = f"""
            SELECT axis, "key", result, voice, "of", "count" FROM publishing_publictally
            WHERE plan_id = %s {some} ORDER BY "first", "key"
        """  # noqa: S608 - one of two constants
        self._rows = rows_of(sql, [plan.pk, only] if some else [plan.pk])

    def shares(self, axis: str = "", *, of: str | None = None) -> list[Share]:
        """Return how many promises of each group of an axis have which result, in the plan's order.

        With `of` only the results of that period (5月) count as results, any other as none yet.
        """
        found: dict[str, Share] = {}
        for one, key, result, _, period, count in self._rows:
            if one == axis:
                share = found.setdefault(key, Share(key, {}))
                told = result if of is None or period == of else ""
                share.results[told] = share.results.get(told, 0) + count
        return list(found.values())

    def share(self, axis: str = "", key: str = "", *, of: str | None = None) -> Share:
        """Return the numbers of one group; without an axis those of every open promise."""
        return next((one for one in self.shares(axis, of=of) if one.key == key), Share(key, {}))

    def claimed(self, *, of: str) -> int:
        """Return how many results of a period are the organisations' own word, not yet assessed."""
        return sum(
            count
            for axis, _, result, voice, period, count in self._rows
            if not axis and result and voice == "claimed" and period == of
        )

    def withheld(self) -> int:
        """Return how many promises are withheld by law."""
        return self.share(_STANDING, Standing.WITHHELD).total


def page_of(
    plan: PublicPlan,
    wanted: Wanted,
    *,
    numbers: Numbers | None = None,
    terms: tuple[str, ...] = (),
    sort: str = "",
    number: int = 1,
    size: int = PAGE,
) -> Page:
    """Return a page of the promises that are wanted; one beyond the last is empty.

    `numbers` are the plan's where they have been read already (with the wanted organisation's).
    """
    start = (number - 1) * size
    if terms:
        found = _found(plan, wanted, terms)
        keys = found.keys
        if sort == NEWEST:
            keys = tuple(_ordered(PublicTask.objects.filter(pk__in=keys), sort))
        return Page(lines_of(keys[start : start + size]), len(found.keys), found.more, number, size)
    rows = _rows(plan, wanted)
    numbers = numbers or Numbers(plan, only=wanted.organisation)
    total, more = _counted(numbers, wanted, rows)
    if wanted == Wanted() and not sort and numbers.share("dense").total:
        # Positions without a gap: the page is known, nothing has to be counted up to it.
        lines = _lines(
            "plan_id = %s AND position > %s AND position <= %s", plan.pk, start, start + size
        )
        return Page(lines, total, more, number, size)
    keys = tuple(_ordered(rows, sort)[start : min(start + size, max(start, total))])
    return Page(lines_of(keys), total, more, number, size)


def _found(plan: PublicPlan, wanted: Wanted, terms: tuple[str, ...]) -> search.Found:
    scope = [f"n{plan.pk}"]
    if wanted.result:
        scope.append("ropen" if wanted.result == NO_RESULT else f"r{wanted.result}")
    groups = ("category", "sector", "state")
    scope += [
        index.group_scope(axis, getattr(wanted, axis)) for axis in groups if getattr(wanted, axis)
    ]
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


def _counted(numbers: Numbers, wanted: Wanted, rows: "QuerySet[PublicTask]") -> tuple[int, bool]:
    narrowed = [axis for axis in _AXES if getattr(wanted, axis)]
    if len(narrowed) > 1 or "state" in narrowed:
        counted = rows.order_by().values("pk")[: MOST + 1].count()
        return min(counted, MOST), counted > MOST
    axis = narrowed[0] if narrowed else ""
    share = numbers.share(axis, getattr(wanted, axis) if axis else "")
    if wanted.result:
        return share.results.get("" if wanted.result == NO_RESULT else wanted.result, 0), False
    return (share.total if axis else share.total + numbers.withheld()), False


def lines_of(keys: Sequence[int]) -> tuple[Line, ...]:
    """Return promises as lines of a list, in the order of their keys; those taken back are left out.

    Only what a line shows is read: fifty whole rows with their organisations take longer to build.
    """
    if not keys:
        return ()
    found = {line.pk: line for line in _lines(f"id IN ({marks(keys)})", *keys)}
    return tuple(found[key] for key in keys if key in found)


def _lines(which: str, *values: int) -> tuple[Line, ...]:
    """Return the lines of the promises for which a condition in SQL holds, in their plan's order."""
    sql = f"""
        SELECT {", ".join(_SHOWN)} FROM publishing_publictask
        WHERE {which} AND standing <> 'withdrawn' ORDER BY position
    """  # noqa: S608 - constant columns and conditions of ours
    rows = rows_of(sql, values)
    if not rows:
        return ()
    keys = [row[0] for row in rows]
    held = f"""
        SELECT held.task_id, unit.name FROM publishing_publictaskorganisation held
        JOIN publishing_publicorganisation unit ON unit.id = held.organisation_id
        WHERE held.task_id IN ({marks(keys)}) ORDER BY held."order"
    """  # noqa: S608 - a constant of ours
    units: dict[int, dict[str, None]] = {}
    for task, name in rows_of(held, keys):
        units.setdefault(task, {})[name] = None
    return tuple(Line(*(*row, "、".join(units.get(row[0], ())))) for row in rows)
