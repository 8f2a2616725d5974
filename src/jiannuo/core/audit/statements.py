"""A statement: something that the document says and that can be recomputed.

A rule is a function from the ledger to statements. Most of them hold and are only counted
(`Audit.checked`); one that does not carries its finding.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from jiannuo.core.audit.findings import Evidence, Finding, Severity, unique_rows
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.reading import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement that was checked; `finding` is None where it holds."""

    rule: str
    evidence: tuple[Evidence, ...]
    finding: Finding | None = None


Rule = Callable[[Ledger], Iterable[Statement]]


def holds(rule: str, *evidence: Evidence) -> Statement:
    """Count a statement that is right."""
    return Statement(rule=rule, evidence=evidence)


def denied(
    rule: str,
    severity: Severity,
    evidence: Iterable[Evidence],
    message: str,
    *,
    formula: str | None = None,
    computed: Interval | None = None,
    stated: Fraction | None = None,
    unit: str | None = None,
) -> Statement:
    """Make a statement that does not hold, or that a person should look at."""
    pieces = tuple(dict.fromkeys(evidence))
    finding = Finding(
        rule=rule,
        severity=severity,
        rows=unique_rows(pieces),
        field=pieces[0].field,
        evidence=pieces,
        message=message,
        formula=formula,
        computed=computed.best if computed else None,
        stated=stated,
        unit=unit,
        interval=(computed.low, computed.high) if computed else None,
    )
    return Statement(rule=rule, evidence=pieces, finding=finding)
