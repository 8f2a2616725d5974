"""What changed in a sector within a week: results, targets, closings, letters, who has charge of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader, Tenure
from jiannuo.ledger.models import Adjustment
from jiannuo.ledger.models.adjustments import Decision
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import Claim, Line, LinePart, LineState, Report, Result
from jiannuo.reporting.queries.reported_days import reported_days
from jiannuo.reporting.queries.sector import SectorPlan, SectorTask
from jiannuo.supervision.models import ClosingState, LetterKind, LetterState
from jiannuo.supervision.queries.closings import closings_visible_to
from jiannuo.supervision.queries.letters import READABLE, letters_visible_to

_WEEK: Final = timedelta(days=7)
_ORDER: Final = (Claim.MISSED.value, Claim.PARTLY.value, Claim.MET.value)
_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened, in a sentence, and the tasks it is about (numbers; none: the sector)."""

    words: str
    tasks: tuple[SectorTask, ...] = ()


def changes(
    actor: Actor, leader: Leader, plans: Collection[SectorPlan], day: date
) -> tuple[Change, ...]:
    """Return what changed in the week that ends with a day: decisions first, then reports.

    Letters only as far as the actor may read them: a reminder is no publication. A report counts on
    its document's or sheet's own day, whenever it was put into the ledger (`reported_days`).
    """
    start = timezone.make_aware(datetime.combine(day - _WEEK, datetime.min.time()))
    tasks = {task.id: task for plan in plans for task in plan.tasks}
    fresh = {plan.plan.pk: _fresh(plan, day) for plan in plans}
    return (
        *_charge(leader, day),
        *_adjusted(tasks, start),
        *_closed(actor, tasks, start),
        *_letters(actor, tasks, start),
        *_turned(plans, fresh),
        *_reported(plans, fresh),
    )


def _charge(leader: Leader, day: date) -> Iterator[Change]:
    """Sectors that came to the leader, or went."""
    began = Tenure.objects.filter(leader=leader, begins__gt=day - _WEEK, begins__lte=day)
    for one in began.select_related("sector"):
        before = (
            Tenure.objects.filter(sector=one.sector, ends__lt=one.begins)
            .select_related("leader")
            .last()
        )
        from_whom = f"，此前由{before.leader}分管" if before else ""
        yield Change(words=f"“{one.sector}”自{_day(one.begins)}起由{leader}分管{from_whom}")
    ended = Tenure.objects.filter(leader=leader, ends__gte=day - _WEEK, ends__lt=day)
    for one in ended.select_related("sector"):
        yield Change(words=f"“{one.sector}”{_day(one.ends)}以后不再由{leader}分管")


def _adjusted(tasks: dict[int, SectorTask], start: datetime) -> Iterator[Change]:
    granted = Adjustment.objects.filter(
        task__in=tasks, decision=Decision.GRANTED, decided_at__gte=start
    ).order_by("-decided_at")
    for one in granted:
        before = f"由“{_short(one.before)}”" if one.before else ""
        yield Change(
            words=(
                f"{one.get_kind_display()}{before}调整为“{_short(one.after)}”，"
                f"理由：{_short(one.reason)}（{one.decided_by}批准）"
            ),
            tasks=(tasks[one.task_id],),
        )


def _closed(actor: Actor, tasks: dict[int, SectorTask], start: datetime) -> Iterator[Change]:
    for one in closings_visible_to(actor).filter(task__in=tasks):
        task = (tasks[one.task_id],)
        if one.state == ClosingState.APPROVED and one.approved_at and one.approved_at >= start:
            yield Change(words=f"已销号：{_short(one.text)}", tasks=task)
        elif one.state == ClosingState.REOPENED:
            if one.reopened_at and one.reopened_at >= start:
                yield Change(words=f"销号后重新办理：{_short(one.reopening)}", tasks=task)
        elif one.state != ClosingState.APPROVED and one.applied_at >= start:
            state = ClosingState(one.state).label
            yield Change(words=f"{one.organisation}申请销号，{state}", tasks=task)


def _letters(actor: Actor, tasks: dict[int, SectorTask], start: datetime) -> Iterator[Change]:
    found = (
        letters_visible_to(actor)
        .filter(tasks__in=tasks, state__in=READABLE, sent_at__gte=start)
        .prefetch_related("tasks")
        .distinct()
    )
    for one in found:
        number = f"（{one.number}）" if one.number else ""
        answer = "，单位已反馈" if one.state == LetterState.ANSWERED else ""
        yield Change(
            words=f"向{one.organisation}发{LetterKind(one.kind).label}{number}{answer}",
            tasks=tuple(tasks[each.pk] for each in one.tasks.all() if each.pk in tasks),
        )


def _fresh(plan: SectorPlan, day: date) -> set[int]:
    """Return the tasks whose report on the plan's newest period came within the week."""
    days = reported_days(plan.plan, [task.id for task in plan.tasks], plan.span)
    return {task for task, on in days.items() if day - _WEEK <= on <= day}


def _turned(plans: Collection[SectorPlan], fresh: Mapping[int, set[int]]) -> Iterator[Change]:
    """Tasks whose new report came out otherwise than the one before it."""
    for plan in plans:
        before = _results_before(plan)
        turned = [
            task
            for task in plan.tasks
            if task.id in fresh[plan.plan.pk]
            and task.outcome in _ORDER
            and before.get(task.id) in _ORDER
            and before[task.id] != task.outcome
        ]
        for task in sorted(turned, key=lambda one: _ORDER.index(one.outcome)):
            was, now = Result(before[task.id]).label, Result(task.outcome).label
            told = _short(task.told.why if task.short else task.told.progress) if task.told else ""
            yield Change(words=f"上期{was}，{plan.span.label}{now}：{told}", tasks=(task,))


def _results_before(plan: SectorPlan) -> dict[int, str]:
    """Return each task's result in its report before the newest: the office's word, else its own."""
    rows = (
        Report.objects.filter(task__in=[task.id for task in plan.tasks])
        .exclude(period_kind=plan.span.kind, period_index=plan.span.index)
        .values_list("task", "period_kind", "period_index", "claim", "assessment__result")
    )
    earlier = [
        (Span(kind, index).last_month, task, result or claim)
        for task, kind, index, claim, result in rows
        if 0 < Span(kind, index).last_month < plan.span.last_month
    ]
    return {task: said for _, task, said in sorted(earlier)}


def _reported(plans: Collection[SectorPlan], fresh: Mapping[int, set[int]]) -> Iterator[Change]:
    """How many reports came in, and how many of them the office has let pass."""
    for plan in plans:
        new = fresh[plan.plan.pk]
        if new:
            passed = Line.objects.filter(
                task__in=new,
                part=LinePart.WHOLE,
                state=LineState.ACCEPTED,
                submission__round__year=plan.plan.year,
                submission__round__period_kind=plan.span.kind,
                submission__round__period_index=plan.span.index,
            )
            accepted = passed.values("task").distinct().count()
            reviewed = f"，督查室审核通过{accepted}项" if accepted else ""
            yield Change(
                words=f"{plan.plan.get_kind_display()}{plan.span.label}进展新报{len(new)}项{reviewed}"
            )


def _day(day: date | None) -> str:
    return f"{day:%-m月%-d日}" if day else ""


def _short(text: str) -> str:
    flat = " ".join(text.split()).rstrip("。；;")
    return f"{flat[: _EXCERPT - 1]}…" if len(flat) > _EXCERPT else flat
