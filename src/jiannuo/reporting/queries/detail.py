"""Everything about one task, each value with the place it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from jiannuo.core.records import Item
from jiannuo.core.records.serialisation import citation_from_json
from jiannuo.core.tables import Citation
from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceRow
from jiannuo.history import queries as history
from jiannuo.ledger.composition import items_together
from jiannuo.ledger.fields import LABELS, TASK_FIELDS
from jiannuo.ledger.models import Assignment, Plan, Target, Task
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import Report
from jiannuo.reporting.queries.further import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text of the task with its Chinese name and where it comes from.

    `parse` and `citation` lead to the source cell (`documents.queries.source_tables`); `row` names
    the source row. None where a person wrote the value. `doubts` are the reading's questions about it.
    """

    field: str
    label: str
    text: str
    row: int | None = None
    parse: int | None = None
    citation: Citation | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTarget:
    """A target of a part of the year."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport:
    """What was reported for a period: the organisation's voice."""

    span: Span
    claim: str
    claim_label: str
    values: tuple[Value, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUnit:
    """An organisation that answers for the task."""

    id: int
    name: str
    written: str
    role: str
    word: str
    lead: bool | None
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDetail:
    """A task's page."""

    id: int
    plan: Plan
    number: str
    wording: str
    state: str
    values: tuple[Value, ...]
    targets: tuple[PeriodTarget, ...]
    reports: tuple[PeriodReport, ...]
    units: tuple[TaskUnit, ...]
    units_value: Value
    leaders: tuple[str, ...]
    leaders_value: Value
    items: tuple[Item, ...]
    warnings: tuple[str, ...]
    happenings: tuple[history.Happening, ...]


def task_detail(actor: Actor, task_id: int) -> TaskDetail:
    """Return a task with everything around it.

    Raises Task.DoesNotExist for a task that the actor may not see, and for one that isn't there.
    """
    task = (
        tasks_visible_to(actor)
        .select_related("plan__place", "source")
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.select_related("organisation")),
            "task_leaders",
            Prefetch("targets", Target.objects.select_related("source")),
            Prefetch("reports", Report.objects.select_related("source")),
        )
        .get(pk=task_id)
    )
    assignments, led = list(task.assignments.all()), list(task.task_leaders.all())
    targets, reports = list(task.targets.all()), list(task.reports.all())
    leaders = tuple(one.written for one in led)
    return TaskDetail(
        id=task.pk,
        plan=task.plan,
        number=task.number,
        wording=task.wording(),
        state=task.get_state_display(),
        values=_values(task, TASK_FIELDS, task.source),
        targets=tuple(
            PeriodTarget(
                label=_target_label(target),
                value=_value(target.kind, target.text, target.source),
            )
            for target in targets
        ),
        reports=tuple(_report(report) for report in _in_time(reports)),
        units=tuple(_unit(one) for one in assignments),
        units_value=_value("units", "、".join(one.written for one in assignments), task.source),
        leaders=leaders,
        leaders_value=_value("leaders", "、".join(leaders), task.source),
        items=items_together(
            [*task.items, *(piece for target in targets for piece in target.items)]
        ),
        warnings=_warnings([task.source, *(report.source for report in reports)]),
        happenings=tuple(history.about("task", task.pk)),
    )


def _report(report: Report) -> PeriodReport:
    return PeriodReport(
        span=Span(report.period_kind, report.period_index),
        claim=report.claim,
        claim_label=report.get_claim_display() if report.claim else "",
        values=_values(report, REPORT_FIELDS, report.source),
        items=items_together(report.items),
    )


def _in_time(reports: Iterable[Report]) -> list[Report]:
    return sorted(
        reports,
        key=lambda report: Span(report.period_kind, report.period_index).last_month,
        reverse=True,
    )


def _unit(one: Assignment) -> TaskUnit:
    return TaskUnit(
        id=one.organisation_id,
        name=one.organisation.name,
        written=one.written,
        role=one.role,
        word=one.word or str(one.get_role_display()),
        lead=one.lead,
        telephone=one.organisation.telephone,
    )


def _target_label(target: Target) -> str:
    span = Span(target.period_kind, target.period_index)
    return label_of(target.kind, target.key) or span.label or LABELS[target.kind]


def _values(
    holder: Task | Report, fields: Iterable[str], source: SourceRow | None
) -> tuple[Value, ...]:
    return tuple(
        _value(field, text, source) for field in fields if (text := getattr(holder, field))
    )


def _value(field: str, text: str, source: SourceRow | None) -> Value:
    if source is None:
        return Value(field=field, label=LABELS[field], text=text)
    cited = source.citations.get(field)
    return Value(
        field=field,
        label=LABELS[field],
        text=text,
        row=source.pk,
        parse=source.parse_id,
        citation=citation_from_json(cited) if cited else None,
        doubts=tuple(doubt["why"] for doubt in source.doubts if doubt["field"] == field),
    )


def _warnings(sources: Sequence[SourceRow | None]) -> tuple[str, ...]:
    distinct = {source.pk: source for source in sources if source is not None}
    return tuple(
        dict.fromkeys(warning for source in distinct.values() for warning in source.warnings)
    )
