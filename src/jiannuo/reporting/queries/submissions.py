"""Sheets and lines: which of them an actor may work on, and which may be changed at present."""

from collections.abc import Iterable
from copy import copy
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Subject
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import (
    Claim,
    Evidence,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Report,
    ReportingRound,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.supplements import reported_progress

BEING_WRITTEN: Final = (
    SubmissionState.NOT_STARTED,
    SubmissionState.DRAFTING,
    SubmissionState.RETURNED,
)
"""The states in which an organisation writes its sheet."""
OPEN_LINE: Final = (LineState.DRAFT, LineState.RETURNED)
"""The states in which a line may be changed."""

LINE_UNSETTLED: Final = Q(state__in=OPEN_LINE) & (
    Q(submission__round__closed_at=None) | ~Q(correcting="")
)
"""A line that its organisation still owes: of a closed round only what is being corrected."""
LINE_OPEN: Final = LINE_UNSETTLED & (
    Q(part=LinePart.SHARE) | Q(submission__state__in=BEING_WRITTEN)
)
"""A line that may be changed now: the condition by which a save is guarded in the database."""


def submissions_visible_to(actor: Actor) -> QuerySet[Submission]:
    """Return the sheets of the organisations that an actor speaks for; drafts are their own."""
    if actor.machine:
        return Submission.objects.all()
    return Submission.objects.filter(organisation__in=actor.organisations)


def lines_visible_to(actor: Actor) -> QuerySet[Line]:
    """Return the lines of the organisations that an actor speaks for."""
    if actor.machine:
        return Line.objects.all()
    return Line.objects.filter(submission__organisation__in=actor.organisations)


def evidence_visible_to(actor: Actor) -> QuerySet[Evidence]:
    """Return the files an actor may open.

    An organisation's own; for the office those of lines that were handed in; for the organisation
    that answers for a task those of the shares it was given.
    """
    if actor.machine:
        return Evidence.objects.all()
    reach = Q(line__submission__organisation__in=actor.organisations)
    if actor.places:
        handed_in = LineVersion.objects.filter(line=OuterRef("line"))
        reach |= Q(Exists(handed_in), line__submission__round__place__in=actor.places)
    if actor.organisations:
        answering = Line.objects.filter(
            task=OuterRef("line__task"),
            submission__round=OuterRef("line__submission__round"),
            part=LinePart.WHOLE,
            submission__organisation__in=actor.organisations,
        )
        reach |= Q(Exists(answering), line__part=LinePart.SHARE, line__state=LineState.HANDED_OVER)
    return Evidence.objects.filter(reach)


def subject_of_sheet(sheet: Submission) -> Subject:
    """Return what permission needs to know about a sheet."""
    return Subject(place=sheet.round.place_id, organisations=frozenset({sheet.organisation_id}))


def span_of_round(one: ReportingRound) -> Span:
    """Return the period that a round asks about."""
    return Span(one.period_kind, one.period_index)


def shares_given(line: Line) -> QuerySet[Line]:
    """Return the shares that other organisations have handed over for a line's task."""
    return (
        Line.objects.filter(
            task=line.task_id,
            submission__round=line.submission.round_id,
            part=LinePart.SHARE,
        )
        .exclude(pk=line.pk)
        .select_related("submission__organisation")
        .order_by("submission__organisation__sort_key")
    )


def last_reports(one: ReportingRound, tasks: Iterable[int]) -> dict[int, Report]:
    """Return each task's newest report of a period of the round's year that ends before it."""
    before = span_of_round(one).last_month
    found: dict[int, Report] = {}
    reports = Report.objects.filter(task__in=list(tasks), task__plan__year=one.year)
    for report in reports:
        ends = Span(report.period_kind, report.period_index).last_month
        kept = found.get(report.task_id)
        newer = kept is None or ends > Span(kept.period_kind, kept.period_index).last_month
        if 0 < ends < before and newer:
            found[report.task_id] = report
    return found


def own_last_reports(sheet: Submission, tasks: Iterable[int]) -> dict[int, Report]:
    """Return the same as a sheet's organisation goes on from it: in its own words (two queries).

    Of a task that several organisations answer for, the ledger's report joins what each said under
    its name; taken over as it stands, every month would name them once more.
    """
    reports = last_reports(sheet.round, tasks)
    versions = LineVersion.objects.filter(
        line__task__in=reports,
        line__part=LinePart.WHOLE,
        line__submission__round__place=sheet.round.place_id,
        line__submission__round__year=sheet.round.year,
        line__submission__round__period_index__in={one.period_index for one in reports.values()},
        withdrawn_at=None,
        pending=False,
    ).select_related("line__submission__round")
    said: dict[int, dict[int, LineVersion]] = {}
    for version in versions.order_by("number"):
        before = version.line.submission
        report = reports[version.line.task_id]
        if before.round.period_kind == report.period_kind and (
            before.round.period_index == report.period_index
        ):
            said.setdefault(report.task_id, {})[before.organisation_id] = version
    for task, of_task in said.items():
        if len(of_task) > 1 and sheet.organisation_id in of_task:
            reports[task] = _in_words_of(of_task[sheet.organisation_id], reports[task])
    return reports


def _in_words_of(version: LineVersion, report: Report) -> Report:
    """Return a copy of a joined report, not to be saved, that says what one organisation said."""
    content, own = version.content, copy(report)
    own.progress = reported_progress(content["progress"], content.get("figures") or ())
    for name in ("problems", "causes", "next_steps", "claim", "outlook"):
        setattr(own, name, content[name])
    own.status = Claim(own.claim).label if own.claim else ""
    return own
