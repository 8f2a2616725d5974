"""What a bulletin is about: its tasks as they count, the round, the notice, who was late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import BulletinKind
from jiannuo.bulletins.queries.counted import (
    Counted,
    CountedResult,
    CountedTask,
    counted,
    of_tasks,
)
from jiannuo.bulletins.words import quoted
from jiannuo.core.rendering.official.document import chinese_date
from jiannuo.ledger.models import Issue, Plan, PlanKind, SamePromise, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.queries.rounds import RoundView, round_view
from jiannuo.supervision.models import Closing
from jiannuo.supervision.models.closings import ClosingState

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything that the sections are made from; `tasks` are those that the bulletin is about."""

    kind: BulletinKind
    plan: Plan
    span: Span
    counted: Counted
    tasks: tuple[CountedTask, ...]
    words: Mapping[CountedResult, str]
    notice: Issue | None
    round: RoundView | None
    closings: Mapping[int, Closing]
    now: datetime

    def of(self, *results: CountedResult) -> tuple[CountedTask, ...]:
        """Return the tasks with one of these results."""
        return tuple(task for task in self.tasks if task.result in results)

    def asks(self, field: str) -> bool:
        """Say whether the period's reports have a place for something: whether any of them fills it."""
        return any(task.said.get(field) for task in self.counted.tasks)

    @property
    def period(self) -> str:
        """Return the period as running text names it: 5月份, 二季度; empty where it is open."""
        label = self.span.label
        return f"{label}份" if label.endswith("月") else label

    @property
    def target_word(self) -> str:
        """Return what this period's target is called: 5月份目标, 二季度目标."""
        label = self.counted.basis.label
        named = f"{label}份" if label.endswith("月") else label
        return f"{named}目标" if named else "本期目标"

    @property
    def until(self) -> str:
        """Return the day up to which the bulletin speaks (5月31日); empty where the period is open."""
        month = self.span.last_month
        if not month:
            return ""
        after = date(self.plan.year + month // _LAST_MONTH, month % _LAST_MONTH + 1, 1)
        return chinese_date(date.fromordinal(after.toordinal() - 1))

    @property
    def matter(self) -> str:
        """Return what the plan's tasks are called."""
        if self.plan.kind == PlanKind.PLEDGES or self.kind == BulletinKind.PLEDGES:
            return f"{self.plan.year}年民生实事"
        return f"{self.plan.year}年《政府工作报告》重点任务"


def scope_of(
    plan: Plan, kind: BulletinKind, span: Span, tasks: Iterable[int], *, now: datetime
) -> Scope:
    """Return a bulletin's scope. Raises BulletinRefusedError where there is nothing to speak of."""
    whole = counted(plan, span)
    chosen = _chosen(whole, kind, frozenset(tasks))
    closings = {
        one.task_id: one
        for one in Closing.objects.filter(
            task__in=[task.id for task in chosen], state=ClosingState.APPROVED
        )
    }
    if kind == BulletinKind.COMPLETION:
        _check_closed(chosen, closings)
    view = round_view(whole.round, now) if whole.round is not None else None
    return Scope(
        kind=kind,
        plan=plan,
        span=span,
        counted=whole,
        tasks=chosen,
        words=whole.words(),
        notice=Issue.objects.filter(tasks__plan=plan).order_by("issued_on", "pk").first(),
        round=view,
        closings=closings,
        now=now,
    )


def _chosen(whole: Counted, kind: BulletinKind, tasks: frozenset[int]) -> tuple[CountedTask, ...]:
    if kind in {BulletinKind.MATTER, BulletinKind.COMPLETION}:
        found = of_tasks(whole, tasks)
        if not found:
            raise BulletinRefusedError("没有选任务。请在台账里选出这份通报要写的任务，再拟稿。")
        return found
    found = whole.tasks
    if kind == BulletinKind.PLEDGES and whole.plan.kind != PlanKind.PLEDGES:
        found = of_tasks(whole, pledged(whole.plan))
        if not found:
            raise BulletinRefusedError(
                f"{quoted(whole.plan)}不是民生实事清单，其中也没有与民生实事是同一件事的任务。"
                "请选民生实事清单，或先在“交办”里确认哪些是同一件事。"
            )
    if not found:
        raise BulletinRefusedError(f"{quoted(whole.plan)}还没有任务，不能拟通报。请先导入或立项。")
    return found


def pledged(plan: Plan) -> set[int]:
    """Return the tasks of a plan that somebody confirmed to be livelihood pledges as well."""
    mains = SamePromise.objects.filter(
        same=True, main__plan=plan, task__plan__kind=PlanKind.PLEDGES
    ).values_list("main", flat=True)
    repeated = SamePromise.objects.filter(
        same=True, task__plan=plan, main__plan__kind=PlanKind.PLEDGES
    ).values_list("task", flat=True)
    return {*mains, *repeated}


def _check_closed(tasks: Iterable[CountedTask], closings: Mapping[int, Closing]) -> None:
    still = [task for task in tasks if task.state != TaskState.CLOSED and task.id not in closings]
    if still:
        names = "、".join(task.number or task.wording[:12] for task in still)
        raise BulletinRefusedError(f"办结通报只写已经销号的任务，{names}还没有销号。")
