"""`exceeds`: more done than the whole task asks for, and not a word about it.

美丽公路已完成45公里 of 40: good news or a slip. A target that is a floor (不少于) may be exceeded, and a
report that says 超额 knows it.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.reading import WHOLE_TARGETS, Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.pairing import pairs

_KNOWN: Final = re.compile(r"超额|超过|超出|超计划|超目标|提前|突破|优于")


def exceeded(ledger: Ledger) -> Iterator[Statement]:
    """Compare what is reported with the figures of the whole task."""
    for row in ledger.rows:
        whole = [p for p in row.passages if p.field in WHOLE_TARGETS]
        if any(_KNOWN.search(p.text) for p in row.report):
            continue
        for pair in pairs(whole, row.report, ledger.month):
            if pair.unit == "%" or pair.given != "=":
                continue
            evidence = (*pair.achieved, pair.target)
            if pair.achieved_value <= pair.target_value or not pair.over:
                yield holds("exceeds", *evidence)
                continue
            yield denied(
                "exceeds",
                Severity.NOTE,
                evidence,
                f"上报{saying.quoted(pair.achieved[0].text)}已多于全年任务{saying.quoted(pair.target.text)}。"
                "确属超额完成的请写明；否则请核对是不是同一口径、有没有重复计算。",
                formula=f"{saying.figure(pair.achieved_value)}≤{saying.figure(pair.target_value)}",
                computed=Interval.exactly(pair.achieved_value),
                stated=pair.target_value,
                unit=pair.unit,
            )
