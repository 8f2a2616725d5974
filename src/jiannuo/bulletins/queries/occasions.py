"""What bulletins are due in all places now: periods whose reports are in, closed tasks, letters unanswered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from jiannuo.bulletins.models import BulletinKind, Schedule
from jiannuo.bulletins.queries.schedules import PLAN_OF, schedules_of
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.queries.workdays import calendar_of
from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.deadlines import due_day
from jiannuo.reporting.models import ReportingRound
from jiannuo.reporting.queries.submissions import span_of_round
from jiannuo.supervision.models import Closing, ClosingState, Letter, LetterKind, LetterState

_STALE: Final = timedelta(days=45)
"""What happened longer ago has been reported on by now, or nobody wants it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that a bulletin should be made of: `key` is its own for ever (`Bulletin.occasion`)."""

    key: str
    schedule: Schedule
    plan: Plan
    span: Span
    tasks: tuple[Task, ...]
    since: date

    def due_on(self) -> date:
        """Return by when it should be issued (a query)."""
        days = calendar_of(self.schedule.place)
        return days.workday_from(self.since + timedelta(days=1), self.schedule.workdays_after)


def occasions() -> Iterator[Occasion]:
    """Yield everything that has come due in any place, whether drafted yet or not."""
    rules = _Rules()
    yield from _periods(rules)
    yield from _closings(rules)
    yield from _letters(rules)


class _Rules:
    """The places' rules, each read once in a sweep."""

    def __init__(self) -> None:
        self._of: dict[int, dict[BulletinKind, Schedule]] = {}

    def active(self, place: Place) -> dict[BulletinKind, Schedule]:
        if place.pk not in self._of:
            self._of[place.pk] = {
                kind: one for kind, one in schedules_of(place).items() if one.active
            }
        return self._of[place.pk]


def _periods(rules: _Rules) -> Iterator[Occasion]:
    """Yield periods whose rounds' deadlines are over; a quarter ends with its last month."""
    recent = Q(due_at__gte=timezone.now() - _STALE) | _shown_as_of_another_day("place")
    rounds = ReportingRound.objects.filter(recent).select_related("place")
    for one in rounds.prefetch_related("plans"):
        closed, day = due_day(one.due_at), today(one.place)
        if not closed < day <= closed + _STALE:
            continue
        for kind, rule in rules.active(one.place).items():
            span = _ending_with(span_of_round(one), rule.period_kind)
            for plan in one.plans.all() if span else ():
                if span and plan.kind == PLAN_OF[kind]:
                    yield Occasion(
                        key=f"plan:{plan.pk}:{kind}:{span.key}",
                        schedule=rule,
                        plan=plan,
                        span=span,
                        tasks=(),
                        since=closed,
                    )


def _ending_with(reported: Span, period_kind: str) -> Span | None:
    """Return the period of a kind that ends with the reported one, which isn't longer."""
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    if not period_kind or length[reported.kind] > length[period_kind]:
        return None
    index, rest = divmod(reported.last_month, length[period_kind])
    return None if rest else Span(period_kind, index)


def _closings(rules: _Rules) -> Iterator[Occasion]:
    recent = Q(approved_at__gte=timezone.now() - _STALE) | _shown_as_of_another_day(
        "task__plan__place"
    )
    closed = Closing.objects.filter(recent, state=ClosingState.APPROVED, approved_at__isnull=False)
    for one in closed.select_related("task__plan__place"):
        plan = one.task.plan
        rule = rules.active(plan.place).get(BulletinKind.COMPLETION)
        if rule is None or one.approved_at is None:
            continue
        day = timezone.localdate(one.approved_at)
        if today(plan.place) <= day + _STALE:
            yield Occasion(
                key=f"closing:{one.pk}",
                schedule=rule,
                plan=plan,
                span=Span("month", day.month),
                tasks=(one.task,),
                since=day,
            )


def _letters(rules: _Rules) -> Iterator[Occasion]:
    """Yield pressing letters that nobody answered in time: each is a matter of its own (通报督办程序)."""
    sent = Letter.objects.filter(
        kind=LetterKind.PRESSING, state=LetterState.SENT, reply_due_on__isnull=False
    )
    for one in sent.select_related("place").prefetch_related("tasks__plan"):
        rule = rules.active(one.place).get(BulletinKind.MATTER)
        tasks = tuple(one.tasks.all())
        due, day = one.reply_due_on, today(one.place)
        if rule is None or due is None or not tasks or not due < day <= due + _STALE:
            continue
        plan = tasks[0].plan
        yield Occasion(
            key=f"letter:{one.pk}",
            schedule=rule,
            plan=plan,
            span=Span("month", day.month),
            tasks=tuple(task for task in tasks if task.plan_id == plan.pk),
            since=due,
        )


def _shown_as_of_another_day(place: str) -> Q:
    """Match the demonstration's places, whose days aren't the machine's (`directory.clock`)."""
    days = settings.JIANNUO_DEMO_DAYS if settings.JIANNUO_DEMO else ()
    return Q(**{f"{place}__full_name__in": list(days)})
