"""The verdict of the numbers: what a row's figures say about its target, beside what is claimed."""

from collections.abc import Iterator, Sequence

from jiannuo.core.audit.findings import Outcome, Pair, Verdict
from jiannuo.core.audit.indicators import Indicator, indicator_of
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.targets.claims import claim_of
from jiannuo.core.audit.targets.pairing import pairs
from jiannuo.core.audit.targets.yardsticks import yardstick

_DECEMBER = 12
"""Target columns hold the year's figures: before its end only a row that claims is judged by them."""


def verdicts(ledger: Ledger) -> Iterator[Verdict]:
    """Yield a verdict for every row that has a target of the period and a report."""
    for row in ledger.rows:
        found = verdict_of(ledger, row)
        if found is not None:
            yield found


def verdict_of(ledger: Ledger, row: RowReading) -> Verdict | None:
    """Judge one row; None where it has no target of the period or no report."""
    asked, reported = yardstick(ledger, row), row.report
    indicator = indicator_of(row.row, row.reference)
    claim = claim_of(row.row.status)
    if indicator is not None and (claim is not None or ledger.month == _DECEMBER):
        found, field = [measured(indicator)], "target_value"
    elif asked and reported:
        found, field = pairs(asked, reported, ledger.month), asked[0].field
    else:
        return None
    return Verdict(
        row=row.reference,
        yardstick=field,
        claimed=row.row.status,
        claim=claim,
        outcome=outcome_of(found),
        pairs=tuple(found),
    )


def measured(indicator: Indicator) -> Pair:
    """Pair the two columns of an indicator row."""
    target, actual = indicator.target.interval, indicator.actual.interval
    if indicator.ceiling:
        met = actual.low <= target.best
        close = actual.low <= target.high
    else:
        met, close = actual.high >= target.best, actual.high >= target.low
    return Pair(
        subject=indicator.name,
        unit=indicator.target.unit,
        comparator="<=" if indicator.ceiling else ">=",
        target=indicator.target.evidence,
        target_value=target.best,
        achieved=(indicator.actual.evidence,),
        achieved_value=actual.best,
        met=met,
        close=close,
        given=indicator.target.comparator,
        over=target.below(actual),
    )


def outcome_of(found: Sequence[Pair]) -> Outcome:
    """Met if all pairs are, missed if none is, partly between, undetermined without pairs."""
    if not found:
        return Outcome.UNDETERMINED
    met = sum(pair.met for pair in found)
    if met == len(found):
        return Outcome.MET
    return Outcome.PARTLY if met else Outcome.MISSED
