"""Make the filings and lines that a notice asks for, prefilled with what the ledger knows."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q

from jiannuo.core.records import PeriodKind
from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Issue, Target, TargetKind, Task
from jiannuo.ledger.queries.duties import Duty, duties_within
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.models import FilingLine, PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN, asked_of


def open_filings(issue: Issue) -> None:
    """Make a filing for each organisation that answers for a task of the notice and has none yet.

    Called in the transaction of the act that issues or reassigns.
    """
    owed = duties_within(issue.tasks.values_list("pk", flat=True))
    known = set(issue.filings.values_list("organisation", flat=True))
    PlanFiling.objects.bulk_create(
        PlanFiling(issue=issue, organisation_id=organisation)
        for organisation, tasks in owed.items()
        if organisation not in known and Duty.ANSWERS in tasks.values()
    )


def open_filing(actor: Actor, filing: PlanFiling) -> None:
    """Make the lines that are missing while the plan is being written. No trail: a draft.

    A line says what the plan of the ledger already says: the task's words, targets of quarters and
    months that stand there, the persons responsible (the ledger's, else those of the organisation's
    last plan).
    """
    require_writer(actor, filing)
    if filing.state not in BEING_WRITTEN:
        return
    with transaction.atomic():
        PlanFiling.objects.select_for_update().get(pk=filing.pk)
        lined = set(filing.lines.values_list("task", flat=True))
        fresh = [task for task in asked_of(filing).tasks if task.pk not in lined]
        if not fresh:
            return
        targets = _targets(fresh, with_months=filing.issue.months_asked)
        people = _people_before(filing)
        FilingLine.objects.bulk_create(
            _line(filing, task, targets.get(task.pk, {}), people) for task in fresh
        )


def _line(
    filing: PlanFiling,
    task: Task,
    targets: Mapping[str, Mapping[str, str]],
    people: tuple[str, str],
) -> FilingLine:
    return FilingLine(
        filing=filing,
        task=task,
        content=task.wording(),
        quarters=dict(targets.get(TargetKind.QUARTER, {})),
        months=dict(targets.get(TargetKind.MONTH, {})),
        principal=task.principal[:100] or people[0],
        deputy=task.deputy[:100] or people[1],
    )


def _targets(tasks: Iterable[Task], *, with_months: bool) -> dict[int, dict[str, dict[str, str]]]:
    """Return the targets of quarters and months that stand in the ledger, by task and kind.

    A month's target may stand in a column of its own (5月份目标任务) instead of a monthly plan; it is
    filled in where months are asked.
    """
    fields = {TargetKind.QUARTER: TargetKind.QUARTER, TargetKind.MONTH: TargetKind.MONTH}
    if with_months:
        fields[TargetKind.PERIOD] = TargetKind.MONTH
    standing = Target.objects.filter(task__in=tasks, kind__in=fields, period_index__gt=0)
    found: dict[int, dict[str, dict[str, str]]] = {}
    other = Q(kind=TargetKind.PERIOD) & ~Q(period_kind=PeriodKind.MONTH)
    for one in standing.exclude(other):
        of_kind = found.setdefault(one.task_id, {}).setdefault(fields[TargetKind(one.kind)], {})
        of_kind[str(one.period_index)] = one.text
    return found


def _people_before(filing: PlanFiling) -> tuple[str, str]:
    """Return the persons of the organisation's last plan, if they were the same in all its lines."""
    last = (
        PlanFiling.objects.filter(organisation=filing.organisation_id, pk__lt=filing.pk)
        .exclude(first_submitted_at=None)
        .order_by("-pk")
        .first()
    )
    if last is None:
        return "", ""
    pairs = set(last.lines.values_list("principal", "deputy"))
    return next(iter(pairs)) if len(pairs) == 1 else ("", "")
