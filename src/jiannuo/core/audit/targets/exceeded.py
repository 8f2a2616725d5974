"""`exceeds`: more done than the whole task asks for, and not a word about it.

美丽公路已完成45公里 of 40: good news or a slip. A target that is a floor (不少于) may be exceeded, and a
report that says 超额 knows it.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Pair, Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import amounts
from jiannuo.core.audit.reading import WHOLE_TARGETS, Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.pairing import pairs, parallel_sum

_MOST: Final = 120
_KNOWN: Final = re.compile(r"超额|超过|超出|超计划|超目标|提前|突破|优于")


def exceeded(ledger: Ledger) -> Iterator[Statement]:
    """Compare what is reported with the figures of the whole task."""
    for row in ledger.rows:
        whole = [p for p in row.passages if p.field in WHOLE_TARGETS]
        if any(_KNOWN.search(p.text) for p in row.report):
            continue
        found = pairs(whole, row.report, ledger.month)
        paired = {pair.target.span for pair in found}
        for target in amounts(row.wholes[:_MOST]):
            if target.evidence().span not in paired and not target.is_class:
                together = parallel_sum(target, row.report, ledger.month)
                found += [together] if together is not None else []
        yield from (_checked(pair) for pair in found if pair.unit != "%" and pair.given == "=")


def _checked(pair: Pair) -> Statement:
    evidence = (*pair.achieved, pair.target)
    if pair.achieved_value <= pair.target_value or not pair.over:
        return holds("exceeds", *evidence)
    reported = "、".join(saying.quoted(piece.text) for piece in pair.achieved)
    return denied(
        "exceeds",
        Severity.NOTE,
        evidence,
        f"上报{reported}已多于全年任务{saying.quoted(pair.target.text)}。"
        "确属超额完成的请写明；否则请核对是不是同一口径、有没有重复计算。",
        formula=f"{saying.figure(pair.achieved_value)}≤{saying.figure(pair.target_value)}",
        computed=Interval.exactly(pair.achieved_value),
        stated=pair.target_value,
        unit=pair.unit,
    )
