"""Closings: who may read them, whose turn it is, and what the ledger's numbers say against one."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.core.audit.checklist import checklist
from jiannuo.core.records import Period, PeriodKind, Row
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import Act, Subject
from jiannuo.ledger.models import Assignment, Task, TaskLeader
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import (
    Against,
    Claim,
    Evidence,
    Figure,
    Finding,
    Outcome,
    Report,
    Severity,
)
from jiannuo.supervision.composing.writer import amount
from jiannuo.supervision.models import Closing, ClosingEvidence, ClosingState
from jiannuo.supervision.queries.reach import places_for

UNDER_WAY = (ClosingState.APPLIED, ClosingState.CONFIRMED, ClosingState.VERIFIED)


def closings_visible_to(actor: Actor) -> QuerySet[Closing]:
    """Return the closings that an actor may read, with their evidence.

    A place's office and who looks over its shoulder; the organisation that applied and the one that
    leads the task; the task's leaders. Organisations that only support the task see its state, not
    who brought which evidence.
    """
    closings = Closing.objects.select_related("task__plan__place", "organisation")
    if actor.machine:
        return closings
    reach = Q(task__plan__place__in=places_for(actor, Act.SEE_WHOLE_SOURCE))
    if actor.organisations:
        leading = Assignment.objects.filter(
            task=OuterRef("task"), lead=True, organisation__in=actor.organisations
        )
        reach |= Q(organisation__in=actor.organisations) | Q(Exists(leading))
    if actor.leaders:
        led = TaskLeader.objects.filter(task=OuterRef("task"), leader__in=actor.leaders)
        reach |= Q(Exists(led))
    return closings.filter(reach)


def closing_evidence_visible_to(actor: Actor) -> QuerySet[ClosingEvidence]:
    """Return the files of the closings that an actor may read."""
    return ClosingEvidence.objects.filter(closing__in=closings_visible_to(actor))


def place_of(closing: Closing) -> Subject:
    """Return what permission needs to know about a closing for the office's steps."""
    return Subject(place=closing.task.plan.place_id)


def applicant_subject(closing: Closing) -> Subject:
    """Return what permission needs to know for the applicant's own steps."""
    return Subject(organisations=frozenset({closing.organisation_id}))


def reported_evidence(actor: Actor, task: Task, organisation: Organisation) -> QuerySet[Evidence]:
    """Return the files that the organisation put beside its reports on the task: it need not do so twice."""
    if not actor.machine and organisation.pk not in actor.organisations:
        return Evidence.objects.none()
    return Evidence.objects.filter(
        line__task=task, line__submission__organisation=organisation
    ).select_related("file", "line__submission__round")


def last_report(task: Task) -> Report | None:
    """Return the task's newest report, whose words an application begins with."""
    reports = task.reports.select_related("verdict")
    return max(
        reports, key=lambda one: Span(one.period_kind, one.period_index).last_month, default=None
    )


def said_against(closing: Closing) -> Iterator[str]:
    """Yield what numbers and words say against closing a task: the machine's reading, no verdict.

    First the application's own numbers beside the year's target, then the ledger's.
    """
    task = closing.task
    yield from _unanswered(task, closing.text)
    report = last_report(task)
    if report is None:
        yield "台账中没有这项任务的进展报告，没有数字可以对照。"
        return
    span = Span(report.period_kind, report.period_index)
    period = span.label or "最近一期"
    if report.claim and report.claim != Claim.MET:
        yield f"单位{period}自报“{report.get_claim_display()}”。"
    yield from _short_of_year(task, span, period)
    verdict = getattr(report, "verdict", None)
    if verdict is not None and verdict.outcome in {Outcome.MISSED, Outcome.PARTLY}:
        yield f"{period}报送的数字与目标对照：{verdict.get_outcome_display()}。"
    open_findings = Finding.objects.filter(
        tasks=task, standing=True, severity=Severity.CONTRADICTION, answers=None
    ).count()
    if open_findings:
        yield f"数字核验有{open_findings}处矛盾没有答复。"


def _unanswered(task: Task, text: str) -> Iterator[str]:
    """Yield the parts of the year's target that the application does not reach, or does not speak of."""
    row = Row(
        task=task.task or None,
        subproject=task.subproject or None,
        annual_target=task.annual_target or None,
        indicator=task.indicator or None,
        target_value=task.target_value or None,
        measure_unit=task.measure_unit or None,
        progress=text,
    )
    for part in checklist(row, Period(PeriodKind.YEAR, 1), task.plan.year):
        if part.met is False and part.achieved is not None:
            done = Decimal(part.achieved.numerator) / Decimal(part.achieved.denominator)
            written = f"{done.normalize():f}%" if part.unit == "%" else amount(done, part.unit)
            yield f"全年目标“{part.subject}{part.asked}”，申请里写的是{written}。"
        elif part.asked and part.met is None:
            yield f"全年目标“{part.subject}{part.asked}”，申请里没有读到对应的数。"


def _short_of_year(task: Task, span: Span, period: str) -> Iterator[str]:
    figures = Figure.objects.filter(
        task=task, against=Against.YEAR, period_kind=span.kind, period_index=span.index
    )
    for one in figures:
        if one.target is not None and one.target > one.achieved:
            unit = one.unit
            done, whole = (
                (f"{one.achieved.normalize():f}%", f"{one.target.normalize():f}%")
                if unit == "%"
                else (amount(one.achieved, unit), amount(one.target, unit))
            )
            missing = amount(one.target - one.achieved, unit)
            yield f"{period}报送{one.subject}{done}，全年目标{whole}，还差{missing}。"
