"""`share`, of indicator tables: the rate's column against the columns of target and actual value."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.indicators import Indicator, indicator_of
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds

_HUNDRED: Final = Fraction(100)


def columns(ledger: Ledger) -> Iterator[Statement]:
    """Check the rate of every row that gives target and actual value in columns."""
    for row in ledger.rows:
        found = indicator_of(row.row, row.reference)
        if found is not None and found.rate is not None and found.target.interval.low > 0:
            yield _checked(found)


def _checked(found: Indicator) -> Statement:
    actual, target, rate = found.actual.interval, found.target.interval, found.rate
    assert rate is not None  # noqa: S101 - the caller has looked
    evidence = (rate.evidence, found.actual.evidence, found.target.evidence)
    share = actual.over(target).times(_HUNDRED)
    readings = [share]
    if found.ceiling:
        readings.append(Interval.exactly(2 * _HUNDRED) - share)
        if actual.low > 0:
            readings.append(target.over(actual).times(_HUNDRED))
    if any(reading.meets(rate.interval) for reading in readings):
        return holds("share", *evidence)
    unit = found.actual.unit
    return denied(
        "share",
        Severity.CONTRADICTION,
        evidence,
        f"{saying.quoted(found.name or rate.evidence.text)}：{_plain(actual)}{unit}÷{_plain(target)}"
        f"{found.target.unit}＝{saying.figure(share.best)}%，完成率一栏写的是{rate.evidence.text}。"
        "请核对三个数；若完成率按别的办法计算，请注明。",
        formula=f"{_plain(actual)}/{_plain(target)}",
        computed=share,
        stated=rate.interval.best,
        unit="%",
    )


def _plain(interval: Interval) -> str:
    return saying.figure(interval.best, 4)
