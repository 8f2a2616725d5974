"""The verdict of the numbers: what a row's figures say about its target, beside what is claimed."""

from collections.abc import Iterator

from jiannuo.core.audit.findings import Outcome, Pair, Verdict
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.targets.claims import claim_of
from jiannuo.core.audit.targets.pairing import pairs
from jiannuo.core.audit.targets.yardsticks import yardstick


def verdicts(ledger: Ledger) -> Iterator[Verdict]:
    """Yield a verdict for every row that has a target of the period and a report."""
    for row in ledger.rows:
        found = verdict_of(ledger, row)
        if found is not None:
            yield found


def verdict_of(ledger: Ledger, row: RowReading) -> Verdict | None:
    """Judge one row; None where it has no target of the period or no report."""
    asked, reported = yardstick(ledger, row), row.report
    if not asked or not reported:
        return None
    found = tuple(pairs(asked, reported, ledger.month))
    return Verdict(
        row=row.reference,
        yardstick=asked[0].field,
        claimed=row.row.status,
        claim=claim_of(row.row.status),
        outcome=outcome_of(found),
        pairs=found,
    )


def outcome_of(found: tuple[Pair, ...]) -> Outcome:
    """Met if all pairs are, missed if none is, partly between, undetermined without pairs."""
    if not found:
        return Outcome.UNDETERMINED
    met = sum(pair.met for pair in found)
    if met == len(found):
        return Outcome.MET
    return Outcome.PARTLY if met else Outcome.MISSED
