"""Small documents for the tests of the audit, and the sample statements."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jiannuo
from jiannuo.core.audit import Audit, Finding, Severity, audit
from jiannuo.core.records import Document, Period, PeriodKind, Row, Table

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "samples" / "audit"
DOCUMENTS = ROOT / "src" / "jiannuo" / "samples"
MAY = Period(PeriodKind.MONTH, 5)


def lines(name: str) -> list[dict[str, Any]]:
    """Read the records of a sample file."""
    return [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]


@cache
def sample(name: str) -> Document:
    """One of the five real documents, read once."""
    return jiannuo.read(DOCUMENTS / name)


def samples() -> list[str]:
    """List the names of the five real documents."""
    return sorted(path.name for path in DOCUMENTS.glob("0*.txt"))


def document(*rows: Row, period: Period | None = None, **more: Any) -> Document:
    """Make a document of one table."""
    return Document(
        source="x", year=2025, period=period, tables=(Table(columns=(), rows=rows),), **more
    )


def audited(period: Period | None = None, **fields: Any) -> Audit:
    """Give the audit of a document of one row."""
    return audit(document(Row(number="1", **fields), period=period))


def asked(result: Audit) -> list[Finding]:
    """Give the findings that somebody would have to answer."""
    return [finding for finding in result.findings if finding.severity is not Severity.NOTE]


def codes(result: Audit) -> set[str]:
    """Name the rules of the findings that somebody would have to answer."""
    return {finding.rule for finding in asked(result)}


def texts(value: Any) -> Iterator[str]:
    """All texts of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from texts(member)


def replaced(value: Any, old: str, new: str) -> Any:
    """Give a JSON value with a text replaced wherever it stands."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [replaced(member, old, new) for member in value]
    if isinstance(value, Mapping):
        return {key: replaced(member, old, new) for key, member in value.items()}
    return value
