"""Which leader answers for a task on a day, after the directory's record of who had which sector."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from jiannuo.directory.models import Leader, Organisation
from jiannuo.directory.queries.sectors import Charge, Holding, holdings_of_place, in_charge
from jiannuo.ledger.models import Assignment, AssignmentRole, Task, TaskLeader

_ANSWERING = (AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE)


def charge_of(task: int, day: date) -> tuple[Charge, ...]:
    """Return who answers on a day; empty where the directory cannot say: then the task's leaders do.

    Supporting organisations and those that only provide data bring no leader of theirs with them.
    Raises Task.DoesNotExist. At most six queries.
    """
    found = Task.objects.select_related("plan").get(pk=task)
    answering = found.assignments.filter(role__in=_ANSWERING).values_list("organisation", flat=True)
    return in_charge(
        found.plan.place_id,
        day,
        leaders=found.task_leaders.values_list("leader", flat=True),
        organisations=answering,
        sector=found.category,
    )


def leaders_in_charge(place: int, year: int, day: date) -> dict[int, frozenset[int]]:
    """Return who answers on a day for each task of a place's year (leaders' ids; six queries).

    The same answer as `charge_of` for every single task: where the directory cannot say, the names over
    the task stand. Whoever left with all their work is replaced by their successor.
    """
    tasks = Task.objects.filter(parent=None, plan__place=place, plan__year=year)
    categories = dict(tasks.order_by().values_list("pk", "category"))
    named = _grouped(
        TaskLeader.objects.filter(task__in=tasks).order_by().values_list("task", "leader")
    )
    heirs = dict(Leader.objects.filter(place=place).values_list("pk", "succeeded_by"))
    holdings = holdings_of_place(place)
    answering: dict[int, set[int]] = {}
    absorbed: dict[int, set[int]] = {}
    if holdings:
        own = Assignment.objects.filter(task__in=tasks, role__in=_ANSWERING)
        answering = _grouped(own.order_by().values_list("task", "organisation"))
        merged = Organisation.objects.filter(place=place, merged_into__isnull=False)
        absorbed = _grouped((into or 0, pk) for into, pk in merged.values_list("merged_into", "pk"))
    found = {}
    for task, category in categories.items():
        units = {one for unit in answering.get(task, ()) for one in (unit, *absorbed.get(unit, ()))}
        of_task = [one for one in holdings if one.about(units, category)]
        leaders = named.get(task, set())
        answers = _answers(of_task, leaders, day) or leaders
        found[task] = frozenset(heirs.get(one) or one for one in answers)
    return found


def _answers(holdings: Iterable[Holding], named: Collection[int], day: date) -> set[int]:
    """Choose among the tenures of a task's sectors as `directory.queries.sectors.in_charge` does."""
    own = list(holdings)
    today = [one for one in own if one.holds(day)]
    if not named:
        return {one.leader for one in today}
    still = {one.leader for one in today if one.leader in named}
    passed_on = {one.sector for one in own if one.leader in named}
    return still or {one.leader for one in today if one.sector in passed_on}


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, value in rows:
        found[key].add(value)
    return dict(found)
