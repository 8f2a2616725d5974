"""What wants attention among the tasks that somebody sees: what fell short and why, what to ask."""

from dataclasses import dataclass

from django.db.models import Case, Prefetch, Value, When

from jiannuo.directory.actor import Actor
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.models import Assignment
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Claim, Report, Severity
from jiannuo.reporting.queries.findings import FindingLine, findings_of_plan
from jiannuo.reporting.queries.yardsticks import yardsticks

_SHORT = (Claim.MISSED, Claim.PARTLY)
_WHY = ("problems", "causes", "progress", "progress_to_date", "progress_period")
"""Where a report says why: what it calls a problem or a cause, else in what it tells at all."""
_ASKED = (Severity.CONTRADICTION, Severity.QUESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortTask:
    """A task that its own report calls missed or partly met; `why` under the name of its field."""

    id: int
    number: str
    wording: str
    claim: Claim
    units: tuple[str, ...]
    target: str
    why_label: str
    why: str
    next_steps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Missed tasks first, then partly met ones; findings that nobody answered yet."""

    short: tuple[ShortTask, ...]
    findings: tuple[FindingLine, ...]


def attention(actor: Actor, plan: int, span: Span) -> Attention:
    """Return what wants attention in a plan's period, among the tasks that the actor may see."""
    reports = (
        Report.objects.filter(
            task__in=tasks_visible_to(actor).filter(plan=plan),
            period_kind=span.kind,
            period_index=span.index,
            claim__in=_SHORT,
        )
        .select_related("task")
        .prefetch_related(
            Prefetch("task__assignments", Assignment.objects.select_related("organisation"))
        )
        .order_by(
            Case(*(When(claim=claim, then=Value(at)) for at, claim in enumerate(_SHORT))),
            "task__table",
            "task__position",
        )
    )
    targets = yardsticks([report.task_id for report in reports], span)
    found = findings_of_plan(actor, plan, span)
    return Attention(
        short=tuple(_short(report, targets.get(report.task_id, "")) for report in reports),
        findings=tuple(line for line in found if line.severity in _ASKED and not line.answer),
    )


def _short(report: Report, target: str) -> ShortTask:
    task = report.task
    why = next((field for field in _WHY if getattr(report, field)), "")
    units = list(task.assignments.all())
    leads = [unit for unit in units if unit.lead] or units
    return ShortTask(
        id=task.pk,
        number=task.number,
        wording=task.wording(),
        claim=Claim(report.claim),
        units=tuple(dict.fromkeys(unit.written for unit in leads)),
        target=target,
        why_label=LABELS[why] if why else "",
        why=getattr(report, why) if why else "",
        next_steps=report.next_steps,
    )
