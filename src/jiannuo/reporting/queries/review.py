"""The review queue: what waits, doubts first, each with its voices side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.db.models import Exists, F, OuterRef, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.reporting.models import (
    Answer,
    AnswerKind,
    Claim,
    Finding,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Outcome,
    ReportingRound,
    Severity,
    Verdict,
)
from jiannuo.reporting.queries.submissions import span_of_round


class Doubt(IntEnum):
    """How much of a line should be looked at: the queue's first order."""

    CONTRADICTION = 0
    QUESTION = 1
    NONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A line that waits for review, with what the machine says of it."""

    line: Line
    doubt: Doubt
    why: str
    outcome: Outcome | None
    handed_in_at: datetime
    is_correction: bool

    @property
    def claim(self) -> Claim | None:
        """Return what the organisation claims."""
        return Claim(self.line.claim) if self.line.claim else None


def lines_to_review(actor: Actor, one: ReportingRound) -> QuerySet[Line]:
    """Return a round's lines that were handed in and wait for the office, if the actor is of it.

    A correction of what was accepted has been handed in again, and waits like any line.
    """
    if not actor.machine and one.place_id not in actor.places:
        return Line.objects.none()
    corrected = LineVersion.objects.filter(line=OuterRef("pk"), pending=True, withdrawn_at=None)
    return (
        Line.objects.filter(submission__round=one, part=LinePart.WHOLE, state=LineState.SUBMITTED)
        .annotate(is_correction=Exists(corrected))
        .select_related("task", "submission__organisation")
    )


def review_queue(actor: Actor, one: ReportingRound) -> tuple[Waiting, ...]:
    """Return what waits in a round: contradictions, then questions, then the rest; first come first.

    Six queries, however many lines wait.
    """
    lines = list(lines_to_review(actor, one))
    for line in lines:
        line.submission.round = one
    handed_in = _handed_in(lines)
    said = _without_declared(one, lines, _findings(one, lines))
    outcomes = _outcomes(one, lines)
    waiting = [
        _waiting(line, said.get(line.task_id, ()), outcomes.get(line.task_id), handed_in[line.pk])
        for line in lines
    ]
    return tuple(sorted(waiting, key=lambda each: (each.doubt, each.handed_in_at, each.line.pk)))


def _waiting(
    line: Line, findings: Iterable[Finding], outcome: Outcome | None, at: datetime
) -> Waiting:
    worst = next(iter(findings), None)
    if worst is not None and worst.severity == Severity.CONTRADICTION:
        doubt, why = Doubt.CONTRADICTION, worst.message
    elif worst is not None and worst.severity == Severity.QUESTION:
        doubt, why = Doubt.QUESTION, worst.message
    elif _disagrees(line.claim, outcome):
        claim, reading = Claim(line.claim).label, outcome.label if outcome else ""
        doubt, why = Doubt.QUESTION, f"自报“{claim}”，机器核读“{reading}”"
    else:
        doubt, why = Doubt.NONE, ""
    return Waiting(
        line=line,
        doubt=doubt,
        why=why,
        outcome=outcome,
        handed_in_at=at,
        is_correction=bool(getattr(line, "is_correction", False)),
    )


def _disagrees(claim: str, outcome: Outcome | None) -> bool:
    if outcome is None or outcome == Outcome.UNDETERMINED or not claim:
        return False
    return claim != outcome.value


def _handed_in(lines: Iterable[Line]) -> dict[int, datetime]:
    versions = LineVersion.objects.filter(line__in=[line.pk for line in lines], withdrawn_at=None)
    return dict(versions.order_by("number").values_list("line", "at"))


def _findings(one: ReportingRound, lines: Iterable[Line]) -> Mapping[int, list[Finding]]:
    """Return each task's standing findings that nobody called a false alarm, worst first."""
    span = span_of_round(one)
    tasks = [line.task_id for line in lines]
    waved_off = Answer.objects.filter(finding=OuterRef("pk"), kind=AnswerKind.FALSE_ALARM)
    standing = Finding.objects.filter(
        ~Exists(waved_off),
        tasks__in=tasks,
        period_kind=span.kind,
        period_index=span.index,
        standing=True,
        severity__in=(Severity.CONTRADICTION, Severity.QUESTION),
    )
    standing = standing.defer("content").annotate(of_task=F("tasks"))
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in standing:
        found[finding.of_task].append(finding)
    for each in found.values():
        each.sort(
            key=lambda finding: (finding.severity != Severity.CONTRADICTION, finding.position)
        )
    return found


def _without_declared(
    one: ReportingRound, lines: Iterable[Line], found: Mapping[int, list[Finding]]
) -> Mapping[int, list[Finding]]:
    """Leave out that a text is last period's where the organisation said so itself: 无变化.

    The second time in a row it is asked about again; the organisation was told so.
    """
    declared = {line.task_id for line in lines if line.unchanged} - _unchanged_before(one, lines)
    return {
        task: [each for each in findings if not (each.rule == "copied" and task in declared)]
        for task, findings in found.items()
    }


def _unchanged_before(one: ReportingRound, lines: Iterable[Line]) -> set[int]:
    """Return the tasks of these lines that were declared unchanged in the round before, too."""
    earlier = Line.objects.filter(
        task__in=[line.task_id for line in lines if line.unchanged],
        submission__round__year=one.year,
        submission__round__period_kind=one.period_kind,
        submission__round__period_index=one.period_index - 1,
    )
    return set(earlier.filter(unchanged=True).values_list("task", flat=True))


def _outcomes(one: ReportingRound, lines: Iterable[Line]) -> dict[int, Outcome]:
    span = span_of_round(one)
    verdicts = Verdict.objects.filter(
        report__task__in=[line.task_id for line in lines],
        report__period_kind=span.kind,
        report__period_index=span.index,
    )
    return {
        task: Outcome(outcome) for task, outcome in verdicts.values_list("report__task", "outcome")
    }
