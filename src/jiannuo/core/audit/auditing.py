"""The audit itself: read a document, judge its rows, run every rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jiannuo.core.audit.findings import Audit, Finding
from jiannuo.core.audit.reading import Ledger, read
from jiannuo.core.audit.registry import CHECKS
from jiannuo.core.audit.targets.verdicts import verdicts
from jiannuo.core.records import Document, Period, Row, Table


def audit(
    document: Document, *, earlier: Sequence[Document] = (), as_of: date | None = None
) -> Audit:
    """Recompute what a document says and judge its rows by their numbers.

    `earlier` are documents about the same plan, oldest first (last month's report, the plan);
    `as_of` is the day for which promises are judged. Never raises on any content of a document;
    the time is linear in its text.
    """
    ledger = prepared(document, earlier=earlier, as_of=as_of)
    statements = [statement for check in CHECKS for statement in check(ledger)]
    findings = [statement.finding for statement in statements if statement.finding is not None]
    return Audit(
        source=document.source,
        checked=len(statements),
        verdicts=ledger.verdicts,
        findings=tuple(sorted(findings, key=_place)),
        by_rule=dict(Counter(statement.rule for statement in statements)),
    )


def audit_text(
    target: str, report: str, *, status: str | None = None, period: Period | None = None
) -> Audit:
    """Audit a single target and its report, as they are typed into a form."""
    row = Row(period_target=target, progress=report, status=status)
    table = Table(columns=(), rows=(row,))
    return audit(Document(source="", period=period, tables=(table,)))


def prepared(
    document: Document, *, earlier: Sequence[Document] = (), as_of: date | None = None
) -> Ledger:
    """Read a document and judge its rows: what the rules work on."""
    ledger = read(document, earlier=earlier, as_of=as_of)
    return replace(ledger, verdicts=tuple(verdicts(ledger)))


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.rows[0].table, finding.rows[0].index) if finding.rows else (0, 0)
