"""The office reviews a plan: returns it with a reason, or approves it, which writes it to the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record, record_all
from jiannuo.ledger.actions.split_task import Part, split_task
from jiannuo.ledger.actions.write_targets import (
    Change,
    Grounds,
    TargetName,
    month,
    quarter,
    write_targets,
)
from jiannuo.ledger.models import Decision, Target, Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.duties import Duty, duties_within
from jiannuo.reporting.actions.filing.errors import NotInThisStateError, WordsMissingError
from jiannuo.reporting.actions.filing.telling import tell_of_plan
from jiannuo.reporting.models import AuditDue, FilingState, PlanFiling
from jiannuo.reporting.queries.filings import (
    Row,
    Sheet,
    asked_of,
    sheets_of,
    subject_of_filing,
)
from jiannuo.reporting.queries.selection import reported_spans

_REASON: Final = "核定落实计划"


@dataclass(frozen=True, slots=True)
class _Filed:
    """One organisation's approved words for a task."""

    organisation: str
    sheet: Sheet


def return_filing(actor: Actor, filing: PlanFiling, why: str, *, now: datetime) -> None:
    """Send a plan back with a reason; the organisation isn't late by it.

    Raises NotInThisStateError, WordsMissingError.
    """
    require(actor, Act.REVIEW, subject_of_filing(filing))
    if not why:
        raise WordsMissingError("退回的理由，单位照着改")
    with transaction.atomic():
        locked = _locked(filing)
        _reviewed(locked, actor, FilingState.RETURNED, now)
        locked.returned_why = why
        locked.save()
        _record(actor, locked, "filing.return", reason=why)
        key = f"return:{locked.versions.count()}"
        text = f"督查室退回了落实计划：{why}"
        tell_of_plan(locked, now, key=key, title="落实计划退回，请修改后重报", text=text)
    filing.refresh_from_db()


def approve_filing(actor: Actor, filing: PlanFiling, *, now: datetime) -> None:
    """Approve a plan (核定): its targets and parts go into the ledger, the tasks are under way.

    What a target said before stays as a version. Where several organisations answer for a task,
    each one's words stand under its name. Raises NotInThisStateError.
    """
    require(actor, Act.REVIEW, subject_of_filing(filing))
    with transaction.atomic():
        locked = _locked(filing)
        _reviewed(locked, actor, FilingState.APPROVED, now)
        locked.returned_why = ""
        locked.save()
        grounds = Grounds(reason=_REASON, approver=actor.name, at=now)
        asked = asked_of(locked)
        changed: dict[Task, list[Change]] = {}
        for sheet in sheets_of(locked, asked.tasks):
            task = Task.objects.select_for_update().get(pk=sheet.task.pk)
            split_task(task, locked.organisation, _parts(sheet), grounds)
            fed = Task.objects.filter(pk__in=asked.feeds.get(task.pk, ()))
            texts, people = _together(task, locked)
            for one in (task, *fed):
                changed[one] = write_targets(one, texts, grounds)
                _start(one, people)
        _record(actor, locked, "filing.approve", tasks=len(asked.tasks))
        text = "落实计划已核定，目标进入台账，今后按它督查。"
        tell_of_plan(locked, now, key="approve", title="落实计划已核定", text=text)
        _record_targets(actor, locked, changed)
        _audit_later({task.plan_id for task, changes in changed.items() if changes})
    filing.refresh_from_db()


def _parts(sheet: Sheet) -> list[Part]:
    return [
        Part(
            number=row.number,
            content=row.line.content,
            principal=row.line.principal,
            deputy=row.line.deputy,
            remarks=row.line.remarks,
            targets=_named(row.line.quarters, row.line.months),
        )
        for row in sheet.parts
    ]


def _named(quarters: Mapping[str, str], months: Mapping[str, str]) -> dict[TargetName, str]:
    return {
        **{quarter(int(index)): text for index, text in quarters.items()},
        **{month(int(index)): text for index, text in months.items()},
    }


def _together(task: Task, filing: PlanFiling) -> tuple[dict[TargetName, str], tuple[str, str]]:
    """Return a task's targets by period, and its persons, from all approved plans that answer for it.

    A target that was adjusted by decision stands: this filing's words are only added to it.
    """
    filed = _filed(task)
    named = len(filed) > 1
    texts: dict[TargetName, list[str]] = {}
    for one in filed:
        for period, text in _of_sheet(one.sheet).items():
            texts.setdefault(period, []).append(f"{one.organisation}：{text}" if named else text)
    lines = [one.sheet.whole.line for one in filed]
    people = (
        _people(
            [(one.organisation, line.principal) for one, line in zip(filed, lines, strict=True)]
        ),
        _people([(one.organisation, line.deputy) for one, line in zip(filed, lines, strict=True)]),
    )
    together = {period: "\n".join(of) for period, of in texts.items()}
    return {**together, **_adjusted(task, filing, texts)}, people


def _adjusted(
    task: Task, filing: PlanFiling, texts: Mapping[TargetName, Sequence[str]]
) -> dict[TargetName, str]:
    """Return the texts of periods whose target was adjusted, with what this filing adds."""
    changed = Target.objects.filter(task=task, adjustments__decision=Decision.GRANTED).distinct()
    found: dict[TargetName, str] = {}
    for one in changed:
        name = TargetName(one.kind, one.period_kind, one.period_index, one.key)
        own = [text for text in texts.get(name, ()) if text.startswith(f"{filing.organisation}：")]
        found[name] = "\n".join([one.text, *(text for text in own if text not in one.text)])
    return found


def _filed(task: Task) -> list[_Filed]:
    """Return the approved plans for a task of the organisations that answer for it now, in order."""
    owed = duties_within([task.pk])
    answering = [one for one, duty in owed.items() if duty.get(task.pk) is Duty.ANSWERS]
    filings = PlanFiling.objects.filter(
        Q(organisation__in=answering) | Q(organisation__merged_into__in=answering),
        state=FilingState.APPROVED,
        issue__tasks=task,
    ).select_related("organisation", "issue")
    return [
        _Filed(one.organisation.name, sheet)
        for one in filings.order_by("organisation__sort_key", "issue")
        for sheet in sheets_of(one, [task])
    ]


def _of_sheet(sheet: Sheet) -> dict[TargetName, str]:
    """Return a task's targets: its own words, else those of its parts with their numbers."""
    own = _named(sheet.whole.line.quarters, sheet.whole.line.months)
    parts: dict[TargetName, list[str]] = {}
    for row in sheet.parts:
        for period, text in _named(row.line.quarters, row.line.months).items():
            parts.setdefault(period, []).append(_of_part(row, text))
    together = {period: "\n".join(texts) for period, texts in parts.items()}
    return {**together, **own}


def _of_part(row: Row, text: str) -> str:
    at = row.number.partition(".")[2]
    return f"（{at}）{row.line.content}：{text}"


def _people(named: Sequence[tuple[str, str]]) -> str:
    names = [(organisation, name) for organisation, name in named if name]
    distinct = dict.fromkeys(name for _, name in names)
    if len(distinct) == 1:
        return next(iter(distinct))
    return "、".join(f"{name}（{organisation}）" for organisation, name in names)


def _start(task: Task, people: tuple[str, str]) -> None:
    """Note who is responsible, and that an issued task is under way."""
    task.principal, task.deputy = people[0] or task.principal, people[1] or task.deputy
    if task.state == TaskState.ISSUED:
        task.state = TaskState.RUNNING
    task.save(update_fields=["principal", "deputy", "state"])


def _reviewed(locked: PlanFiling, actor: Actor, state: FilingState, now: datetime) -> None:
    locked.state, locked.reviewed_by, locked.reviewed_at = state, actor.name, now


def _locked(filing: PlanFiling) -> PlanFiling:
    locked = (
        PlanFiling.objects.select_for_update(of=("self",))
        .select_related("issue__place", "organisation")
        .get(pk=filing.pk)
    )
    if locked.state != FilingState.SUBMITTED:
        raise NotInThisStateError(locked.get_state_display())
    return locked


def _audit_later(plans: set[int]) -> None:
    """Leave the audits of the periods that were reported already to the background."""
    AuditDue.objects.bulk_create(
        AuditDue(plan_id=plan, period_kind=span.kind, period_index=span.index)
        for plan in plans
        for span in reported_spans(plan)
    )


def _record_targets(
    actor: Actor, filing: PlanFiling, changed: Mapping[Task, Sequence[Change]]
) -> None:
    record_all(
        actor.author,
        [
            Recorded(
                "target.approve",
                About("task", task.pk, str(task)),
                {
                    "organisation": filing.organisation.name,
                    "changes": [
                        {
                            "period": Span(one.name.period_kind, one.name.period_index).label,
                            "before": one.before,
                            "after": one.after,
                        }
                        for one in changes
                    ],
                },
            )
            for task, changes in changed.items()
        ],
    )


def _record(actor: Actor, filing: PlanFiling, action: str, **said: Any) -> None:
    record(
        actor.author,
        action,
        About("filing", filing.pk, f"{filing.organisation.name}　{filing.issue.title}"),
        {"organisation": filing.organisation.name, **said},
    )
