"""A leader's sector as its template wants it: sentences, and how much of each stands on the sheet."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.urls import reverse

from jiannuo.core.pace import Standing
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.sector.changes import Change, changes
from jiannuo.desk.sector.documents import papers
from jiannuo.desk.sector.reasons import why_of
from jiannuo.desk.sector.waiting import Waiting, waiting
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Leader
from jiannuo.ledger.models import PlanKind
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Result, Severity
from jiannuo.reporting.queries.findings import findings_visible_to
from jiannuo.reporting.queries.sector import SectorPlan, SectorTask, sector

_COUNTED: Final = (Result.MET, Result.PARTLY, Result.MISSED)
_UNITS_NAMED: Final = 2
_FORMULA: Final = re.compile("（[^（）]*）")
"""How an expected amount was computed; a sheet has no room for it."""
_PRINTED: Final = 20
_SHEETS: Final = ((6, "roomy", 5), (11, "close", 2), (_PRINTED, "dense", 2))
"""How a sheet is filled: up to so many red tasks, so spaced, so much of what waits and changed beside."""


def shown_sector(actor: Actor, leader: Leader) -> dict[str, Any]:
    """Return the page of a leader as of today in the leader's place."""
    day = today(leader.place)
    plans = sector(leader.pk, leader.place_id, day)
    tasks = [task for plan in plans for task in plan.tasks]
    red = [(plan, task) for plan in plans for task in plan.red]
    red.sort(key=lambda one: not one[1].short)
    ids = [task.id for task in tasks]
    seen = frozenset(tasks_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    names = _Names(plans, seen)
    waits = [_waiting(one, names) for one in waiting(_grave_first(plans))]
    changed = [_change(one, names) for one in changes(actor, leader, plans, day)]
    density, beside = next(
        (sheet[1:] for sheet in _SHEETS if len(red) <= sheet[0]), _SHEETS[-1][1:]
    )
    return {
        "leader": leader,
        "own": leader.pk in actor.leaders,
        "office": leader.place_id in actor.places,
        "day": day,
        "plans": [_plan(plan) for plan in plans],
        "tasks": len(tasks),
        "heading": _heading(red),
        "red": [_red(plan, task, names) for plan, task in red],
        "red_printed": _PRINTED,
        "red_left": max(0, len(red) - _PRINTED),
        "density": density,
        "waiting": waits,
        "waiting_left": max(0, len(waits) - beside),
        "changes": changed,
        "changes_left": max(0, len(changed) - beside),
        "beside": beside,
        "papers": papers(actor, leader.place_id, ids),
        "asked": _asked(actor, ids),
    }


class _Names:
    """How tasks are called in short (第8项, 民生实事第3项) and where they stand, if the visitor may go there."""

    def __init__(self, plans: Sequence[SectorPlan], seen: Collection[int]) -> None:
        self._seen = seen
        self._pledges = {
            task.id
            for plan in plans
            if plan.plan.kind == PlanKind.PLEDGES and len(plans) > 1
            for task in plan.tasks
        }

    def number(self, task: SectorTask) -> str:
        """Return a task's number with its list where there are two."""
        return f"实事{task.number}" if task.id in self._pledges else task.number

    def href(self, task: SectorTask) -> str:
        """Return a task's address; empty for one that the visitor answers for but may not open."""
        return reverse("desk:task", args=[task.id]) if task.id in self._seen else ""

    def listed(self, tasks: Iterable[SectorTask]) -> str:
        """Name tasks by their numbers: 第44、47项."""
        numbers = "、".join(self.number(task) for task in tasks if task.number)
        return f"第{numbers}项" if numbers else ""


def _plan(plan: SectorPlan) -> dict[str, Any]:
    counted = plan.outcomes
    open_ones = len(plan.tasks) - sum(counted[one] for one in _COUNTED)
    behind = [task for task in plan.tasks if task.behind]
    return {
        "id": plan.plan.pk,
        "title": plan.plan.title,
        "kind": plan.plan.get_kind_display(),
        "period": plan.span.label,
        "total": len(plan.tasks),
        "counts": [
            {"label": one.label, "mark": one.value, "n": counted[one]}
            for one in _COUNTED
            if counted[one]
        ],
        "open": open_ones,
        "behind": len(behind),
        "marks": [
            {"mark": mark_of(task.outcome), "title": _title(task)}
            for task in sorted(plan.tasks, key=_by_outcome)
        ],
        "marks_sentence": _marks_sentence(counted, open_ones),
    }


def _by_outcome(task: SectorTask) -> int:
    order = [one.value for one in _COUNTED]
    return order.index(task.outcome) if task.outcome in order else len(order)


def _title(task: SectorTask) -> str:
    return f"第{task.number}项" if task.number else task.wording[:20]


def _marks_sentence(counted: Counter[str], open_ones: int) -> str:
    said = [f"{one.label}{counted[one]}项" for one in _COUNTED if counted[one]]
    return "，".join([*said, *([f"没有结果{open_ones}项"] if open_ones else [])])


def _heading(red: Sequence[tuple[SectorPlan, SectorTask]]) -> str:
    """Say in the section's head what stands below: 没达到5月目标的7项，另有2项欠序时."""
    short = [(plan, task) for plan, task in red if task.short]
    behind = len(red) - len(short)
    periods = {plan.span.label for plan, _ in short}
    period = periods.pop() if len(periods) == 1 else "本期"
    if short and behind:
        return f"没达到{period}目标的{len(short)}项和欠序时的{behind}项，为什么"
    if short:
        return f"没达到{period}目标的{len(short)}项，为什么"
    return f"欠序时的{behind}项，为什么" if behind else ""


def _red(plan: SectorPlan, task: SectorTask, names: _Names) -> dict[str, Any]:
    told = task.told
    claim = told.claim if told else ""
    return {
        "href": names.href(task),
        "number": names.number(task),
        "wording": task.wording,
        "units": _units(task),
        "target": task.target,
        "period": plan.span.label,
        "why": why_of(told.why, stated=bool(told.problems or told.causes)) if told else "",
        "next_steps": told.next_steps if told else "",
        "mark": mark_of(task.outcome),
        "outcome": Result(task.outcome).label if task.outcome in Result.values else "没有结果",
        "assessed": bool(task.result),
        "claimed": Result(claim).label if claim and task.result and claim != task.result else "",
        "behind": task.behind,
        "severe": task.behind and task.pace.severe,
        "sum": task.pace.sum if task.pace.standing is Standing.BEHIND else "",
        "sum_on_paper": _FORMULA.sub("", task.pace.sum),
        "forecast": _forecast(task),
    }


def _forecast(task: SectorTask) -> str:
    """Return the forecast of the thing that is furthest behind."""
    first = task.pace.things[0] if task.behind and task.pace.things else None
    return first.forecast.sentence if first and first.forecast else ""


def _units(task: SectorTask) -> str:
    named = "、".join(task.units[:_UNITS_NAMED])
    return f"{named}等{len(task.units)}家" if len(task.units) > _UNITS_NAMED else named


def _grave_first(plans: Sequence[SectorPlan]) -> list[SectorTask]:
    """Return all tasks, those to look at first."""
    return [
        *(task for plan in plans for task in plan.red),
        *(task for plan in plans for task in plan.tasks if not task.red),
    ]


def _waiting(one: Waiting, names: _Names) -> dict[str, Any]:
    return {
        "kinds": "、".join(one.kinds),
        "amounts": "、".join(one.amounts),
        "words": one.words,
        "wording": one.task.wording,
        "tasks": names.listed([one.task]),
        "href": names.href(one.task),
        "units": _units(one.task),
    }


def _change(one: Change, names: _Names) -> dict[str, Any]:
    single = one.tasks[0] if len(one.tasks) == 1 else None
    return {
        "words": one.words,
        "tasks": names.listed(one.tasks),
        "wording": single.wording if single else "",
        "href": names.href(single) if single else "",
    }


def _asked(actor: Actor, tasks: Collection[int]) -> int:
    """Count the questions of the numbers that nobody has answered yet."""
    return (
        findings_visible_to(actor)
        .filter(
            tasks__in=tasks,
            severity__in=(Severity.CONTRADICTION, Severity.QUESTION),
            answers=None,
        )
        .distinct()
        .count()
    )
