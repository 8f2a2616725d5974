"""Reading findings: of a plan and period, of a task; counted by severity and by organisation."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.core.audit import BY_CODE
from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Assignment, Task
from jiannuo.ledger.periods import Span
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.models import Answer, AnswerKind, Finding, Outcome, Severity
from jiannuo.reporting.queries.prepared import OfPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that a finding rests on: the task and field they stand in, and their characters there."""

    text: str
    task: int | None
    field: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """An answer as pages show it."""

    kind: AnswerKind
    text: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskName:
    """A task that a finding is about."""

    id: int
    number: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding as pages show it, with the tasks of it that the actor may see."""

    id: int
    rule: str
    title: str
    severity: Severity
    message: str
    formula: str
    pieces: tuple[Piece, ...]
    tasks: tuple[TaskName, ...]
    organisations: tuple[str, ...]
    answers: tuple[AnswerLine, ...]
    span: Span

    @property
    def answer(self) -> AnswerLine | None:
        """Return the answer that holds."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilters:
    """What a list of findings is narrowed to; empty fields narrow nothing."""

    severity: str = ""
    rule: str = ""
    organisation: int | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCounts:
    """A period's findings, counted: by severity, rule (code, title) and organisation (id, name)."""

    severities: tuple[tuple[Severity, int], ...]
    rules: tuple[tuple[str, str, int], ...]
    organisations: tuple[tuple[int, str, int], ...]
    unanswered: int


_SPOKEN: Final = (Severity.CONTRADICTION, Severity.QUESTION)
"""What the machine says about a task in a word; its notes are only listed."""


def findings_visible_to(actor: Actor) -> QuerySet[Finding]:
    """Return the standing findings about tasks that an actor may see."""
    seen = tasks_visible_to(actor).filter(findings=OuterRef("pk"))
    return Finding.objects.filter(Exists(seen), standing=True)


def findings_of_plan(
    actor: Actor, plan: int, span: Span, filters: FindingFilters | None = None
) -> tuple[FindingLine, ...]:
    """Return a period's findings, contradictions first, then in the order of the document."""
    narrowed = _narrowed(_of_period(actor, plan, span), filters or FindingFilters())
    order = list(Severity)
    return tuple(sorted(_lines(actor, narrowed), key=lambda line: order.index(line.severity)))


def findings_of_task(actor: Actor, task: int) -> tuple[FindingLine, ...]:
    """Return what was found about a task, the latest period first."""
    lines = _lines(actor, findings_visible_to(actor).filter(tasks=task))
    return tuple(sorted(lines, key=lambda line: -line.span.last_month))


def count_findings(actor: Actor, plan: int, span: Span) -> FindingCounts:
    """Count a period's findings for the filters of its page."""
    found = _of_period(actor, plan, span)
    severities = Counter(found.values_list("severity", flat=True))
    rules = Counter(found.values_list("rule", flat=True))
    concerned = Assignment.objects.filter(task__findings__in=found)
    names = set(concerned.values_list("organisation", "organisation__name", "task__findings"))
    organisations = Counter((pk, name) for pk, name, _ in names)
    return FindingCounts(
        severities=tuple((one, severities[one]) for one in Severity if severities[one]),
        rules=tuple((code, BY_CODE[code].title, n) for code, n in rules.most_common()),
        organisations=tuple((pk, name, n) for (pk, name), n in organisations.most_common()),
        unanswered=found.filter(answers=None).count(),
    )


def machine_says(plan: int, span: Span, outcomes: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Return the machine's word about each reported task of a period: a mark and a few characters.

    The gravest finding's title, else whether the numbers agree with the target: `outcomes` are the
    verdicts (`reporting.models.Outcome`) of the tasks that have one. One query over short columns;
    whoever asks shows only the tasks that their reader may see.
    """
    said = {
        task: ("consistent", "未见疑点" if outcome == Outcome.UNDETERMINED else "一致")
        for task, outcome in outcomes.items()
    }
    found = _spoken(span)(plan)
    for severity in reversed(_SPOKEN):
        said |= {
            task: (severity.value, BY_CODE[rule].title)
            for task, of, rule in reversed(found)
            if of == severity
        }
    return said


@lru_cache(maxsize=32)
def _spoken(span: Span) -> OfPlan:
    """Return task, severity and rule of what the machine says about tasks, in the findings' order."""
    links = Finding.tasks.through.objects.filter(
        finding__standing=True,
        finding__severity__in=_SPOKEN,
        finding__period_kind=span.kind,
        finding__period_index=span.index,
    ).order_by("finding__position")
    return OfPlan(links.values_list("task", "finding__severity", "finding__rule"), "finding__plan")


def _of_period(actor: Actor, plan: int, span: Span) -> QuerySet[Finding]:
    return findings_visible_to(actor).filter(
        plan=plan, period_kind=span.kind, period_index=span.index
    )


def _narrowed(found: QuerySet[Finding], filters: FindingFilters) -> QuerySet[Finding]:
    wanted = Q()
    if filters.severity:
        wanted &= Q(severity=filters.severity)
    if filters.rule:
        wanted &= Q(rule=filters.rule)
    if filters.organisation:
        own = Assignment.objects.filter(
            organisation=filters.organisation, task__findings=OuterRef("pk")
        )
        wanted &= Q(Exists(own))
    if filters.unanswered:
        wanted &= Q(answers=None)
    return found.filter(wanted)


def _lines(actor: Actor, found: QuerySet[Finding]) -> list[FindingLine]:
    """Return lines in four queries, however many there are."""
    findings = list(found.order_by("position", "pk"))
    about: dict[int, list[Task]] = {}
    links = Finding.tasks.through.objects.filter(finding__in=findings).order_by("pk")
    seen = {task.pk: task for task in tasks_visible_to(actor).filter(findings__in=findings)}
    for link in links:
        if link.task_id in seen:
            about.setdefault(link.finding_id, []).append(seen[link.task_id])
    assigned: dict[int, dict[str, None]] = {}
    for one in Assignment.objects.filter(task__in=seen).select_related("organisation"):
        assigned.setdefault(one.task_id, {})[one.organisation.name] = None
    answers: dict[int, list[AnswerLine]] = {}
    for answer in Answer.objects.filter(finding__in=findings):
        answers.setdefault(answer.finding_id, []).append(
            AnswerLine(
                kind=AnswerKind(answer.kind),
                text=answer.text,
                by_name=answer.by_name,
                at=answer.at,
            )
        )
    return [
        _line(finding, about.get(finding.pk, []), assigned, answers.get(finding.pk, []))
        for finding in findings
    ]


def _line(
    finding: Finding,
    tasks: Sequence[Task],
    assigned: dict[int, dict[str, None]],
    answers: Sequence[AnswerLine],
) -> FindingLine:
    content = finding.content
    return FindingLine(
        id=finding.pk,
        rule=finding.rule,
        title=BY_CODE[finding.rule].title,
        severity=Severity(finding.severity),
        message=finding.message,
        formula=content.get("formula") or "",
        pieces=tuple(_piece(piece) for piece in content["evidence"]),
        tasks=tuple(
            TaskName(id=task.pk, number=task.number, wording=task.wording()) for task in tasks
        ),
        organisations=tuple(
            dict.fromkeys(name for task in tasks for name in assigned.get(task.pk, ()))
        ),
        answers=tuple(answers),
        span=Span(finding.period_kind, finding.period_index),
    )


def _piece(written: dict[str, Any]) -> Piece:
    start, end = written["span"]
    return Piece(
        text=written["text"],
        task=written.get("task"),
        field=written["field"],
        span=(start, end),
    )


def false_alarms(actor: Actor) -> str:
    """Return the findings that people called false alarms as JSON lines, for a corpus of them.

    Each line has the rule, the words it rested on and what was said; no name of a person.
    """
    lines = []
    for finding in findings_visible_to(actor).filter(answers__kind=AnswerKind.FALSE_ALARM):
        last = finding.answers.last()
        if last is not None and last.kind == AnswerKind.FALSE_ALARM:
            words = [piece["text"] for piece in finding.content["evidence"]]
            written = {
                "rule": finding.rule,
                "severity": finding.severity,
                "evidence": words,
                "formula": finding.content.get("formula"),
                "explanation": last.text,
            }
            lines.append(json.dumps(written, ensure_ascii=False))
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))
