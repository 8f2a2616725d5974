"""`sum` and `impossible`: parts against their whole.

Parts that are all there are must add up. After 其中 only some may be named, so that a sum that
falls far short says nothing; one that misses by little is asked about. A single part larger than
its whole is impossible.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.arithmetic.breakdowns import Breakdown, Complete, breakdowns
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds

_SHORT: Final = Fraction(1, 4)
_OVERLAPS: Final = re.compile(
    "规[上模]|高新技术|专精特新|瞪羚|独角兽|小巨人|龙头|上市|示范|重点|骨干|党员|妇女|脱贫|困难|老年|青年|硕士|博士|本科|职称|高级"
)
"""Titles and traits that one and the same may carry together; their counts need not add up."""
_ABOVE: Final = Fraction(1, 2)
"""A sum that misses its whole by no more than this was probably meant to be it."""


def sums(ledger: Ledger) -> Iterator[Statement]:
    """Check every breakdown: no part above the whole, and the sum where it is meant to be one."""
    for row in ledger.rows:
        for found in breakdowns(row):
            yield from _too_large(found)
            if not found.nested and len(found.parts) > 1:
                yield from _added(found)


def _too_large(found: Breakdown) -> Iterator[Statement]:
    whole = found.whole
    for part in found.parts:
        yield within(part, whole, Severity.CONTRADICTION if found.told else Severity.QUESTION)
        if found.nested:
            whole = part


def within(part: Mention, whole: Mention, severity: Severity) -> Statement:
    """Check that a part is not larger than its whole."""
    evidence = (part.evidence(), whole.evidence())
    if not whole.interval.below(part.interval):
        return holds("impossible", *evidence)
    return denied(
        "impossible",
        severity,
        evidence,
        f"部分大于整体：{saying.quoted(part.quote())}应包括在{saying.quoted(whole.quote())}之内，"
        f"不会比{whole.quantity.span}多。请核对这两个数，或说明它们不是整体与部分的关系。",
        formula=f"{saying.bare(part)}≤{saying.bare(whole)}",
        computed=part.interval,
        stated=whole.value,
        unit=whole.base,
    )


def _added(found: Breakdown) -> Iterator[Statement]:
    whole, parts = found.whole, found.parts
    totals = [Interval.exactly(0)]
    for part in parts:
        totals.append(totals[-1] + part.interval)
    evidence = (whole.evidence(), *(part.evidence() for part in parts))
    if any(total.meets(whole.interval) for total in totals[2:]):
        yield holds("sum", *evidence)
        return
    total = totals[-1]
    near = -_SHORT <= (total.best - whole.value) / whole.value <= _ABOVE
    if not near and found.complete is Complete.PERHAPS:
        return
    sure = found.complete is Complete.SURELY
    if not sure and any(_OVERLAPS.search(part.quote()) for part in parts):
        return
    terms = "＋".join(part.quantity.span for part in parts)
    missing = whole.value - total.best
    gap = saying.amount(abs(missing), whole)
    yield denied(
        "sum",
        Severity.CONTRADICTION if sure else Severity.QUESTION,
        evidence,
        f"分项与总数对不上：{terms}＝{saying.amount(total.best, whole)}，"
        f"总数写的是{whole.quantity.span}，{'少' if missing > 0 else '多'}{gap}。"
        "请核对各分项和总数；若还有未列出的分项或分项有交叉，请注明。",
        formula="+".join(saying.bare(part) for part in parts),
        computed=total,
        stated=whole.value,
        unit=whole.base,
    )
