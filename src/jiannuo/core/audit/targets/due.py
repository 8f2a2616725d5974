"""`not-due`: a target whose time is not over yet, judged as if it were.

A target for the second quarter is not due in May: 完成 may mean this month's share of it, 未完成 may
only mean that there is time left.
"""

from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Outcome, Severity
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.yardsticks import yardstick
from jiannuo.core.quantities.periods import Relation, TimeExpression, TimeKind, periods

_KINDS: Final = {TimeKind.MONTH, TimeKind.MONTHS, TimeKind.QUARTER, TimeKind.HALF}
_BY: Final = {Relation.IN, Relation.BY}
_JUDGED: Final = {Outcome.MET, Outcome.MISSED}


def not_due(ledger: Ledger) -> Iterator[Statement]:
    """Compare the time that a target names with the document's period."""
    month = ledger.month
    claims = {verdict.row: verdict for verdict in ledger.verdicts}
    for row in ledger.rows if month is not None else ():
        verdict = claims.get(row.reference)
        if verdict is None or verdict.claim not in _JUDGED or month is None:
            continue
        for passage in yardstick(ledger, row):
            for time in periods(passage.text, ledger.document.year, month):
                if time.kind not in _KINDS or time.relation not in _BY or time.months is None:
                    continue
                if time.months[1] > month:
                    claimed = (verdict.claimed or "").strip(" 。")
                    yield _early(passage, time, claimed, month)
                else:
                    yield holds("not-due", passage.evidence(time.start, time.end))


def not_yet(text: str, month: int | None) -> bool:
    """Say whether words name a time of the year that may still be to come."""
    return any(
        time.months is not None
        and time.kind in _KINDS
        and time.relation in _BY
        and (month is None or time.months[1] > month)
        for time in periods(text)
    )


def _early(passage: Passage, time: TimeExpression, claimed: str, month: int) -> Statement:
    clause = next(c for c in passage.clauses if c.start <= time.start < c.end)
    return denied(
        "not-due",
        Severity.NOTE,
        (passage.evidence(clause.start, clause.end),),
        f"目标写的时间是{saying.quoted(time.span)}，到{month}月还没有到期，自评“{claimed}”。"
        "请确认说的是全部目标，还是本期应做到的部分；未到节点的可以注明。",
    )
