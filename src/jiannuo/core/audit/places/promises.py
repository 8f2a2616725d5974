"""`promise-passed`: a date that was promised is over, and nothing says that it was kept."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Outcome, Severity
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.claims import claim_of
from jiannuo.core.quantities.periods import Relation, TimeExpression, TimeKind, periods

_PROMISES: Final = re.compile(
    r"完成|建成|竣工|完工|开工|通车|投用|投入使用|交付|开园|验收|到位|启动|实现|拨付|招标|获批|批复"
)
_KEPT: Final = re.compile(
    r"全部完(?:工|成)|已完工|已竣工|已建成|已投用|已通车|竣工验收合格|已全部完成"
)
_OF_OTHERS: Final = re.compile("承诺")
_RELATIONS: Final = {Relation.IN, Relation.BY}
_NO_DATES: Final = {TimeKind.YEARS, TimeKind.CONDITION, TimeKind.NOW, TimeKind.DURATION}


def promises(ledger: Ledger) -> Iterator[Statement]:
    """Compare what rows promise with the day of the audit; finds nothing without one."""
    if ledger.as_of is None:
        return
    for row in ledger.rows:
        if claim_of(row.row.status) is Outcome.MET or any(_KEPT.search(p.text) for p in row.report):
            continue
        for passage, clause_only in _promising(row):
            for time in periods(passage.text, ledger.document.year, ledger.month):
                yield from _judged(passage, time, ledger.as_of, others=clause_only)


def _promising(row: RowReading) -> Iterator[tuple[Passage, bool]]:
    """Next steps promise; elsewhere only a clause that says 承诺 does."""
    for passage in row.passages:
        if passage.field == "next_steps":
            yield passage, False
        elif passage.field in {"problems", "causes", "remarks"}:
            yield passage, True


def _judged(
    passage: Passage, time: TimeExpression, as_of: date, *, others: bool
) -> Iterator[Statement]:
    if time.due is None or time.relation not in _RELATIONS or time.kind in _NO_DATES:
        return
    number = next((c.sentence for c in passage.clauses if c.start <= time.start < c.end), None)
    if number is None:
        return
    start, end = passage.sentence(number)
    words = passage.text[start:end]
    if not _PROMISES.search(words) or (others and not _OF_OTHERS.search(words)):
        return
    evidence = passage.evidence(start, end)
    if time.due >= as_of:
        yield holds("promise-passed", evidence)
        return
    yield denied(
        "promise-passed",
        Severity.QUESTION,
        (evidence,),
        f"{saying.quoted(words)}，时限{_day(time.due)}已过（截至{_day(as_of)}），文中没有说明是否做到。"
        "请补充结果，或写明新的时限和原因。",
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
