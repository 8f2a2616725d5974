"""Notices, receipts, objections and adjustments that an actor may see; who would be handed what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, Place
from jiannuo.ledger.models import (
    Adjustment,
    Assignment,
    Issue,
    Objection,
    Plan,
    Receipt,
    Task,
    TaskState,
)
from jiannuo.ledger.queries.duties import Duty, duties, duties_within
from jiannuo.ledger.queries.visible import plans_visible_to, tasks_visible_to


def issues_visible_to(actor: Actor) -> QuerySet[Issue]:
    """Return the notices of the actor's places, and those of which their organisations were handed tasks."""
    issues = Issue.objects.select_related("place")
    if actor.machine:
        return issues
    handed = Receipt.objects.filter(organisation__in=actor.organisations).values("issue")
    return issues.filter(Q(place__in=actor.places) | Q(pk__in=handed))


def receipts_visible_to(actor: Actor) -> QuerySet[Receipt]:
    """Return the receipts of the organisations that an actor speaks for."""
    receipts = Receipt.objects.select_related("issue__place", "organisation")
    return receipts if actor.machine else receipts.filter(organisation__in=actor.organisations)


def objections_visible_to(actor: Actor) -> QuerySet[Objection]:
    """Return the objections in the actor's places, and those of their organisations."""
    objections = Objection.objects.select_related(
        "task__plan", "receipt__issue__place", "receipt__organisation"
    )
    if actor.machine:
        return objections
    return objections.filter(
        Q(receipt__issue__place__in=actor.places) | Q(receipt__organisation__in=actor.organisations)
    )


def adjustments_visible_to(actor: Actor) -> QuerySet[Adjustment]:
    """Return the changes asked for and decided, of tasks that the actor may see."""
    return Adjustment.objects.filter(task__in=tasks_visible_to(actor)).select_related(
        "task__plan__place", "organisation", "target"
    )


def issuable(place: Place, year: int) -> QuerySet[Task]:
    """Return a year's tasks that were never issued, without those that rest or are closed.

    A task that was imported with reports is under way (推进中) and can still be issued.
    """
    open_states = (TaskState.ADOPTED, TaskState.RUNNING, TaskState.ADJUSTED)
    return Task.objects.filter(
        plan__place=place, plan__year=year, parent=None, state__in=open_states, issues=None
    )


@dataclass(frozen=True, slots=True)
class Share:
    """What one organisation would be handed: the tasks it answers for, and those it shares in."""

    organisation: Organisation
    answers: tuple[Task, ...]
    shares: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A task of several organisations, of which nobody said who leads."""

    task: Task
    candidates: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """A year's tasks that were not issued yet, by plan; who would get them; where the lead is unclear."""

    plans: tuple[tuple[Plan, tuple[Task, ...]], ...]
    shares: tuple[Share, ...]
    unclear: tuple[Unclear, ...]


def preparation(place: Place, year: int) -> Preparation:
    """Return what can be issued in a place for a year."""
    assigned = Prefetch(
        "assignments", Assignment.objects.select_related("organisation").order_by("order")
    )
    tasks = list(
        issuable(place, year)
        .select_related("plan")
        .prefetch_related(assigned, "task_leaders")
        .order_by("plan", "table", "position")
    )
    plans: dict[int, tuple[Plan, list[Task]]] = {}
    for task in tasks:
        plans.setdefault(task.plan_id, (task.plan, []))[1].append(task)
    return Preparation(
        plans=tuple((plan, tuple(of_plan)) for plan, of_plan in plans.values()),
        shares=_shares(tasks),
        unclear=tuple(_unclear(tasks)),
    )


def _shares(tasks: Iterable[Task]) -> tuple[Share, ...]:
    by_id = {task.pk: task for task in tasks}
    owed = duties_within(by_id)
    names = Organisation.objects.in_bulk(owed)
    shares = [
        Share(
            organisation=names[organisation],
            answers=_of(by_id, duty, Duty.ANSWERS),
            shares=_of(by_id, duty, Duty.SHARES),
        )
        for organisation, duty in owed.items()
    ]
    return tuple(sorted(shares, key=lambda one: one.organisation.sort_key))


def unhanded(issue: Issue) -> tuple[Organisation, ...]:
    """Return the organisations with a duty in a notice that were not handed it yet."""
    owed = duties_within(issue.tasks.values_list("pk", flat=True))
    handed = issue.receipts.values("organisation")
    return tuple(Organisation.objects.filter(pk__in=owed).exclude(pk__in=handed))


def _of(by_id: dict[int, Task], owed: dict[int, Duty], duty: Duty) -> tuple[Task, ...]:
    return tuple(by_id[task] for task, of_task in owed.items() if of_task is duty)


def _unclear(tasks: Iterable[Task]) -> Iterable[Unclear]:
    for task in tasks:
        candidates = {one.organisation_id: one for one in task.assignments.all()}
        led = any(one.lead for one in candidates.values())
        responsible = [one for one in candidates.values() if one.role in {"lead", "responsible"}]
        if not led and len(responsible) > 1:
            yield Unclear(task, tuple(responsible))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """A task of an organisation: whether it answers for it, and who does where it only shares."""

    task: Task
    answers: bool
    lead: str


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan with the tasks of one organisation in it."""

    plan: Plan
    tasks: tuple[OwnTask, ...]


def own_plans(actor: Actor, organisation: int) -> tuple[OwnPlan, ...]:
    """Return an organisation's tasks and shares by plan, newest year first; empty for others' ids."""
    if organisation not in actor.organisations:
        return ()
    plans = list(plans_visible_to(actor).order_by("-year", "pk"))
    owed = duties(plan.pk for plan in plans).get(organisation, {})
    tasks = (
        Task.objects.filter(pk__in=owed)
        .prefetch_related("assignments")
        .order_by("table", "position")
    )
    found: dict[int, list[OwnTask]] = {}
    for task in tasks:
        answers = owed[task.pk] is Duty.ANSWERS
        leads = [one.written for one in task.assignments.all() if one.lead]
        own = OwnTask(task=task, answers=answers, lead="" if answers else "、".join(leads[:1]))
        found.setdefault(task.plan_id, []).append(own)
    return tuple(OwnPlan(plan, tuple(found[plan.pk])) for plan in plans if plan.pk in found)
