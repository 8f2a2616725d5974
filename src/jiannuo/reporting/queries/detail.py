"""Everything about one task, each value with the place it came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from jiannuo.reporting.queries.corrections import Correction, Holder, Spot, corrections_of
from jiannuo.reporting.queries.further import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text of the task with its Chinese name and where it comes from.

    `parse` and `citation` lead to the source cell (`documents.queries.source_tables`); `row` names
    the source row and `cited_as` the name under which it cites the value. None where a person wrote the value. `spot` says where it is kept, None for what
    is put together from several; `corrections` what stood there before, newest first.
    """

    field: str
    label: str
    text: str
    row: int | None = None
    parse: int | None = None
    cited_as: str = ""
    citation: Citation | None = None
    spot: Spot | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """What the reading was not sure of, and nobody has settled."""

    field: str
    why: str

    @property
    def label(self) -> str:
        """Return what the field is called."""
        return LABELS.get(self.field, "")


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
    doubts: tuple[OpenDoubt, ...]
    warnings: tuple[str, ...]
    happenings: tuple[history.Happening, ...]


_Corrected = Mapping[Spot, tuple[Correction, ...]]


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
    happenings = tuple(history.about("task", task.pk))
    corrected = corrections_of(task.pk, happenings)
    sources = [task.source, *(report.source for report in reports)]
    return TaskDetail(
        id=task.pk,
        plan=task.plan,
        number=task.number,
        wording=task.wording(),
        state=task.get_state_display(),
        values=_values(task, "task", TASK_FIELDS, corrected),
        targets=tuple(
            PeriodTarget(
                label=_target_label(target),
                value=_target_value(target, corrected),
            )
            for target in targets
        ),
        reports=tuple(_report(report, corrected) for report in _in_time(reports)),
        units=tuple(_unit(one) for one in assignments),
        units_value=_value("units", "、".join(one.written for one in assignments), task.source),
        leaders=leaders,
        leaders_value=_value("leaders", "、".join(leaders), task.source),
        items=items_together(
            [*task.items, *(piece for target in targets for piece in target.items)]
        ),
        doubts=_doubts([*sources, *(target.source for target in targets)]),
        warnings=_warnings(sources),
        happenings=happenings,
    )


def _report(report: Report, corrected: _Corrected) -> PeriodReport:
    return PeriodReport(
        span=Span(report.period_kind, report.period_index),
        claim=report.claim,
        claim_label=report.get_claim_display() if report.claim else "",
        values=_values(report, "report", REPORT_FIELDS, corrected),
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
    row: Task | Report, holder: Holder, fields: Iterable[str], corrected: _Corrected
) -> tuple[Value, ...]:
    """Return a row's texts; an emptied one stands as long as what it was is to be seen."""
    spots = [Spot(holder, row.pk, field) for field in fields]
    return tuple(
        _value(spot.field, text, row.source, spot=spot, corrections=corrected.get(spot, ()))
        for spot in spots
        if (text := getattr(row, spot.field)) or spot in corrected
    )


def _target_value(target: Target, corrected: _Corrected) -> Value:
    spot = Spot("target", target.pk, target.kind)
    return _value(
        target.kind,
        target.text,
        target.source,
        key=target.key,
        spot=spot,
        corrections=corrected.get(spot, ()),
    )


def _value(
    field: str,
    text: str,
    source: SourceRow | None,
    *,
    key: str = "",
    spot: Spot | None = None,
    corrections: tuple[Correction, ...] = (),
) -> Value:
    """Return a value with its source; `key` names the part of a field of several (its quarter)."""
    own = Value(field=field, label=LABELS[field], text=text, spot=spot, corrections=corrections)
    if source is None:
        return own
    cited_as = f"{field}.{key}" if f"{field}.{key}" in source.citations else field
    cited = source.citations.get(cited_as)
    return replace(
        own,
        row=source.pk,
        parse=source.parse_id,
        cited_as=cited_as,
        citation=citation_from_json(cited) if cited else None,
    )


def _doubts(sources: Iterable[SourceRow | None]) -> tuple[OpenDoubt, ...]:
    distinct = {source.pk: source for source in sources if source is not None}
    return tuple(
        dict.fromkeys(
            OpenDoubt(doubt["field"], doubt["why"])
            for source in distinct.values()
            for doubt in source.doubts
            if not doubt.get("settled")
        )
    )


def _warnings(sources: Sequence[SourceRow | None]) -> tuple[str, ...]:
    distinct = {source.pk: source for source in sources if source is not None}
    return tuple(
        dict.fromkeys(warning for source in distinct.values() for warning in source.warnings)
    )
