"""What the machine reads in one line while it is being written: milliseconds, nothing stored.

The line becomes a document of one row beside last period's, and goes through the same audit as the
whole plan; a finding has the same fingerprint here and there, so an answer given while writing
holds for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import BY_CODE, Audit, Finding, Outcome, Severity, audit
from jiannuo.core.audit.checklist import Part, checklist
from jiannuo.core.mapping.problems import ProblemKind, is_no_problem, problem_kinds
from jiannuo.core.quantities import Quantity, quantities
from jiannuo.core.quantities.periods import TimeExpression, periods
from jiannuo.core.records import Document, Period, PeriodKind, Table
from jiannuo.ledger.models import Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.fingerprints import fingerprint
from jiannuo.reporting.models import Claim, Line, Report
from jiannuo.reporting.queries.documents import row_of
from jiannuo.reporting.queries.submissions import own_last_reports, span_of_round
from jiannuo.reporting.supplements import reported_progress

_NUMERAL: Final = re.compile(r"[\d一二两三四五六七八九十百千半]")
_WRITTEN: Final = frozenset({"progress", "problems", "causes", "next_steps", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A finding as a friendly question; `old` and `new` are a correction that can be made at a press."""

    fingerprint: str
    rule: str
    title: str
    severity: Severity
    message: str
    formula: str
    quotes: tuple[str, ...]
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """Everything that is shown beside a line's text.

    `numbers` are the figures of the completion that answer no part of the target, `amounts` those
    of the problems; `dates` the times that the next steps name, `undated` that they name none.
    """

    parts: tuple[Part, ...]
    outcome: Outcome | None
    questions: tuple[Question, ...]
    numbers: tuple[Quantity, ...]
    kinds: tuple[ProblemKind, ...]
    amounts: tuple[Quantity, ...]
    dates: tuple[TimeExpression, ...]
    undated: bool
    length: int


def read_line(line: Line, *, today: date | None = None) -> LineReading:
    """Read a line as it stands in memory, saved or not (five queries)."""
    span = span_of_round(line.submission.round)
    year = line.submission.round.year
    task = Task.objects.prefetch_related("targets", "assignments", "task_leaders").get(
        pk=line.task_id
    )
    last = own_last_reports(line.submission, [task.pk]).get(task.pk)
    row = row_of(task, span, _as_report(line))
    period = Period(PeriodKind(span.kind), span.index) if span.kind else None
    document = Document(
        source="", year=year, period=period, tables=(Table(columns=(), rows=(row,)),)
    )
    found = audit(document, earlier=_earlier(task, last, year), as_of=today)
    parts = checklist(row, period, year)
    dates = periods(line.next_steps, year, span.last_month or None)
    return LineReading(
        parts=parts,
        outcome=found.verdicts[0].outcome if found.verdicts else None,
        questions=tuple(_questions(found, task.pk, line)),
        numbers=tuple(_unpaired(line.progress, parts)),
        kinds=problem_kinds(line.problems),
        amounts=() if is_no_problem(line.problems) else quantities(line.problems),
        dates=dates,
        undated=not dates and not is_no_problem(line.next_steps),
        length=len(line.progress),
    )


def _as_report(line: Line) -> Report:
    """Return the report (unsaved) that the line would become."""
    return Report(
        progress=reported_progress(line.progress, line.figures),
        problems=line.problems,
        causes=line.causes,
        next_steps=line.next_steps,
        claim=line.claim,
        status=Claim(line.claim).label if line.claim else "",
    )


def _earlier(task: Task, last: Report | None, year: int) -> list[Document]:
    if last is None:
        return []
    span = Span(last.period_kind, last.period_index)
    row = row_of(task, span, last)
    period = Period(PeriodKind(span.kind), span.index)
    return [Document(source="", year=year, period=period, tables=(Table(columns=(), rows=(row,)),))]


def _questions(found: Audit, task: int, line: Line) -> Iterable[Question]:
    for finding in found.findings:
        if finding.severity is Severity.NOTE:
            continue
        if finding.rule == "copied" and line.unchanged:
            continue  # the organisation has said so itself
        old, new = _correction(finding, line.progress)
        concerned = [task for row in finding.rows if row.table]
        yield Question(
            fingerprint=fingerprint(finding, concerned),
            rule=finding.rule,
            title=BY_CODE[finding.rule].title,
            severity=finding.severity,
            message=finding.message,
            formula=finding.formula or "",
            quotes=tuple(
                piece.text
                for piece in finding.evidence
                if piece.field.partition(".")[0] in _WRITTEN
            ),
            old=old,
            new=new,
        )


def _correction(finding: Finding, text: str) -> tuple[str, str]:
    """Return the words to change and what the sum would make them; empty where it isn't plain."""
    if finding.rule != "share" or finding.computed is None or finding.stated is None:
        return "", ""
    for quantity in quantities(text):
        same = not isinstance(quantity.value, tuple) and Fraction(quantity.value) == finding.stated
        if same and quantity.dimension == "percent" and text.count(quantity.span) == 1:
            places = max(0, -int(quantity.place.as_tuple().exponent))
            return quantity.span, f"{float(finding.computed):.{places}f}%"
    return "", ""


def _unpaired(text: str, parts: Iterable[Part]) -> Iterable[Quantity]:
    """Yield the figures of a text that answer no part of the target, in its order."""
    used = [
        (start, end, part.achieved)
        for part in parts
        for field, start, end in part.places
        if field == "progress"
    ]
    for one in quantities(text):
        if one.kind == "threshold" or not _NUMERAL.search(one.span):
            continue  # the bound of a class (过亿元项目) is no figure of the report
        value = None if isinstance(one.value, tuple) else Fraction(one.value)
        if not any(start <= one.start < end and value == known for start, end, known in used):
            yield one
