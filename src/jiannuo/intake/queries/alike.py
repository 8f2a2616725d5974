"""Whether the ledger already holds the list that a reading is about."""

from dataclasses import dataclass
from typing import Final

from jiannuo.directory.models import Place
from jiannuo.intake.correcting import Edited
from jiannuo.intake.matching import Matched, Named, match
from jiannuo.ledger.models import Plan, Task

SAME_LIST: Final = 0.5
"""From this share of matching rows on, a plan of the same place and year is the same list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePlan:
    """A plan that seems to be the same list: how many of the reading's rows are its tasks."""

    id: int
    title: str
    matched: int
    rows: int


def plans_alike(place: Place, edited: Edited) -> tuple[AlikePlan, ...]:
    """Return the plans of the same place and year that hold the reading's rows, best first."""
    rows, year = rows_named(edited), edited.document.year
    if year is None:
        return ()
    found: list[AlikePlan] = []
    for plan in Plan.objects.filter(place=place, year=year):
        matched = match(rows, tasks_named(plan))
        if len(matched.pairs) >= SAME_LIST * len(rows):
            found.append(
                AlikePlan(id=plan.pk, title=plan.title, matched=len(matched.pairs), rows=len(rows))
            )
    return tuple(sorted(found, key=lambda one: -one.matched))


def matched_with(plan: Plan, edited: Edited) -> Matched:
    """Return which of the reading's rows (by `row_key`) are about which of the plan's tasks."""
    return match(rows_named(edited), tasks_named(plan))


def rows_named(edited: Edited) -> list[Named]:
    """Return the rows that will go into the ledger, keyed by their order in the final document."""
    return [
        Named(
            key,
            one.row.number or "",
            _wording(one.row.task, one.row.subproject, one.row.indicator, one.row.annual_target),
        )
        for key, one in enumerate(edited.kept())
    ]


def tasks_named(plan: Plan) -> list[Named]:
    """Return a plan's tasks, keyed by their id."""
    tasks = Task.objects.filter(plan=plan).order_by("table", "position")
    return [
        Named(
            task.pk,
            task.number,
            _wording(task.task, task.subproject, task.indicator, task.annual_target),
        )
        for task in tasks
    ]


def _wording(
    task: str | None, subproject: str | None, indicator: str | None, target: str | None
) -> str:
    """Return what identifies a row: its task with the sub-project, else the year's target."""
    named = [text for text in (task, subproject, indicator) if text]
    return "\n".join(named) if named else target or ""
