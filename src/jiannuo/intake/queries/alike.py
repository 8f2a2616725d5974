"""Whether the ledger already holds the list that a reading is about, and what joining it would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch

from jiannuo.core.records import Period, Row
from jiannuo.directory.models import Place
from jiannuo.documents.models import SourceRow
from jiannuo.intake.correcting import Edited
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.fields import label_of
from jiannuo.intake.matching import Matched, Named, match
from jiannuo.intake.wording import row_name, shortened
from jiannuo.ledger.composition import targets_of
from jiannuo.ledger.models import Plan, Target, Task
from jiannuo.ledger.periods import Span, span_of
from jiannuo.reporting.models import Report

SAME_LIST: Final = 0.5
"""With more than this share of matching rows a plan of the same place and year is the same list."""
_COMPARED: Final = ("task", "subproject", "indicator", "annual_target")
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a later document says something else than the ledger: shown, never written over."""

    name: str
    label: str
    ledger: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A task of the ledger that a row might be about."""

    task: int
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A row of which a person has to say which task it is about."""

    table: int
    position: int
    name: str
    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePlan:
    """A plan that seems to be the same list: how many of the reading's rows are its tasks.

    `why_not` says why the reading cannot join it, and what can be done; "" if it can. `unclear` rows
    are asked about, `alone` ones have no task that is anything like them; `unmentioned` are the
    ledger's tasks of which the reading says nothing.
    """

    id: int
    title: str
    matched: int
    rows: int
    period: str
    why_not: str
    differences: tuple[Difference, ...]
    unclear: tuple[Unclear, ...] = ()
    alone: tuple[str, ...] = ()
    unmentioned: tuple[str, ...] = ()


def plans_alike(place: Place, edited: Edited) -> tuple[AlikePlan, ...]:
    """Return the plans of the same place and year that hold the reading's rows, best first."""
    year, rows = edited.document.year, list(edited.kept())
    if year is None or not rows:
        return ()
    found: list[AlikePlan] = []
    for plan in Plan.objects.filter(place=place, year=year):
        tasks = {task.pk: task for task in _tasks(plan)}
        matched = _matched(edited, tasks)
        if len(matched.pairs) > SAME_LIST * len(rows):
            found.append(_alike(plan, edited, rows, tasks, matched))
    return tuple(sorted(found, key=lambda one: -one.matched))


def tasks_of_rows(plan: Plan, edited: Edited) -> dict[int, Task]:
    """Return the task of each row that goes into the ledger, by the row's order among them."""
    tasks = {task.pk: task for task in _tasks(plan)}
    return {row: tasks[task] for row, task in _matched(edited, tasks).pairs}


def why_not_join(plan: Plan, edited: Edited, tasks: dict[int, Task]) -> str:
    """Say why a reading cannot become the reports of a period of this plan; "" if it can."""
    rows = list(edited.kept())
    alone = [row_name(one) for place, one in enumerate(rows) if place not in tasks]
    if alone:
        named = "、".join(shortened(name) for name in alone[:_MOST_NAMED])
        more = f"等 {len(alone)} 行" if len(alone) > _MOST_NAMED else ""
        return (
            f"{named}{more}在台账里找不到对应的任务。"
            "请先认一下是哪一项，或把这几行设为不导入，或者另建一份。"
        )
    span = span_of(edited.document.period)
    if not span.kind:
        return "文件没有写明是哪一期的进展。请先在文件信息里选好期别。"
    if _has_reports(plan, span):
        return f"{span.label}的进展台账里已经有了，不能再并入一次。要改某一项，请到台账里更正。"
    return ""


def _alike(
    plan: Plan, edited: Edited, rows: list[EditedRow], tasks: dict[int, Task], matched: Matched
) -> AlikePlan:
    of_rows = {row: tasks[task] for row, task in matched.pairs}
    return AlikePlan(
        id=plan.pk,
        title=plan.title,
        matched=len(matched.pairs),
        rows=len(rows),
        period=span_of(edited.document.period).label,
        why_not=why_not_join(plan, edited, of_rows),
        differences=tuple(
            difference
            for place, one in enumerate(rows)
            if place in of_rows
            for difference in _differences(one, of_rows[place], edited.document.period)
        ),
        unclear=tuple(
            Unclear(
                table=rows[row].table,
                position=rows[row].position,
                name=row_name(rows[row]),
                text=_wording(rows[row].row),
                candidates=tuple(
                    Candidate(task=task, name=_task_name(tasks[task]), text=_wording(tasks[task]))
                    for task in candidates
                ),
            )
            for row, candidates in matched.unclear
        ),
        alone=tuple(
            shortened(row_name(rows[row]))
            for row in matched.rows_alone
            if row not in dict(matched.unclear)
        ),
        unmentioned=tuple(
            f"{_task_name(tasks[task])} {shortened(_wording(tasks[task]))}"
            for task in matched.tasks_alone
        ),
    )


def _matched(edited: Edited, tasks: dict[int, Task]) -> Matched:
    rows = list(edited.kept())
    said = {
        place: edited.tasks[one.table, one.position]
        for place, one in enumerate(rows)
        if (one.table, one.position) in edited.tasks
    }
    return match(_named(rows), [_named_task(task) for task in tasks.values()], said)


def _task_name(task: Task) -> str:
    return f"第{task.number}项" if task.number.isdecimal() else task.number


def _differences(one: EditedRow, task: Task, period: Period | None) -> Iterator[Difference]:
    name = shortened(row_name(one))
    if one.row.number and _bare(one.row.number) != _bare(task.number):
        yield Difference(
            name=name, label=label_of("number"), ledger=task.number, document=one.row.number
        )
    for field in _COMPARED:
        says, stands = getattr(one.row, field) or "", getattr(task, field)
        if says and _bare(says) != _bare(stands):
            yield Difference(name=name, label=label_of(field), ledger=stands, document=says)
    standing = {
        (target.kind, target.period_kind, target.period_index, target.key): target
        for target in task.targets.all()
    }
    for target in _targets(task, one.row, period):
        before = standing.get((target.kind, target.period_kind, target.period_index, target.key))
        if before is not None and _bare(before.text) != _bare(target.text):
            field = f"{target.kind}.{target.key}" if target.key else target.kind
            yield Difference(
                name=name, label=label_of(field), ledger=before.text, document=target.text
            )


def _targets(task: Task, row: Row, period: Period | None) -> Iterator[Target]:
    yield from targets_of(task, row, period, SourceRow())


def _has_reports(plan: Plan, span: Span) -> bool:
    return Report.objects.filter(
        task__plan=plan, period_kind=span.kind, period_index=span.index
    ).exists()


def _tasks(plan: Plan) -> list[Task]:
    targets = Prefetch("targets", queryset=Target.objects.all())
    rows = Task.objects.filter(plan=plan, parent=None)
    return list(rows.prefetch_related(targets).order_by("table", "position"))


def _named(rows: list[EditedRow]) -> list[Named]:
    return [Named(place, one.row.number or "", _wording(one.row)) for place, one in enumerate(rows)]


def _named_task(task: Task) -> Named:
    return Named(task.pk, task.number, _wording(task))


def _wording(of: Row | Task) -> str:
    """Return what identifies a row: its task with the sub-project, else the year's target."""
    named = [text for text in (of.task, of.subproject, of.indicator) if text]
    return "\n".join(named) if named else of.annual_target or ""


def _bare(text: str) -> str:
    return "".join(text.split())
