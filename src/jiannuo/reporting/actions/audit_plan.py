"""Recompute what a plan's reports of a period say: findings, verdicts and figures, made anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.db import transaction

from jiannuo.core.audit import Audit, RowReference, audit
from jiannuo.core.audit import Finding as Found
from jiannuo.core.audit import Verdict as Judged
from jiannuo.core.audit.figures import Figure as Point
from jiannuo.core.audit.figures import figures
from jiannuo.core.records import Document
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.fingerprints import fingerprint
from jiannuo.reporting.models import Figure, Finding, Report, Verdict
from jiannuo.reporting.queries.documents import document_of_tasks
from jiannuo.reporting.queries.selection import reported_spans

_AUDITOR: Final = machine("数字核验")
_SIX_PLACES: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The audited document's rows as the ledger's tasks."""

    tasks: tuple[tuple[int, ...], ...]

    def task(self, row: RowReference) -> int:
        """Return the task that a row stands for (tables and rows count from 1)."""
        return self.tasks[row.table - 1][row.index - 1]


def audit_plan(actor: Actor, plan: Plan, span: Span, *, as_of: date | None = None) -> Audit:
    """Audit a plan's document of a period against itself and the periods before it.

    Findings that stand for the same words keep their answers; those found no more are set aside,
    never deleted. Verdicts and figures of the period are replaced.
    """
    require(actor, Act.IMPORT, Subject(place=plan.place_id))
    document, tasks = document_of_tasks(_AUDITOR, plan.pk, span=span)
    found = audit(document, earlier=_earlier(plan, span), as_of=as_of)
    rows = _Rows(tasks)
    with transaction.atomic():
        _keep_findings(plan, span, found.findings, rows)
        _keep_verdicts(span, found.verdicts, rows)
        _keep_figures(span, document, rows)
        record(
            actor.author,
            "plan.audit",
            About("plan", plan.pk, plan.title),
            {
                "period": span.key,
                "checked": found.checked,
                "findings": len(found.findings),
            },
        )
    return found


def audit_again(plan: Plan, span: Span) -> Audit:
    """Audit a plan after one of its values was corrected, whoever did it."""
    return audit_plan(_AUDITOR, plan, span)


def _earlier(plan: Plan, span: Span) -> list[Document]:
    before = [one for one in reported_spans(plan.pk) if one.last_month < span.last_month]
    return [document_of_tasks(_AUDITOR, plan.pk, span=one)[0] for one in before[-1:]]


def _keep_findings(plan: Plan, span: Span, findings: Sequence[Found], rows: _Rows) -> None:
    period = {"plan": plan, "period_kind": span.kind, "period_index": span.index}
    known = {one.fingerprint: one for one in Finding.objects.filter(**period)}
    Finding.objects.filter(**period).update(standing=False)
    for position, found in enumerate(findings):
        concerned = [rows.task(row) for row in found.rows if row.table]
        content = _content(found, rows)
        print_of = fingerprint(found, concerned)
        finding = known.pop(print_of, None) or Finding(**period, fingerprint=print_of)
        finding.rule, finding.severity = found.rule, found.severity.value
        finding.message, finding.content = found.message, content
        finding.position, finding.standing = position, True
        finding.save()
        finding.tasks.set(dict.fromkeys(concerned))
        known[print_of] = finding


def _content(found: Found, rows: _Rows) -> dict[str, Any]:
    """Write a finding with the task of each row that it names."""
    written = found.to_json()
    for piece, evidence in zip(written["evidence"], found.evidence, strict=True):
        piece["task"] = _task_of(evidence.row, rows)
    return written


def _task_of(row: RowReference | None, rows: _Rows) -> int | None:
    """Return the task of a piece of evidence; None for text that stands in no row (table 0)."""
    return rows.task(row) if row is not None and row.table else None


def _keep_verdicts(span: Span, verdicts: Sequence[Judged], rows: _Rows) -> None:
    judged = {rows.task(verdict.row): verdict for verdict in verdicts}
    reports = Report.objects.filter(task__in=judged, period_kind=span.kind, period_index=span.index)
    Verdict.objects.filter(report__in=reports).delete()
    Verdict.objects.bulk_create(
        Verdict(
            report=report,
            outcome=judged[report.task_id].outcome.value,
            pairs=[pair.to_json() for pair in judged[report.task_id].pairs],
        )
        for report in reports
    )


def _keep_figures(span: Span, document: Document, rows: _Rows) -> None:
    of_tasks = [task for table in rows.tasks for task in table]
    Figure.objects.filter(
        task__in=of_tasks, period_kind=span.kind, period_index=span.index
    ).delete()
    Figure.objects.bulk_create(
        _figure(task, span, point)
        for tasks, table in zip(rows.tasks, document.tables, strict=True)
        for task, row in zip(tasks, table.rows, strict=True)
        for point in figures(row, document.period, document.year)
    )


def _figure(task: int, span: Span, point: Point) -> Figure:
    return Figure(
        task_id=task,
        period_kind=span.kind,
        period_index=span.index,
        against=point.against.value,
        subject=point.subject[:120],
        unit=point.unit[:20],
        target=None if point.target is None else _decimal(point.target),
        achieved=_decimal(point.achieved),
        cumulative=point.cumulative,
        estimated=point.estimated,
    )


def _decimal(figure: Fraction) -> Decimal:
    return (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(_SIX_PLACES)
