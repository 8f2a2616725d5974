"""`cumulative`: what this period brought, against what has come together so far.

5月新增55户，本年累计新增216户: one period is part of the whole stretch.
"""

from collections.abc import Iterator

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.linking import amounts, same_measure
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold, Scope

_SAME = 0.6


def cumulative(ledger: Ledger) -> Iterator[Statement]:
    """Check each period's figure against the cumulative one of the same thing."""
    for row in ledger.rows:
        for passage in row.passages:
            for part, whole in _pairs(passage):
                yield _checked(part, whole)


def _pairs(passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    found = [m for m in amounts(passage.mentions) if m.hold not in {Hold.LEFT, Hold.UNDONE}]
    together = [m for m in found if m.scope is Scope.TO_DATE]
    for whole in together:
        if whole.owner is not None:
            part = passage.mentions[whole.owner]
            if part.is_amount and same_measure(part, whole):
                yield part, whole
            continue
        for part in found:
            single = part.scope is Scope.PERIOD or _bare_before(part, whole)
            if part is not whole and single and same_measure(part, whole) and _same(part, whole):
                yield part, whole


def _bare_before(part: Mention, whole: Mention) -> bool:
    """完成建设容量0.5万千瓦，累计完成建设容量3万千瓦: beside 累计, the plain figure is the period's."""
    return (
        part.scope is Scope.UNSAID
        and part.sentence == whole.sentence
        and part.clause_number + 1 == whole.clause_number
        and bool(part.terms)
        and whole.before.strip().startswith("累计")
    )


def _same(part: Mention, whole: Mention) -> bool:
    if not part.terms and not whole.terms:
        return part.quantity.unit == whole.quantity.unit
    return subjects.alike(part.terms, whole.terms) >= _SAME


def _checked(part: Mention, whole: Mention) -> Statement:
    evidence = (part.evidence(), whole.evidence())
    if not whole.interval.below(part.interval):
        return holds("cumulative", *evidence)
    return denied(
        "cumulative",
        Severity.CONTRADICTION,
        evidence,
        f"本期数大于累计数：{saying.quoted(part.quote())}，而{saying.quoted(whole.quote())}。"
        "累计数应不小于其中任何一期，请核对两个数，或说明累计从哪一天算起。",
        formula=f"{saying.bare(part)}≤{saying.bare(whole)}",
        computed=part.interval,
        stated=whole.value,
        unit=whole.base,
    )
