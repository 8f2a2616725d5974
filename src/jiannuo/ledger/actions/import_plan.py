"""Make the plans and tasks that a confirmed document holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from jiannuo.core.records import Document, Row, Table, to_json
from jiannuo.directory.actions.find_or_create import leaders_by_name, organisations_by_name
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import Parse, SourceRow
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger import index
from jiannuo.ledger.composition import assignments_of, targets_of, task_of
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.models import Assignment, Plan, PlanKind, Target, Task, TaskLeader

_TITLE_LENGTH: Final = 200


class NothingToImportError(Exception):
    """The document holds no row, or nobody said which year it is for."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A canonical row and the task that it became (or was found to be about)."""

    task: Task
    row: Row
    source: SourceRow


def import_plan(
    actor: Actor,
    *,
    document: Document,
    parse: Parse,
    place: Place,
    year: int | None = None,
    title: str = "",
    kind: PlanKind | None = None,
) -> tuple[ImportedRow, ...]:
    """Turn a confirmed document into plans and tasks of a place; return each row with its task.

    Tables of pledges (民生实事) become a plan of their own, all others one plan; tables without rows
    (the forms of a notice) stay with the first plan. `year` and `title` stand in where the document
    has none; `kind`, where a person says it, goes for all tables. All or nothing: an error leaves no
    row behind. Raises NothingToImportError.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    of_year = year or document.year
    if of_year is None:
        raise NothingToImportError("文件没有写明是哪一年的任务。请选择年度后再导入。")
    if not any(table.rows for table in document.tables):
        raise NothingToImportError("文件中没有识别出任务行。请检查表头与内容后再导入。")
    with transaction.atomic():
        kinds = {
            position: kind or kind_of_table(document, table)
            for position, table in enumerate(document.tables)
            if table.rows
        }
        common = {"place": place, "year": of_year, "parse": parse}
        plans = _plans(document, kinds, common, title)
        imported = _tasks(document, parse, plans)
        _people(actor, place, imported)
        targets = Target.objects.bulk_create(
            target
            for one in imported
            for target in targets_of(one.task, one.row, document.period, one.source)
        )
        _index(imported, targets)
        _record(actor, parse, plans, imported)
    return imported


def kind_of_table(document: Document, table: Table) -> PlanKind:
    """Say whether a table lists pledges, by its caption (or the document's title)."""
    name = table.caption or document.title or ""
    return PlanKind.PLEDGES if "实事" in name else PlanKind.REPORT


def layout_of(document: Document) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return what a document says about itself, and its tables without their rows."""
    written = to_json(document)
    tables = written.pop("tables")
    for name in ("unplaced", "warnings", "citations"):
        written.pop(name, None)
    return written, [
        {
            "position": position,
            "caption": table["caption"],
            "columns": table["columns"],
            "skipped_rows": table["skipped_rows"],
            "form_fields": table.get("form_fields", []),
        }
        for position, table in enumerate(tables)
    ]


def _plans(
    document: Document, kinds: Mapping[int, PlanKind], common: Mapping[str, Any], title: str
) -> dict[int, Plan]:
    """Create a plan for each kind; return the plan of each table that has rows, by its position."""
    head, tables = layout_of(document)
    distinct = list(dict.fromkeys(kinds.values()))
    plans: dict[PlanKind, Plan] = {}
    for kind in distinct:
        own = [at for at, of in kinds.items() if of == kind]
        if kind == distinct[0]:
            own += [at for at in range(len(document.tables)) if at not in kinds]
        name = title or document.title
        if len(distinct) > 1:
            name = document.tables[own[0]].caption or (name and f"{name}（{kind.label}）")
        plans[kind] = Plan.objects.create(
            **common,
            kind=kind,
            title=(name or f"{common['year']}年{kind.label}重点工作任务")[:_TITLE_LENGTH],
            head=head,
            tables=[tables[at] for at in sorted(own)],
        )
    return {position: plans[kind] for position, kind in kinds.items()}


def _tasks(document: Document, parse: Parse, plans: dict[int, Plan]) -> tuple[ImportedRow, ...]:
    sources = {(one.table, one.position): one for one in parse.rows.all()}
    rows = [
        (table, position, row)
        for table, of in enumerate(document.tables)
        for position, row in enumerate(of.rows)
    ]
    tasks = Task.objects.bulk_create(
        task_of(
            row, plan=plans[table], table=table, position=position, source=sources[table, position]
        )
        for table, position, row in rows
    )
    return tuple(
        ImportedRow(task, row, sources[table, position])
        for task, (table, position, row) in zip(tasks, rows, strict=True)
    )


def _people(actor: Actor, place: Place, imported: Sequence[ImportedRow]) -> None:
    organisations = organisations_by_name(
        actor, place, (unit.name for one in imported for unit in one.row.units)
    )
    leaders = leaders_by_name(actor, place, (name for one in imported for name in one.row.leaders))
    Assignment.objects.bulk_create(
        assignment
        for one in imported
        for assignment in assignments_of(one.task, one.row, organisations)
    )
    TaskLeader.objects.bulk_create(
        TaskLeader(task=one.task, leader=leaders[name], written=name, order=order)
        for one in imported
        for order, name in enumerate(one.row.leaders)
    )


def _index(imported: Sequence[ImportedRow], targets: Iterable[Target]) -> None:
    of_targets: dict[int, list[Target]] = {}
    for target in targets:
        of_targets.setdefault(target.task_id, []).append(target)
    pieces: list[index.Piece] = []
    for one in imported:
        task = one.task
        pieces += [
            index.Piece(task.pk, "task", name, text)
            for name in LABELS
            if isinstance(text := getattr(task, name, None), str) and text
        ]
        names = [unit.name for unit in one.row.units], list(one.row.leaders)
        pieces += [
            index.Piece(task.pk, "task", field, "、".join(of))
            for field, of in zip(("units", "leaders"), names, strict=True)
            if of
        ]
        pieces += [
            index.Piece(task.pk, f"target:{target.pk}", target.kind, target.text)
            for target in of_targets.get(task.pk, ())
        ]
    index.add(pieces)


def _record(
    actor: Actor, parse: Parse, plans: dict[int, Plan], imported: Sequence[ImportedRow]
) -> None:
    distinct = {plan.pk: plan for plan in plans.values()}
    acts = [
        Recorded(
            "plan.import",
            About("plan", plan.pk, plan.title),
            {
                "parse": parse.pk,
                "file": parse.file.sha256,
                "tasks": sum(one.task.plan_id == plan.pk for one in imported),
            },
        )
        for plan in distinct.values()
    ]
    acts += [
        Recorded("task.import", About("task", one.task.pk, str(one.task)), {"parse": parse.pk})
        for one in imported
    ]
    record_all(actor.author, acts)
