"""`target-missed`, of many items at once: a rate asked of all, and reported for each.

5处公园…完成全年55% answered by five parks with their 总体进度 is met only where the slowest is there.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Outcome, Severity
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.yardsticks import yardstick

_OVERALL: Final = re.compile(
    r"(?:总体|整体|总|形象|工程)(?:工程)?(?:进度|量)(?:已?完成|达到?|为|至)*+$"
)
_OF_ALL: Final = re.compile(r"(?:完成|达到)(?:全年|年度|总)?(?:目标|任务|工程量|总量)?的?$")
_LEAST: Final = 3


def slowest_items(ledger: Ledger) -> Iterator[Statement]:
    """Check the items of a report against the one rate that the target asks of all of them."""
    claims = {verdict.row: verdict for verdict in ledger.verdicts}
    for row in ledger.rows:
        verdict = claims.get(row.reference)
        if verdict is None or verdict.claim in {Outcome.PARTLY, Outcome.MISSED} or verdict.pairs:
            continue
        asked = [
            m
            for p in yardstick(ledger, row)
            for m in p.mentions
            if m.is_rate and _OF_ALL.search(m.before)
        ]
        items = _items(row)
        if len(asked) == 1 and len(items) >= _LEAST:
            yield _checked(asked[0], items)


def _items(row: RowReading) -> list[Mention]:
    """Give the overall rate of each named item."""
    found: dict[str, Mention] = {}
    for passage in row.report:
        for mention in passage.mentions:
            if passage.name and mention.is_rate and _OVERALL.search(mention.before):
                found[passage.name] = mention
    return list(found.values())


def _checked(asked: Mention, items: list[Mention]) -> Statement:
    slow = [m for m in items if m.interval.below(asked.interval)]
    if not slow:
        slowest = min(items, key=lambda m: m.value)
        return holds("target-missed", slowest.evidence(), asked.evidence())
    names = "、".join(f"{m.passage.name}（{m.quantity.span}）" for m in slow[:3])
    more = f"等{len(slow)}项" if len(slow) > len(slow[:3]) else ""
    return denied(
        "target-missed",
        Severity.QUESTION,
        (*(m.evidence() for m in slow[:3]), asked.evidence()),
        f"目标{saying.quoted(asked.clause.text)}，分项里{names}{more}低于这个进度。"
        "请说明原因；若目标按各项平均计算，请写明平均数。",
        formula=f"{saying.bare(slow[0])}≥{saying.bare(asked)}",
        computed=slow[0].interval,
        stated=asked.value,
        unit="%",
    )
