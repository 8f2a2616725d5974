"""What a new bulletin can be about: plans, periods, tasks, and what lies nearest."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState
from jiannuo.core.records import PeriodKind
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Plan, PlanKind, Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.queries.selection import in_time, reported_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A bulletin that could be drafted now, because nobody has drafted it yet."""

    plan: Plan
    kind: BulletinKind
    span: Span


def plans_to_compose(actor: Actor) -> list[Plan]:
    """Return the plans on which an actor may draft bulletins, newest year first."""
    plans = plans_visible_to(actor).select_related("place").order_by("-year", "place", "id")
    return [one for one in plans if may(actor, Act.COMPOSE, Subject(place=one.place_id))]


def spans_of(plan: Plan) -> tuple[Span, ...]:
    """Return the periods that a plan's reports can speak for, in time.

    Those that were reported, and each quarter, half and year that ends with one of them.
    """
    reported = reported_spans(plan.pk)
    more = [
        Span(kind, span.last_month // length)
        for span in reported
        for kind, length in ((PeriodKind.QUARTER, 3), (PeriodKind.HALF, 6), (PeriodKind.YEAR, 12))
        if span.last_month and span.last_month % length == 0
    ]
    return in_time(dict.fromkeys([*reported, *more]))


def usual_span(plan: Plan, kind: BulletinKind) -> Span:
    """Return the period to propose: the newest, for the whole a quarter where one has just ended."""
    spans = spans_of(plan)
    if not spans:
        return Span()
    last = max(span.last_month for span in spans)
    newest = [span for span in spans if span.last_month == last]
    wanted = PeriodKind.QUARTER if kind == BulletinKind.WHOLE else PeriodKind.MONTH
    return next((span for span in newest if span.kind == wanted), newest[0])


def usual_kind(plan: Plan) -> BulletinKind:
    """Return the kind to propose for a plan."""
    return BulletinKind.PLEDGES if plan.kind == PlanKind.PLEDGES else BulletinKind.WHOLE


def beginnings(plans: Iterable[Plan]) -> list[Beginning]:
    """Return, of each plan with reports, the usual bulletin on its newest period, unless it is drafted."""
    found = []
    for plan in plans:
        kind = usual_kind(plan)
        span = usual_span(plan, kind)
        drafted = Bulletin.objects.filter(
            plan=plan, kind=kind, period_kind=span.kind, period_index=span.index
        ).exclude(state=BulletinState.DISCARDED)
        if span.kind and not drafted.exists():
            found.append(Beginning(plan=plan, kind=kind, span=span))
    return found


def tasks_of(plan: Plan, kind: BulletinKind) -> list[Task]:
    """Return the tasks to choose from: for what was finished, those that were closed."""
    tasks = Task.objects.filter(plan=plan, parent=None).exclude(state=TaskState.DRAFT)
    if kind == BulletinKind.COMPLETION:
        tasks = tasks.filter(state=TaskState.CLOSED)
    return list(tasks.order_by("table", "position"))
