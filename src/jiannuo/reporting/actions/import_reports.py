"""Take over what a confirmed document reports about tasks."""

from collections.abc import Sequence

from django.db import transaction

from jiannuo.core.records import Document, Row
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import Parse
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger import index
from jiannuo.ledger.actions.import_plan import ImportedRow, import_plan, layout_of
from jiannuo.ledger.composition import items_of
from jiannuo.ledger.models import PlanKind, Task, TaskState
from jiannuo.ledger.periods import span_of
from jiannuo.reporting.actions.audit_plan import audit_plan
from jiannuo.reporting.actions.settle_doubts import remember_answers
from jiannuo.reporting.claims import claim_of
from jiannuo.reporting.fields import REPORT_FIELDS
from jiannuo.reporting.models import PeriodDocument, Report


def import_document(
    actor: Actor,
    *,
    document: Document,
    parse: Parse,
    place: Place,
    year: int | None = None,
    title: str = "",
    kind: PlanKind | None = None,
) -> tuple[ImportedRow, ...]:
    """Make a confirmed document's plans and tasks, and take over what it reports; all or nothing."""
    with transaction.atomic():
        rows = import_plan(
            actor, document=document, parse=parse, place=place, year=year, title=title, kind=kind
        )
        import_reports(actor, document=document, rows=rows, place=place)
    return rows


def import_reports(
    actor: Actor, *, document: Document, rows: Sequence[ImportedRow], place: Place
) -> list[Report]:
    """Store what rows report about their tasks for the document's period; return the reports.

    Rows that report nothing (a notice that only assigns tasks) give none. The plans are audited at
    once, so that nobody looks at reports without the machine's reading beside them.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    with transaction.atomic():
        remember_answers(rows)
        reports = Report.objects.bulk_create(
            _report(one, document) for one in rows if _reports_something(one.row)
        )
        if reports:
            _keep_layout(document, rows)
            Task.objects.filter(
                pk__in=[report.task_id for report in reports], state=TaskState.ADOPTED
            ).update(state=TaskState.RUNNING)
            _index(reports)
            record_all(
                actor.author,
                [
                    Recorded(
                        "report.import",
                        About("task", report.task_id, str(report.task)),
                        {"report": report.pk, "period": _period_text(report)},
                    )
                    for report in reports
                ],
            )
        for plan in {one.task.plan_id: one.task.plan for one in rows}.values():
            audit_plan(actor, plan, span_of(document.period))
    return reports


def _reports_something(row: Row) -> bool:
    return any(getattr(row, name) for name in REPORT_FIELDS) or any(
        item.field in REPORT_FIELDS for item in row.items
    )


def _report(one: ImportedRow, document: Document) -> Report:
    row, period = one.row, document.period
    return Report(
        task=one.task,
        source=one.source,
        period_kind=period.kind if period else "",
        period_index=period.index if period else 0,
        claim=claim_of(row.status) or "",
        items=items_of(row, set(REPORT_FIELDS)),
        **{name: getattr(row, name) or "" for name in REPORT_FIELDS},
    )


def _keep_layout(document: Document, rows: Sequence[ImportedRow]) -> None:
    """Keep the document's columns for each table of the plans that its rows report about."""
    head, tables = layout_of(document)
    period = document.period
    columns: dict[int, dict[int, dict[str, object]]] = {}
    for one in rows:
        of_plan = columns.setdefault(one.task.plan_id, {})
        of_plan.setdefault(one.task.table, {**tables[one.source.table], "position": one.task.table})
    for plan, of_plan in columns.items():
        PeriodDocument.objects.update_or_create(
            plan_id=plan,
            period_kind=period.kind if period else "",
            period_index=period.index if period else 0,
            defaults={"head": head, "tables": [of_plan[at] for at in sorted(of_plan)]},
        )


def _index(reports: Sequence[Report]) -> None:
    index.add(
        [
            index.Piece(report.task_id, f"report:{report.pk}", name, text)
            for report in reports
            for name in REPORT_FIELDS
            if (text := getattr(report, name))
        ]
    )


def _period_text(report: Report) -> str:
    return f"{report.period_kind}{report.period_index}" if report.period_kind else ""
